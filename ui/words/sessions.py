"""Names of a session's fields, states and kinds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.sessions.dto import SOAP_FIELDS, UNREADABLE, Session
from ui.error_sentences.field_names import input_field_name

_PREVIEW_CHARS = 90


def field_letter(field: str) -> str:
    """S, O, A or P: the same in every language."""
    return field[:1].upper() if field in SOAP_FIELDS else ""


def note_field_name(field: str) -> str:
    """The full name of a note's or a client record's field."""
    names = {
        "subjective": QCoreApplication.translate("FieldName", "Subjective"),
        "objective": QCoreApplication.translate("FieldName", "Objective"),
        "assessment": QCoreApplication.translate("FieldName", "Assessment"),
        "plan": QCoreApplication.translate("FieldName", "Plan"),
        "addendum": QCoreApplication.translate("FieldName", "Addendum"),
        "attachment": QCoreApplication.translate("FieldName", "Attachment"),
    }
    return names.get(field) or input_field_name(field)


def state_name(session: Session) -> str:
    """Whether the note is final, and whether it is still valid."""
    return state_word(session.state)


def state_word(state: str) -> str:
    words = {
        "draft": QCoreApplication.translate("SessionState", "Draft"),
        "signed": QCoreApplication.translate("SessionState", "Signed"),
        "retracted": QCoreApplication.translate("SessionState", "Retracted"),
        "deleted": QCoreApplication.translate("SessionState", "Deleted"),
        UNREADABLE: QCoreApplication.translate("SessionState", "Cannot be read"),
    }
    return words.get(state, state)


def unreadable_sentence() -> str:
    """Shown in place of an unreadable entry's text."""
    return QCoreApplication.translate(
        "SessionState", "This entry was changed outside Anamnesis and cannot be opened."
    )


def kind_name(kind: str) -> str:
    """The name of a kind of session; an imported kind stays unchanged."""
    names = {
        "visit": QCoreApplication.translate("SessionKind", "Visit"),
        "intake": QCoreApplication.translate("SessionKind", "First visit"),
        "follow_up": QCoreApplication.translate("SessionKind", "Follow-up"),
        "phone": QCoreApplication.translate("SessionKind", "Phone call"),
        "video": QCoreApplication.translate("SessionKind", "Video call"),
        "home": QCoreApplication.translate("SessionKind", "Home visit"),
        "procedure": QCoreApplication.translate("SessionKind", "Procedure"),
        "group": QCoreApplication.translate("SessionKind", "Group"),
        "other": QCoreApplication.translate("SessionKind", "Other"),
    }
    return names.get(kind, kind)


def duration_text(minutes: int) -> str:
    """How long it took: `45 min`."""
    return QCoreApplication.translate("SessionKind", "{minutes} min").format(minutes=minutes)


def about_name(field: str) -> str:
    """The attribute of a session, other than its fields, in the list of versions."""
    names = {
        "date": QCoreApplication.translate("SessionAbout", "Date"),
        "kind": QCoreApplication.translate("SessionAbout", "Kind"),
        "duration_min": QCoreApplication.translate("SessionAbout", "Duration"),
        "state": QCoreApplication.translate("SessionAbout", "State"),
        "addendum": QCoreApplication.translate("SessionAbout", "Addendum"),
    }
    return names.get(field) or note_field_name(field)


def first_words(session: Session) -> str:
    """The beginning of the first non-empty field, on one line."""
    if session.state == UNREADABLE:
        return unreadable_sentence()
    for field in SOAP_FIELDS:
        words = session.text.field(field)[: _PREVIEW_CHARS * 2].split()
        if words:
            return " ".join(words)[:_PREVIEW_CHARS]
    return QCoreApplication.translate("SessionState", "Nothing written yet")
