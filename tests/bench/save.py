"""Saving a session (sealed, audited, queued, committed) beside a bare insert of as many bytes."""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.audit.log import AuditLog
from core.clients.dto import ClientDetails
from core.clients.service import ClientService
from core.database.access import Database
from core.disk import DiskGuard
from core.ids import UserId, new_id
from core.security.roles import Access
from core.security.sealing import Sealer
from core.sessions.dto import SoapText
from core.sessions.service import SessionService

_TEXT = "Right knee pain for two weeks, worse on stairs; ibuprofen 400 mg three times a day with food. " * 4


@dataclass(frozen=True, slots=True)
class SaveFigures:
    """Milliseconds; `p95_ratio` is ours over the bare insert's, both measured in turn."""

    saves: int
    bytes_a_save: int
    p50_ms: float
    p95_ms: float
    bare_p50_ms: float
    bare_p95_ms: float
    p95_ratio: float


def measure_save(database: Database, sealer: Sealer, *, saves: int = 300) -> SaveFigures:
    """Ours and the bare one in turn, so that both meet the same disk."""
    access = Access(UserId(new_id()), "owner")
    audit = AuditLog(sealer, access.user_id)
    directory = Path(tempfile.gettempdir())
    disk = DiskGuard(
        directory=directory,
        ballast_file=directory / "anamnesis-bench-ballast",
        minimum_free_bytes=0,
        ballast_bytes=0,
    )
    client = ClientService(database=database, sealer=sealer, audit=audit, disk=disk, access=access).create(
        ClientDetails(first_name="Bench", last_name="Client")
    )
    sessions = SessionService(database=database, sealer=sealer, audit=audit, disk=disk, access=access)
    draft = sessions.start_draft(client.client_id, day=date(2025, 1, 1))
    ours: list[float] = []
    bare: list[float] = []
    with database.dedicated_connection() as connection:
        payload = (_TEXT * 4).encode()
        insert = (
            "INSERT INTO message (workspace_id, message_id, conversation_id, ordinal, sealed_body)"
            " VALUES (%s, %s, %s, %s, %s)"
        )
        conversation = new_id()
        connection.execute(
            "INSERT INTO conversation (workspace_id, conversation_id, started_on) VALUES (%s, %s, %s)",
            (sealer.workspace_id, conversation, draft.date),
        )
        for number in range(saves):
            text = SoapText(*(f"{_TEXT}{number}{name}" for name in "soap"))
            started = time.perf_counter()
            draft = sessions.save_draft(
                draft.session_id, text, day=draft.date, expected_version=draft.version
            )
            ours.append(_ms_since(started))
            row = (sealer.workspace_id, new_id(), conversation, number, payload)
            started = time.perf_counter()
            connection.execute(insert, row)
            bare.append(_ms_since(started))
    return SaveFigures(
        saves=saves,
        bytes_a_save=len(payload),
        p50_ms=statistics.median(ours),
        p95_ms=_p95(ours),
        bare_p50_ms=statistics.median(bare),
        bare_p95_ms=_p95(bare),
        p95_ratio=_p95(ours) / _p95(bare),
    )


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]
