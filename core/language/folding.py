"""Normalises variants of writing: case, accents, niqqud, quotation marks, final letters."""

from __future__ import annotations

import unicodedata

_QUOTES = str.maketrans(
    {"״": '"', "”": '"', "“": '"', "׳": "'", "’": "'", "‘": "'", "‐": "-", "‑": "-", "־": "-"}
)
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")


def folded(text: str) -> str:
    """`text` in one case, without accents and niqqud, with plain quotation marks and no final letters."""
    cased = text.translate(_QUOTES).casefold()
    if cased.isascii():
        return cased
    decomposed = unicodedata.normalize("NFKD", cased)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.translate(_FINALS)
