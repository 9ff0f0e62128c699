"""Parts of a brief beyond sessions: allergies and alerts, additions and retractions since."""

from __future__ import annotations

from collections.abc import Sequence

from core.attachments.dto import FIELD, Attachment
from core.briefs.candidates import Candidate, single
from core.briefs.chart import ChartRead, File
from core.briefs.dto import ALERTS_FIELD, ALLERGIES_FIELD, NAME_FIELD, REASON_FIELD
from core.briefs.sentences import MadeFacts, Quote, Sentence, Text, sentences_of
from core.clients.allergies import is_denial
from core.clients.record_fields import RECORD_TEXTS, entries_text, record_text
from core.sessions.dto import ADDENDUM_FIELD, Session

_TELLING_CHARS = 220


def warnings(chart: ChartRead) -> list[Candidate]:
    """Named allergies, and alerts: each list complete, whatever the space."""
    details = chart.client.details
    found: list[Candidate] = []
    for field, entries, weight in (
        (ALLERGIES_FIELD, details.allergies, 3.15),
        (ALERTS_FIELD, details.alerts, 3.1),
    ):
        text = _client_text(chart, field, entries_text(entries))
        runs = _named(entries)
        found += [
            Candidate("alert", weight - 0.01 * place, (Quote(text, *run),)) for place, run in enumerate(runs)
        ]
    return found


def _named(entries: Sequence[str]) -> list[tuple[int, int]]:
    """The ranges of a list's entries that name something; adjacent ones are one quote."""
    runs: list[tuple[int, int]] = []
    start, goes_on = 0, False
    for entry in entries:
        end = start + len(entry)
        named = bool(entry.strip()) and not is_denial(entry)
        if named and goes_on:
            runs[-1] = (runs[-1][0], end)
        elif named:
            runs.append((start, end))
        start, goes_on = end + 1, named
    return runs


def allergies_told(visits: Sequence[Sequence[Sentence]]) -> list[Candidate]:
    """The allergies in the newest session that mentions any, if the client record lists none."""
    for sentences in visits:
        told = [one for one in sentences if one.facts_of("allergy")]
        named = [one for one in told if any(fact.status == "active" for fact in one.facts_of("allergy"))]
        if named:
            return [single("alert", 3.05 - place * 0.01, one.quote, place) for place, one in enumerate(named)]
        if told:
            return []
    return []


def history(chart: ChartRead) -> list[Candidate]:
    """For a first visit: the client record's history."""
    details = chart.client.details
    found: list[Candidate] = []
    for field in RECORD_TEXTS:
        text = _client_text(chart, field, record_text(details, field))
        for order, one in enumerate(sentences_of(text, chart.facts)):
            found.append(single("finding", 2.5 - order * 0.1, one.quote, order))
    return found


def came_since(chart: ChartRead) -> list[Candidate]:
    """Addenda, files and retractions after the last session; no text of a retracted note."""
    since = chart.since
    if since is None:
        return []
    found = [candidate for each in chart.sessions for candidate in _addenda(each, chart)]
    for order, file in enumerate(chart.files):
        found.append(_file(file, order, chart.facts))
    for order, each in enumerate(chart.retracted):
        if each.reason.strip():
            text = Text("session", each.session_id, each.version, REASON_FIELD, each.reason, each.date)
            found.append(single("new", 3.5, Quote(text, 0, len(each.reason)), order))
    return found


def _addenda(session: Session, chart: ChartRead) -> list[Candidate]:
    """The first sentence of each addendum after the day of the last session."""
    if not session.addenda or chart.since is None:
        return []
    text = Text(
        "session",
        session.session_id,
        session.version,
        ADDENDUM_FIELD,
        session.addendum_text,
        session.date,
        drafted=session.state == "draft",
    )
    found: list[Candidate] = []
    start = 0
    for addendum in session.addenda:
        end = start + len(addendum.text)
        if addendum.at.astimezone().date() > chart.since:
            quotes = [one.quote for one in sentences_of(text, chart.facts)]
            inside = [one for one in quotes if start <= one.start and one.end <= end]
            found += [single("new", 3.8 - place * 0.3, one, place) for place, one in enumerate(inside[:2])]
        start = end + 2
    return found


def _file(file: File, order: int, made: MadeFacts) -> Candidate:
    """A file by its finding, if its text has one; else by its name."""
    attachment = file.attachment
    telling = _most_telling(sentences_of(_file_text(attachment, FIELD, file.text), made))
    name = Quote(_file_text(attachment, NAME_FIELD, attachment.name), 0, len(attachment.name))
    quotes = (name,) if telling is None else (name, telling)
    return Candidate("new", 3.6 - order * 0.1, quotes, order)


def _file_text(attachment: Attachment, field: str, text: str) -> Text:
    return Text(
        "attachment",
        attachment.attachment_id,
        attachment.row_version,
        field,
        text,
        attachment.day,
        attachment.name,
    )


def _most_telling(inside: Sequence[Sentence]) -> Quote | None:
    """A conclusion, else a value, else None."""
    short = [one for one in inside if len(one.quote.words) <= _TELLING_CHARS]
    concluding = (one for one in short if one.statement.section == "assessment")
    valued = (one for one in short if one.facts_of("measure"))
    return next((one.quote for one in (*concluding, *valued)), None)


def _client_text(chart: ChartRead, field: str, text: str) -> Text:
    client = chart.client
    return Text("client", client.client_id, client.row_version, field, text, None)
