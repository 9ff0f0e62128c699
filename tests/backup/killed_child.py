"""Runs a backup, a test of one, a restore, an upgrade, an export or an import, with an injected fault.

Like `tests.security.rekeying_child`, it imports once and forks for each line of JSON. At a chosen step,
before a file is flushed or renamed, a transaction committed, or a server started or stopped, it kills itself
with SIGKILL, or fills a disk completely and continues.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import psycopg

from core.backup.opened import open_backup_with_recovery_key
from core.database.cluster import Cluster
from core.errors import AnamnesisError
from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.small_disk import fill
from tests.security.key_practice import CHEAP, lower_the_floor
from tests.security.rekeying_child import FAILED, Steps
from tests.workspace.archives import PROTECTED, SECRET

REFUSED = 71
"""Exit code of an operation that stopped with an error message."""


class AllSteps(Steps):
    """The steps of files and of both ways to commit, and the starts and stops of servers."""

    def __init__(self, at: int, tell: int, *, fill_disk: Path | None) -> None:
        """At step `at` the file system of `fill_disk` is filled to the last byte; without it the process
        ends.
        """
        super().__init__(at, tell)
        self._fill_disk = fill_disk

    def reached(self, name: str) -> None:
        if self._fill_disk is None:
            super().reached(name)
        else:
            fill(self._fill_disk)

    def watch(self) -> None:
        super().watch()
        psycopg.Connection.commit = self._around("commit", psycopg.Connection.commit)  # type: ignore[method-assign]
        for name in ("create", "start", "stop"):
            setattr(Cluster, name, self._around(f"server {name}", getattr(Cluster, name)))


def settings_of(request: dict[str, Any]) -> Settings:
    return Settings(
        data_dir=Path(request["data_dir"]),
        state_dir=Path(request["state_dir"]),
        argon2=CHEAP,
        wrong_passphrase_delay_s=0.0,
        ballast_bytes=0,
    )


def run(workspace: Workspace, request: dict[str, Any], steps: Steps) -> None:
    """Runs one operation; its steps are counted from its beginning."""
    match request["operation"]:
        case "backup":
            workspace.open()
            services = workspace.unlock(request["passphrase"])
            steps.begin()
            services.backups.create(services.backups.targets()[0])
        case "drill":
            workspace.open()
            services = workspace.unlock(request["passphrase"])
            steps.begin()
            services.backups.drill()
        case "restore":
            workspace.open()
            backup = open_backup_with_recovery_key(
                Path(request["backup"]), request["recovery"], vault_file=workspace.settings.vault_file
            )
            steps.begin()
            workspace.restore(backup)
        case "upgrade":
            steps.begin()
            workspace.open()
        case "export":
            workspace.open()
            services = workspace.unlock(request["passphrase"])
            steps.begin()
            services.archive_exporter.export_practice(Path(request["archive"]), PROTECTED)
        case "import":
            workspace.open()
            services = workspace.unlock(request["passphrase"])
            steps.begin()
            services.archive_importer.run(Path(request["archive"]), SECRET)
        case other:
            raise ValueError(other)


def one_life(request: dict[str, Any], tell: int) -> NoReturn:
    code = FAILED
    try:
        filled = request.get("fill_disk")
        steps = AllSteps(request["kill_at"], tell, fill_disk=None if filled is None else Path(filled))
        steps.watch()
        workspace = Workspace(settings_of(request))
        try:
            run(workspace, request, steps)
            steps.step("after the last")
            steps.end()
        finally:
            workspace.close()
        os.write(tell, str(steps.count).encode())
        code = 0
    except AnamnesisError as error:
        os.write(tell, error.code.encode())
        code = REFUSED
    except BaseException as error:  # noqa: BLE001 - reported to the test, which fails
        os.write(tell, repr(error).encode()[:2000])
    finally:
        os._exit(code)


def main() -> None:
    lower_the_floor()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        reading, telling = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            one_life(json.loads(line), telling)
        os.close(telling)
        with os.fdopen(reading, "rb") as pipe:
            said = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        code = None if killed else os.waitstatus_to_exitcode(status)
        print(json.dumps({"killed": killed, "code": code, "said": said}), flush=True)


if __name__ == "__main__":
    main()
