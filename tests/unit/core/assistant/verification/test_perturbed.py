"""Sentences of the demo charts in other words: what is still true passes, one changed fact is caught."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import core
from core.assistant.verification.sentence_verifier import REASONS
from tests.fixtures.figures import figure
from tests.unit.core.assistant.verification.changing import KINDS
from tests.unit.core.assistant.verification.drawn import Outcome, charts_of, drawn, judged

EACH = 40
SEED = 11
ENOUGH = 0.95
REQUIRED = ("number", "unit", "date", "drug", "side", "negation", "subject", "status")
FEWEST_ROWS = 500


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, str], Outcome]:
    charts = charts_of(Path(core.__file__).with_name("demo_practice.jsonl"))
    found = judged(drawn(charts, seed=SEED, each=EACH))
    lines = [f"verifier, demo charts, seed {SEED}: rightly judged of rows, by kind and language"]
    for (kind, lang), outcome in found.items():
        lines.append(
            f"  {kind or 'unchanged':<10} {lang}  {outcome.right:>3}/{outcome.rows:<3} {outcome.share:6.1%}"
        )
    figure("\n".join(lines))
    return found


def test_changed_facts_are_caught_and_unchanged_sentences_pass(
    outcomes: dict[tuple[str, str], Outcome],
) -> None:
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for (kind, _), outcome in outcomes.items():
        by_kind[kind].append(outcome)
    shares = {kind: sum(o.right for o in each) / sum(o.rows for o in each) for kind, each in by_kind.items()}
    assert set(shares) == {"", *KINDS}
    assert {kind: share for kind, share in shares.items() if share < ENOUGH and kind in ("", *REQUIRED)} == {}
    changed = [o for kind, each in by_kind.items() if kind for o in each]
    assert sum(o.rows for o in changed) >= FEWEST_ROWS
    assert sum(o.right for o in changed) >= ENOUGH * sum(o.rows for o in changed)


def test_every_verdict_is_explained(outcomes: dict[tuple[str, str], Outcome]) -> None:
    assert {reason for outcome in outcomes.values() for reason in outcome.reasons} <= {"passed", *REASONS}


def test_either_language_is_tried(outcomes: dict[tuple[str, str], Outcome]) -> None:
    for lang in ("en", "he"):
        kinds = {kind for kind, of in outcomes if of == lang}
        assert {"", "number", "unit", "drug", "side", "negation", "subject", "status"} <= kinds


def test_the_same_seed_draws_the_same_rows() -> None:
    charts = charts_of(Path(core.__file__).with_name("demo_practice.jsonl"))[:2]
    one, other = (drawn(charts, seed=3, each=5) for _ in range(2))
    assert [(row.text, row.kind) for row in one] == [(row.text, row.kind) for row in other]
