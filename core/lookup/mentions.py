"""Finds any mention of a concept in a chart, in all words of the lexicon, so that its absence can be
reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from core.clients.record_fields import RECORD_FIELDS, record_text
from core.clinical_language.statements import Statement, statements
from core.facts.quoting import Stated
from core.lookup.chart import LookupChart
from core.sessions.dto import Session
from core.sources.dto import FIELDS_OF

_AHEAD = frozenset({"order", "later", "considered", "asks of the future"})
"""The cues of what is ordered, planned or to come."""
_OTHER_KINDS = frozenset({"dose", "time"})
"""Kinds of amounts that are no value of a measure."""


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


def only_ahead(chart: LookupChart, measure: str) -> tuple[Session, Statement] | None:
    """The last mention of a measure in a completely read chart that only orders or plans it."""
    if chart.attachments or chart.unreadable or chart.mismatched:
        return None
    if not all(_is_ahead(each, measure) for each in mentioning(chart, "measure", measure)):
        return None
    for visit in reversed(chart.visits):
        for said in _naming("measure", measure, _of_visits([visit])):
            return visit, said
    return None


def _is_ahead(said: Statement, measure: str) -> bool:
    """Whether a statement tells of the measure as to come, without a number beside its name."""
    named = [one for one in said.of_kind("measure") if one.name == measure]
    apart = (one for one in said.amounts if not any(each.first <= one.first < each.last for each in named))
    return not _AHEAD.isdisjoint(said.says) and next(apart, None) is None


def has_unread_value(visits: Sequence[Session], measure: str, facts: Iterable[Stated]) -> bool:
    """Whether a note of these visits names a measure before a number that may be its value, and is in no fact
    of the `facts` of the chart.

    A number is in question if it has no unit of another kind (`50 mg`, `3 months`) and is neither too small
    nor too large.
    """
    read = [(one.source.source_id, one.fact) for one in facts]
    for visit in visits:
        of_visit = [fact for source_id, fact in read if source_id == visit.session_id]
        for said in _naming("measure", measure, _of_visits([visit])):
            told = [(fact.start, fact.end) for fact in of_visit if fact.field == said.field_name]
            if any(not _is_in(start, told) for start in _possible_values(said, measure)):
                return True
    return False


def _possible_values(said: Statement, measure: str) -> Iterator[int]:
    """Where numbers begin behind the name of the measure that have its shape and size."""
    name = next(one for one in said.of_kind("measure") if one.name == measure)
    shape, low, high, _ = name.entry.data
    for amount in said.amounts:
        sizes = size(amount.value)
        fits = (
            amount.first >= name.last
            and amount.kind not in _OTHER_KINDS
            and (len(sizes) == 1) != (shape == "pressure")
        )
        if fits and all(Decimal(low) <= one <= Decimal(high) for one in sizes):
            yield said.words[amount.first].start


def _is_in(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def size(value: str) -> tuple[Decimal, ...]:
    """The numbers of a value, to compare it: of `150/90` both; none of `<5` and `10-12`."""
    try:
        return tuple(Decimal(part) for part in value.split("/"))
    except InvalidOperation:
        return ()


def is_dosed_at(visits: Sequence[Session], drug: str) -> bool:
    """Whether a note of these visits names a drug beside a number, possibly its dose."""
    said = _naming("drug", drug, _of_visits(visits))
    return any(amount.kind in ("dose", "") for each in said for amount in each.amounts)


def has_unnamed_dose(visit: Session, field: str, after: int) -> bool:
    """Whether the words of a field that follow a place have a dose before they name a drug."""
    for said in statements(visit.field_text(field), field):
        if said.end <= after:
            continue
        drugs = [said.words[one.first].start for one in said.of_kind("drug")]
        doses = [said.words[one.first].start for one in said.amounts if one.kind == "dose"]
        named = min((start for start in drugs if start >= after), default=said.end)
        if any(after <= start < named for start in doses):
            return True
        if named < said.end:
            return False
    return False


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
