"""The sealed metadata of a version: its time, author, state, and what was added to it since."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from core.ids import ClientId, SessionId, UserId
from core.sessions.dto import (
    SESSION_STATES,
    Addendum,
    CopiedFrom,
    Origin,
    Session,
    SessionState,
    Signature,
    SoapText,
)

_STATES: dict[str, SessionState] = {state: state for state in SESSION_STATES}


def about_to_json(session: Session, *, author: UserId | None, previous: bytes | None) -> dict[str, Any]:
    """`previous`: the tag of the previous version. Keys without a value are omitted."""
    about: dict[str, Any] = {
        "saved_at": session.saved_at.isoformat(),
        "author": _text(author),
        "external_id": session.external_id,
        "day": session.date.isoformat(),
        "state": session.state,
        # Each version authenticates the previous one, so the newest tag covers the whole history.
        "previous": None if previous is None else previous.hex(),
        "kind": session.kind,
        "duration_min": session.duration_min,
    }
    if session.reason:
        about["reason"] = session.reason
    if session.addenda:
        about["addenda"] = [_addendum_to_json(each) for each in session.addenda]
    if session.copied:
        about["copied"] = {
            field: {"session": str(source.session_id), "version": source.version}
            for field, source in session.copied.items()
        }
    if session.signature is not None:
        about["signature"] = _signature_to_json(session.signature)
    if session.signed_at is not None:
        about["signed_at"] = session.signed_at.isoformat()
    if session.origin is not None:
        about["origin"] = _origin_to_json(session.origin)
    if session.archive_id is not None:
        about["archive"] = str(session.archive_id)
    return about


def session_from_json(
    about: Mapping[str, Any], *, session_id: SessionId, client_id: ClientId, version: int, text: SoapText
) -> Session:
    """The session as of one version. Raises `KeyError` or `ValueError` for malformed data."""
    origin, author = about.get("origin"), about.get("author")
    return Session(
        session_id=session_id,
        client_id=client_id,
        date=date.fromisoformat(about["day"]),
        state=_STATES[about["state"]],
        version=version,
        text=text,
        saved_at=datetime.fromisoformat(about["saved_at"]),
        external_id=about["external_id"],
        # Old versions have none of the following fields except the author.
        kind=about.get("kind", "visit"),
        duration_min=about.get("duration_min"),
        author=UserId(UUID(author)) if author else None,
        reason=about.get("reason", ""),
        addenda=tuple(_addendum(each) for each in about.get("addenda", ())),
        copied=MappingProxyType(
            {
                field: CopiedFrom(SessionId(UUID(source["session"])), source["version"])
                for field, source in about.get("copied", {}).items()
            }
        ),
        origin=None if origin is None else _origin(origin),
        signature=_signature(about.get("signature")),
        signed_at=datetime.fromisoformat(about["signed_at"]) if "signed_at" in about else None,
        archive_id=UUID(about["archive"]) if "archive" in about else None,
    )


def _addendum_to_json(addendum: Addendum) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": str(addendum.addendum_id),
        "at": addendum.at.isoformat(),
        "author": None if addendum.author is None else str(addendum.author),
        "reason": addendum.reason,
        "text": addendum.text,
    }
    if addendum.imported_author is not None:
        values["imported_author"] = addendum.imported_author
    if addendum.signature is not None:
        values["signature"] = _signature_to_json(addendum.signature)
    return values


def _addendum(values: Mapping[str, Any]) -> Addendum:
    return Addendum(
        addendum_id=UUID(values["id"]),
        at=datetime.fromisoformat(values["at"]),
        author=UserId(UUID(values["author"])) if values["author"] else None,
        reason=values["reason"],
        text=values["text"],
        imported_author=values.get("imported_author"),
        signature=_signature(values.get("signature")),
    )


def _signature_to_json(signature: Signature) -> dict[str, Any]:
    values = {
        "client": str(signature.client_id),
        "session": str(signature.session_id),
        "version": signature.version,
        "by": str(signature.by),
        "at": signature.at.isoformat(),
        "value": base64.b64encode(signature.value).decode(),
    }
    return values | ({} if signature.workspace_id is None else {"workspace": str(signature.workspace_id)})


def _signature(values: Mapping[str, Any] | None) -> Signature | None:
    if values is None:
        return None
    return Signature(
        client_id=ClientId(UUID(values["client"])),
        session_id=SessionId(UUID(values["session"])),
        version=int(values["version"]),
        by=UserId(UUID(values["by"])),
        at=datetime.fromisoformat(values["at"]),
        value=base64.b64decode(values["value"]),
        workspace_id=UUID(values["workspace"]) if "workspace" in values else None,
    )


def _origin_to_json(origin: Origin) -> dict[str, Any]:
    return {
        "kind": origin.kind,
        "client": _text(origin.client_id),
        "session": _text(origin.session_id),
        "versions": origin.versions,
        "batch": _text(origin.batch_id),
    }


def _origin(values: Mapping[str, Any]) -> Origin:
    client, session, batch = (values.get(name) for name in ("client", "session", "batch"))
    return Origin(
        kind="merge" if values["kind"] == "merge" else "import",
        client_id=ClientId(UUID(client)) if client else None,
        session_id=SessionId(UUID(session)) if session else None,
        versions=values.get("versions"),
        batch_id=UUID(batch) if batch else None,
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
