"""Another process of the practice that asks as often as it is told, and says how often it was let in."""

from __future__ import annotations

import json
import sys
from uuid import UUID

from core.assistant.admission.quota import Quota
from core.database.access import Database
from core.errors import RateLimited
from core.ids import WorkspaceId
from core.security.keyring import KeyRing
from core.security.sealing import Sealer
from tests.fixtures.context import make_context


def main() -> None:
    task = json.loads(sys.stdin.readline())
    workspace_id = WorkspaceId(UUID(task["workspace"]))
    ring = KeyRing(
        workspace_id=workspace_id,
        workspace_keys={1: bytearray.fromhex(task["workspace_key"])},
        epochs={1: bytearray.fromhex(task["epoch_key"])},
    )
    database = Database(task["conninfo"], workspace_id=workspace_id)
    quota = Quota(make_context(database, Sealer(ring)), limit=task["limit"])
    print("READY", flush=True)
    sys.stdin.readline()
    let_in = 0
    for _ in range(task["times"]):
        try:
            quota.take()
        except RateLimited:
            continue
        let_in += 1
    print(f"DONE {let_in}", flush=True)
    database.dispose()


if __name__ == "__main__":
    main()
