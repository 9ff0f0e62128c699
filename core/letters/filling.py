"""Fills in a letter's fields in one pass, so that inserted text is never read as a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from core.clients.dto import CLIENT_SCHEMA, ClientDetails
from core.clinical_language.months import long_day
from core.errors import InputRefused
from core.letters.words import field_label, kind_word, sex_word
from core.sessions.dto import SOAP_FIELDS, Session
from core.templates.fields import LETTER_FIELDS, unknown_fields

GAP_OPENS, GAP_CLOSES = "\u27e6", "\u27e7"
"""Brackets around an unfilled field that do not occur in notes by chance."""
_GAP = re.compile(f"{GAP_OPENS}[^{GAP_OPENS}{GAP_CLOSES}\n]*{GAP_CLOSES}")
_PLACE = re.compile(r"\{([A-Za-z_]{1,40})\}|\[\[([^\[\]\n]{0,60})\]\]")


def fill(text: str, values: Mapping[str, str], *, language: str) -> str:
    """`text` with each field replaced by its value, or by a gap naming the missing field.

    Raises `InputRefused("letter_fields_unknown")` for an unknown field.
    """
    if unknown := unknown_fields(text):
        raise InputRefused("letter_fields_unknown", count=len(unknown))

    def put(match: re.Match[str]) -> str:
        name, label = match[1], match[2]
        if name is None:
            return gap(label)
        return values.get(name, "").strip() or gap(field_label(name, language))

    return _PLACE.sub(put, text)


def gap(label: str) -> str:
    """The mark of an unfilled field."""
    return f"{GAP_OPENS}{label or '…'}{GAP_CLOSES}"


def gaps(text: str) -> tuple[tuple[int, int], ...]:
    """The remaining gaps, as (start, end) in characters, in reading order."""
    return tuple(match.span() for match in _GAP.finditer(text))


def field_values(
    details: ClientDetails,
    session: Session | None,
    *,
    today: date,
    practice_name: str,
    author_name: str,
    language: str,
) -> dict[str, str]:
    """The values of `LETTER_FIELDS`; unknown ones are omitted."""
    born = details.birth_date
    values = {
        "client_name": " ".join(part for part in (details.first_name, details.last_name) if part),
        "age": "" if born is None else str(_age_years(born, today)),
        **{
            name: _detail(details, name, language)
            for name, field in CLIENT_SCHEMA.items()
            if field.in_letters
        },
        "today": long_day(today, language),
        "practice_name": practice_name,
        "author_name": author_name,
    }
    if session is not None:
        values |= {name: session.text.field(name) for name in SOAP_FIELDS}
        values |= {
            "session_date": long_day(session.date, language),
            "session_kind": kind_word(session.kind, language),
            "addenda": session.addendum_text,
        }
    return {name: value for name, value in values.items() if name in LETTER_FIELDS and value.strip()}


def _detail(details: ClientDetails, name: str, language: str) -> str:
    value = getattr(details, name)
    if CLIENT_SCHEMA[name].kind == "sex":
        return sex_word(value, language)
    if isinstance(value, date):
        return long_day(value, language)
    return ", ".join(value) if isinstance(value, tuple) else value or ""


def _age_years(born: date, today: date) -> int:
    return max(today.year - born.year - int((today.month, today.day) < (born.month, born.day)), 0)
