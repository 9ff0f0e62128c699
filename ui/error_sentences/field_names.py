"""The names of record fields on screen."""

from __future__ import annotations

from ui.i18n.marking import QT_TR_NOOP, translated

_OF_CLIENT: dict[str, str] = {
    "first_name": QT_TR_NOOP("&First name"),
    "last_name": QT_TR_NOOP("&Last name"),
    "birth_date": QT_TR_NOOP("&Birth date"),
    "sex": QT_TR_NOOP("Se&x"),
    "phone": QT_TR_NOOP("&Phone"),
    "email": QT_TR_NOOP("&E-mail"),
    "address": QT_TR_NOOP("A&ddress"),
    "emergency_contact": QT_TR_NOOP("Emer&gency contact"),
    "allergies": QT_TR_NOOP("&Allergies"),
    "alerts": QT_TR_NOOP("Ale&rts"),
    "tags": QT_TR_NOOP("&Tags"),
    "consent_on": QT_TR_NOOP("&Consent given on"),
    "medical_history": QT_TR_NOOP("&Medical history"),
    "notes": QT_TR_NOOP("&Notes"),
    "external_id": QT_TR_NOOP("Id in another program"),
}
"""Each field of `core.clients.dto.CLIENT_SCHEMA`, with the mnemonic that it has in the form."""
_HINTS: dict[str, str] = {
    "emergency_contact": QT_TR_NOOP("Name, relation, phone"),
    "tags": QT_TR_NOOP("Separated by commas: knee, insurance A"),
}
"""Examples, in the empty field of the form."""
_OTHER: dict[str, str] = {
    "subjective": QT_TR_NOOP("Subjective"),
    "objective": QT_TR_NOOP("Objective"),
    "assessment": QT_TR_NOOP("Assessment"),
    "plan": QT_TR_NOOP("Plan"),
    "full_name": QT_TR_NOOP("Full name"),
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
    if field in _OF_CLIENT:
        return form_label(field).replace("&", "")
    return translated(_OTHER[field]) if field in _OTHER else field


def form_label(field: str) -> str:
    """The name of a client's field, with its mnemonic."""
    return translated(_OF_CLIENT[field])


def form_hint(field: str) -> str:
    """An example of what is written into a client's field; empty for most."""
    return translated(_HINTS.get(field, ""))
