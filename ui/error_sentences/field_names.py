"""The names of record fields on screen."""

from __future__ import annotations

from ui.i18n.marking import QT_TR_NOOP, translated

_BY_FIELD: dict[str, str] = {
    "subjective": QT_TR_NOOP("Subjective"),
    "objective": QT_TR_NOOP("Objective"),
    "assessment": QT_TR_NOOP("Assessment"),
    "plan": QT_TR_NOOP("Plan"),
    "first_name": QT_TR_NOOP("First name"),
    "last_name": QT_TR_NOOP("Last name"),
    "full_name": QT_TR_NOOP("Full name"),
    "birth_date": QT_TR_NOOP("Birth date"),
    "sex": QT_TR_NOOP("Sex"),
    "phone": QT_TR_NOOP("Phone"),
    "email": QT_TR_NOOP("E-mail"),
    "address": QT_TR_NOOP("Address"),
    "emergency_contact": QT_TR_NOOP("Emergency contact"),
    "allergies": QT_TR_NOOP("Allergies"),
    "alerts": QT_TR_NOOP("Alerts"),
    "medical_history": QT_TR_NOOP("Medical history"),
    "notes": QT_TR_NOOP("Notes"),
    "tags": QT_TR_NOOP("Tags"),
    "consent_on": QT_TR_NOOP("Consent"),
    "external_id": QT_TR_NOOP("External id"),
    "client_id": QT_TR_NOOP("Client's id"),
    "session_id": QT_TR_NOOP("Session's id"),
    "addendum": QT_TR_NOOP("Addendum"),
    "date": QT_TR_NOOP("Date"),
    "kind": QT_TR_NOOP("Kind"),
    "duration_min": QT_TR_NOOP("Duration"),
    "state": QT_TR_NOOP("State"),
}


def input_field_name(field: str) -> str:
    """The name of a field in the language of the application; an unknown one is returned unchanged."""
    return translated(_BY_FIELD[field]) if field in _BY_FIELD else field
