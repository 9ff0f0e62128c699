"""The sentences around what was found: where a passage stands, what was understood, what was searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from core.retrieval.dto import Coverage, Hit, Passage, Reading
from ui.clients.identity import person_name
from ui.find.groups import FoundOf
from ui.sessions.words import field_letter, field_name
from ui.widgets.days import day_text
from ui.widgets.one_line import one_line
from ui.widgets.text_direction import isolate

_DAYS_SHOWN = 4


class FindWords(QObject):
    """A QObject, since the catalogues collect counted strings from `self.tr` only."""

    def count_line(self, found: Sequence[FoundOf], searched: Coverage) -> str:
        """`12 passages of 5 clients; searched 84 sessions of 22 clients, 14 Jan 2023 – 3 Oct 2024; …`."""
        hits = sum(len(each.hits) for each in found)
        passages = self.tr("%n passage(s)", "", hits)
        people = self.tr("of %n client(s)", "found", len(found))
        return one_line((f"{passages} {people}", *self._searched(searched)), separator="; ")

    def searched_line(self, searched: Coverage) -> str:
        """The same where nothing was found: what was searched."""
        sessions, *rest = self._searched(searched)
        return one_line((sessions[:1].upper() + sessions[1:], *rest), separator="; ")

    def also_line(self, others: Sequence[Passage]) -> str:
        """`also on 3 Apr 2024, 9 May 2024`: the notes with the same words."""
        days = sorted({other.day for other in others if other.day is not None})
        if not days:
            return ""
        named = one_line((day_text(day) for day in days[:_DAYS_SHOWN]), separator=", ")
        more = len(days) - _DAYS_SHOWN
        if more > 0:
            return self.tr("also on {days} and %n more day(s)", "", more).format(days=named)
        return self.tr("also on {days}").format(days=named)

    def _searched(self, searched: Coverage) -> list[str]:
        sessions = self.tr("searched %n session(s)", "", searched.sessions)
        if searched.clients:
            sessions += " " + self.tr("of %n client(s)", "searched", searched.clients)
        if searched.since is not None and searched.until is not None:
            span = self.tr("{searched}, {since} – {until}")
            since, until = day_text(searched.since), day_text(searched.until)
            sessions = span.format(searched=sessions, since=since, until=until)
        parts = [sessions]
        if searched.unread:
            parts.append(self.tr("%n could not be read", "", searched.unread))
        return parts


def reading_text(reading: Reading) -> str:
    """What was understood, in a few words; empty for a code not known here."""
    since = day_text(reading.since) if reading.since is not None else ""
    until = day_text(reading.until) if reading.until is not None else ""
    words = {
        "latest": QCoreApplication.translate("Reading", "latest first"),
        "first": QCoreApplication.translate("Reading", "earliest first"),
        "since": QCoreApplication.translate("Reading", "since {since}"),
        "until": QCoreApplication.translate("Reading", "until {until}"),
        "between": QCoreApplication.translate("Reading", "{since} – {until}"),
        "listing": QCoreApplication.translate("Reading", "every client searched"),
    }
    return words.get(reading.code, "").format(since=since, until=until)


def place_lines(passage: Passage) -> tuple[str, str]:
    """When and where a passage was written; of a client's record, which has no day, only where."""
    if passage.source_kind == "client":
        return QCoreApplication.translate("FoundPlace", "Client record"), field_name(passage.field)
    day = day_text(passage.day) if passage.day is not None else ""
    if passage.source_kind == "attachment":
        return day, QCoreApplication.translate("FoundPlace", "Attachment")
    return day, one_line((field_letter(passage.field), field_name(passage.field)), separator="  ")


def heading_line(passage: Passage) -> str:
    """The heading it stands under; of an attachment its name."""
    return " · ".join(isolate(part) for part in (passage.title, passage.heading) if part)


def remarks(hit: Hit) -> tuple[str, ...]:
    """What has to be known of a passage: that it denies what was asked for, that no word of it was."""
    said: list[str] = []
    if hit.denies:
        said.append(QCoreApplication.translate("FoundPlace", "says that it is not so"))
    if not hit.marks and hit.dense is not None:
        said.append(QCoreApplication.translate("FoundPlace", "found by its meaning, shares no word"))
    return tuple(said)


def spoken_hit(found: FoundOf, hit: Hit) -> str:
    """All of a row for a screen reader, beginning with whose words they are."""
    passage = hit.passage
    parts = [
        person_name(found.client.details),
        *place_lines(passage),
        heading_line(passage),
        *remarks(hit),
        isolate(passage.text),
        FindWords().also_line(hit.also),
    ]
    return one_line(parts, separator=", ")
