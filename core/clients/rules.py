"""Validation of clients and the permitted changes of a chart."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from datetime import datetime

from core.clients.dto import (
    CLIENT_SCHEMA,
    HIDDEN_STATES,
    LIST_LIMIT,
    REASON_LIMIT_CHARS,
    SEXES,
    STATE_CODES,
    Client,
    ClientDetails,
    ClientState,
    LifecycleStatus,
)
from core.clients.fields import LIST_KINDS
from core.errors import EditConflict, InputRefused
from core.ids import ClientId

_LISTS = tuple(name for name, field in CLIENT_SCHEMA.items() if field.kind in LIST_KINDS)


def check_details(details: ClientDetails) -> ClientDetails:
    """`details` with names trimmed and each tag once; raises `InputRefused` for what cannot be a client.

    Codes: `client_name_missing`, `client_sex_unknown`, `client_field_too_long`, `client_list_too_long`.
    """
    trimmed = dataclasses.replace(
        details,
        first_name=details.first_name.strip(),
        last_name=details.last_name.strip(),
        tags=_tags(details.tags),
    )
    if not trimmed.first_name and not trimmed.last_name:
        raise InputRefused("client_name_missing")
    if trimmed.sex not in SEXES:
        raise InputRefused("client_sex_unknown", allowed=", ".join(SEXES))
    for name, field in CLIENT_SCHEMA.items():
        if longest(trimmed, name) > field.limit_chars:
            raise InputRefused("client_field_too_long", field=name, limit=field.limit_chars)
    for name in _LISTS:
        if len(getattr(trimmed, name)) > LIST_LIMIT:
            raise InputRefused("client_list_too_long", field=name, limit=LIST_LIMIT)
    return trimmed


def longest(details: ClientDetails, name: str) -> int:
    """The length of a field in characters; of a list, of its longest entry."""
    value = getattr(details, name)
    if isinstance(value, tuple):
        return max((len(part) for part in value), default=0)
    return len(str(value))


def require_current(current: Client, expected_version: int) -> None:
    """Raises `EditConflict` unless `expected_version` is the current one."""
    if current.row_version != expected_version:
        raise EditConflict(
            "client_edit_conflict", client_id=current.client_id, current_version=current.row_version
        )


def require_state(current: Client, *states: ClientState) -> None:
    """Raises `InputRefused` (`client_is_active`, `client_is_archived`, `client_is_deleted`,
    `client_is_merged`) for a chart in any other state.
    """
    if current.lifecycle.state not in states:
        raise InputRefused(STATE_CODES[current.lifecycle.state], client_id=current.client_id)


def require_no_purge(current: Client) -> None:
    """Raises `InputRefused("client_is_being_erased")` for a chart that an owner began to destroy."""
    if current.lifecycle.purging:
        raise InputRefused("client_is_being_erased", client_id=current.client_id)


def purging(current: Client, *, at: datetime) -> LifecycleStatus:
    """The standing of a chart to be destroyed next: it can neither be written nor restored."""
    lifecycle = current.lifecycle
    if lifecycle.state in HIDDEN_STATES:
        return dataclasses.replace(lifecycle, purging=True)
    return LifecycleStatus(state="deleted", since=at, purging=True)


def merged_into(client_id: ClientId, merged: Iterable[Client]) -> list[Client]:
    """The merged charts that were merged into this one, directly or indirectly: the farthest first, so that
    destroying them in this order leaves no dangling reference.
    """
    left, found, targets = list(merged), list[Client](), {client_id}
    while targets:
        near = [
            each for each in left if each.lifecycle.merged_into in targets and each.client_id != client_id
        ]
        found = [*near, *found]
        left = [each for each in left if each not in near]
        targets = {each.client_id for each in near}
    return found


def deleted(reason: str, *, at: datetime) -> LifecycleStatus:
    """Raises `InputRefused` (`reason_missing`, `reason_too_long`)."""
    return LifecycleStatus(state="deleted", since=at, reason=checked_reason(reason))


def checked_reason(reason: str) -> str:
    """`reason`, stripped. Raises `InputRefused` (`reason_missing`, `reason_too_long`)."""
    trimmed = reason.strip()
    if not trimmed:
        raise InputRefused("reason_missing")
    if len(trimmed) > REASON_LIMIT_CHARS:
        raise InputRefused("reason_too_long", length=len(trimmed), limit=REASON_LIMIT_CHARS)
    return trimmed


def united(into: ClientDetails, source: ClientDetails) -> ClientDetails:
    """The details of `into` completed by those of `source`: no allergy is lost by a merge.

    `into` takes precedence, except for lists and notes, which are concatenated. Raises as
    `check_details` if that is too long.
    """
    changes: dict[str, object] = {}
    for name, field in CLIENT_SCHEMA.items():
        mine, theirs = getattr(into, name), getattr(source, name)
        if field.kind in LIST_KINDS:
            changes[name] = _each_once((*mine, *theirs))
        elif field.kind == "note":
            said = theirs.strip() in mine
            changes[name] = mine if said else "\n\n".join(part for part in (mine, theirs) if part.strip())
        elif not mine or (field.kind == "sex" and mine == "unknown"):
            changes[name] = theirs
    return check_details(dataclasses.replace(into, **changes))  # type: ignore[arg-type]  # of its own fields


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return _each_once(re.sub(r"\s+", " ", tag).strip() for tag in tags)


def _each_once(entries: Iterable[str]) -> tuple[str, ...]:
    """The entries without those that differ from an earlier one by case only, and without empty ones."""
    kept: dict[str, str] = {}
    for entry in entries:
        if entry.strip():
            kept.setdefault(entry.strip().casefold(), entry)
    return tuple(kept.values())
