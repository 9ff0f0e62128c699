"""Kills at any step of a backup, drill, restore or upgrade: nothing is lost, and the next attempt
succeeds.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.fixtures.workspace import LayDatabase
from tests.journeys.program import REPOSITORY
from tests.upgrade import earlier
from tests.workspace.practice import OWNER, Practice

pytestmark = [pytest.mark.journey]
MOST_STEPS = 400
NOTE = "Physiotherapy weekly."


class Lives:
    """The process that forks one short run after another."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.backup.killed_child"],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def live(self, request: dict[str, Any]) -> tuple[bool, str]:
        """Whether it was killed, and where; or the number of steps."""
        answer = self.ask(request)
        assert answer["killed"] or answer["code"] == 0, answer["said"]
        return answer["killed"], answer["said"]

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """How the run ended: `killed`, its exit `code`, and its output `said`."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        answer: dict[str, Any] = json.loads(stdout.readline())
        return answer

    def close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()
        self._process.wait()


@dataclass
class Trial:
    """A closed practice with a note, and the folder of its backups."""

    settings: Settings
    recovery: str
    stick: Path
    lives: Lives
    places: Counter[str] = field(default_factory=Counter)

    def request(self, operation: str, settings: Settings, kill_at: int, **more: object) -> dict[str, Any]:
        return {
            "operation": operation,
            "data_dir": str(settings.data_dir),
            "state_dir": str(settings.state_dir),
            "kill_at": kill_at,
            "passphrase": OWNER,
            "recovery": self.recovery,
            **more,
        }

    def holds(self, settings: Settings) -> None:
        """It opens with its note; every listed backup is complete; no partial state is left."""
        workspace = Workspace(settings)
        workspace.open()
        try:
            assert not settings.scratch_dir.exists()
            assert not settings.upgrading_dir.exists()
            services = workspace.unlock(OWNER)
            (client,) = services.clients.list()
            (session,) = services.sessions.list_for_client(client.client_id)
            assert session.text.plan == NOTE
            assert services.integrity.at_unlock == ()
            for info in services.backups.list(self.stick):
                assert info.problem is None
                assert services.backups.verify(info.path).intact
        finally:
            workspace.close()


@pytest.fixture(scope="module")
def lives() -> Iterator[Lives]:
    """One for all operations, because its imports take long."""
    made = Lives()
    yield made
    made.close()


@pytest.fixture
def trial(settings: Settings, lay_database: LayDatabase, tmp_path: Path, lives: Lives) -> Trial:
    practice = Practice(settings, lay_database)
    stick = tmp_path / "stick"
    stick.mkdir()
    try:
        practice.add("Miriam", plan=NOTE)
        target = practice.services.backups.add_target(stick)
        practice.services.backups.create(target)
    finally:
        practice.workspace.close()
    return Trial(settings, practice.recovery_key.text, stick, lives)


def kills_at(trial: Trial, request: dict[str, Any], proof: Proof) -> list[int]:
    """The steps to kill at: all of them three times, or a random few."""
    killed, said = trial.lives.live(request)
    assert not killed
    count = int(said)
    assert count < MOST_STEPS
    if proof.long:
        return [at for at in range(1, count + 1) for _ in range(proof.repetitions)]
    return sorted(random.SystemRandom().sample(range(1, count + 1), min(proof.repetitions, count)))


def told(trial: Trial, operation: str, kills: int, proof: Proof) -> None:
    proof.count(kills)
    figure(f"kill -9 in a {operation}: {kills} kills at {len(trial.places)} kinds of steps, 0 lost")
    figure(f"  {dict(trial.places)}")
    assert kills


@pytest.mark.parametrize("operation", ["backup", "drill"])
@pytest.mark.proof("kill -9 in a backup or a drill", short=1, long=3)
def test_killed_while_backing_up(trial: Trial, operation: str, proof: Proof) -> None:
    steps = kills_at(trial, trial.request(operation, trial.settings, 0), proof)
    kills = 0
    for at in steps:
        killed, place = trial.lives.live(trial.request(operation, trial.settings, at))
        trial.holds(trial.settings)
        if killed:
            kills += 1
            trial.places[place] += 1
    told(trial, operation, kills, proof)


@pytest.mark.proof("kill -9 in a restore", short=1, long=3)
def test_killed_while_restoring(trial: Trial, tmp_path: Path, proof: Proof) -> None:
    (backup,) = trial.stick.rglob("*.anamnesis-backup")
    number = 0

    def anew() -> Settings:
        nonlocal number
        number += 1
        there = tmp_path / f"there-{number}"
        return replace(trial.settings, data_dir=there / "data", state_dir=there / "state")

    first = anew()
    first.data_dir.parent.mkdir()
    steps = kills_at(trial, trial.request("restore", first, 0, backup=str(backup)), proof)
    kills = 0
    for at in steps:
        there = anew()
        there.data_dir.parent.mkdir()
        killed, place = trial.lives.live(trial.request("restore", there, at, backup=str(backup)))
        if not there.vault_file.exists():
            # Nothing was restored; the same directory accepts the next attempt.
            again, _ = trial.lives.live(trial.request("restore", there, 0, backup=str(backup)))
            assert not again
        trial.holds(there)
        shutil.rmtree(there.data_dir.parent)
        if killed:
            kills += 1
            trial.places[place] += 1
    told(trial, "restore", kills, proof)


@pytest.mark.proof("kill -9 in an upgrade", short=1, long=3)
def test_killed_while_upgrading(trial: Trial, tmp_path: Path, proof: Proof) -> None:
    earlier.downgrade(trial.settings, "0008")
    kept = tmp_path / "kept"
    shutil.copytree(trial.settings.state_dir, tmp_path / "kept-state")
    subprocess.run(["cp", "-a", str(trial.settings.data_dir), str(kept)], check=True)

    def fresh() -> None:
        shutil.rmtree(trial.settings.data_dir)
        shutil.rmtree(trial.settings.state_dir)
        subprocess.run(["cp", "-a", str(kept), str(trial.settings.data_dir)], check=True)
        shutil.copytree(tmp_path / "kept-state", trial.settings.state_dir)

    steps = kills_at(trial, trial.request("upgrade", trial.settings, 0), proof)
    kills = 0
    for at in steps:
        fresh()
        killed, place = trial.lives.live(trial.request("upgrade", trial.settings, at))
        trial.holds(trial.settings)
        if killed:
            kills += 1
            trial.places[place] += 1
    told(trial, "upgrade", kills, proof)
