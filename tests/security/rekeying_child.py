"""Makes one change of keys and is killed at a chosen step of it.

Started once, it imports everything; for each line of JSON on its standard input it forks. The fork opens the
practice, counts the steps of the change, and at step `kill_at` ends itself with SIGKILL, so that nothing is
tidied up. A step is each moment before a file is flushed, a file is renamed, a directory is flushed or a
transaction is committed, and the one after the last of these.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from core.ids import ClientId, UserId
from core.security.recovery import RecoveryKey
from core.services import Services
from tests.security.key_practice import CHEAP, KeyPractice, by_passphrase, lower_the_floor

FAILED = 70
"""Exit code of a change that raised."""


class Steps:
    """Counts steps from `begin` on, and ends the process at one of them; `tell` writes its name first."""

    def __init__(self, kill_at: int, tell: int) -> None:
        self.count = 0
        self._kill_at = kill_at
        self._tell = tell
        self._counting = False

    def begin(self) -> None:
        self._counting = True

    def end(self) -> None:
        self._counting = False

    def watch(self) -> None:
        """Puts itself around everything that makes a change durable."""
        os.fsync = self._around("fsync", os.fsync)
        os.replace = self._around("rename", os.replace)
        PGDialect_psycopg.do_commit = self._around("commit", PGDialect_psycopg.do_commit)  # type: ignore[method-assign]

    def _around(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            # What follows one is what is before the next: killing at both would be killing twice in a place.
            self.step(f"before {name}")
            return real(*arguments, **named)

        return watched

    def step(self, name: str) -> None:
        if not self._counting:
            return
        self.count += 1
        if self.count == self._kill_at:
            self.reached(name)

    def reached(self, name: str) -> None:
        """What happens at the chosen step: the end of the process."""
        os.write(self._tell, name.encode())
        os.kill(os.getpid(), signal.SIGKILL)


def change(services: Services, operation: str, arguments: dict[str, str]) -> None:
    """One change of keys, as the services offer it."""
    match operation:
        case "rotation":
            services.keys.rotate()
        case "erase" | "erase with a merged chart":
            client_id = ClientId(UUID(arguments["client"]))
            services.keys.erase_client(client_id, typed_name=arguments["name"])
        case "passphrase change":
            services.keys.change_passphrase(current=arguments["passphrase"], new=arguments["new"])
        case "member removal":
            services.people.remove(UserId(UUID(arguments["member"])))
        case "recovery key replacement":
            key = RecoveryKey.parse(arguments["key"])
            services.keys.replace_recovery_key(key, typed_back=key.text.rsplit("-", 1)[-1])
        case "member addition":
            services.people.add(
                name=arguments["name"],
                role=arguments["role"],  # type: ignore[arg-type]
                passphrase=arguments["new"],
            )
        case "finishing":
            services.keys.finish_pending()
        case _:
            raise ValueError(operation)


def one_life(request: dict[str, Any], tell: int) -> NoReturn:
    """Opens, changes, and dies on the way or ends with the number of steps told."""
    code = FAILED
    try:
        arguments: dict[str, str] = request["arguments"]
        practice = KeyPractice(Path(request["directory"]), request["conninfo"], cost=CHEAP)
        steps = Steps(request["kill_at"], tell)
        steps.watch()
        with practice.enter(by_passphrase(arguments["passphrase"])) as opened:
            steps.begin()
            change(opened.services, request["operation"], arguments)
            steps.step("after the last")
            steps.end()
        os.write(tell, str(steps.count).encode())
        code = 0
    except BaseException as error:  # noqa: BLE001 - told to the test, which fails by it
        os.write(tell, repr(error).encode()[:2000])
    finally:
        # Whatever happened, this copy of the process must never go on as the one it was forked from.
        os._exit(code)


def main() -> None:
    lower_the_floor()
    # What was imported is for good: no fork has to look through it, or to copy its pages.
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
