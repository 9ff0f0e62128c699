"""Where a quoted source stands in the record, and what was searched."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from core.assistant.dto import Source
from core.sources.dto import Coverage
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.words.sessions import field_letter, note_field_name


def source_place(source: Source) -> str:
    """Where a source stands: `7 Apr 2024 · S Subjective`, or the client's record and its field."""
    passage = source.passage
    if passage.source_kind == "client":
        record = QCoreApplication.translate("SourcePlace", "Client record")
        return f"{record} · {note_field_name(passage.field)}"
    if passage.source_kind == "attachment":
        attachment = QCoreApplication.translate("SourcePlace", "Attachment")
        day = day_text(passage.day) if passage.day is not None else ""
        return " · ".join(part for part in (day, attachment, isolate(passage.title)) if part)
    field = f"{field_letter(passage.field)} {note_field_name(passage.field)}".strip()
    return f"{day_text(passage.day)} · {field}" if passage.day is not None else field


class CoverageText(QObject):
    """A QObject, since the catalogues collect counted strings from `self.tr` only."""

    def line(self, searched: Coverage) -> str:
        """`Searched 14 sessions, 3 Jan 2023 – 7 Apr 2024; 1 not searched`: not indexed yet, or scans."""
        line = self._looked_at(searched)
        if not searched.mismatched:
            return line
        return f"{line}; {self.mismatched(searched)}"

    def mismatched(self, searched: Coverage) -> str:
        """`2 not as written, left out`: restored old versions, missing rows."""
        return self.tr("%n changed outside Anamnesis, left out", "", searched.mismatched)

    def _looked_at(self, searched: Coverage) -> str:
        counted = self.tr("Searched %n session(s)", "", searched.sessions)
        if searched.since is not None and searched.until is not None:
            whole = self.tr("{searched}, {since} – {until}")
            counted = whole.format(
                searched=counted, since=day_text(searched.since), until=day_text(searched.until)
            )
        if not searched.unread:
            return counted
        unread = self.tr("%n not searched (scan, or not indexed yet)", "", searched.unread)
        return f"{counted}; {unread}"


def coverage_line(searched: Coverage) -> str:
    """What was searched, its dates, and what could not be."""
    return CoverageText().line(searched)
