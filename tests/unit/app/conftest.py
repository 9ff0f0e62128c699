"""The command line over a practice of fakes: no vault, no database, no keys."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.cli.main import run
from core.audit.findings import IntegrityFinding
from core.errors import TooManyAttempts, WrongPassphrase
from core.ids import UserId
from core.people.dto import SignIn
from core.security.recovery import RecoveryKey
from core.security.roles import Access
from tests.fakes.audit import FakeAuditReader, entry
from tests.fakes.clients import MIRIAM, FakeClients, client_of
from tests.fakes.keys import FakeKeys
from tests.fakes.people import FakePeople, member_named
from tests.fakes.workspace import PASSPHRASE

MINE = member_named("Dana Owner", "owner", you=True)
THEIRS = member_named("Noa Levi", "clinician")
CLIENT = client_of(MIRIAM)
RECOVERY = "AAAA-BBBB-CCCC"


class FakeIntegrity:
    """Finds `findings` until they are accepted, then `left`."""

    def __init__(self, *findings: IntegrityFinding, left: tuple[IntegrityFinding, ...] = ()) -> None:
        self.at_unlock, self.left = findings, left

    def check_all(self, **_: object) -> tuple[IntegrityFinding, ...]:
        return self.at_unlock

    def accept_database(self) -> None:
        self.at_unlock = self.left


@dataclass
class Practice:
    """What the commands act on, and how to run one."""

    root: Path
    capsys: Any
    people: FakePeople = field(default_factory=lambda: FakePeople(MINE, THEIRS))
    keys: FakeKeys = field(default_factory=lambda: FakeKeys(MINE.user_id))
    clients: FakeClients = field(default_factory=lambda: FakeClients([CLIENT]))
    audit: FakeAuditReader = field(
        default_factory=lambda: FakeAuditReader(
            *(entry(number, user_id=MINE.user_id) for number in range(1, 6)),
            entry(6, user_id=THEIRS.user_id, action="client.view", client_id=CLIENT.client_id),
        )
    )
    integrity: Any = field(default_factory=lambda: FakeIntegrity())
    unlocked_as: list[UserId | None] = field(default_factory=list)
    wait_s: int = 0
    founded: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        self.keys.clients = self.clients
        self.data.mkdir()
        (self.data / "vault.json").touch()

    @property
    def data(self) -> Path:
        return self.root / "data"

    def file(self, name: str, text: str) -> str:
        path = self.root / name
        path.write_text(text + "\n", "utf-8")
        return str(path)

    def run(self, *arguments: str, passphrase: str = PASSPHRASE) -> SimpleNamespace:
        options = ["--data-dir", str(self.data), "--passphrase-file", self.file("passphrase", passphrase)]
        code = run([*options, *arguments])
        streams = self.capsys.readouterr()
        return SimpleNamespace(code=code, out=streams.out, err=streams.err)

    def json(self, *arguments: str, passphrase: str = PASSPHRASE) -> Any:
        done = self.run("--json", *arguments, passphrase=passphrase)
        assert done.code == 0, done.err
        return json.loads(done.out)

    # The workspace's side.

    def services(self) -> SimpleNamespace:
        return SimpleNamespace(
            people=self.people,
            keys=self.keys,
            clients=self.clients,
            audit_reader=self.audit,
            user_name=MINE.name,
            access=Access(MINE.user_id, "owner"),
            integrity=self.integrity,
        )

    def unlock(self, passphrase: str, *, user_id: UserId | None = None) -> SimpleNamespace:
        if self.wait_s:
            raise TooManyAttempts(wait_s=self.wait_s)
        if passphrase != self.keys.passphrase:
            raise WrongPassphrase
        self.unlocked_as.append(user_id)
        return self.services()

    def initialise(self, *, practice_name: str, passphrase: str, owner_name: str, on_step) -> RecoveryKey:
        self.founded = (practice_name, owner_name)
        on_step("keys")
        return self.keys.recovery

    def unlock_with_recovery_key(self, text: str) -> SimpleNamespace:
        if text != RECOVERY:
            raise WrongPassphrase
        self.keys.by_recovery_key = True
        return self.services()

    def sign_ins(self) -> tuple[SignIn, ...]:
        return tuple(SignIn(member.user_id, member.name, False) for member in self.people.members)

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Practice:
    made = Practice(tmp_path, capsys)
    monkeypatch.setattr("app.cli.context.Context._new_workspace", lambda _context: made)
    monkeypatch.setattr("app.cli.context.Context.stop_on_signals", lambda _context: None)
    monkeypatch.delenv("ANAMNESIS_PASSPHRASE_FILE", raising=False)
    return made
