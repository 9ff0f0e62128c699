"""Reading JSON Lines of SOAP charts: one client with all sessions a line, judged line by line."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.clients.dto import ClientDetails
from core.clients.service import check_details
from core.errors import InputRefused
from core.sessions.dto import SOAP_FIELDS, SoapText
from core.sessions.service import check_text

LINE_LIMIT_BYTES = 64 * 1024 * 1024
_SEXES = {"f": "female", "m": "male", "": "unknown"}
_CLIENT_KEYS = {"id", *(field.name for field in dataclasses.fields(ClientDetails))} - {"external_id"}
_SESSION_KEYS = {"id", "date", *SOAP_FIELDS}


@dataclass(frozen=True, slots=True)
class ChartSession:
    """One session of an import line."""

    external_id: str | None
    day: date
    text: SoapText


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One import line: a client with sessions. `ignored_keys` are keys the format does not know."""

    details: ClientDetails
    sessions: tuple[ChartSession, ...]
    ignored_keys: frozenset[str]


def parse_line(raw: bytes) -> ChartLine:
    """Reads one line. Raises `InputRefused` whose code is the reason and whose params name the place."""
    if len(raw) > LINE_LIMIT_BYTES:
        raise InputRefused("line_too_long", limit=LINE_LIMIT_BYTES)
    document = _object(_decode(raw), "line")
    client = _object(document.get("client"), "client")
    listed = document.get("sessions", [])
    if not isinstance(listed, list):
        raise InputRefused("line_not_a_list", place="sessions")
    sessions = tuple(_session(entry, f"sessions[{index}]") for index, entry in enumerate(listed))
    _refuse_repeated_ids(sessions)
    ignored = {f"client.{key}" for key in client.keys() - _CLIENT_KEYS}
    ignored |= {key for key in document.keys() - {"client", "sessions"}}
    ignored |= {f"session.{key}" for entry in listed for key in entry.keys() - _SESSION_KEYS}
    return ChartLine(details=_client(client), sessions=sessions, ignored_keys=frozenset(ignored))


def _decode(raw: bytes) -> Any:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused("line_not_utf8", position=error.start) from error
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputRefused("line_not_json", column=error.colno) from error
    except (RecursionError, ValueError) as error:
        raise InputRefused("line_not_json", column=0) from error


def _client(client: Mapping[str, Any]) -> ClientDetails:
    sex = _text(client, "sex", "client").strip().lower()
    details = ClientDetails(
        first_name=_text(client, "first_name", "client"),
        last_name=_text(client, "last_name", "client"),
        birth_date=_day(client, "birth_date", "client") if client.get("birth_date") else None,
        sex=_SEXES.get(sex, sex),
        external_id=_id(client, "client"),
        phone=_text(client, "phone", "client"),
        email=_text(client, "email", "client"),
        address=_text(client, "address", "client"),
        emergency_contact=_text(client, "emergency_contact", "client"),
        medical_history=_text(client, "medical_history", "client"),
        notes=_text(client, "notes", "client"),
        allergies=_list(client, "allergies", "client"),
        alerts=_list(client, "alerts", "client"),
    )
    return check_details(details)


def _session(entry: Any, place: str) -> ChartSession:
    session = _object(entry, place)
    text = SoapText(**{name: _text(session, name, place) for name in SOAP_FIELDS})
    check_text(text)
    return ChartSession(external_id=_id(session, place), day=_day(session, "date", place), text=text)


def _refuse_repeated_ids(sessions: tuple[ChartSession, ...]) -> None:
    seen: set[str] = set()
    for index, session in enumerate(sessions):
        if session.external_id is not None and session.external_id in seen:
            raise InputRefused("line_repeats_session_id", place=f"sessions[{index}]")
        if session.external_id is not None:
            seen.add(session.external_id)


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputRefused("line_not_an_object", place=place)
    return value


def _text(parent: Mapping[str, Any], key: str, place: str) -> str:
    value = parent.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputRefused("line_not_text", place=f"{place}.{key}")
    return value


def _list(parent: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = parent.get(key) or []
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise InputRefused("line_not_a_list", place=f"{place}.{key}")
    return tuple(value)


def _id(parent: Mapping[str, Any], place: str) -> str | None:
    value = parent.get("id")
    if value is None:
        return None
    if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
        raise InputRefused("line_bad_id", place=f"{place}.id")
    return str(value)


def _day(parent: Mapping[str, Any], key: str, place: str) -> date:
    value = parent.get(key)
    try:
        if not isinstance(value, str):
            raise ValueError(key)
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputRefused("line_bad_date", place=f"{place}.{key}") from error
