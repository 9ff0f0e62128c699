"""What a question may really say: the readings of a text that hides its words from whoever checks them.

The readings serve detection only. They are never searched for, shown or stored, so that a reading may be far
too generous: `B12` read as `biz` harms nobody.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

_LOOK_ALIKES = str.maketrans(
    "аАвВеЕкКмМнНоОрРсСтТуУхХіІїЇјЈѕЅԁԛԝһοΟαΑβΒεΕζΖηΗιΙκΚμΜνΝρΡτΤυΥχΧγıɩɡɑƖʟʀɴ",
    "aAbBeEkKmMhHoOpPcCtTyYxXiIiIjJsSdqwhoOaAbBeEzZhHiIkKmMvNpPtTuYxXyiigaIlrn",
)
"""Cyrillic, Greek and phonetic letters that look like Latin ones."""

_DIGITS_AS_LETTERS = str.maketrans("013457@$!+€", "oieastasite")
_ONE_AS_L = str.maketrans("013457@$!+€", "oleastaslte")
_MIXED_TOKEN = re.compile(r"\S*(?:[A-Za-z][0-9@$!+€]|[0-9@$!+€][A-Za-z])\S*")
_APART = re.compile(r"(?<!\w)(?:\w[ .\-_*|]{1,3}){5,}\w(?!\w)")
_LETTERS_APART = 12
_JOINERS = re.compile(r"(?<=[^\W\d_])[-_.*~+/|\\]+(?=[^\W\d_])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_BASE32 = re.compile(r"[A-Z2-7]{24,}={0,6}")
_HEX = re.compile(r"(?:0x|\\x)?[0-9a-fA-F]{2}(?:(?:[\s,:]|0x|\\x){0,4}[0-9a-fA-F]{2}){9,}")
_BINARY = re.compile(r"[01]{8}(?:\s?[01]{8}){5,}")
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}){4,}")
_DECIMALS = re.compile(r"\d{2,3}(?:[\s,]+\d{2,3}){11,}")
_SCRAMBLED = {
    (word[0], word[-1], "".join(sorted(word[1:-1]))): word
    for word in (
        "ignore disregard forget bypass override previous prior instruction instructions system prompt "
        "reveal pretend restrictions guidelines everything assistant"
    ).split()
}
_WORD = re.compile(r"[a-z]{5,}")
_PRINTABLE_SHARE = 0.8


def readings(text: str) -> Iterator[str]:
    """`text` as it stands for detection first, then with each disguise taken off that may have been put on.

    All lower case, without marks above or below letters, look-alike letters made Latin.
    """
    plain = folded(text)
    yield plain
    seen = {plain}
    for reading in _undisguised(plain, text):
        if reading not in seen:
            seen.add(reading)
            yield reading


def spelled_apart(text: str) -> bool:
    """Whether `text` holds a long run of single letters, as in `i g n o r e`."""
    return any(sum(char.isalpha() for char in run[0]) > _LETTERS_APART for run in _APART.finditer(text))


def decoded(text: str) -> Iterator[str]:
    """What runs of base64, base32, hexadecimal, binary, decimal or escaped characters in `text` spell."""
    for raw in (*_of_base(text), *_of_numbers(text)):
        spelled = _legible(raw)
        if spelled is not None:
            yield folded(spelled)


def folded(text: str) -> str:
    """`text` without compatibility forms, marks and case, with look-alikes as Latin letters."""
    compatible = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in compatible if not unicodedata.combining(char))
    return " ".join(bare.translate(_LOOK_ALIKES).casefold().split())


def _undisguised(plain: str, text: str) -> Iterator[str]:
    yield _unmixed(plain, _DIGITS_AS_LETTERS)
    yield _unmixed(plain, _ONE_AS_L)
    yield _APART.sub(lambda run: re.sub(r"[ .\-_*|]", "", run[0]), plain)
    yield _JOINERS.sub(" ", plain)
    yield _WORD.sub(_unscrambled, plain)
    yield folded(html.unescape(text))
    yield folded(unquote(text, errors="replace"))
    yield codecs.encode(plain, "rot13")
    yield plain[::-1]
    yield " ".join(word[::-1] for word in plain.split())
    yield from decoded(text)


def _unmixed(plain: str, letters: dict[int, int]) -> str:
    return _MIXED_TOKEN.sub(lambda token: token[0].translate(letters), plain)


def _unscrambled(found: re.Match[str]) -> str:
    word = found[0]
    return _SCRAMBLED.get((word[0], word[-1], "".join(sorted(word[1:-1]))), word)


def _of_base(text: str) -> Iterator[bytes]:
    for found in _BASE64.finditer(text):
        run = found[0].rstrip("=").replace("-", "+").replace("_", "/")
        # A last lone character of base64 spells nothing.
        run = run[:-1] if len(run) % 4 == 1 else run
        try:
            yield base64.b64decode(run + "=" * (-len(run) % 4))
        except binascii.Error:
            continue
    for found in _BASE32.finditer(text):
        run = found[0].rstrip("=")
        try:
            yield base64.b32decode(run + "=" * (-len(run) % 8))
        except binascii.Error:
            continue


def _of_numbers(text: str) -> Iterator[bytes]:
    for found in _HEX.finditer(text):
        digits = re.sub(r"0x|\\x|[\s,:]", "", found[0])
        # Figures of a chart are digits only; letters spelled in hexadecimal never are for long.
        if re.search(r"[a-fA-F]", digits):
            yield bytes.fromhex(digits[: len(digits) // 2 * 2])
    for found in _BINARY.finditer(text):
        yield bytes(int(bits, 2) for bits in re.findall(r"[01]{8}", found[0]))
    for found in _DECIMALS.finditer(text):
        yield bytes(number for number in map(int, re.findall(r"\d+", found[0])) if number < 256)
    for found in _ESCAPES.finditer(text):
        points = re.findall(r"[0-9a-fA-F]{2,4}", found[0])
        yield "".join(chr(int(point, 16)) for point in points).encode(errors="replace")


def _legible(raw: bytes) -> str | None:
    """The text that `raw` spells, None if it is none: most bytes by chance are not printable."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    printable = sum(char.isalpha() or char in " .,:;!?'\"-\n" for char in text)
    return text if len(text) >= 8 and printable >= _PRINTABLE_SHARE * len(text) else None
