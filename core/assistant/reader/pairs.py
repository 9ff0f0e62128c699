"""The form of a question and a sentence of a chart for the cross-encoder, in training and in answering."""

from __future__ import annotations

import unicodedata

from core.assistant.writing.prompt import plain

_SCRIPTS = ("LATIN", "GREEK", "MODIFIER")
"""English notes use Greek letters for units and receptors."""


def in_known_script(text: str) -> bool:
    """Whether it may be English. In other languages the cross-encoder finds every sentence unlikely, correct
    answers included.
    """
    if text.isascii():
        return True
    letters = filter(str.isalpha, unicodedata.normalize("NFKD", text))
    return all(unicodedata.name(letter, "").startswith(_SCRIPTS) for letter in letters)


def question_as_scored(question: str) -> str:
    """On one line, without text that could be a special token."""
    return " ".join(plain(question).split())


def as_scored(field: str, text: str) -> str:
    """`plan: Continue candesartan 4 mg.`: what is planned is not yet done."""
    return question_as_scored(f"{field.replace('_', ' ')}: {text}")
