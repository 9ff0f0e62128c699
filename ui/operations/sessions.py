"""What a person does with a chart and its sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.clients.dto import Client
from core.ids import ClientId, SessionId
from core.sessions.dto import Session, SoapText
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


@dataclass(frozen=True, slots=True)
class Chart:
    """A client and all their sessions, newest first."""

    client: Client
    sessions: tuple[Session, ...]


def open_chart(*, client_id: ClientId) -> Operation[Chart]:
    """Reads the client and their sessions together."""

    def read(services: Services, cancel: CancelToken, _progress: OnProgress) -> Chart:
        client = services.clients.view(client_id)
        cancel.raise_if_cancelled()
        return Chart(client, tuple(services.sessions.list_for_client(client_id)))

    return Operation("db", read)


def get_session(*, session_id: SessionId, version: int | None = None) -> Operation[Session]:
    """One version of a session; the current one when `version` is None."""
    return Operation("db", lambda services, _cancel, _progress: services.sessions.get(session_id, version))


def start_draft(*, client_id: ClientId, day: date) -> Operation[Session]:
    """Opens a new, empty draft."""
    return Operation(
        "db", lambda services, _cancel, _progress: services.sessions.start_draft(client_id, day=day)
    )


def start_draft_with(*, client_id: ClientId, day: date, text: SoapText) -> Operation[Session]:
    """Opens a new draft that already holds `text`."""

    def start(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Session:
        empty = services.sessions.start_draft(client_id, day=day)
        return services.sessions.save_draft(empty.session_id, text, day=day, expected_version=empty.version)

    return Operation("db", start)


def save_draft(
    *, session_id: SessionId, text: SoapText, day: date, expected_version: int
) -> Operation[Session]:
    """Appends a version to a draft; ends in `EditConflict` if `expected_version` is no longer the newest."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.save_draft(
            session_id, text, day=day, expected_version=expected_version
        ),
    )


def sign_session(*, session_id: SessionId, expected_version: int) -> Operation[Session]:
    """Signs a draft as it stands; afterwards its text is final."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.sessions.sign(
            session_id, expected_version=expected_version
        ),
    )
