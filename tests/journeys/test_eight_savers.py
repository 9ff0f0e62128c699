"""Eight processes write the same sessions of the same practice, and no update is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from core.clients.service import ClientService
from core.sessions.service import SessionService
from tests.fixtures.database import TestDatabase
from tests.fixtures.figures import figure
from tests.journeys.program import REPOSITORY
from tests.security.audited_practice import AuditedPractice
from tests.sessions.test_charts import ADA

PROCESSES, SAVES, SESSIONS = 8, 12, 3
DAY = date(2025, 3, 1)

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> AuditedPractice:
    return AuditedPractice(database, sealer, user_id, tmp_path)


def tell(savers: subprocess.Popen[str], line: str) -> None:
    assert savers.stdin is not None
    savers.stdin.write(line + "\n")
    savers.stdin.flush()


def said(savers: subprocess.Popen[str]) -> list[list[str]]:
    """One line from each."""
    assert savers.stdout is not None
    return [savers.stdout.readline().split() for _ in range(PROCESSES)]


def test_no_update_is_lost_between_eight_processes(
    practice: AuditedPractice,
    sessions: SessionService,
    clients: ClientService,
    cloned_database: TestDatabase,
    tmp_path: Path,
) -> None:
    client = clients.create(ADA)
    drafts = [sessions.start_draft(client.client_id, day=DAY) for _ in range(SESSIONS)]
    ring = practice.sealer.keyring
    task = {
        "workspace": str(ring.workspace_id),
        "workspace_key": ring.workspace_keys()[1].hex(),
        "epoch_key": ring.epoch_keys()[1].hex(),
        "user": str(practice.user_id),
        "conninfo": dict(cloned_database.conninfo),
        "folder": str(tmp_path),
        "sessions": [str(each.session_id) for each in drafts],
        "saves": SAVES,
        "processes": PROCESSES,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.shared_saver"],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as savers:
        try:
            tell(savers, json.dumps(task))
            assert said(savers) == [["READY"]] * PROCESSES
            tell(savers, "go")
            answers = said(savers)
        finally:
            os.killpg(savers.pid, signal.SIGKILL)
    assert [answer[:2] for answer in answers] == [["DONE", str(SAVES)]] * PROCESSES
    stored = [sessions.get(each.session_id) for each in drafts]
    lines = [line for each in stored for line in each.text.plan.splitlines()]
    expected = {f"{number}:{count}" for number in range(PROCESSES) for count in range(SAVES)}
    conflicts = sum(int(answer[2]) for answer in answers)
    figure(
        f"{PROCESSES} processes on {SESSIONS} sessions of one client: {len(lines)} saves,"
        f" {conflicts} conflicts told, {len(expected - set(lines))} updates lost"
    )
    assert len(lines) == len(expected)
    assert set(lines) == expected
    assert sum(each.version for each in stored) == SESSIONS + PROCESSES * SAVES
    assert practice.reader().verify().findings == ()
    assert practice.integrity().check_all() == ()
