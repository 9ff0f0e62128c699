"""Budgets are taken where they are sensible and the model can keep them; else each is refused by its name."""

from __future__ import annotations

import math
from dataclasses import asdict, replace
from typing import Any

import pytest

from core.engine.catalogue import ModelSpec
from core.engine.dto import GeneratorBudgets, ModelInfo
from core.engine.model_library.budgets import BudgetRefused, budgets_from, checked_budgets
from core.engine.protocol import info_from_header, info_to_header, spec_from_header, spec_to_header

USUAL = GeneratorBudgets()
OTHER = GeneratorBudgets(context_tokens=8192, answer_tokens=256, notes_tokens=1500, temperature=0.3)


def test_without_a_bundle_the_budgets_are_those_of_every_model() -> None:
    assert (USUAL.context_tokens, USUAL.answer_tokens, USUAL.notes_tokens) == (4096, 112, 420)
    assert (USUAL.more_notes_tokens, USUAL.held_notes_tokens, USUAL.temperature) == (110, 1000, 0.0)
    assert checked_budgets(USUAL, trained_tokens=8192) == USUAL


@pytest.mark.parametrize(
    ("budget", "value"),
    [
        ("context_tokens", 511),
        ("context_tokens", 8193),
        ("answer_tokens", 15),
        ("answer_tokens", 2049),
        ("notes_tokens", 63),
        ("notes_tokens", 4096 - 112 - 255),
        ("temperature", -0.1),
        ("temperature", 2.1),
        ("temperature", math.nan),
        ("temperature", math.inf),
    ],
)
def test_a_budget_out_of_its_range_is_named(budget: str, value: Any) -> None:
    with pytest.raises(BudgetRefused) as refused:
        checked_budgets(replace(USUAL, **{budget: value}), trained_tokens=8192)
    assert refused.value.budget == budget
    assert refused.value.low < refused.value.high


def test_budgets_are_read_back_from_json() -> None:
    assert budgets_from(asdict(OTHER)) == OTHER
    assert budgets_from({**asdict(OTHER), "temperature": 1}).temperature == 1.0


@pytest.mark.parametrize(
    "changed",
    [
        {"answer_tokens": "112"},
        {"answer_tokens": True},
        {"temperature": None},
        {"temperature": 10**400},
        {"temperature": -(10**400)},
        {"speed": 1},
    ],
)
def test_what_is_no_budget_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        budgets_from({**asdict(USUAL), **changed})


def test_the_engine_process_is_told_of_them(tmp_path) -> None:
    spec = ModelSpec("generator", "w", tmp_path / "m.gguf", "a" * 64, "MIT", budgets=OTHER)
    assert spec_from_header(spec_to_header(spec)) == spec
    info = ModelInfo("w", "a" * 64, limit_tokens=8192, budgets=OTHER)
    assert info_from_header(info_to_header(info)) == info


def test_a_model_that_is_asked_otherwise_is_another_model(tmp_path) -> None:
    by_hand = ModelSpec("generator", "w", tmp_path / "m.gguf", "a" * 64, "MIT")
    assert by_hand.identity == "a" * 64
    bundled = replace(by_hand, budgets=USUAL)
    seen = {
        by_hand.identity,
        bundled.identity,
        replace(bundled, budgets=OTHER).identity,
        replace(bundled, chat_format="plain").identity,
    }
    assert len(seen) == 4
    assert bundled.identity == replace(by_hand, budgets=GeneratorBudgets()).identity
