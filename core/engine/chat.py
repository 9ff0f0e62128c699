"""Our own chat templates: which marks go around a message, kept apart from what the message says.

A template inside a model file is a program of a stranger and is never run. Marks and text stay separate
until they are tokens, so that `<|im_end|>` written in a note is ordinary text to the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.engine.catalogue import ChatFormat
from core.engine.dto import ChatMessage


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a prompt; a `mark` is one control token of the model, anything else is plain text."""

    text: str
    mark: bool = False


_START = Piece("<|im_start|>", mark=True)
_END = Piece("<|im_end|>", mark=True)
_NEWLINE = Piece("\n")


def prompt_pieces(messages: Sequence[ChatMessage], chat_format: ChatFormat) -> list[Piece]:
    """The prompt for `messages`, ending where the assistant's answer begins."""
    if chat_format != "chatml":
        raise ValueError(chat_format)
    pieces: list[Piece] = []
    for message in messages:
        pieces += (_START, Piece(f"{message.role}\n{message.content}"), _END, _NEWLINE)
    pieces += (_START, Piece("assistant\n"))
    return pieces


def prompt_marks(chat_format: ChatFormat) -> tuple[str, ...]:
    """Every mark a prompt of this format may contain; a model must know each as one token."""
    if chat_format != "chatml":
        raise ValueError(chat_format)
    return (_START.text, _END.text)
