"""Texts tokenised apart from their marks are the tokens that they are in a whole prompt."""

from __future__ import annotations

import pytest

from core.engine.chat import Piece
from core.engine.prompt_tokens import piece_tokens

MARKS = {"<|user|>": -1, "<|end|>": -2, "[INST]": -3}


class _Letters:
    """Each letter is a token; as SentencePiece does, a text may be begun with a space."""

    def __init__(self, *, begins_with_space: bool = False, takes: frozenset[int] = frozenset()) -> None:
        self.begins_with_space = begins_with_space
        self._takes = takes

    def tokenize(self, text: str) -> list[int]:
        assert text
        return [ord(letter) for letter in (" " if self.begins_with_space else "") + text]

    def takes_space_behind(self, token: int) -> bool:
        return token in self._takes


def _letters(tokens: list[int]) -> str:
    names = {token: mark for mark, token in MARKS.items()}
    return "".join(names[token] if token < 0 else chr(token) for token in tokens)


@pytest.mark.parametrize(
    ("vocabulary", "written"),
    [
        (_Letters(), "<|user|>\n  said<|end|>\n[INST] asked"),
        # The space that a format puts is the one that the vocabulary puts: there are not two.
        (_Letters(begins_with_space=True), "<|user|> \n  said<|end|> \n[INST] asked"),
        (_Letters(takes=frozenset({-1, -2})), "<|user|>said<|end|>[INST] asked"),
        (_Letters(begins_with_space=True, takes=frozenset({-1, -2})), "<|user|> said<|end|>[INST] asked"),
    ],
)
def test_spaces_are_put_and_taken_as_in_a_whole_prompt(vocabulary, written):
    pieces = [
        *(Piece("<|user|>", mark=True), Piece("\n  said"), Piece("<|end|>", mark=True), Piece("\n")),
        *(Piece("[INST]", mark=True), Piece(" asked")),
    ]
    assert _letters(piece_tokens(pieces, MARKS, vocabulary)) == written


def test_a_mark_written_in_a_text_is_letters():
    tokens = piece_tokens([Piece("<|end|>")], MARKS, _Letters())
    assert tokens == [ord(letter) for letter in "<|end|>"]
