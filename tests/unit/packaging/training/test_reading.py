"""The figures of a reading: how well unanswerable questions are told from answerable ones."""

from __future__ import annotations

import math

import pytest

from training.reading import Reading, Share, auc, figures, held_out, interval, reading_of, recognised, sample
from training.rows import Chosen, Row, RowQuote


def row(name: str, *, answer: str = "", rules: str = "", held_out: bool = True) -> Row:
    quotes = (RowQuote("2024-01-01", "plan", "one", gold=bool(answer)), RowQuote("2024-01-02", "plan", "two"))
    return Row(name, "hand", "c1", "en", "q?", answer, quotes, rules=rules, held_out=held_out)


def test_auc_is_the_share_of_pairs_in_the_right_order() -> None:
    assert auc([0.1, 0.2], [0.3, 0.4]) == 1.0
    assert auc([0.1, 0.4], [0.2, 0.4]) == pytest.approx(0.625)
    assert math.isnan(auc([], [1.0]))


def test_what_is_recognised_costs_no_more_refusals_than_allowed() -> None:
    answerable = [float(number) for number in range(20)]
    silent = [18.5, 17.5, 30.0]
    assert recognised(answerable, silent, 0.05) == Share(2, 3)
    assert recognised(answerable, silent, 0.15) == Share(3, 3)


def test_the_reading_leaves_out_numbers_of_quotes_that_are_not_there() -> None:
    prompt = Chosen("q?", row("a", answer="So.").quotes, "1: So.")
    logs = [math.log(0.2), math.log(0.5), math.log(0.1), *[math.log(0.9)] * 6]
    reading = reading_of(row("a", answer="So."), prompt, logs)
    assert reading.none == pytest.approx(math.log(0.2 / 0.6))
    assert reading.best_is_gold
    assert reading.proof_found


def test_figures_count_the_best_source_where_the_proof_was_found_and_the_rules_beside() -> None:
    readings = [
        Reading(row("a", answer="So."), -1.0, best_is_gold=True, proof_found=True),
        Reading(row("b", answer="So.", rules="not_mentioned"), -2.0, best_is_gold=False, proof_found=True),
        Reading(row("c", answer="So."), 0.5, best_is_gold=False, proof_found=False),
        Reading(row("d", rules="not_mentioned"), 1.0, best_is_gold=False, proof_found=False),
        Reading(row("e"), 2.0, best_is_gold=False, proof_found=False),
    ]
    found = figures(readings)
    assert found.auc == 1.0
    assert found.best_source == Share(1, 2)
    assert found.proof_found == Share(2, 3)
    assert found.rules_recognised == Share(1, 2)
    assert found.rules_refused == Share(1, 3)


def test_wilsons_interval() -> None:
    low, high = interval(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_only_held_out_rows_are_measured_always_the_same() -> None:
    rows = [row(f"r{number}", held_out=number % 2 == 0) for number in range(20)]
    assert sample(rows, 5, seed=1) == sample(rows, 5, seed=1)
    assert all(one.held_out for one in sample(rows, 50, seed=1))
    assert len(held_out(rows, lambda quote: 1)) == 10
