"""The form of a question and a sentence of a chart for the cross-encoder, in training and in answering."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from core.assistant.writing.prompt import plain

_LATIN = ("LATIN", "GREEK", "MODIFIER")
"""English notes use Greek letters for units and receptors."""
_HEBREW = "HEBREW"


def are_known(question: str, sentences: Iterable[str]) -> bool:
    """Whether the cross-encoder can judge these: a question in English with sentences in English, one in
    Hebrew with sentences in either. It finds every Hebrew sentence unlikely for an English question, the
    right one included. Languages in Latin letters are taken for English.
    """
    scripts = _LATIN if _is_written_in(question, _LATIN) else (*_LATIN, _HEBREW)
    return all(_is_written_in(one, scripts) for one in (question, *sentences))


def _is_written_in(text: str, scripts: tuple[str, ...]) -> bool:
    if text.isascii():
        return True
    letters = filter(str.isalpha, unicodedata.normalize("NFKD", text))
    return all(unicodedata.name(letter, "").startswith(scripts) for letter in letters)


def question_as_scored(question: str) -> str:
    """On one line, without text that could be a special token."""
    return " ".join(plain(question).split())


def as_scored(field: str, text: str) -> str:
    """`plan: Continue candesartan 4 mg.`: what is planned is not yet done."""
    return question_as_scored(f"{field.replace('_', ' ')}: {text}")
