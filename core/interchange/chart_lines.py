"""Parses JSON Lines of SOAP charts: one client with all sessions in a line, validated line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.clients.dto import CLIENT_SCHEMA, ClientDetails
from core.clients.fields import LIST_KINDS, NAME_LIMIT_CHARS, Kind
from core.clients.rules import check_details
from core.errors import InputRefused
from core.ids import new_id
from core.interchange.dto import ChartLine, ChartSession
from core.sessions.dto import (
    ADDENDA_LIMIT,
    ADDENDUM_LIMIT_CHARS,
    DURATION_LIMIT_MIN,
    REASON_LIMIT_CHARS,
    SOAP_FIELDS,
    Addendum,
    SessionState,
    SoapText,
)
from core.sessions.rules import check_text

LINE_LIMIT_BYTES = 64 * 1024 * 1024
KIND_LIMIT_CHARS = 40
SEXES_MEANT = {
    "": "unknown",
    "f": "female",
    "m": "male",
    "x": "other",
    "u": "unknown",
    "נ": "female",
    "נקבה": "female",
    "ז": "male",
    "זכר": "male",
}
_CLIENT_KEYS = {"id", "record_id", *CLIENT_SCHEMA} - {"external_id"}
_SESSION_KEYS = {
    "id",
    "record_id",
    "date",
    "kind",
    "duration_min",
    "state",
    "reason",
    "addenda",
    *SOAP_FIELDS,
}
_STATES: dict[str, SessionState] = {"draft": "draft", "signed": "signed", "retracted": "retracted"}


def parse_line(raw: bytes, *, file: str = "", line: int = 0) -> ChartLine:
    """Reads one line. Raises `InputRefused` whose code is the reason and whose params name the position."""
    if len(raw) > LINE_LIMIT_BYTES:
        raise InputRefused("line_too_long", limit=LINE_LIMIT_BYTES)
    document = _object(_decode(raw), "line")
    client = _object(document.get("client"), "client")
    listed = document.get("sessions", [])
    if not isinstance(listed, list):
        raise InputRefused("line_not_a_list", place="sessions")
    sessions = tuple(_session(entry, f"sessions[{index}]") for index, entry in enumerate(listed))
    refuse_repeated_ids(sessions)
    ignored = {f"client.{key}" for key in client.keys() - _CLIENT_KEYS}
    ignored |= {key for key in document.keys() - {"client", "sessions"}}
    ignored |= {f"session.{key}" for entry in listed for key in entry.keys() - _SESSION_KEYS}
    return ChartLine(
        details=_client(client),
        sessions=sessions,
        ignored_keys=frozenset(ignored),
        file=file,
        line=line,
        record_id=_record_id(client, "client"),
    )


def refuse_repeated_ids(sessions: tuple[ChartSession, ...]) -> None:
    """Raises `InputRefused` (`line_repeats_session_id`) when two sessions of one client have one id."""
    seen: set[str] = set()
    for index, session in enumerate(sessions):
        if session.external_id is not None and session.external_id in seen:
            raise InputRefused("line_repeats_session_id", place=f"sessions[{index}]")
        if session.external_id is not None:
            seen.add(session.external_id)


def sex_meant(written: str) -> str:
    """One of `SEXES` for other programs' spellings, else the given text."""
    word = written.strip().lower()
    return SEXES_MEANT.get(word, word)


def check_session(kind: str, duration_min: int | None, place: str) -> None:
    """Raises `InputRefused` (`line_bad_kind`, `line_bad_duration`)."""
    if not kind or len(kind) > KIND_LIMIT_CHARS:
        raise InputRefused("line_bad_kind", place=f"{place}.kind", limit=KIND_LIMIT_CHARS)
    if duration_min is not None and not 0 <= duration_min <= DURATION_LIMIT_MIN:
        raise InputRefused("line_bad_duration", place=f"{place}.duration_min", limit=DURATION_LIMIT_MIN)


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
    values = {name: _detail(client, name, field.kind) for name, field in CLIENT_SCHEMA.items()}
    return check_details(ClientDetails(**values))


