"""A change of keys is whole or not begun, whenever the program is killed on the way."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from core.cancel import CancelToken
from core.errors import Cancelled, NotFound, TamperedRecord
from core.ids import ClientId, SessionId
from core.people.dto import Member
from core.security.keyring import WrappedClientKey
from core.security.recovery import RecoveryKey
from core.security.roles import Role
from core.security.vault import Vault
from tests.fixtures.database import TestDatabase
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys.program import REPOSITORY
from tests.security.key_practice import (
    CHEAP,
    OWNER,
    KeyPractice,
    Opened,
    add_answer,
    add_client,
    by_passphrase,
    by_recovery_key,
    lower_the_floor,
)

FEWEST_STEPS = 6
STRIDE = 12
"""The short form kills at one step in so many, from one of the first few on; the long form at each."""
SURVIVORS = 3
MEMBER = "eleven loud cranes"
MOST_STEPS = 200
ROLES: tuple[Role, ...] = ("clinician", "owner", "auditor")

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL"),
]


class Mortals:
    """The process that forks one short life after another."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.security.rekeying_child"],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def live(
        self, practice: KeyPractice, operation: str, arguments: dict[str, str], *, kill_at: int
    ) -> str | None:
        """Where it was killed, None if it came to the end of the change."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        request = {
            "directory": str(practice.settings.data_dir.parent),
            "conninfo": dict(practice.conninfo),
            "operation": operation,
            "arguments": arguments,
            "kill_at": kill_at,
        }
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        answer = json.loads(stdout.readline())
        assert answer["killed"] or answer["code"] == 0, answer["said"]
        return answer["said"] if answer["killed"] else None

    def close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()
        self._process.wait()


@dataclass(slots=True)
class Trial:
    """One practice through all kills of one operation; it goes on from wherever the last kill left it."""

    practice: KeyPractice
    mortals: Mortals
    recovery_text: str
    admin: TestDatabase
    passphrase: str = OWNER
    survivors: dict[SessionId, str] = field(default_factory=dict)
    steps: list[int] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    def enter(self) -> Any:
        return self.practice.enter(by_passphrase(self.passphrase))

    def run(self, operation: str, *, rounds: int, stride: int) -> None:
        """Kills at every `stride`-th step, `rounds` times."""
        with self.enter() as opened:
            case = CASES[operation](self, opened, "0-0")
        for number in range(rounds):
            first = random.SystemRandom().randint(1, min(stride, FEWEST_STEPS))
            for kill_at in range(first, MOST_STEPS, stride):
                arguments = case.arguments | {"passphrase": self.passphrase}
                place = self.mortals.live(self.practice, operation, arguments, kill_at=kill_at)
                case = self._settled(case, place, kill_at, f"{number}-{kill_at}")
                if place is None:
                    break
            else:
                raise AssertionError("no end of steps")

    def _settled(self, case: Case, place: str | None, kill_at: int, label: str) -> Case:
        """The next unlock after a life: what became of the change, and the next change to be tried."""
        case.look()
        with self.enter() as opened:
            self.finish_pending(opened)
            done = case.after(opened)
            self._check_whole(opened)
            if place is None:
                assert done, "it ended, and nothing was done"
                self.steps.append(kill_at - 1)
            else:
                self.places[place] += 1
                self.outcomes["done, or finished by the next unlock" if done else "as if never begun"] += 1
            return type(case)(self, opened, label)

    @property
    def kills(self) -> int:
        return self.places.total()

    @property
    def role(self) -> Role:
        """Another one each round, for the operations that have to do with members."""
        return ROLES[len(self.steps) % len(ROLES)]

    def finish_pending(self, opened: Opened) -> None:
        assert opened.services.keys.finish_pending()
        vault = Vault.load(self.practice.vault_file)
        assert isinstance(vault, Vault)
        assert vault.work is None
        # The old epoch is gone: from the file, and from what a killed write may have left beside it.
        assert set(vault.epochs) == {opened.sealer.keyring.epoch} == set(opened.sealer.keyring.epoch_keys())

    def _check_whole(self, opened: Opened) -> None:
        services = opened.services
        for session_id, plan in self.survivors.items():
            assert services.sessions.get(session_id).text.plan == plan
        assert len(services.clients.list()) == len(self.survivors)
        for summary in services.conversations.list(None):
            assert services.conversations.open(summary.conversation_id)
        report = services.audit_reader.verify()
        assert report.intact, report.findings
        assert services.integrity.check_all() == ()
        assert services.keys.status().pending is None
        self._check_beside()

    def _check_beside(self) -> None:
        """What a killed write left beside the vault file holds no epoch that the file has destroyed."""
        newest = Vault.load(self.practice.vault_file)
        assert isinstance(newest, Vault)
        beside = list(self.practice.settings.data_dir.glob(".vault.json*"))
        assert len(beside) <= 1, "the next write clears what the last one left"
        for each in beside:
            left = Vault.load(each)
            assert isinstance(left, Vault)
            assert min(left.epochs) >= min(newest.epochs), "a destroyed epoch key is still on disk"

    def sql(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """As the superuser, who sees every row."""
        with psycopg.connect(**self.admin.admin_conninfo) as connection:  # type: ignore[arg-type]
            return connection.execute(statement, parameters).fetchall()


class Case:
    """One change before it is tried (the initialiser), and after it was killed or done."""

    def __init__(self, trial: Trial, opened: Opened, label: str) -> None:
        self.trial = trial
        self.arguments: dict[str, str] = {}
        self.prepare(opened, label)

    def prepare(self, opened: Opened, label: str) -> None:
        """What must be there for the change to be made."""

    def look(self) -> None:
        """What can be seen of the vault file before the next unlock."""

    def after(self, opened: Opened) -> bool:
        """Whether the change came about; asserts that it did wholly or not at all."""
        raise NotImplementedError


class Rotation(Case):
    def prepare(self, opened: Opened, label: str) -> None:
        self.before = opened.services.keys.status()

    def after(self, opened: Opened) -> bool:
        status = opened.services.keys.status()
        new = status.workspace_key_version - self.before.workspace_key_version
        assert new in (0, 1)
        assert status.epoch == self.before.epoch + new
        versions = self.trial.sql("SELECT count(*) FROM client_key GROUP BY client_id")
        assert {count for (count,) in versions} == {status.workspace_key_version}
        return bool(new)


class Erase(Case):
    """The client is wholly there, or gone with the key and the epoch that the key was wrapped under."""

    def prepare(self, opened: Opened, label: str) -> None:
        client, self.session = add_client(opened, f"Erased {label}")
        add_answer(opened, client, practice_wide=True)
        self.client_id, self.epoch = client.client_id, opened.sealer.keyring.epoch
        rows = self._rows("SELECT client_id, key_version, epoch, wrapped_key FROM client_key")
        newest = max(row[1] for row in rows)
        self.copies = [
            WrappedClientKey(ClientId(row[0]), row[1], row[2], row[3], newest=newest) for row in rows
        ]
        assert self.copies
        self.arguments = {"client": str(client.client_id), "name": f"Adler, Erased {label}"}

    def after(self, opened: Opened) -> bool:
        if opened.sealer.keyring.epoch == self.epoch:
            assert opened.services.sessions.get(self.session.session_id).text == self.session.text
            # Out of the way of the next trial.
            opened.services.keys.erase_client(self.client_id, typed_name=self.arguments["name"])
            return False
        with pytest.raises(NotFound):
            opened.services.clients.get(self.client_id)
        for copy in self.copies:
            with pytest.raises(TamperedRecord):
                opened.sealer.keyring.load_client(copy)
        for table in ("client", "client_key", "client_manifest", "session", "conversation", "message_source"):
            assert self._rows(f"SELECT client_id FROM {table}") == []
        return True

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.trial.sql(f"{query} WHERE client_id = %s", self.client_id)


class EraseWithMerged(Erase):
    """A chart that another one was merged into: what is begun is finished, and neither is left alone."""

    def prepare(self, opened: Opened, label: str) -> None:
        super().prepare(opened, label)
        self.source, _session = add_client(opened, f"Merged {label}")
        opened.services.merging.merge(
            source=self.source.client_id, into=self.client_id, reason="Entered twice"
        )

    def after(self, opened: Opened) -> bool:
        services = opened.services
        try:
            chart = services.clients.get(self.client_id)
        except NotFound:
            with pytest.raises(NotFound):
                services.clients.get(self.source.client_id)
            return super().after(opened)
        begun = chart.lifecycle.purging
        assert begun or services.clients.get(self.source.client_id).lifecycle.state == "merged"
        if begun:
            # As at the next unlock of an owner.
            (report,) = services.keys.purge_deleted(unattended=True).purged
            assert report.client_id == self.client_id
            return super().after(opened)
        services.keys.erase_client(self.client_id, typed_name=self.arguments["name"])
        return False


class PassphraseChange(Case):
    def prepare(self, opened: Opened, label: str) -> None:
        self.arguments = {"new": f"passphrase number {label}"}

    def look(self) -> None:
        new = self.arguments["new"]
        ways = (self.trial.passphrase, new)
        opening = [each for each in ways if self.trial.practice.opens(by_passphrase(each))]
        assert len(opening) == 1, f"{len(opening)} of old and new open"
        self.trial.passphrase, self.changed = opening[0], opening == [new]

    def after(self, opened: Opened) -> bool:
        return self.changed


class RecoveryKeyReplacement(Case):
    def prepare(self, opened: Opened, label: str) -> None:
        self.arguments = {"key": RecoveryKey.generate().text}

    def after(self, opened: Opened) -> bool:
        ways = (self.trial.recovery_text, self.arguments["key"])
        opening = [each for each in ways if self.trial.practice.opens(by_recovery_key(each))]
        assert len(opening) == 1, f"{len(opening)} of old and new open"
        changed = opening[0] != self.trial.recovery_text
        self.trial.recovery_text = opening[0]
        return changed


class MemberRemoval(Case):
    def prepare(self, opened: Opened, label: str) -> None:
        # A removal that did not come about is made up for.
        remove_others(opened)
        self.member = opened.services.people.add(name=f"Noa {label}", role=self.trial.role, passphrase=MEMBER)
        self.arguments = {"member": str(self.member.user_id)}

    def look(self) -> None:
        vault = Vault.load(self.trial.practice.vault_file)
        assert isinstance(vault, Vault)
        self.listed = vault.membership[-1].document.member(self.member.user_id) is not None
        # From the moment that the file says so, and before anything is finished.
        assert self.trial.practice.opens(by_passphrase(MEMBER)) == self.listed

    def after(self, opened: Opened) -> bool:
        assert bool(others(opened)) == self.listed
        if self.listed and self.member.role != "clinician":
            self._check_reader()
        return not self.listed

    def _check_reader(self) -> None:
        """Whoever is still a member can still check the audit log."""
        with self.trial.practice.enter(by_passphrase(MEMBER)) as opened:
            report = opened.services.audit_reader.verify()
            assert report.intact, report.findings
            assert report.authenticated


class MemberAddition(Case):
    def prepare(self, opened: Opened, label: str) -> None:
        remove_others(opened)
        self.role = self.trial.role
        self.arguments = {"name": f"Noa {label}", "role": self.role, "new": MEMBER}

    def after(self, opened: Opened) -> bool:
        added = self.trial.practice.opens(by_passphrase(MEMBER))
        assert bool(others(opened)) == added
        if added:
            with self.trial.practice.enter(by_passphrase(MEMBER)) as theirs:
                self._check_member(theirs)
        return added

    def _check_member(self, opened: Opened) -> None:
        access = opened.services.access
        assert access.role == self.role
        if access.allows("chart"):
            assert len(opened.services.clients.list()) == SURVIVORS
        if access.allows("audit"):
            report = opened.services.audit_reader.verify()
            assert report.intact, report.findings
            assert report.authenticated


class Finishing(Case):
    """A rotation that stopped right after its beginning; what is killed is the taking up of it."""

    def prepare(self, opened: Opened, label: str) -> None:
        cancel = CancelToken()
        cancel.cancel()
        self.version = opened.sealer.keyring.workspace_version
        with pytest.raises(Cancelled):
            opened.services.keys.rotate(cancel=cancel)

    def after(self, opened: Opened) -> bool:
        assert opened.sealer.keyring.workspace_version == self.version + 1
        return True


CASES: dict[str, type[Case]] = {
    "rotation": Rotation,
    "erase": Erase,
    "erase with a merged chart": EraseWithMerged,
    "passphrase change": PassphraseChange,
    "member removal": MemberRemoval,
    "recovery key replacement": RecoveryKeyReplacement,
    "member addition": MemberAddition,
    "finishing": Finishing,
}


def others(opened: Opened) -> list[Member]:
    return [each for each in opened.services.people.list() if not each.you]


def remove_others(opened: Opened) -> None:
    for member in others(opened):
        opened.services.people.remove(member.user_id)


@pytest.fixture(scope="module")
def mortals() -> Iterator[Mortals]:
    """One for all operations: its imports are what takes long."""
    made = Mortals()
    yield made
    made.close()


@pytest.fixture
def trial(
    tmp_path: Path, cloned_database: TestDatabase, monkeypatch: pytest.MonkeyPatch, mortals: Mortals
) -> Trial:
    lower_the_floor(monkeypatch.setattr)
    practice = KeyPractice(tmp_path, cloned_database.conninfo, cost=CHEAP)
    recovery_key = practice.found()
    made = Trial(practice, mortals, recovery_key.text, cloned_database)
    with made.enter() as opened:
        for number in range(SURVIVORS):
            client, session = add_client(opened, f"Survivor {number}")
            add_answer(opened, client, practice_wide=True)
            made.survivors[session.session_id] = f"plan of Survivor {number}"
        # As a lock does: from here on there is an anchor to be compared with.
        opened.services.audit.closing().store(opened.database.begin)
    return made


@pytest.mark.parametrize("operation", list(CASES))
@pytest.mark.proof("kill -9 while re-keying, whole or not begun", short=1, long=3)
def test_a_change_of_keys_is_whole_or_not_begun(trial: Trial, operation: str, proof: Proof) -> None:
    trial.run(operation, rounds=proof.repetitions, stride=1 if proof.long else STRIDE)
    proof.count(trial.kills)
    stride = "" if proof.long else f", one in {STRIDE} of them"
    figure(
        f"kill -9 while re-keying, {operation}: {trial.kills} kills at up to {max(trial.steps)} steps"
        f"{stride}, {proof.repetitions} times each; {dict(trial.outcomes)}; 0 practices lost (at most "
        f"3/{trial.kills} = {3 / trial.kills:.3f} with 95 % confidence)"
    )
    figure(f"  {dict(trial.places)}")
    assert trial.kills >= proof.repetitions * (FEWEST_STEPS if proof.long else 1)
