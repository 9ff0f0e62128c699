"""What the last session leaves to be done and asked: its plan, what it ordered, what is still awaited."""

from __future__ import annotations

from collections.abc import Sequence

from core.briefs import cues
from core.briefs.candidates import Candidate, single
from core.briefs.medication import (
    goes_on,
    has_strength,
    is_allergy,
    is_change,
    is_order,
    names_a_medicine,
    was_begun_or_stopped,
)
from core.briefs.said import Said

_PLACES = ("plan", "addendum")
_LEAST = 0.5


def of_last_visit(sentences: Sequence[Said]) -> list[Candidate]:
    """Candidates of the kinds `planned`, `awaited` and `medication`, from the sentences of one session.

    A note without a plan is read as if any of its sentences could be one.
    """
    has_plan = any(one.of.field == "plan" for one in sentences)
    found: list[Candidate] = []
    for order, one in enumerate(sentences):
        in_plan = one.of.field in _PLACES or not has_plan
        candidate = _of_plan(one, order) if in_plan else _of_findings(one, order)
        if candidate is not None and candidate.weight > _LEAST:
            found.append(candidate)
    return found


def _of_plan(one: Said, order: int) -> Candidate | None:
    words = one.words
    less = _doubt(words)
    if cues.PENDING.search(words):
        return single("awaited", 3.6 - less, one, order)
    if _orders_a_test(words) and not (is_order(one) or was_begun_or_stopped(one)):
        return single("awaited", 3.4 - less, one, order)
    if is_change(one) and not (goes_on(one) and not _changes_too(one)):
        return single("medication", 4.0 - less, one, order)
    if is_order(one) and not goes_on(one):
        return single("medication", 3.2 - less, one, order)
    if names_a_medicine(one) and not is_allergy(one):
        weight = 1.8 if goes_on(one) else 2.4 if has_strength(one) else 1.2
        return single("medication", weight - less, one, order)
    return _of_steps(one, order, less)


def _of_steps(one: Said, order: int, less: float) -> Candidate | None:
    words = one.words
    weight = 0.7
    if cues.COME_BACK.search(words):
        weight = 3.2 if cues.TIMED.search(words) else 2.2
    if cues.REFERRAL.search(words):
        weight = max(weight, 3.0)
    if cues.TASK.search(words):
        weight = max(weight, 1.7)
    if cues.NEEDLESS.search(words):
        weight = max(weight, 1.4)
    for spoils in (cues.PRESENTS, cues.DONE):
        weight -= 1.2 if spoils.search(words) else 0.0
    return single("planned", weight - less, one, order)


def _of_findings(one: Said, order: int) -> Candidate | None:
    """Outside of a plan: results that are awaited, and what the client did with a medicine."""
    words = one.words
    if cues.PENDING.search(words) and cues.TEST.search(words):
        return single("awaited", 3.5, one, order)
    if one.of.field == "subjective":
        if cues.NOT_YET.search(words) and (cues.TEST.search(words) or cues.REFERRAL.search(words)):
            return single("awaited", 3.0, one, order)
        if was_begun_or_stopped(one) and not is_allergy(one):
            return single("medication", 2.7 - _doubt(words), one, order)
    return None


def _orders_a_test(words: str) -> bool:
    return bool(
        cues.TEST.search(words)
        and cues.ORDERED.search(words)
        and not cues.DONE.search(words)
        and not cues.NEEDLESS.search(words)
    )


def _changes_too(one: Said) -> bool:
    """Whether a sentence that keeps a medicine changes something beside it: `continue A, start B`."""
    return cues.CHANGED.search(cues.ON_AS_BEFORE.sub("", one.words)) is not None


def _doubt(words: str) -> float:
    """How much less a sentence matters for being a phrase, or for saying only what may be."""
    return (1.0 if cues.UNSURE.search(words) else 0.0) + (2.6 if cues.PHRASE.search(words) else 0.0)
