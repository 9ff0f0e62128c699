"""A practice that two accounts share: real accounts of the kernel, a real server under a third one."""

from __future__ import annotations

import json
import os
import pwd
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.database.demotion import command_prefix
from core.database.private_files import Account
from core.practice_server import describe_place
from core.settings import Settings
from core.shared_practice.creating import make_directories

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="only root can act as other accounts"
)
GROUP, MARIA, NOA = 54330, 54332, 54333
SERVER = pwd.getpwnam("daemon").pw_uid
"""One that the system knows by name: initdb asks for it."""
SERVER_NAME = "daemon"
_LIMIT_S = 60.0


class Accounts:
    """Runs `account_program` as the accounts of one computer."""

    def __init__(self, root: Path) -> None:
        self.place = root / "place"
        self._root = root
        self._running: list[subprocess.Popen[str]] = []
        self.sockets: list[tuple[str, str]] = []
        """Of each state of the server: the mode of its socket."""

    def start(self, uid: int, action: str, *, gid: int = GROUP) -> subprocess.Popen[str]:
        """The process; its first line of output is not read yet."""
        state = self._root / str(uid)
        if not state.exists():
            state.mkdir(mode=0o700)
            os.chown(state, uid, gid)
        environment = {**os.environ, "HOME": str(state), "PYTHONDONTWRITEBYTECODE": "1"}
        prefix = command_prefix(
            Account(uid, gid), program=Path(sys.executable), reaches=(state,), environment=environment
        )
        arguments = (str(self.place), str(state), action)
        process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.shared_practice.account_program", *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._running.append(process)
        return process

    def run(self, uid: int, action: str, *, gid: int = GROUP) -> list[dict[str, Any]]:
        """All that the action reports; it reads an end of its input at once."""
        process = self.start(uid, action, gid=gid)
        out, _ = process.communicate(timeout=_LIMIT_S)
        assert process.returncode == 0
        return [json.loads(line) for line in out.splitlines()]

    def serve(self) -> subprocess.Popen[str]:
        server = self.start(SERVER, "serve")
        while (line := told(server))["state"] != "serving":
            self.sockets.append((line["state"], line["socket"]))
        self.sockets.append((line["state"], line["socket"]))
        return server

    @property
    def settings(self) -> Settings:
        """As root sees the place."""
        return Settings(
            data_dir=self.place / "records", shared_practice=self.place, state_dir=self._root / "root"
        )

    def end(self) -> None:
        for process in self._running:
            if process.poll() is None:
                process.terminate()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            process.wait(_LIMIT_S)


