"""Budgets of a language model that come from a file: checked against ranges and the model's context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.engine.dto import GeneratorBudgets

CONTEXT_RANGE = (512, 131_072)
ANSWER_RANGE = (16, 2_048)
NOTES_RANGE = (64, 65_536)
TEMPERATURE_RANGE = (0.0, 2.0)
RULES_TOKENS = 256
"""Reserved in the window for the rules and the question, approximately."""


class BudgetRefused(ValueError):
    """`budget` names the one outside its range (`low` to `high`)."""

    def __init__(self, budget: str, low: float, high: float) -> None:
        super().__init__(budget)
        self.budget = budget
        self.low = low
        self.high = high


def checked_budgets(budgets: GeneratorBudgets, *, trained_tokens: int | None = None) -> GeneratorBudgets:
    """Returns `budgets` if each is in its range and all of them fit together.

    `trained_tokens`: the context length in the model's header, where known. Raises `BudgetRefused`.
    """
    least, most = CONTEXT_RANGE
    _require("context_tokens", budgets.context_tokens, least, min(most, trained_tokens or most))
    _require("answer_tokens", budgets.answer_tokens, *ANSWER_RANGE)
    room = budgets.context_tokens - budgets.answer_tokens - RULES_TOKENS
    _require("notes_tokens", budgets.notes_tokens, NOTES_RANGE[0], min(NOTES_RANGE[1], room))
    _require("temperature", budgets.temperature, *TEMPERATURE_RANGE)
    return budgets


def budgets_from(entry: Mapping[str, Any]) -> GeneratorBudgets:
    """Parsed from JSON. Raises `ValueError` (`BudgetRefused` too), `TypeError`."""
    budgets = GeneratorBudgets(**entry)
    counts = (budgets.context_tokens, budgets.answer_tokens, budgets.notes_tokens)
    if not all(type(each) is int for each in counts) or type(budgets.temperature) not in (int, float):
        raise ValueError("budgets")
    # Compared as an integer first: one of hundreds of digits does not fit a float.
    return replace(checked_budgets(budgets), temperature=float(budgets.temperature))


def _require(budget: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise BudgetRefused(budget, low, high)
