"""Hebrew spellings of Latin drug names, so that `רמיפריל` finds Ramipril and vice versa."""

from __future__ import annotations

import re

from core.language import hebrew

_FEWEST_CONSONANTS = 4
"""Shorter skeletons are those of ordinary words."""

_SOUNDS = (
    (r"sch|sh", "ש"), (r"th", "ת"), (r"ph", "פ"), (r"ch", "כ"), (r"ck", "ק"), (r"qu", "קו"),
    (r"x", "קס"), (r"c(?=[eiy])", "צ"), (r"[ckq]", "ק"), (r"b", "ב"), (r"d", "ד"), (r"f", "פ"), (r"g|j", "ג"),
    (r"h", "ה"), (r"l", "ל"), (r"m", "מ"), (r"n", "נ"), (r"p", "פ"), (r"r", "ר"), (r"s", "ס"), (r"t", "ט"),
    (r"v", "ו"), (r"w", "ו"), (r"z", "ז"), (r"^[aeiouy]", "א"), (r"[ae]$", "ה"), (r"[iy]", "י"),
    (r"[ou]", "ו"), (r"[ae]", ""),
)  # fmt: skip
_SOUND = re.compile("|".join(f"({pattern})" for pattern, _ in _SOUNDS))
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
_ALIKE = str.maketrans("תכשבצ", "טקסוס")


def spelled_in_hebrew(name: str) -> tuple[str, ...]:
    """Hebrew spellings, folded, of a folded Latin name; both spellings of `v` and soft `c`."""
    plain = _DOUBLED.sub(r"\1", name)
    found = [_spelled(plain)]
    if "v" in plain:
        found.append(_spelled(plain.replace("v", "b")))
    if re.search("c[eiy]", plain):
        found.append(_spelled(re.sub("c(?=[eiy])", "s", plain)))
    return tuple(dict.fromkeys(found))


def sound_key(word: str) -> str:
    """Equal for Hebrew spellings that sound alike; "" if too short to identify a name."""
    consonants = hebrew.skeleton(word)[1:].translate(_ALIKE).replace("ו", "")
    return consonants if len(consonants) >= _FEWEST_CONSONANTS else ""


def _spelled(name: str) -> str:
    return _SOUND.sub(lambda found: _SOUNDS[(found.lastindex or 1) - 1][1], name)
