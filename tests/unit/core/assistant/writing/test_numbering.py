"""The marks of a prompt become those of the sources, in pieces of any size."""

from __future__ import annotations

import pytest

from core.assistant.writing.numbering import SourceNumbers

TEXT = "Takes ibuprofen. [2][11] No pain [ 2 ]. [7]"
TOLD = "Takes ibuprofen. [5][1] No pain [ 2 ]. [7]"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 50])
def test_pieces_of_any_size(size):
    heard: list[str] = []
    numbers = SourceNumbers({2: 5, 11: 1}, heard.append)
    for start in range(0, len(TEXT), size):
        numbers.feed(TEXT[start : start + size])
    numbers.finish()
    assert "".join(heard) == TOLD
    assert "" not in heard


def test_a_mark_that_never_ends_is_not_lost():
    heard: list[str] = []
    numbers = SourceNumbers({1: 2}, heard.append)
    numbers.feed("Well [1")
    assert heard == ["Well "]
    numbers.finish()
    assert heard == ["Well ", "[1"]
