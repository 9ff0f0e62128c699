"""Generates rows with the program itself: a temporary practice, its search, its ranking, its abstention."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.assistant.evidence.abstention import judge
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.finding import RetrievedPassages as Found
from core.assistant.finding import find
from core.cancel import CancelToken
from core.clients.record_fields import RECORD_FIELDS, record_text
from core.evaluation.finding import Finding
from core.evaluation.practice import temporary_practice
from core.evaluation.question_files import read_charts
from core.ids import ClientId
from core.interchange.dto import ChartLine
from core.language.sentences import sentences
from core.services import Services
from core.sessions.dto import SOAP_FIELDS
from core.settings import Settings
from core.sources.dto import SearchScope
from training.rows import (
    FOUND_LIMIT,
    FoundSentence,
    GoldSpan,
    Row,
    RowQuote,
    held_out_charts,
    marked,
    uncovered,
    without_citations,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Questions by one author and the charts that they are about."""

    name: str
    charts: Path
    questions: Path


def sources(data: Path, shared: Path) -> list[Source]:
    """The project's own sets and, if present, those under other licences."""
    found = [
        Source(folder.name, folder / "charts.jsonl", folder / "questions.jsonl")
        for folder in sorted(data.glob("hand_*"))
    ]
    questions = shared / "reader" / "questions.jsonl"
    if questions.is_file():
        found.append(Source("dev", shared / "charts" / "dev.jsonl", questions))
    return found


def make_rows(
    given: Sequence[Source], *, seed: int, on_progress: Callable[[int, int], None], models: Path | None = None
) -> Iterator[Row]:
    """The rows of all sources. `models`: the folder of the starter models, if not beside the interpreter."""
    charts = {one.name: read_charts(one.charts) for one in given}
    names = {name: [str(line.details.external_id) for line in lines] for name, lines in charts.items()}
    held_out = held_out_charts(names, seed=seed)
    asked = [(one, row) for one in given for row in _read(one.questions)]
    with tempfile.TemporaryDirectory() as nowhere:
        settings = Settings.load(Path(nowhere))
        with temporary_practice(settings) as services:
            _fill(services, [one.charts for one in given])
            clients = Finding(services).clients
            fields = {name: _fields(line) for lines in charts.values() for name, line in _by_name(lines)}
            external = _external_ids(services, clients.values())
            for done, (one, row) in enumerate(asked, 1):
                yield _made(row, one.name, services, clients, fields, external, held_out)
                on_progress(done, len(asked))


def _by_name(lines: Sequence[ChartLine]) -> list[tuple[str, ChartLine]]:
    return [(str(line.details.external_id), line) for line in lines]


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _fill(services: Services, charts: Sequence[Path]) -> None:
    services.engine.start()
    preview = services.importer.preview(list(charts), CancelToken())
    services.importer.run(preview, cancel=CancelToken(), on_progress=lambda done, total: None)
    services.engine.embedder_info()
    services.index.run_pending(cancel=CancelToken(), on_progress=lambda done, total: None)
    services.retrieval.load()


_Fields = dict[tuple[str, str], tuple[str, Any]]
"""Text and day of each field, by the session's id in the file ("": the client's record) and its name."""


def _fields(line: ChartLine) -> _Fields:
    fields: _Fields = {("", name): (record_text(line.details, name), None) for name in RECORD_FIELDS}
    for session in line.sessions:
        for name in SOAP_FIELDS:
            fields[str(session.external_id), name] = (session.text.field(name), session.day)
    return fields


def _external_ids(services: Services, clients: Any) -> dict[Any, str]:
    return {
        session.session_id: str(session.external_id)
        for client_id in clients
        for session in services.sessions.list_for_client(client_id)
    }


def _made(
    row: dict[str, Any],
    source: str,
    services: Services,
    clients: dict[str, ClientId],
    fields: dict[str, _Fields],
    external: dict[Any, str],
    held_out: frozenset[str],
) -> Row:
    chart = row["client_id"]
    scope = SearchScope(client_id=clients[chart])
    found = find(row["question"], scope, search=services.search, names_of=lambda ids: {}, cancel=None)
    every = _sentences(found, external)
    gold = [_gold(one, fields[chart]) for one in row["gold"]]
    first = every[:FOUND_LIMIT]
    quotes = _quotes(first, marked(first, gold))
    missed = bool(gold) and not any(quote.gold for quote in quotes)
    for span in uncovered(first, gold):
        cut = _cut(span, fields[chart])
        quotes += [one for one in _quotes(cut, marked(cut, gold)) if one not in quotes]
    return Row(
        row_id=row["id"],
        source=source,
        chart=chart,
        language=row["lang"],
        question=row["question"],
        answer=without_citations(row.get("answer") or "") if row["answerable"] else "",
        quotes=tuple(quotes),
        rules=_rules(found),
        held_out=chart in held_out,
        missed=missed,
    )


def _sentences(found: Found, external: dict[Any, str]) -> list[FoundSentence]:
    """The ranked sentences, best first, without duplicates."""
    given = []
    for one in rank_evidence(found.question, found.hits, subjects=found.subjects):
        passage = found.passage(one.number)
        whose = external.get(passage.source_id, "")
        given.append(
            FoundSentence(whose, passage.day, passage.field, one.span.start, one.span.end, one.span.text)
        )
    return list(dict.fromkeys(given))


def _gold(given: dict[str, Any], fields: _Fields) -> GoldSpan:
    source = given.get("session_id") or ""
    start = fields[source, given["field"]][0].index(given["quote"])
    return GoldSpan(source, given["field"], start, start + len(given["quote"]))


def _cut(span: GoldSpan, fields: _Fields) -> list[FoundSentence]:
    """The sentences of its field that contain `span`, split as in search."""
    text, day = fields[span.source, span.field]
    return [
        FoundSentence(span.source, day, span.field, one.start, one.end, text[one.start : one.end])
        for one in sentences(text)
        if one.start < span.end and span.start < one.end
    ]


def _quotes(found: Sequence[FoundSentence], gold: Sequence[bool]) -> list[RowQuote]:
    return [
        RowQuote("" if one.day is None else one.day.isoformat(), one.field, one.text, is_gold)
        for one, is_gold in zip(found, gold, strict=True)
    ]


def _rules(found: Found) -> str:
    reason = judge(
        found.question,
        found.hits,
        by_meaning=found.by_meaning,
        subjects=found.subjects,
        mentioned=found.mentioned,
    ).reason
    return reason or ""
