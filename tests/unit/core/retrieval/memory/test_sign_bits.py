"""The first stage: bits that differ are counted exactly, in any dimension, whatever was dropped meanwhile."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from core.retrieval.memory.sign_bits import SignBits


def drawn(count: int, dimension: int, seed: int = 1) -> NDArray[np.float16]:
    return np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float16)


def differing(rows: NDArray[np.float16], questions: NDArray[np.float32]) -> NDArray[np.int64]:
    """How many signs of each row differ from the nearest question's."""
    return ((rows[:, np.newaxis] > 0) != (questions[np.newaxis] > 0)).sum(axis=2).min(axis=1)


@pytest.mark.parametrize("dimension", [384, 768, 100])
@pytest.mark.parametrize("questions", [1, 3])
def test_those_chosen_differ_least_and_equals_are_all_taken(dimension: int, questions: int) -> None:
    rows, asked = drawn(3_000, dimension), drawn(questions, dimension, seed=2).astype(np.float32)
    signs = SignBits(dimension)
    signs.add(rows[:1_000])
    signs.add(rows[1_000:])
    distances = differing(rows, asked)
    last = np.sort(distances)[99]
    assert signs.nearest(asked, None, 100).tolist() == np.flatnonzero(distances <= last).tolist()


def test_only_what_is_allowed_is_chosen() -> None:
    rows, asked = drawn(2_000, 384), drawn(1, 384, seed=2).astype(np.float32)
    signs, allowed = SignBits(384), np.arange(2_000) % 7 == 0
    signs.add(rows)
    distances = np.where(allowed, differing(rows, asked), 1_000)
    last = np.sort(distances)[49]
    assert signs.nearest(asked, allowed, 50).tolist() == np.flatnonzero(distances <= last).tolist()
    assert signs.nearest(asked, allowed, 5_000).tolist() == np.flatnonzero(allowed).tolist()
    assert signs.nearest(asked, np.zeros(2_000, np.bool_), 50).tolist() == []


def test_dropped_rows_make_room_and_the_others_keep_their_order() -> None:
    rows, asked = drawn(500, 384), drawn(1, 384, seed=2).astype(np.float32)
    signs, kept = SignBits(384), np.arange(500) % 3 > 0
    signs.add(rows)
    signs.keep(kept)
    more = drawn(40, 384, seed=3)
    signs.add(more)
    held = np.concatenate([rows[kept], more])
    distances = differing(held, asked)
    assert signs.rows == len(held)
    assert (
        signs.nearest(asked, None, 20).tolist()
        == np.flatnonzero(distances <= np.sort(distances)[19]).tolist()
    )


def test_both_widths_of_a_number_have_the_same_signs() -> None:
    rows = drawn(200, 384)
    rows[0, :2] = (0.0, -0.0)
    narrow, wide = SignBits(384), SignBits(384)
    narrow.add(rows)
    wide.add(rows.astype(np.float32))
    asked = drawn(1, 384, seed=2).astype(np.float32)
    assert narrow.nearest(asked, None, 30).tolist() == wide.nearest(asked, None, 30).tolist()
