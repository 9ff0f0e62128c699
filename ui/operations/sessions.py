"""Operations on a chart and its sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.audit.findings import IntegrityFinding
from core.clients.dto import Client
from core.ids import ClientId
from core.sessions.dto import CopiedFrom, Session, SoapText
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
