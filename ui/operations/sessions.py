"""Operations on a chart and its sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.audit.findings import IntegrityFinding
from core.clients.dto import Client
from core.ids import ClientId, SessionId
from core.sessions.dto import CopiedFrom, Session, SoapText, VersionSummary
from ui.operations.operation import Operation
from ui.words.damage import named

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


@dataclass(frozen=True, slots=True)
class Chart:
    """A client and all their sessions, newest first."""

    client: Client
    sessions: tuple[Session, ...]
    findings: tuple[IntegrityFinding, ...] = ()
    """The parts of it that are not as they were written."""


def open_chart(*, client_id: ClientId) -> Operation[Chart]:
    """Reads the client and their sessions together."""

    def read(services: Services, cancel: CancelToken, _progress: OnProgress) -> Chart:
        client = named(services.clients.view(client_id))
        cancel.raise_if_cancelled()
        sessions = tuple(services.sessions.list_for_client(client_id))
        return Chart(client, sessions, services.integrity.found_in(client_id))

    return Operation("db", read)


def list_sessions(*, client_id: ClientId, include_deleted: bool = False) -> Operation[list[Session]]:
    """The client's sessions, newest first; with deleted drafts on request."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.list_for_client(
            client_id, include_deleted=include_deleted
        ),
    )


def get_session(*, session_id: SessionId, version: int | None = None) -> Operation[Session]:
    """One version of a session; the current one when `version` is None."""
    return Operation("db", lambda services, _cancel, _progress: services.sessions.get(session_id, version))


def list_versions(*, session_id: SessionId) -> Operation[list[VersionSummary]]:
    """A session's history, the newest version first."""
    return Operation("db", lambda services, _cancel, _progress: services.sessions.versions(session_id))


def start_draft(
    *,
    client_id: ClientId,
    day: date,
    kind: str = "visit",
    text: SoapText | None = None,
    copied: Mapping[str, CopiedFrom] | None = None,
) -> Operation[Session]:
    """Opens a new draft, empty or with `text`; `copied` names the fields that were copied forward."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.start_draft(
            client_id, day=day, kind=kind, text=text, copied=copied or {}
        ),
    )


def start_draft_with(*, client_id: ClientId, day: date, text: SoapText) -> Operation[Session]:
    """Opens a new draft with `text`."""
    return start_draft(client_id=client_id, day=day, text=text)


def save_draft(
    *,
    session_id: SessionId,
    text: SoapText,
    day: date,
    expected_version: int,
    kind: str | None = None,
    duration_min: int | None = None,
    copied: Mapping[str, CopiedFrom] | None = None,
) -> Operation[Session]:
    """Appends a version to a draft; fails with `EditConflict` if `expected_version` is no longer the newest.

    None leaves `kind` and `duration_min` unchanged; 0 removes a duration.
    """
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.save_draft(
            session_id,
            text,
            day=day,
            expected_version=expected_version,
            kind=kind,
            duration_min=duration_min,
            copied=copied,
        ),
    )


def sign_session(*, session_id: SessionId, expected_version: int) -> Operation[Session]:
    """Signs a draft in its current state; its text is then final."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.sign(
            session_id, expected_version=expected_version
        ),
    )


def add_addendum(
    *, session_id: SessionId, text: str, reason: str, expected_version: int
) -> Operation[Session]:
    """Adds an addendum to a signed session, which stays unchanged."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.add_addendum(
            session_id, text=text, reason=reason, expected_version=expected_version
        ),
    )


def retract_session(*, session_id: SessionId, reason: str, expected_version: int) -> Operation[Session]:
    """Retracts a signed session: it stays in the chart, marked, and is neither found nor quoted."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.retract(
            session_id, reason=reason, expected_version=expected_version
        ),
    )


def delete_draft(*, session_id: SessionId, expected_version: int) -> Operation[Session]:
    """Deletes a draft; `restore_draft` restores it."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.delete_draft(
            session_id, expected_version=expected_version
        ),
    )


def restore_draft(*, session_id: SessionId, expected_version: int) -> Operation[Session]:
    """Restores a deleted draft unchanged."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.restore_draft(
            session_id, expected_version=expected_version
        ),
    )
