"""The words of the chart that more than one of its views needs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.sessions.dto import SOAP_FIELDS, Session

_PREVIEW_CHARS = 90


def field_letter(field: str) -> str:
    """S, O, A or P: the same in every language."""
    return field[:1].upper() if field in SOAP_FIELDS else ""


def field_name(field: str) -> str:
    """The full name of a note's or a client record's field."""
    names = {
        "subjective": QCoreApplication.translate("FieldName", "Subjective"),
        "objective": QCoreApplication.translate("FieldName", "Objective"),
        "assessment": QCoreApplication.translate("FieldName", "Assessment"),
        "plan": QCoreApplication.translate("FieldName", "Plan"),
        "medical_history": QCoreApplication.translate("FieldName", "Medical history"),
        "notes": QCoreApplication.translate("FieldName", "Notes"),
    }
    return names.get(field, field)


def state_name(session: Session) -> str:
    if session.state == "draft":
        return QCoreApplication.translate("SessionState", "Draft")
    return QCoreApplication.translate("SessionState", "Signed")


def first_words(session: Session) -> str:
    """The beginning of the first field that says anything, on one line."""
    for field in SOAP_FIELDS:
        words = session.text.field(field)[: _PREVIEW_CHARS * 2].split()
        if words:
            return " ".join(words)[:_PREVIEW_CHARS]
    return QCoreApplication.translate("SessionState", "Nothing written yet")