def told(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next line that a running action reports."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"it ended with {process.wait(_LIMIT_S)}"
    answer: dict[str, Any] = json.loads(line)
    return answer


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def accounts() -> Iterator[Accounts]:
    # Not below pytest's folder, which is closed to other accounts.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        made = Accounts(Path(name))
        make_directories(made.place, server=Account(SERVER, GROUP))
        try:
            yield made
        finally:
            made.end()


def test_two_accounts_share_a_practice_one_at_a_time(accounts: Accounts) -> None:
    assert accounts.run(MARIA, "add") == [{"error": "shared_server_not_running", "params": {}}]
    server = accounts.serve()
    assert accounts.run(MARIA, "create") == [{"created": True}]
    maria = accounts.start(MARIA, "add")
    assert told(maria) == {"clients": 1, "open": True}
    assert accounts.run(NOA, "add") == [
        {"error": "shared_practice_in_use", "params": {"account": str(MARIA)}}
    ]
    tell(maria)
    assert told(maria) == {"asked_by": None}
    assert maria.wait(_LIMIT_S) == 0
    assert [each.get("clients") for each in accounts.run(NOA, "add")] == [2, None]
    assert accounts.run(MARIA, "confirm") == [
        {"error": "shared_practice_administrator", "params": {"account": SERVER_NAME}}
    ]
    # The server goes, an account that has the practice open is told so, and goes on with the next one.
    noa = accounts.start(NOA, "add_after_a_break")
    assert told(noa) == {"open": True}
    server.terminate()
    assert told(server) == {"ended": "told"}
    assert server.wait(_LIMIT_S) == 0
    tell(noa)
    assert told(noa) == {"without_server": "database_unreachable"}
    accounts.serve()
    tell(noa)
    assert told(noa) == {"clients": 3}


def test_an_account_of_the_group_cannot_become_the_server_or_see_what_it_is_sent(accounts: Accounts) -> None:
    accounts.serve()
    assert accounts.run(MARIA, "create") == [{"created": True}]
    (told,) = accounts.run(NOA, "escalate")
    assert sorted(name for name, _ in told["refused"]) == told["tried"]
    assert {code for _, code in told["refused"]} <= {"42501", "0A000", "42P17"}, told["refused"]
    assert (told["seen"], told["leaked"]) == ("", False)
    (told,) = accounts.run(NOA, "replace_what_the_server_owns")
    assert told["done"] == []
    assert len(told["tried"]) == 8


def test_what_an_account_changed_in_the_role_of_all_ends_with_a_start_of_the_server(
    accounts: Accounts,
) -> None:
    server = accounts.serve()
    assert accounts.run(MARIA, "create") == [{"created": True}]
    assert accounts.run(NOA, "spoil_the_role") == [{"refused": True}]
    server.terminate()
    server.wait(_LIMIT_S)
    accounts.serve()
    assert [each.get("clients") for each in accounts.run(MARIA, "add")] == [1, None]
    assert accounts.run(MARIA, "fill_a_table") == [{"filled": [1]}]


def test_no_account_holds_up_a_change_of_the_database(accounts: Accounts) -> None:
    noa = accounts.start(NOA, "hold_up")
    accounts.serve()
    assert [told(noa), told(noa)] == [{"holds": True}, {"released": True}]
    assert accounts.sockets == [("waiting", "0o770"), ("upgrading", "0o700"), ("serving", "0o770")]
    assert accounts.run(MARIA, "create") == [{"created": True}]


def test_a_look_at_the_place_before_the_first_start_leaves_nothing_in_it(accounts: Accounts) -> None:
    lock = accounts.settings.instance_lock_file
    found = describe_place(accounts.settings)
    assert (found["open_by"], found["server_running"]) == (None, False)
    assert not lock.exists()
    # What an earlier version left there is replaced.
    lock.touch(mode=0o660)
    accounts.serve()
    assert lock.stat().st_uid == SERVER


def test_a_vault_file_before_the_practice_is_created_is_no_practice(accounts: Accounts) -> None:
    accounts.serve()
    vault = accounts.place / "records" / "vault.json"
    vault.write_bytes((Path(__file__).parents[1] / "data" / "vault_format_1.json").read_bytes())
    # The server looks every second.
    time.sleep(2.5)
    vault.unlink()
    assert accounts.run(MARIA, "create") == [{"created": True}]
    marker = accounts.place / "server" / "unfinished"
    deadline = time.monotonic() + _LIMIT_S
    while marker.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not marker.exists()


def test_another_account_cannot_run_the_server(accounts: Accounts) -> None:
    assert accounts.run(MARIA, "serve") == [
        {"error": "shared_practice_administrator", "params": {"account": SERVER_NAME}}
    ]


def test_where_others_could_replace_it_or_its_vault_file_is_lost_nothing_is_opened(
    accounts: Accounts,
) -> None:
    server = accounts.serve()
    assert accounts.run(MARIA, "create") == [{"created": True}]
    accounts.place.chmod(0o777)
    (refused,) = accounts.run(NOA, "add")
    assert (refused["error"], refused["params"]["path"]) == ("shared_practice_rights", str(accounts.place))
    accounts.place.chmod(0o755)
    (accounts.place / "records" / "vault.json").rename(accounts.place / "records" / "lost")
    marker = accounts.place / "server" / "unfinished"
    deadline = time.monotonic() + _LIMIT_S
    while marker.exists() and time.monotonic() < deadline:
        # The server looks every second.
        assert server.poll() is None
        time.sleep(0.05)
    (refused,) = accounts.run(NOA, "create")
    assert refused["error"] == "vault_file_missing"
    # Nor for a server that is started anew: what is in the database stays.
    server.terminate()
    server.wait(_LIMIT_S)
    accounts.serve()
    (refused,) = accounts.run(NOA, "create")
    assert refused["error"] == "vault_file_missing"
    (accounts.place / "records" / "lost").rename(accounts.place / "records" / "vault.json")
    assert [each.get("clients") for each in accounts.run(NOA, "add")] == [1, None]
