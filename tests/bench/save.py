"""Saving a session (sealed, audited, queued, committed) beside a bare insert of as many bytes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from core.clients.dto import ClientDetails
from core.clients.service import ClientService
from core.database.access import Database
from core.ids import ClientId, new_id
from core.security.sealing import Sealer
from core.sessions.dto import Session, SoapText
from core.sessions.service import SessionService
from tests.fixtures.context import make_context

T = TypeVar("T")
_INSERT = (
    "INSERT INTO message (workspace_id, message_id, conversation_id, ordinal, sealed_body)"
    " VALUES (%s, %s, %s, %s, %s)"
)
_TEXT = "Right knee pain for two weeks, worse on stairs; ibuprofen 400 mg three times a day with food. " * 4


@dataclass(frozen=True, slots=True)
class SaveFigures:
    """Milliseconds; `p95_ratio` is ours over the bare insert's. `processor_ms`: of this process, a save.

    Both are measured in turn in one run, so that they meet the same machine and the same disk.
    """

    saves: int
    bytes_a_save: int
    p50_ms: float
    p95_ms: float
    bare_p50_ms: float
    bare_p95_ms: float
    p95_ratio: float
    processor_ms: float


def measure_save(database: Database, sealer: Sealer, *, saves: int = 300) -> SaveFigures:
    """In a practice with one client."""
    context = make_context(database, sealer)
    client = ClientService(context).create(ClientDetails(first_name="Bench", last_name="Client"))
    return measure_saves(database, sealer, SessionService(context), client.client_id, saves=saves)


def measure_saves(
    database: Database,
    sealer: Sealer,
    sessions: SessionService,
    client_id: ClientId,
    *,
    saves: int = 300,
) -> SaveFigures:
    """Into a new draft of one client."""
    day = date(2025, 1, 1)
    draft = sessions.start_draft(client_id, day=day)
    ours, bare, processor = list[float](), list[float](), 0.0
    with database.dedicated_connection() as connection:
        payload = (_TEXT * 4).encode()
        conversation = new_id()
        connection.execute(
            "INSERT INTO conversation (workspace_id, conversation_id, started_on) VALUES (%s, %s, %s)",
            (sealer.workspace_id, conversation, day),
        )
        for number in range(saves):
            text = SoapText(*(f"{_TEXT}{number}{name}" for name in "soap"))
            before = time.process_time()
            draft = _timed(ours, partial(_save, sessions, draft, text))
            processor += time.process_time() - before
            row = (sealer.workspace_id, new_id(), conversation, number, payload)
            _timed(bare, partial(connection.execute, _INSERT, row))
    return SaveFigures(
        saves=saves,
        bytes_a_save=len(payload),
        p50_ms=statistics.median(ours),
        p95_ms=_p95(ours),
        bare_p50_ms=statistics.median(bare),
        bare_p95_ms=_p95(bare),
        p95_ratio=_p95(ours) / _p95(bare),
        processor_ms=processor * 1000 / saves,
    )


def _save(sessions: SessionService, draft: Session, text: SoapText) -> Session:
    return sessions.save_draft(draft.session_id, text, day=draft.date, expected_version=draft.version)


def _timed(into: list[float], work: Callable[[], T]) -> T:
    started = time.perf_counter()
    result = work()
    into.append((time.perf_counter() - started) * 1000)
    return result


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]
