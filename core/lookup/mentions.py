"""What a chart mentions at all, in any of the words that the lexicon has for it: silence that can be told."""

from __future__ import annotations

from collections.abc import Iterator

from core.clients.record_fields import RECORD_FIELDS, record_text
from core.clinical_language.statements import Statement, statements
from core.lookup.chart import LookupChart
from core.retrieval.dto import FIELDS_OF


def mentioning(chart: LookupChart, kind: str, concept: str) -> Iterator[Statement]:
    """The statements of a chart that name a concept of the lexicon."""
    for statement in _statements(chart):
        if any(one.name == concept for one in statement.of_kind(kind)):
            yield statement


def is_unmentioned(chart: LookupChart, kind: str, concept: str) -> bool:
    """Whether a chart, all of which was read, names a concept nowhere."""
    complete = not (chart.attachments or chart.unreadable or chart.mismatched)
    return complete and next(mentioning(chart, kind, concept), None) is None


def _statements(chart: LookupChart) -> Iterator[Statement]:
    for visit in chart.visits:
        for name in FIELDS_OF["session"]:
            yield from statements(visit.field_text(name), name)
    if chart.record:
        for name in RECORD_FIELDS:
            yield from statements(record_text(chart.client.details, name), name)
