"""The text around a brief: the kind of a line, and since when and as of when it holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.assistant.dto import Source
from core.briefs.dto import (
    ALERTS_FIELD,
    ALLERGIES_FIELD,
    NAME_FIELD,
    REASON_FIELD,
    Brief,
    BriefLine,
    LineKind,
)
from ui.text.days import day_text, time_text
from ui.theme.roles import Tone
from ui.words.sources import source_place


def line_kind(kind: LineKind) -> str:
    """The subject of a line, in a word."""
    names: dict[LineKind, str] = {
        "medication": QCoreApplication.translate("BriefLine", "Medication"),
        "planned": QCoreApplication.translate("BriefLine", "Planned"),
        "awaited": QCoreApplication.translate("BriefLine", "Awaited"),
        "finding": QCoreApplication.translate("BriefLine", "Finding"),
        "new": QCoreApplication.translate("BriefLine", "New since"),
        "alert": QCoreApplication.translate("BriefLine", "Alerts"),
    }
    return names[kind]


def kind_tone(kind: LineKind) -> Tone:
    """Only harmful kinds are coloured."""
    return "danger" if kind == "alert" else "muted"


def label_of(line: BriefLine) -> str:
    """The kind, and whether part of it is an unsigned draft."""
    kind = line_kind(line.kind)
    if not line.drafted:
        return kind
    return QCoreApplication.translate("BriefLine", "{kind} (draft)").format(kind=kind)


def place_text(source: Source) -> str:
    """The place of a quote: `7 Apr 2024 · P Plan`."""
    passage = source.passage
    record = QCoreApplication.translate("BriefLine", "Client record")
    if passage.field == ALLERGIES_FIELD:
        allergies = QCoreApplication.translate("BriefLine", "Allergies")
        return f"{record} · {allergies}"
    if passage.field == ALERTS_FIELD:
        alerts = QCoreApplication.translate("BriefLine", "Alerts")
        return f"{record} · {alerts}"
    if passage.field == REASON_FIELD and passage.day is not None:
        retracted = QCoreApplication.translate("BriefLine", "Session of {day}, retracted")
        return retracted.format(day=day_text(passage.day))
    if passage.field == NAME_FIELD and passage.day is not None:
        return QCoreApplication.translate("BriefLine", "File of {day}").format(day=day_text(passage.day))
    return source_place(source)


def standing_text(brief: Brief) -> str:
    """`Since 5 Aug 2024 · as of 09:12`."""
    since = (
        QCoreApplication.translate("BriefCard", "Since {day}").format(day=day_text(brief.since))
        if brief.since is not None
        else QCoreApplication.translate("BriefCard", "First visit: from the client record")
    )
    made = QCoreApplication.translate("BriefCard", "as of {time}").format(time=time_text(brief.as_of))
    return f"{since} · {made}"


def spoken_line(line: BriefLine) -> str:
    """A line for a screen reader, with the place of each quote."""
    quotes = "; ".join(f"{source.quote} ({place_text(source)})" for source in line.sources)
    return f"{label_of(line)}: {quotes}"
