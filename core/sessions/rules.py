"""The permitted changes of a session: each returns its next version or raises why it is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from core.errors import EditConflict, InputRefused, NotFound
from core.ids import UserId, new_id
from core.sessions.dto import (
    ADDENDA_LIMIT,
    ADDENDUM_LIMIT_CHARS,
    DURATION_LIMIT_MIN,
    FIELD_LIMIT_CHARS,
    REASON_LIMIT_CHARS,
    SEARCHABLE_STATES,
    SESSION_KINDS,
    SOAP_FIELDS,
    Addendum,
    CopiedFrom,
    Session,
    SessionState,
    SoapText,
)

ReadVersion = Callable[[CopiedFrom], Session]
"""Reads the version that a mark names; raises `NotFound`."""

_REFUSALS: dict[SessionState, str] = {
    "draft": "session_not_signed",
    "signed": "session_is_signed",
    "retracted": "session_is_retracted",
    "deleted": "session_is_deleted",
}


def searched(session: Session) -> tuple[object, ...] | None:
    """What of a session is searched and quoted; None if nothing is.

    A signature, the kind or an empty draft changes no answer.
    """
    empty = session.text.is_empty and not session.addenda
    if empty or session.state not in SEARCHABLE_STATES:
        return None
    return session.text, session.date, session.addenda


def require_current(current: Session, expected_version: int) -> None:
    """Raises `EditConflict` unless `expected_version` is the current one."""
    if current.version != expected_version:
        raise EditConflict(
            "session_edit_conflict", session_id=current.session_id, current_version=current.version
        )


def require_state(current: Session, state: SessionState) -> None:
    """Raises `InputRefused` with the code of the actual state."""
    if current.state != state:
        raise InputRefused(_REFUSALS[current.state], session_id=current.session_id)


def next_version(current: Session, *, at: datetime, by: UserId, **changes: Any) -> Session:
    """`current` with `changes`, as the next version."""
    return dataclasses.replace(current, version=current.version + 1, saved_at=at, author=by, **changes)


def with_marks(draft: Session, marks: Mapping[str, CopiedFrom]) -> Session:
    """The draft with the marks of text copied into it."""
    return dataclasses.replace(draft, copied=marks)


def signed(current: Session, *, at: datetime, by: UserId) -> Session:
    """Raises `InputRefused` (`session_is_empty`, or if it is not a draft)."""
    require_state(current, "draft")
    if current.text.is_empty:
        raise InputRefused("session_is_empty")
    return next_version(current, at=at, by=by, state="signed")


def with_addendum(current: Session, *, text: str, reason: str, at: datetime, by: UserId) -> Session:
    """Raises `InputRefused` (`addendum_empty`, `addendum_too_long`, `too_many_addenda`, for the reason)."""
    require_state(current, "signed")
    if not text.strip():
        raise InputRefused("addendum_empty")
    if len(text) > ADDENDUM_LIMIT_CHARS:
        raise InputRefused("addendum_too_long", length=len(text), limit=ADDENDUM_LIMIT_CHARS)
    if len(current.addenda) >= ADDENDA_LIMIT:
        raise InputRefused("too_many_addenda", limit=ADDENDA_LIMIT)
    added = Addendum(new_id(), at, by, checked_reason(reason), text)
    return next_version(
        current, at=at, by=by, addenda=(*current.addenda, added), signed_at=_signed_at(current)
    )


def retracted(current: Session, *, reason: str, at: datetime, by: UserId) -> Session:
    """A signed session marked as no longer valid, with the reason."""
    require_state(current, "signed")
    return next_version(
        current,
        at=at,
        by=by,
        state="retracted",
        reason=checked_reason(reason),
        signed_at=_signed_at(current),
    )


def _signed_at(current: Session) -> datetime:
    """Stored in the session, or for one signed before this was stored, derived from it."""
    if current.signed_at is not None:
        return current.signed_at
    return current.addenda[0].at if current.addenda else current.saved_at


def deleted(current: Session, *, at: datetime, by: UserId) -> Session:
    """Only a draft can be deleted."""
    require_state(current, "draft")
    return next_version(current, at=at, by=by, state="deleted")


def restored(current: Session, before: Session, *, at: datetime, by: UserId) -> Session:
    """A deleted session in its state in the version `before` the deletion: undoing an import must not turn a
    signed session into a draft. Raises `InputRefused("session_not_deleted")`.
    """
    require_deleted(current)
    return next_version(current, at=at, by=by, state=before.state, reason=before.reason)


def require_deleted(current: Session) -> None:
    """Raises `InputRefused("session_not_deleted")` for a session in any other state."""
    if current.state != "deleted":
        raise InputRefused("session_not_deleted", session_id=current.session_id)


def check_text(text: SoapText) -> None:
    """Raises `InputRefused("field_too_long")`."""
    for name in SOAP_FIELDS:
        length = len(text.field(name))
        if length > FIELD_LIMIT_CHARS:
            raise InputRefused("field_too_long", field=name, length=length, limit=FIELD_LIMIT_CHARS)


def check_kind(kind: str) -> None:
    """Raises `InputRefused("session_kind_unknown")`."""
    if kind not in SESSION_KINDS:
        raise InputRefused("session_kind_unknown", allowed=", ".join(SESSION_KINDS))


def check_duration(duration_min: int) -> None:
    """Raises `InputRefused("duration_out_of_range")`."""
    if not 0 <= duration_min <= DURATION_LIMIT_MIN:
        raise InputRefused("duration_out_of_range", limit=DURATION_LIMIT_MIN)


def checked_reason(reason: str) -> str:
    """`reason` without surrounding white space. Raises `InputRefused` (`reason_missing`,
    `reason_too_long`).
    """
    trimmed = reason.strip()
    if not trimmed:
        raise InputRefused("reason_missing")
    if len(trimmed) > REASON_LIMIT_CHARS:
        raise InputRefused("reason_too_long", length=len(trimmed), limit=REASON_LIMIT_CHARS)
    return trimmed


def marks_after(
    current: Session, text: SoapText, given: Mapping[str, CopiedFrom], read: ReadVersion
) -> Mapping[str, CopiedFrom]:
    """Which fields of `text` still equal the copied text.

    An existing mark stays while its field is unchanged. One of `given` is accepted if the field equals the
    version it names; after an edit within the same save it does not. Raises `NotFound` for a mark that names
    a session of another chart.
    """
    marks = {
        name: mark for name, mark in current.copied.items() if text.field(name) == current.text.field(name)
    }
    for name, mark in given.items():
        if name not in SOAP_FIELDS or marks.get(name) == mark:
            continue
        source = read(mark)
        if source.client_id != current.client_id:
            raise NotFound("session_not_found", session_id=mark.session_id)
        if text.field(name).strip() and text.field(name) == source.text.field(name):
            marks[name] = mark
    return MappingProxyType(marks)
