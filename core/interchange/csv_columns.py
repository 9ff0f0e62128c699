"""The known headings of each field of a CSV file. The first name of each field is the documented one.

Those of a client are in the schema of its fields (`core.clients.dto`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.clients.dto import CLIENT_SCHEMA
from core.errors import InputRefused
from core.interchange.dto import Column, ColumnFields

_BETWEEN = re.compile(r"[\s._\-/]+")
_DROPPED = re.compile(r"[\"'״׳()*:\u200e\u200f\u2066-\u2069]")


def _plain(heading: str) -> str:
    """The heading in the form in which headings are compared: case and separators do not matter."""
    return _BETWEEN.sub("_", _DROPPED.sub("", heading.strip().casefold())).strip("_")


FIELD_OF_COLUMN: dict[str, str] = {each.column or name: name for name, each in CLIENT_SCHEMA.items()}
"""The field of a client's details that each of its columns contains."""
_CLIENT_HEADINGS: dict[str, tuple[str, ...]] = {
    column: (column, *CLIENT_SCHEMA[name].headings, _plain(CLIENT_SCHEMA[name].hebrew))
    for column, name in FIELD_OF_COLUMN.items()
}
HEADINGS: dict[str, tuple[str, ...]] = {
    "client_id": _CLIENT_HEADINGS["client_id"],
    "first_name": _CLIENT_HEADINGS["first_name"],
    "last_name": _CLIENT_HEADINGS["last_name"],
    # Not a field: it is split into the two above.
    "full_name": ("full_name", "name", "patient_name", "client_name", "patient", "שם_מלא", "שם_המטופל", "שם"),
    **_CLIENT_HEADINGS,
    "session_id": ("session_id", "visit_id", "encounter_id", "note_id", "מספר_מפגש", "מספר_ביקור"),
    "date": ("date", "session_date", "visit_date", "encounter_date", "תאריך", "תאריך_מפגש", "תאריך_ביקור"),
    "kind": ("kind", "visit_type", "session_type", "type", "סוג", "סוג_מפגש"),
    "duration_min": ("duration_min", "duration", "minutes", "משך", "דקות"),
    "subjective": ("subjective", "s", "סובייקטיבי", "תלונות"),
    "objective": ("objective", "o", "אובייקטיבי", "ממצאים"),
    "assessment": ("assessment", "a", "הערכה"),
    "plan": ("plan", "p", "תוכנית", "תכנית"),
}
FIELDS = tuple(HEADINGS)
SESSION_FIELDS = FIELDS[FIELDS.index("session_id") :]
CLIENT_FIELDS = FIELDS[: FIELDS.index("session_id")]
NAME_FIELDS = ("first_name", "last_name", "full_name")
_FIELD_OF = {name: field for field, names in HEADINGS.items() for name in names}


def field_of(heading: str) -> str | None:
    """The field that a heading names, ignoring case and separators; None if unknown."""
    return _FIELD_OF.get(_plain(heading))


def columns_of(headings: Sequence[str], chosen: ColumnFields) -> tuple[Column, ...]:
    """The columns in their order; a field `chosen` by the user takes precedence over the heading.

    `require_columns` checks whether they suffice.
    """
    taken = {field for field in chosen.values() if field is not None}
    columns = []
    for name, heading in zip(_distinct([each.strip() for each in headings]), headings, strict=True):
        known = field_of(heading)
        columns.append(Column(name, chosen.get(name, None if known in taken else known)))
    return tuple(columns)


def require_columns(columns: Sequence[Column], *, file: str) -> None:
    """Raises `InputRefused` (`csv_column_twice`, `csv_columns_missing`) if no row can be read."""
    fields = [column.field for column in columns if column.field is not None]
    for field in fields:
        if fields.count(field) > 1:
            raise InputRefused("csv_column_twice", file=file, column=field)
    if not set(NAME_FIELDS) & set(fields):
        raise InputRefused("csv_columns_missing", file=file)


def split_name(name: str) -> tuple[str, str]:
    """First and last name of `Adler, Miriam` or `Miriam Adler`; one word is a last name."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _space, last = name.strip().rpartition(" ")
    return first.strip(), last.strip()


def _distinct(headings: Sequence[str]) -> list[str]:
    """Adds its number (from 1) in the file to an empty or repeated heading."""
    found: list[str] = []
    for place, heading in enumerate(headings, start=1):
        again = not heading or heading in found
        found.append(f"{heading} #{place}".strip() if again else heading)
    return found
