"""Which of our chat formats a model was taught, told from the template in its file without running it.

The template's words, spaces evened out, are compared with templates that are known. One that is not known is
looked through for marks: where they are those of exactly one format that goes with the architecture, that
format is taken. A format is only taken when the model has each of its marks as a token of its own; else the
plain one is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.engine.catalogue import ChatFormat
from core.engine.chat import goes_with, marked_formats, prompt_marks

_KNOWN: Mapping[str, ChatFormat] = {
    "6e76f0d0a1bfb2ef34f110bc376575127fca30189268db50eb63b9b7c352ac45": "chatml",
    "2e7c58464a1c5792298a99422f45e85cfcf02d637ceb38315d53150aa5bebbc2": "chatml",
    "3bd333456aee200b3233d70b79d767c87101c2457bf69a6023e5903dfcbf2b6b": "llama-3",
    "7e995b379ec01747807246483647cd99030abf331653f1119e16d7ac041a3495": "mistral-instruct",
    "26a59556925c987317ce5291811ba3b7f32ec4c647c400c6cc7e3a9993007ba7": "mistral-instruct",
}
"""SHA-256 of templates as published, spaces evened out, and the format of ours that says the same."""


@dataclass(frozen=True, slots=True)
class ChosenFormat:
    """`known` when the very template is known."""

    chat_format: ChatFormat
    known: bool


def choose_format(template: str, *, architecture: str, marks: Collection[str]) -> ChosenFormat:
    """The format for a model whose control tokens include `marks` (of those that any format uses)."""
    if not template:
        return ChosenFormat("plain", known=False)
    known = _KNOWN.get(normalised_sha256(template))
    if known is not None and has_marks(known, marks):
        return ChosenFormat(known, known=True)
    fitting = [
        each
        for each in marked_formats()
        if goes_with(each, architecture) and has_marks(each, marks) and _speaks(each, template)
    ]
    chosen: ChatFormat = fitting[0] if len(fitting) == 1 else "plain"
    return ChosenFormat(chosen, known=False)


def normalised_sha256(template: str) -> str:
    """The hash by which a template is known."""
    return hashlib.sha256(" ".join(template.split()).encode()).hexdigest()


def has_marks(chat_format: ChatFormat, marks: Collection[str]) -> bool:
    """Whether a model whose control tokens are these can be asked in this format."""
    return set(prompt_marks(chat_format)) <= set(marks)


def _speaks(chat_format: ChatFormat, template: str) -> bool:
    """Whether the template writes the marks itself; the end of a text is often a variable in it."""
    return all(mark in template for mark in prompt_marks(chat_format) if mark != "</s>")
