"""The three printed documents: a whole chart, one session, one letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication

from core.clients.allergies import names_an_allergy
from core.clients.dto import CLIENT_SCHEMA, Client, ClientDetails
from core.clients.record_fields import RECORD_TEXTS
from core.ids import UserId
from core.interchange.chart_exporter import ExportedChart
from core.interchange.export_formats import SessionOrder
from core.letters.dto import Letter
from core.sessions.dto import Session
from ui.error_sentences.field_names import input_field_name
from ui.printing.sheet import Facts, Heading, Part, Sheet, Words
from ui.printing.words import session_parts
from ui.text.days import day_text, today
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme.roles import Tone
from ui.words.identity import identity_line, shown_value

_CELL_CHARS, _CELL_LINES = 300, 6
_FACTS = tuple(
    name
    for name, field in CLIENT_SCHEMA.items()
    if name not in ("first_name", "last_name") and not field.searched
)
"""In a table: the names are the heading, and what is searched is printed as a warning or as a text."""


def chart_sheet(chart: ExportedChart, *, order: SessionOrder = "newest_first") -> Sheet:
    """The whole chart, the client's details before the sessions."""
    title = QCoreApplication.translate("PrintedChart", "Chart")
    sessions = reversed(chart.sessions) if order == "newest_first" else chart.sessions
    parts: list[Part] = [*_client_parts(chart.client)]
    count = QCoreApplication.translate("PrintedChart", "Sessions: {count}").format(count=len(chart.sessions))
    parts.append(Heading(count))
    for session in sessions:
        parts += session_parts(session, authors=chart.authors)
    parts += _left_out(chart)
    return _sheet(title, chart.client, chart.practice_name, parts)


def session_sheet(
    session: Session, client: Client, *, practice_name: str, authors: Mapping[UserId, str]
) -> Sheet:
    """One session, with the warnings of its client."""
    title = QCoreApplication.translate("PrintedChart", "Session")
    parts = [*_warnings(client.details), *session_parts(session, authors=authors, level=1)]
    return _sheet(title, client, practice_name, parts)


def letter_sheet(letter: Letter, client: Client, *, practice_name: str) -> Sheet:
    """The letter's own text and nothing else, except the lines on every page."""
    title = QCoreApplication.translate("PrintedChart", "Letter")
    return _sheet(title, client, practice_name, [Words(letter.text.strip("\n"))])


def _sheet(title: str, client: Client, practice_name: str, parts: list[Part]) -> Sheet:
    printed = QCoreApplication.translate("PrintedChart", "Printed {day}").format(day=day_text(today()))
    return Sheet(
        title=title,
        name=isolate(client.details.display_name),
        detail=identity_line(client.details, today=today()),
        origin=isolate(practice_name),
        printed=printed,
        parts=tuple(parts),
    )


def _client_parts(client: Client) -> Iterator[Part]:
    details = client.details
    yield Heading(isolate(details.display_name), level=1)
    yield Words(identity_line(details, today=today()), tone="muted", keep_with_next=True)
    yield from _warnings(details)
    facts = [(input_field_name(name), shown_value(details, name)) for name in _FACTS]
    told = [(label, value) for label, value in facts if value]
    yield Facts(tuple(each for each in told if _is_short(each[1])))
    texts = [(input_field_name(name), getattr(details, name)) for name in RECORD_TEXTS]
    for label, value in [each for each in told if not _is_short(each[1])] + texts:
        if value.strip():
            yield Heading(label, level=3)
            yield Words(value.strip("\n"))


def _warnings(details: ClientDetails) -> Iterator[Part]:
    if details.allergies:
        words = QCoreApplication.translate("PrintedChart", "Allergies: {names}")
        danger = names_an_allergy(details.allergies)
        tone: Tone = "danger" if danger else "muted"
        yield Words(words.format(names=_listed(details.allergies)), tone=tone, strong=danger)
    else:
        yield Words(QCoreApplication.translate("PrintedChart", "No allergies recorded."), tone="muted")
    if details.alerts:
        words = QCoreApplication.translate("PrintedChart", "Alerts: {names}")
        yield Words(words.format(names=_listed(details.alerts)), tone="caution", strong=True)


def _left_out(chart: ExportedChart) -> Iterator[Part]:
    names = {
        "attachment": QCoreApplication.translate("PrintedChart", "attachments: {count}"),
        "appointment": QCoreApplication.translate("PrintedChart", "appointments: {count}"),
        "letter": QCoreApplication.translate("PrintedChart", "letters: {count}"),
        "dismissal": QCoreApplication.translate("PrintedChart", "dismissed contradictions: {count}"),
    }
    left = [names[kind].format(count=count) for kind, count in chart.left_out.items() if count]
    if left:
        words = QCoreApplication.translate("PrintedChart", "In the chart, but not in this document: {list}")
        yield Words("\n" + words.format(list=one_line(left)), tone="muted", small=True)


def _is_short(value: str) -> bool:
    """Whether it fits a cell: Qt does not paint all of one that is higher than a page."""
    return len(value) <= _CELL_CHARS and value.count("\n") < _CELL_LINES


def _listed(entries: tuple[str, ...]) -> str:
    return ", ".join(isolate(each) for each in entries)
