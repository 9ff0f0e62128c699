"""Tokenises a prompt: each mark as one token, each text by itself, with the tokens of a whole prompt.

A text is tokenised apart, so that it cannot contain a mark. A vocabulary may put a space before each text, or
treat white space after a mark as part of it: what a format writes there must be kept once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from core.engine.chat import Piece

_SPACE = " \t\n\v\f\r"


class Vocabulary(Protocol):
    """The parts of a loaded model that are needed here."""

    @property
    def begins_with_space(self) -> bool:
        """Whether `tokenize` puts a space before each text."""

    def tokenize(self, text: str) -> list[int]:
        """Tokens of `text`, none of them a mark."""

    def takes_space_behind(self, token: int) -> bool:
        """Whether white space behind a mark is part of it."""


def piece_tokens(pieces: Sequence[Piece], marks: Mapping[str, int], vocabulary: Vocabulary) -> list[int]:
    """The tokens of `pieces`; `marks` has the token of every mark among them."""
    tokens: list[int] = []
    doubled = " " if vocabulary.begins_with_space else ""
    taken = False
    for piece in pieces:
        if piece.mark:
            tokens.append(marks[piece.text])
            taken = vocabulary.takes_space_behind(tokens[-1])
        elif text := (piece.text.lstrip(_SPACE) if taken else piece.text.removeprefix(doubled)):
            tokens += vocabulary.tokenize(text)
    return tokens
