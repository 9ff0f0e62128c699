"""Open points of the last session: its plan, its orders, awaited results."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.briefs.candidates import Candidate, single
from core.briefs.sentences import Sentence
from core.facts.dto import Fact, FactStatus

_PLACES = ("plan", "addendum")
_LEAST = 0.5
_MEDICATION: dict[FactStatus, float] = {
    "started": 4.0,
    "changed": 4.0,
    "stopped": 4.0,
    "planned": 3.0,
    "refused": 3.0,
    "considered": 3.0,
    "active": 2.4,
    "continued": 1.8,
}
"""The weight of a medication step; mere past or absent use is not a step."""
_DONE_BY_CLIENT = frozenset({"started", "changed", "stopped", "refused"})
STRENGTHS = frozenset({"mg", "mcg", "g", "units", "mg/day"})
_RECENT_DAYS = 30
_PHRASE = 2.6
_DOUBT = 0.4


def of_last_visit(sentences: Sequence[Sentence]) -> list[Candidate]:
    """Candidates of the kinds `planned`, `awaited` and `medication`, from the sentences of one session.

    A note without a plan is read as if any of its sentences could be one.
    """
    has_plan = any(one.field == "plan" for one in sentences)
    planned = {
        fact.concept
        for one in sentences
        if one.field == "plan"
        for fact in one.facts_of("medication")
        if fact.status in _MEDICATION
    }
    found: list[Candidate] = []
    for order, one in enumerate(sentences):
        in_plan = one.field in _PLACES or not has_plan
        candidate = _of_plan(one, order) if in_plan else _of_findings(one, order, planned)
        if candidate is not None and candidate.weight > _LEAST:
            found.append(candidate)
    return found


def is_phrase(one: Sentence) -> bool:
    """Whether it is a form phrase used at every visit."""
    return bool(one.statement.of_kind("phrase"))


def _of_plan(one: Sentence, order: int) -> Candidate:
    less = _PHRASE if is_phrase(one) else 0.0
    steps = [_MEDICATION[fact.status] for fact in one.facts_of("medication") if fact.status in _MEDICATION]
    if not one.facts and any(amount.unit in STRENGTHS for amount in one.statement.amounts):
        # A medicine unknown to the vocabulary.
        steps.append(_MEDICATION["active"])
    if one.statement.of_kind("pending"):
        return single("awaited", 3.6 - less, one.quote, order)
    if _orders(one) and max(steps, default=0.0) < _MEDICATION["started"]:
        return single("awaited", 3.4 - less, one.quote, order)
    if steps:
        return single("medication", max(steps) - less, one.quote, order)
    return single("planned", _of_step(one) - less, one.quote, order)


def _of_step(one: Sentence) -> float:
    """The weight of a planned step: a dated return and a referral are highest."""
    plans = one.facts_of("plan")
    if any(_is_timed(plan) for plan in plans):
        return 3.2
    if plans:
        return 3.0 if any(plan.concept == "referral" for plan in plans) else 2.2
    weight = 2.2 if one.statement.of_kind("return") else 1.7 if one.statement.of_kind("task") else 0.95
    doubted = any(cue.name in ("considered", "condition") for cue in one.statement.of_kind("cue"))
    return weight - (_DOUBT if doubted else 0.0)


def _is_timed(plan: Fact) -> bool:
    return plan.concept == "follow-up" and bool(plan.value or plan.day)


def _of_findings(one: Sentence, order: int, planned: Collection[str]) -> Candidate | None:
    """Outside of a plan: awaited results, and the client's own changes of medicines not `planned`."""
    if _orders(one):
        return single("awaited", 3.5, one.quote, order)
    if one.field == "subjective" and any(
        _is_news(fact, one) and fact.concept not in planned for fact in one.facts_of("medication")
    ):
        return single("medication", 2.7, one.quote, order)
    return None


def _is_news(fact: Fact, one: Sentence) -> bool:
    """Whether the client changed a medicine, or was given one recently."""
    if fact.status in _DONE_BY_CLIENT:
        return True
    given, today = fact.day, one.quote.of.day
    recent = given is not None and today is not None and 0 < (today - given).days <= _RECENT_DAYS
    return fact.status == "historical" and recent


def _orders(one: Sentence) -> bool:
    return any(fact.status == "ordered" for fact in one.facts_of("test"))
