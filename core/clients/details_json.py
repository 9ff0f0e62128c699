"""The details of a client as JSON values: what a record seals, and what an archive and JSON Lines contain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.clients.dto import CLIENT_SCHEMA, ClientDetails
from core.clients.fields import LIST_KINDS, Kind


def details_to_json(details: ClientDetails) -> dict[str, Any]:
    """Every field, empty ones too; a date in ISO form, a list as a list."""
    return {name: _plain(getattr(details, name)) for name in CLIENT_SCHEMA}


def details_from_json(values: Mapping[str, Any]) -> ClientDetails:
    """The inverse. A field that `values` lacks, because it is newer than the record, is empty.

    Raises `TypeError` or `ValueError` for anything but details: no names, an unknown field, a wrong type.
    """
    read = {name: _read(name, value) for name, value in values.items()}
    return ClientDetails(**read)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    if name not in CLIENT_SCHEMA:
        raise TypeError(name)
    kind: Kind = CLIENT_SCHEMA[name].kind
    if kind in LIST_KINDS:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise TypeError(name)
        return tuple(value)
    if kind == "day":
        return None if value in (None, "") else date.fromisoformat(value)
    if not isinstance(value, str) and not (kind == "id" and value is None):
        raise TypeError(name)
    return value
