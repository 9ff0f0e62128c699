"""Possible readings of a text whose wording is obfuscated to evade detection.

The readings serve detection only. They are never searched for, shown or stored, so a reading may be far too
generous: reading `B12` as `biz` harms nothing.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator

_LOOK_ALIKES = str.maketrans(
    "аАвВеЕкКмМнНоОрРсСтТуУхХіІїЇјЈѕЅԁԛԝһοΟαΑβΒεΕζΖηΗιΙκΚμΜνΝρΡτΤυΥχΧγıɩɡɑƖʟʀɴ",
    "aAbBeEkKmMhHoOpPcCtTyYxXiIiIjJsSdqwhoOaAbBeEzZhHiIkKmMvNpPtTuYxXyiigaIlrn",
)
"""Cyrillic, Greek and phonetic letters that look like Latin ones."""

_DIGITS_AS_LETTERS = str.maketrans("013457@$!+€", "oieastasite")
_MIXED_TOKEN = re.compile(r"\S*(?:[A-Za-z][0-9@$!+€]|[0-9@$!+€][A-Za-z])\S*")
_APART = re.compile(r"(?<!\w)(?:\w[ .\-_*|]{1,3}){5,}\w(?!\w)")
_LETTERS_APART = 12
_JOINERS = re.compile(r"(?<=[^\W\d_])[-_.*~+/|\\]+(?=[^\W\d_])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{20,}")
_HEX = re.compile(r"(?:0x|\\x)?[0-9a-fA-F]{2}(?:(?:[\s,:]|0x|\\x){0,4}[0-9a-fA-F]{2}){9,}")
_PRINTABLE_SHARE = 0.8
_SPELLED_WORDS = 3
"""Encoded text with this many words is always refused: no question about a chart is written that way."""


def readings(text: str) -> Iterator[str]:
    """`text` folded for detection first, then with each possible obfuscation reversed.

    All lower case, without marks above or below letters, look-alike letters mapped to Latin.
    """
    plain = folded(text)
    unmixed = _MIXED_TOKEN.sub(lambda token: token[0].translate(_DIGITS_AS_LETTERS), plain)
    yield from dict.fromkeys(
        (plain, unmixed, _JOINERS.sub(" ", plain), codecs.encode(plain, "rot13"), plain[::-1])
    )


def folded(text: str) -> str:
    """`text` without compatibility forms, diacritics and case, with look-alikes as Latin letters."""
    compatible = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in compatible if not unicodedata.combining(char))
    return " ".join(bare.translate(_LOOK_ALIKES).casefold().split())


def is_encoded(text: str) -> bool:
    """Whether `text` has words in base64 or hexadecimal, or a long run of single letters: `i g n o r e`."""
    apart = any(sum(char.isalpha() for char in run[0]) > _LETTERS_APART for run in _APART.finditer(text))
    return apart or any(map(_spells_words, (*_of_base64(text), *_of_hexadecimal(text))))


def _of_base64(text: str) -> Iterator[bytes]:
    for found in _BASE64.finditer(text):
        run = found[0].replace("-", "+").replace("_", "/")
        # A lone last character of base64 encodes nothing.
        run = run[:-1] if len(run) % 4 == 1 else run
        try:
            yield base64.b64decode(run + "=" * (-len(run) % 4))
        except binascii.Error:
            continue


def _of_hexadecimal(text: str) -> Iterator[bytes]:
    for found in _HEX.finditer(text):
        digits = re.sub(r"0x|\\x|[\s,:]", "", found[0])
        # Figures in a chart are digits only; words encoded in hexadecimal soon contain a letter.
        if re.search(r"[a-fA-F]", digits):
            yield bytes.fromhex(digits[: len(digits) // 2 * 2])


def _spells_words(raw: bytes) -> bool:
    """Whether `raw` decodes to several words: random bytes are mostly not printable."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return False
    printable = sum(char.isalpha() or char in " .,:;!?'\"-\n" for char in text)
    return len(text.split()) >= _SPELLED_WORDS and printable >= _PRINTABLE_SHARE * len(text)
