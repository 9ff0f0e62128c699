"""How a question and a sentence of a chart stand before the cross-encoder: in training and in answering."""

from __future__ import annotations

from core.assistant.writing.prompt import plain


def question_as_scored(question: str) -> str:
    """On one line, without what could be a mark of the tokenizer."""
    return " ".join(plain(question).split())


def as_scored(field: str, text: str) -> str:
    """`plan: Continue candesartan 4 mg.`: what is planned is not yet done."""
    return question_as_scored(f"{field.replace('_', ' ')}: {text}")
