"""The texts of a timeline."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from core.sessions.dto import UNREADABLE
from core.timeline.dto import TimelineEntry
from ui.text.days import day_text, time_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme.roles import Tone
from ui.words.appointments import status_tone, status_word
from ui.words.sessions import kind_name, state_word, unreadable_sentence


def kind_word(kind: str) -> str:
    """The kind of an entry."""
    words = {
        "session": QCoreApplication.translate("Timeline", "Session"),
        "appointment": QCoreApplication.translate("Timeline", "Appointment"),
        "attachment": QCoreApplication.translate("Timeline", "Attachment"),
        "letter": QCoreApplication.translate("Timeline", "Letter"),
    }
    return words.get(kind, kind)


def kinds_word(kind: str) -> str:
    """The plural of the kind, for a filter."""
    words = {
        "session": QCoreApplication.translate("Timeline", "Sessions"),
        "appointment": QCoreApplication.translate("Timeline", "Appointments"),
        "attachment": QCoreApplication.translate("Timeline", "Attachments"),
        "letter": QCoreApplication.translate("Timeline", "Letters"),
    }
    return words.get(kind, kind)


def heading_text(entry: TimelineEntry) -> str:
    """The title of an entry: `Session, Follow-up`; the name of a file or letter."""
    if entry.title:
        return isolate(entry.title)
    if entry.state == UNREADABLE:
        return kind_word(entry.kind)
    if entry.kind in ("session", "appointment"):
        word = QCoreApplication.translate("Timeline", "{what}, {kind}")
        return word.format(what=kind_word(entry.kind), kind=isolate(kind_name(entry.sort)))
    return kind_word(entry.kind)


def below_text(entry: TimelineEntry) -> str:
    """The beginning of its text; its kind if the title does not name it."""
    if entry.state == UNREADABLE:
        return unreadable_sentence()
    if entry.detail:
        return isolate(entry.detail)
    if entry.title:
        return kind_word(entry.kind)
    return QCoreApplication.translate("Timeline", "Nothing written") if entry.kind == "session" else ""


def when_text(entry: TimelineEntry) -> str:
    return time_text(entry.at) if entry.at is not None else ""


def state_text(entry: TimelineEntry) -> str:
    if entry.kind == "session" or entry.state == UNREADABLE:
        return state_word(entry.state)
    return status_word(entry.state) if entry.kind == "appointment" else ""


def state_tone(entry: TimelineEntry) -> Tone:
    if entry.state == UNREADABLE:
        return "danger"
    if entry.kind == "appointment":
        return status_tone(entry.state)
    tones: dict[str, Tone] = {"draft": "caution", "retracted": "danger"}
    return tones.get(entry.state, "muted")


def month_text(month: date) -> str:
    """`June 2026`."""
    text: str = QLocale().toString(QDate(month.year, month.month, 1), "MMMM yyyy")
    return isolate(text)


def spoken_entry(entry: TimelineEntry) -> str:
    """One entry in full words, for a screen reader and a tooltip."""
    parts = [
        day_text(entry.day),
        when_text(entry),
        heading_text(entry),
        state_text(entry),
        below_text(entry),
    ]
    return one_line(parts, separator=", ")
