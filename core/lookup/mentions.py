"""Finds any mention of a concept in a chart, in all words of the lexicon, so that its absence can be
reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.clients.record_fields import RECORD_FIELDS, record_text
from core.clinical_language.statements import Statement, statements
from core.lookup.chart import LookupChart
from core.sessions.dto import Session
from core.sources.dto import FIELDS_OF


def mentioning(chart: LookupChart, kind: str, concept: str) -> Iterator[Statement]:
    """The statements of a chart that mention a concept of the lexicon."""
    yield from _naming(kind, concept, _of_visits(chart.visits))
    if chart.record:
        details = chart.client.details
        yield from _naming(
            kind,
            concept,
            (one for name in RECORD_FIELDS for one in statements(record_text(details, name), name)),
        )


def mentioned_at(visits: Sequence[Session], kind: str, concept: str) -> bool:
    """Whether a note of these visits mentions a concept."""
    return next(_naming(kind, concept, _of_visits(visits)), None) is not None


def is_valued_at(visits: Sequence[Session], measure: str) -> bool:
    """Whether a note of these visits names a measure beside a number, possibly its value."""
    return any(each.amounts for each in _naming("measure", measure, _of_visits(visits)))


def is_dosed_at(visits: Sequence[Session], drug: str) -> bool:
    """Whether a note of these visits names a drug beside a number, possibly its dose."""
    said = _naming("drug", drug, _of_visits(visits))
    return any(amount.kind in ("dose", "") for each in said for amount in each.amounts)


def is_unmentioned(chart: LookupChart, kind: str, concept: str) -> bool:
    """Whether a completely read chart never mentions a concept."""
    complete = not (chart.attachments or chart.unreadable or chart.mismatched)
    return complete and next(mentioning(chart, kind, concept), None) is None


def _naming(kind: str, concept: str, said: Iterable[Statement]) -> Iterator[Statement]:
    return (one for one in said if any(each.name == concept for each in one.of_kind(kind)))


def _of_visits(visits: Sequence[Session]) -> Iterator[Statement]:
    for visit in visits:
        for name in FIELDS_OF["session"]:
            yield from statements(visit.field_text(name), name)
