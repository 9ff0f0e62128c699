"""Which heading of a CSV file stands for which field. The first name of each field is the documented one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.errors import ImportError_
from core.interchange.dto import Column

HEADINGS: dict[str, tuple[str, ...]] = {
    "client_id": (
        "client_id",
        "patient_id",
        "mrn",
        "chart_no",
        "chart_number",
        "id",
        "מספר_לקוח",
        "מספר_תיק",
    ),
    "first_name": ("first_name", "given_name", "forename", "first", "שם_פרטי"),
    "last_name": ("last_name", "family_name", "surname", "last", "שם_משפחה"),
    "birth_date": ("birth_date", "date_of_birth", "dob", "birthdate", "birthday", "תאריך_לידה"),
    "sex": ("sex", "gender", "מין"),
    "phone": ("phone", "telephone", "mobile", "phone_number", "טלפון", "נייד"),
    "email": ("email", "e_mail", "mail", "דואל", "אימייל"),
    "address": ("address", "כתובת"),
    "emergency_contact": ("emergency_contact", "איש_קשר", "איש_קשר_לחירום"),
    "allergies": ("allergies", "allergy", "אלרגיות", "רגישויות"),
    "alerts": ("alerts", "alert", "התראות"),
    "tags": ("tags", "labels", "תגיות"),
    "consent_on": ("consent_on", "consent_date", "תאריך_הסכמה"),
    "medical_history": ("medical_history", "history", "pmh", "רקע_רפואי"),
    "notes": ("notes", "remarks", "comments", "הערות"),
    "session_id": ("session_id", "visit_id", "encounter_id", "note_id", "מספר_מפגש", "מספר_ביקור"),
    "date": ("date", "session_date", "visit_date", "encounter_date", "תאריך", "תאריך_מפגש", "תאריך_ביקור"),
    "kind": ("kind", "visit_type", "session_type", "type", "סוג", "סוג_מפגש"),
    "duration_min": ("duration_min", "duration", "minutes", "משך", "דקות"),
    "subjective": ("subjective", "s", "סובייקטיבי", "תלונות"),
    "objective": ("objective", "o", "אובייקטיבי", "ממצאים"),
    "assessment": ("assessment", "a", "הערכה"),
    "plan": ("plan", "p", "תוכנית", "תכנית"),
}
CLIENT_FIELDS = tuple(HEADINGS)[:15]
SESSION_FIELDS = tuple(HEADINGS)[15:]
LIST_FIELDS = frozenset({"allergies", "alerts", "tags"})
_FIELD_OF = {name: field for field, names in HEADINGS.items() for name in names}
_BETWEEN = re.compile(r"[\s._\-/]+")
_DROPPED = re.compile(r"[\"'״׳()*:\u200e\u200f\u2066-\u2069]")


def field_of(heading: str) -> str | None:
    """The field that a heading names, whatever its case and the signs between its words; None for none."""
    plain = _DROPPED.sub("", heading.strip().casefold())
    return _FIELD_OF.get(_BETWEEN.sub("_", plain).strip("_"))


def columns_of(headings: Iterable[str], *, file: str) -> tuple[Column, ...]:
    """The columns in their order. Raises `ImportError_` (`csv_column_twice`, `csv_columns_missing`)."""
    columns = tuple(Column(heading=each.strip(), field=field_of(each)) for each in headings)
    fields = [column.field for column in columns if column.field is not None]
    for field in fields:
        if fields.count(field) > 1:
            raise ImportError_("csv_column_twice", file=file, column=field)
    if not {"first_name", "last_name"} & set(fields):
        raise ImportError_("csv_columns_missing", file=file, columns="first_name, last_name")
    return columns