def _detail(client: Mapping[str, Any], name: str, kind: Kind) -> Any:
    if kind == "id":
        return _id(client, "client")
    if kind == "sex":
        return sex_meant(_text(client, name, "client"))
    if kind == "day":
        return _day(client, name, "client") if client.get(name) else None
    return _list(client, name, "client") if kind in LIST_KINDS else _text(client, name, "client")


def _session(entry: Any, place: str) -> ChartSession:
    session = _object(entry, place)
    text = SoapText(**{name: _text(session, name, place) for name in SOAP_FIELDS})
    check_text(text)
    state, kind = _state(session, place), _text(session, "kind", place) or "visit"
    duration_min = session.get("duration_min")
    if duration_min is not None and (not isinstance(duration_min, int) or isinstance(duration_min, bool)):
        raise InputRefused("line_bad_duration", place=f"{place}.duration_min", limit=DURATION_LIMIT_MIN)
    check_session(kind, duration_min, place)
    return ChartSession(
        external_id=_id(session, place),
        day=_day(session, "date", place),
        text=text,
        kind=kind,
        duration_min=duration_min,
        state=state,
        reason=_short(session, "reason", place, REASON_LIMIT_CHARS) if state == "retracted" else "",
        addenda=_addenda(session, place, state),
        record_id=_record_id(session, place),
    )


def _state(session: Mapping[str, Any], place: str) -> SessionState:
    state = _text(session, "state", place) or "signed"
    if state not in _STATES:
        raise InputRefused("line_bad_state", place=f"{place}.state", allowed=", ".join(_STATES))
    return _STATES[state]


def _addenda(session: Mapping[str, Any], place: str, state: SessionState) -> tuple[Addendum, ...]:
    listed = session.get("addenda") or []
    if not isinstance(listed, list) or len(listed) > ADDENDA_LIMIT:
        raise InputRefused("line_bad_addenda", place=f"{place}.addenda", limit=ADDENDA_LIMIT)
    if listed and state == "draft":
        raise InputRefused("line_addenda_of_draft", place=f"{place}.addenda")
    return tuple(_addendum(entry, f"{place}.addenda[{index}]") for index, entry in enumerate(listed))


def _addendum(entry: Any, place: str) -> Addendum:
    addendum = _object(entry, place)
    try:
        at = datetime.fromisoformat(_text(addendum, "at", place))
    except ValueError as error:
        raise InputRefused("line_bad_moment", place=f"{place}.at") from error
    if at.tzinfo is None:
        raise InputRefused("line_bad_moment", place=f"{place}.at")
    # A line of a file is not a signature: the name in it is kept as text, never as a member.
    said = _short(addendum, "author_name", place, NAME_LIMIT_CHARS)
    return Addendum(
        addendum_id=_uuid(addendum, "id", place) or new_id(),
        at=at,
        author=None,
        reason=_short(addendum, "reason", place, REASON_LIMIT_CHARS),
        text=_short(addendum, "text", place, ADDENDUM_LIMIT_CHARS),
        imported_author=(said or _short(addendum, "author", place, NAME_LIMIT_CHARS)).strip(),
    )


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


def _short(parent: Mapping[str, Any], key: str, place: str, limit: int) -> str:
    value = _text(parent, key, place)
    if len(value) > limit:
        raise InputRefused("line_text_too_long", place=f"{place}.{key}", limit=limit)
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


def _record_id(parent: Mapping[str, Any], place: str) -> UUID | None:
    return _uuid(parent, "record_id", place)


def _uuid(parent: Mapping[str, Any], key: str, place: str) -> UUID | None:
    value = _text(parent, key, place)
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError as error:
        raise InputRefused("line_bad_id", place=f"{place}.{key}") from error


def _day(parent: Mapping[str, Any], key: str, place: str) -> date:
    value = parent.get(key)
    try:
        if not isinstance(value, str):
            raise ValueError(key)
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputRefused("line_bad_date", place=f"{place}.{key}") from error
