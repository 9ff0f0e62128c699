"""Several processes that add lines to the same drafts; instructed by one line of JSON.

All are forks of one that has imported the program and opened nothing yet. Each reads a draft, adds a line,
saves based on the version it read, and repeats after a conflict. Each prints `READY`, and after a second line
of input `DONE saves conflicts`.
"""

from __future__ import annotations

import json
import os
import random
import sys
from typing import Any
from uuid import UUID

from core.clients.repository import ClientRepository
from core.database.access import Database
from core.errors import EditConflict
from core.ids import SessionId, UserId, WorkspaceId
from core.security.keyring import KeyRing
from core.security.roles import Access
from core.security.sealing import Sealer
from core.sessions.dto import SoapText
from core.sessions.service import SessionService
from tests.fixtures.context import make_context


def service(task: dict[str, Any]) -> SessionService:
    """The program's own service over the shared database, like another workstation's."""
    workspace_id = WorkspaceId(UUID(task["workspace"]))
    keyring = KeyRing(
        workspace_id=workspace_id,
        workspace_keys={1: bytes.fromhex(task["workspace_key"])},
        epochs={1: bytes.fromhex(task["epoch_key"])},
    )
    sealer, access = Sealer(keyring), Access(UserId(UUID(task["user"])), "owner")
    database = Database(task["conninfo"], workspace_id=workspace_id)
    with database.begin() as session:
        keyring.load_clients(ClientRepository(session, sealer).wrapped_keys())
    return SessionService(make_context(database, sealer, access=access))


def say(*words: object) -> None:
    """One write, so that the lines of several do not mix."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def save(task: dict[str, Any], number: int, begin: int) -> None:
    """One process from its own connection to its last line; it begins when `begin` is closed elsewhere."""
    sessions, rng, conflicts = service(task), random.Random(number), 0
    say("READY")
    os.read(begin, 1)
    for count in range(task["saves"]):
        session_id = SessionId(UUID(rng.choice(task["sessions"])))
        line = f"{number}:{count}\n"
        while True:
            current = sessions.get(session_id)
            text = SoapText(plan=current.text.plan + line)
            try:
                sessions.save_draft(session_id, text, day=current.date, expected_version=current.version)
            except EditConflict:
                conflicts += 1
            else:
                break
    say("DONE", task["saves"], conflicts)


def main() -> None:
    task = json.loads(sys.stdin.readline())
    begin, waiting = os.pipe()
    for number in range(task["processes"]):
        if os.fork() == 0:
            os.close(waiting)
            try:
                save(task, number, begin)
            except BaseException as error:  # noqa: BLE001 - a process that waits for a line must be informed
                say("FAILED", repr(error))
            os._exit(0)
    sys.stdin.readline()
    os.close(waiting)
    for _ in range(task["processes"]):
        os.wait()


if __name__ == "__main__":
    main()
