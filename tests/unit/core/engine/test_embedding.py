"""A batch that failed goes on in smaller pieces, from where it was."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.engine.embedding import ShrinkingBatch
from core.engine.failures import AttemptFailed
from core.errors import Cancelled


def vectors(texts: list[str]) -> NDArray[np.float32]:
    return np.array([[float(text)] for text in texts], dtype=np.float32)


class Narrow:
    """Fails on more than `room` texts at once."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.sizes: list[int] = []

    def __call__(self, texts: list[str]) -> NDArray[np.float32]:
        self.sizes.append(len(texts))
        if len(texts) > self.room:
            raise AttemptFailed("engine_crashed")
        return vectors(texts)


def test_it_goes_on_with_half_as_many_until_they_fit():
    texts = [str(number) for number in range(10)]
    batch, narrow = ShrinkingBatch(texts), Narrow(3)
    for _ in range(2):
        with pytest.raises(AttemptFailed):
            batch.embed(narrow)
    assert np.array_equal(batch.embed(narrow), vectors(texts))
    assert narrow.sizes == [10, 5, 2, 2, 2, 2, 2]


def test_what_was_done_before_a_failure_is_not_done_again():
    batch = ShrinkingBatch(["1", "2", "3", "4"])
    with pytest.raises(AttemptFailed):
        batch.embed(Narrow(2))
    seen: list[list[str]] = []

    def fails_second(texts: list[str]) -> NDArray[np.float32]:
        seen.append(texts)
        if len(seen) == 2:
            raise AttemptFailed("engine_timeout")
        return vectors(texts)

    with pytest.raises(AttemptFailed):
        batch.embed(fails_second)
    assert np.array_equal(batch.embed(fails_second), vectors(["1", "2", "3", "4"]))
    assert seen == [["1", "2"], ["3", "4"], ["3"], ["4"]]


def test_a_cancelled_batch_is_no_failure():
    batch = ShrinkingBatch(["1", "2"])

    def cancelled(texts: list[str]) -> NDArray[np.float32]:
        raise Cancelled

    with pytest.raises(Cancelled):
        batch.embed(cancelled)
    narrow = Narrow(2)
    batch.embed(narrow)
    assert narrow.sizes == [2]
