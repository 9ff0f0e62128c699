"""A chart as JSON Lines in the format the import reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.clients.details_json import details_to_json
from core.clients.dto import Client
from core.ids import UserId
from core.sessions.dto import SOAP_FIELDS, Addendum, Session

NameOf = Callable[[UserId | None], str]
"""The name of a member, empty for an unknown one."""


def client_document(client: Client) -> dict[str, Any]:
    """All details; empty ones are left out. `record_id` is the practice's own number."""
    values = details_to_json(client.details)
    values = {"id": values.pop("external_id"), "record_id": str(client.client_id), **values}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def session_document(session: Session, *, name_of: NameOf) -> dict[str, Any]:
    """One session in one version, with addenda, kind and state."""
    document: dict[str, Any] = {
        "id": session.external_id,
        "record_id": str(session.session_id),
        "date": session.date.isoformat(),
        "kind": session.kind,
        "duration_min": session.duration_min,
        "state": session.state,
        "reason": session.reason or None,
        **{name: session.text.field(name) for name in SOAP_FIELDS},
        "addenda": [_addendum(each, name_of) for each in session.addenda] or None,
        "saved_at": session.saved_at.isoformat(),
        "author": _author(session.author, name_of),
    }
    return {name: value for name, value in document.items() if value is not None}


def version_document(session: Session, *, name_of: NameOf) -> dict[str, Any]:
    """An earlier version, listed below its session."""
    document = session_document(session, name_of=name_of)
    return {"version": session.version, **{key: document[key] for key in document if key != "record_id"}}


def _addendum(addendum: Addendum, name_of: NameOf) -> dict[str, Any]:
    return {
        "id": str(addendum.addendum_id),
        "at": addendum.at.isoformat(),
        "author": None if addendum.author is None else str(addendum.author),
        "author_name": addendum.imported_author
        if addendum.imported_author is not None
        else name_of(addendum.author),
        "imported": addendum.imported_author is not None,
        "reason": addendum.reason,
        "text": addendum.text,
    }


def _author(author: UserId | None, name_of: NameOf) -> dict[str, str] | None:
    return None if author is None else {"id": str(author), "name": name_of(author)}
