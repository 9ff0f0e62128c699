"""Passes: every text once, of nearly equal size, fewer tokens when memory is short."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.batches import in_order
from core.engine.encoding.passes import FEWEST_TOKENS, PASS_TOKENS, SCARCE_BYTES, PassBudget, passes


@given(st.lists(st.integers(2, 512), max_size=64), st.sampled_from([128, 512, 1024]))
def test_every_text_is_in_one_pass_and_no_pass_is_far_beyond_the_budget(lengths, budget):
    cut = passes(lengths, budget)
    assert sorted(place for places in cut for place in places) == list(range(len(lengths)))
    for places in cut:
        assert places
        assert len(places) == 1 or sum(lengths[place] for place in places) <= budget * 1.1


@given(st.lists(st.integers(2, 512), min_size=1, max_size=64))
def test_within_a_pass_texts_of_equal_length_are_neighbours(lengths):
    for places in passes(lengths, PASS_TOKENS):
        inside = [lengths[place] for place in places]
        assert inside == sorted(inside, reverse=True)


@pytest.mark.parametrize(
    ("available", "tokens"),
    [
        (None, PASS_TOKENS),
        (SCARCE_BYTES, PASS_TOKENS),
        (SCARCE_BYTES - 1, PASS_TOKENS // 2),
        (SCARCE_BYTES // 2 - 1, PASS_TOKENS // 4),
        (0, FEWEST_TOKENS),
    ],
)
def test_short_memory_means_smaller_passes(available, tokens):
    assert PassBudget(lambda: available).tokens() == tokens


@pytest.mark.parametrize(("width", "tokens"), [(128, 1024), (384, 1024), (768, 512), (9999, FEWEST_TOKENS)])
def test_a_wide_model_takes_fewer_at_once(width, tokens):
    assert PassBudget(lambda: None, width=width).tokens() == tokens


def test_after_an_allocation_that_failed_passes_stay_smaller():
    budget = PassBudget(lambda: None)
    budget.halve()
    assert budget.tokens() == PASS_TOKENS // 2
    for _ in range(9):
        budget.halve()
    assert budget.tokens() == FEWEST_TOKENS


@given(st.permutations(range(12)), st.integers(1, 12))
def test_parts_come_back_in_the_order_of_the_texts(order, size):
    rows = np.arange(24, dtype=np.float32).reshape(12, 2)
    places = [order[start : start + size] for start in range(0, 12, size)]
    assert np.array_equal(in_order([rows[list(at)] for at in places], places), rows)
