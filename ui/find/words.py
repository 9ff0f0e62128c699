"""Texts around results: the place of a passage, interpretations, coverage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from core.retrieval.dto import Hit, Passage, Reading
from core.sources.dto import Coverage, SearchScope
from ui.find.groups import FoundOf
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.words.identity import person_name
from ui.words.sessions import field_letter, note_field_name

_DAYS_SHOWN = 4


class FindWords(QObject):
    """A QObject, since the catalogues collect counted strings from `self.tr` only."""

    def count_line(
        self, found: Sequence[FoundOf], searched: Coverage, scope: SearchScope, *, only_nearest: bool
    ) -> str:
        """`12 passages of 5 clients; searched 84 sessions of 22 clients, 14 Jan 2023 – 3 Oct 2024; …`.

        `only_nearest`: there may be more than requested.
        """
        hits = sum(len(each.hits) for each in found)
        counted = self.tr("The nearest %n passage(s)", "", hits) if only_nearest else self.passages(hits)
        people = self.tr("of %n client(s)", "found", len(found))
        return one_line((f"{counted} {people}", *self._searched(searched, scope)), separator="; ")

    def passages(self, count: int) -> str:
        """`12 passages`."""
        return self.tr("%n passage(s)", "", count)

    def searched_line(self, searched: Coverage, scope: SearchScope) -> str:
        """The same without results: the coverage."""
        first, *rest = self._searched(searched, scope)
        return one_line((first[:1].upper() + first[1:], *rest), separator="; ")

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

    def _searched(self, searched: Coverage, scope: SearchScope) -> list[str]:
        parts = [] if searched.unindexed and not searched.passages else [self._looked_at(searched, scope)]
        if searched.unindexed:
            parts.append(self.tr("%n not indexed yet (not searched)", "", searched.unindexed))
        unreadable = searched.unread - searched.unindexed
        if unreadable > 0:
            parts.append(self.tr("%n could not be read", "", unreadable))
        if searched.mismatched:
            parts.append(self.tr("%n changed outside Anamnesis, left out", "", searched.mismatched))
        return parts

    def _looked_at(self, searched: Coverage, scope: SearchScope) -> str:
        if not scope.includes("session"):
            # Sessions are not searched if only records or attachments are wanted.
            return self.tr("searched %n passage(s) of records and attachments", "", searched.passages)
        sessions = self.tr("searched %n session(s)", "", searched.sessions)
        if searched.clients:
            sessions += " " + self.tr("of %n client(s)", "searched", searched.clients)
        if searched.since is not None and searched.until is not None:
            span = self.tr("{searched}, {since} – {until}")
            since, until = day_text(searched.since), day_text(searched.until)
            sessions = span.format(searched=sessions, since=since, until=until)
        return sessions


def reading_text(reading: Reading) -> str:
    """An interpretation in a few words; empty for one that is not optional but must be known."""
    words = {
        "latest": QCoreApplication.translate("Reading", "latest preferred"),
        "first": QCoreApplication.translate("Reading", "earliest preferred"),
        "since": QCoreApplication.translate("Reading", "since {since}"),
        "until": QCoreApplication.translate("Reading", "until {until}"),
        "between": QCoreApplication.translate("Reading", "{since} – {until}"),
        "listing": QCoreApplication.translate("Reading", "every client searched"),
        "preferred": _by_days(
            reading,
            since=QCoreApplication.translate("Reading", "since {since} preferred"),
            until=QCoreApplication.translate("Reading", "until {until} preferred"),
            both=QCoreApplication.translate("Reading", "{since} – {until} preferred"),
        ),
    }
    return _with_days(words.get(reading.code, ""), reading)


def caution_text(reading: Reading) -> str:
    """A request that could not be met, as a sentence; else empty."""
    words = {
        "dates_lifted": _by_days(
            reading,
            since=QCoreApplication.translate("Reading", "Nothing since {since}: all days were searched."),
            until=QCoreApplication.translate("Reading", "Nothing until {until}: all days were searched."),
            both=QCoreApplication.translate(
                "Reading", "Nothing from {since} – {until}: all days were searched."
            ),
        ),
        "negation": QCoreApplication.translate(
            "Reading", "Negated: who mentions it is listed, whether or not it is so."
        ),
    }
    return _with_days(words.get(reading.code, ""), reading)


def _by_days(reading: Reading, *, since: str, until: str, both: str) -> str:
    if reading.since is None or reading.until is None:
        return since if reading.since is not None else until
    return both


def _with_days(words: str, reading: Reading) -> str:
    since = day_text(reading.since) if reading.since is not None else ""
    until = day_text(reading.until) if reading.until is not None else ""
    return words.format(since=since, until=until)


def place_lines(passage: Passage) -> tuple[str, str]:
    """Date and place of a passage; for a client's record, without a day, only the place."""
    if passage.source_kind == "client":
        return QCoreApplication.translate("FoundPlace", "Client record"), note_field_name(passage.field)
    day = day_text(passage.day) if passage.day is not None else ""
    if passage.source_kind == "attachment":
        return day, QCoreApplication.translate("FoundPlace", "Attachment")
    return day, one_line((field_letter(passage.field), note_field_name(passage.field)), separator="  ")


def heading_line(passage: Passage, *, above: str = "") -> str:
    """Its heading, unless the text it is `above` contains it; for an attachment its name.

    A heading from the middle of the text would seem to belong to its beginning.
    """
    read = " ".join(above.split()).casefold()
    last = " ".join(passage.heading.split()).casefold().rsplit(", ", 1)[-1]
    heading = "" if last and last in read else passage.heading
    return " · ".join(isolate(part) for part in (passage.title, heading) if part)


def remarks(hit: Hit) -> tuple[str, ...]:
    """Remarks on a passage: that it denies what was asked for, or contains none of the words."""
    said: list[str] = []
    if hit.denies:
        said.append(QCoreApplication.translate("FoundPlace", "denied"))
    if not hit.marks and hit.dense is not None:
        said.append(QCoreApplication.translate("FoundPlace", "found by meaning"))
    return tuple(said)


def spoken_hit(found: FoundOf, hit: Hit) -> str:
    """A row for a screen reader, beginning with the client."""
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
