"""Tells a finding about a test, a person or a value from a mere plan."""

from __future__ import annotations

from core.clinical_language.statements import Statement

COMING = frozenset({"coming", "order", "later", "considered", "on condition"})
_FINDING = frozenset({"finding", "result", "reported"})


def is_coming(said: Statement, *, field: str) -> bool:
    """Whether a sentence is about the future, as everything in a plan without a finding is."""
    return not COMING.isdisjoint(said.says) or (field == "plan" and not has_finding(said))


def tells_finding(said: Statement) -> bool:
    """Whether a sentence reports something although it speaks of the future."""
    return "reported" in said.says and "on condition" not in said.says


def has_finding(said: Statement) -> bool:
    """Whether a sentence has a value or a word of a result, wanted or told."""
    return not _FINDING.isdisjoint(said.says) or any(one.kind != "time" for one in said.amounts)
