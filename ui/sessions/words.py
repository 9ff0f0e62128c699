"""The words of the chart that more than one of its views needs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.errors import InputRefused
from core.sessions.dto import FIELD_LIMIT_CHARS, SOAP_FIELDS, UNREADABLE, Session, SoapText

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
        "allergies": QCoreApplication.translate("FieldName", "Allergies"),
        "alerts": QCoreApplication.translate("FieldName", "Alerts"),
        "medical_history": QCoreApplication.translate("FieldName", "Medical history"),
        "notes": QCoreApplication.translate("FieldName", "Notes"),
        "addendum": QCoreApplication.translate("FieldName", "Addendum"),
        "attachment": QCoreApplication.translate("FieldName", "Attachment"),
    }
    return names.get(field, field)


def state_name(session: Session) -> str:
    """Whether the note may still change, and whether it still counts."""
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
    """What stands in the place of the words of an entry that does not open."""
    return QCoreApplication.translate(
        "SessionState", "This entry was changed outside Anamnesis and cannot be opened."
    )


def kind_name(kind: str) -> str:
    """What sort of session it is; a kind that an import brought stands for itself."""
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
    """What of a session is not one of its fields, as the list of versions names it."""
    names = {
        "date": QCoreApplication.translate("SessionAbout", "Date"),
        "kind": QCoreApplication.translate("SessionAbout", "Kind"),
        "duration_min": QCoreApplication.translate("SessionAbout", "Duration"),
        "state": QCoreApplication.translate("SessionAbout", "State"),
        "addendum": QCoreApplication.translate("SessionAbout", "Addendum"),
    }
    return names.get(field) or note_field_name(field)


def first_words(session: Session) -> str:
    """The beginning of the first field that says anything, on one line."""
    if session.state == UNREADABLE:
        return unreadable_sentence()
    for field in SOAP_FIELDS:
        words = session.text.field(field)[: _PREVIEW_CHARS * 2].split()
        if words:
            return " ".join(words)[:_PREVIEW_CHARS]
    return QCoreApplication.translate("SessionState", "Nothing written yet")


def too_long(text: SoapText) -> InputRefused | None:
    """Why a note cannot be stored as it is, told before it is tried; None when it can."""
    for name in SOAP_FIELDS:
        length = len(text.field(name))
        if length > FIELD_LIMIT_CHARS:
            return InputRefused("field_too_long", field=name, length=length, limit=FIELD_LIMIT_CHARS)
    return None
