"""The words that identify a client, the same everywhere in the window."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from core.clients.dto import CLIENT_SCHEMA, Client, ClientDetails
from ui.text.days import age_years, day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate


def sex_word(sex: str) -> str:
    """The sex as a word, or that it is not recorded."""
    known = {
        "female": QCoreApplication.translate("ClientIdentity", "female"),
        "male": QCoreApplication.translate("ClientIdentity", "male"),
        "other": QCoreApplication.translate("ClientIdentity", "other sex"),
    }
    return known.get(sex) or QCoreApplication.translate("ClientIdentity", "Not recorded")


def sex_letter(sex: str) -> str:
    """One letter for the banner; empty when the sex is not known."""
    letters = {
        "female": QCoreApplication.translate("ClientIdentity", "F"),
        "male": QCoreApplication.translate("ClientIdentity", "M"),
        "other": QCoreApplication.translate("ClientIdentity", "X"),
    }
    return letters.get(sex, "")


def shown_value(details: ClientDetails, name: str) -> str:
    """A field of the schema as it is shown and printed; empty for none."""
    value = getattr(details, name)
    if CLIENT_SCHEMA[name].kind == "sex":
        return sex_word(value)
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple):
        return ", ".join(isolate(each) for each in value)
    return isolate(value or "")


def person_name(details: ClientDetails) -> str:
    """`Last, First`, isolated from the direction of the surrounding text."""
    return isolate(details.display_name)


def identity_line(details: ClientDetails, *, today: date) -> str:
    """`F 43 · 17 Jan 1981` in the order of the window: the known ones of sex, age and birth date."""
    parts: list[str] = []
    letter = sex_letter(details.sex)
    if details.birth_date is not None:
        age = f"{letter} {age_years(details.birth_date, today)}".strip()
        parts = [isolate(age), day_text(details.birth_date)]
    else:
        unknown = QCoreApplication.translate("ClientIdentity", "birth date not recorded")
        parts = [letter, unknown] if letter else [unknown]
    return one_line(parts)


def shown_identity(client: Client, *, today: date) -> str:
    """Like `identity_line`; for an unreadable client, also that allergies are unknown."""
    if client.readable:
        return identity_line(client.details, today=today)
    return QCoreApplication.translate("ClientIdentity", "Allergies and alerts cannot be read")


def spoken_identity(details: ClientDetails, *, today: date) -> str:
    """The same in full words for a screen reader, with allergies and alerts."""
    parts = [details.display_name]
    if sex_letter(details.sex):
        parts.append(sex_word(details.sex))
    if details.birth_date is not None:
        age = QCoreApplication.translate("ClientIdentity", "{years} years old")
        parts.append(age.format(years=age_years(details.birth_date, today)))
        born = QCoreApplication.translate("ClientIdentity", "born {day}")
        parts.append(born.format(day=day_text(details.birth_date)))
    if details.allergies:
        allergies = QCoreApplication.translate("ClientIdentity", "allergies: {names}")
        parts.append(allergies.format(names=", ".join(details.allergies)))
    if details.alerts:
        alerts = QCoreApplication.translate("ClientIdentity", "alerts: {names}")
        parts.append(alerts.format(names=", ".join(details.alerts)))
    return ", ".join(parts)
