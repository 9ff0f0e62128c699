"""Makes the lines of a brief from a chart: candidates, selection, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import uuid5

from core.assistant.dto import Source
from core.briefs.between import complained_of, doses_moved, thought, values_moved
from core.briefs.candidates import Candidate
from core.briefs.chart import ChartRead
from core.briefs.choosing import choose
from core.briefs.dto import BECAME, BESIDE, Brief, BriefLine, Joined, one_line
from core.briefs.last_visit import of_last_visit
from core.briefs.sentences import Quote, Sentence, sentences_of, texts_of
from core.briefs.since import allergies_told, came_since, history, warnings
from core.clients.allergies import names_an_allergy
from core.ids import PassageId
from core.retrieval.dto import Passage
from core.sessions.dto import Session

_SESSIONS_READ = 8


def extract(chart: ChartRead, *, as_of: datetime) -> Brief:
    """The brief of a chart, consisting of quotes only; deterministic."""
    # A cut quote could change a number, so its line is dropped.
    whole = [one for one in _candidates(chart) if all(quote.is_whole for quote in one.quotes)]
    chosen = choose(whole)
    numbers = iter(range(1, 1 + sum(len(one.quotes) for line in chosen for one in line)))
    lines = tuple(_line(line, chart, numbers) for line in chosen)
    return Brief(
        client_id=chart.client.client_id,
        client_name=chart.client.details.display_name,
        since=chart.since,
        as_of=as_of,
        lines=lines,
        searched=chart.searched,
    )


def _candidates(chart: ChartRead) -> Iterator[Candidate]:
    yield from warnings(chart)
    if not chart.sessions:
        yield from history(chart)
        return
    yield from came_since(chart)
    visits = [_sentences(each, chart) for each in chart.sessions[:_SESSIONS_READ]]
    last, earlier = visits[0], visits[1:]
    before = earlier[0] if earlier else []
    if not names_an_allergy(chart.client.details.allergies):
        yield from allergies_told(visits)
    yield from of_last_visit(last)
    yield from doses_moved(last, before)
    yield from values_moved(last, earlier)
    yield from thought(last, before)
    yield from complained_of(last)


def _sentences(session: Session, chart: ChartRead) -> list[Sentence]:
    return [one for text in texts_of(session) for one in sentences_of(text, chart.facts)]


def _line(line: Sequence[Candidate], chart: ChartRead, numbers: Iterator[int]) -> BriefLine:
    sources = tuple(_source(quote, one, chart, next(numbers)) for one in line for quote in one.quotes)
    joins = _joins(line)
    return BriefLine(
        text=line_text(sources, joins),
        kind=line[0].kind,
        sources=sources,
        joins=joins,
        drafted=any(one.drafted for one in line),
    )


def _joins(line: Sequence[Candidate]) -> tuple[Joined, ...]:
    """Between the quotes of one candidate its own mark, between two candidates the mark for juxtaposition."""
    found: list[Joined] = []
    for one in line:
        found += ["beside", *[one.joined] * (len(one.quotes) - 1)]
    return tuple(found[1:])


def line_text(sources: Sequence[Source], joins: Sequence[Joined]) -> str:
    """The quotes in their order on one line, with a mark between each two.

    Raises `ValueError` unless there is one mark fewer than sources.
    """
    marks = ["", *(BECAME if join == "became" else BESIDE for join in joins)]
    told = zip(marks, sources, strict=True)
    return "".join(f"{mark}{one_line(source.quote)}" for mark, source in told)


def _source(quote: Quote, one: Candidate, chart: ChartRead, number: int) -> Source:
    of = quote.of
    client = chart.client
    passage = Passage(
        # Not from an index: the same words of the same version are the same passage.
        passage_id=PassageId(uuid5(of.source_id, f"{of.version}/{of.field}/{quote.start}/{quote.end}")),
        client_id=client.client_id,
        source_kind=of.kind,
        source_id=of.source_id,
        version=of.version,
        field=of.field,
        start=quote.start,
        end=quote.end,
        text=quote.words,
        day=of.day,
        title=of.title,
    )
    return Source(
        number=number,
        used=True,
        usage_reason=f"brief: {one.kind}",
        quote=quote.words,
        quote_start=quote.start,
        quote_end=quote.end,
        verified=True,
        passage=passage,
        client_name=client.details.display_name,
        score=one.weight,
    )
