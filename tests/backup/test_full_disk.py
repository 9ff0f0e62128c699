"""The disk fills up at a step of one of six long operations: nothing is lost, and the next one succeeds."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from core.settings import Settings
from tests.backup.killed_child import REFUSED
from tests.backup.test_kills import MOST_STEPS, NOTE, Lives, Trial, lives
from tests.fixtures.figures import figure
from tests.fixtures.proofs import ALL, Proof
from tests.fixtures.small_disk import NEEDS_MOUNTS, small_disk
from tests.fixtures.workspace import LayDatabase
from tests.upgrade import earlier
from tests.workspace.archives import PROTECTED
from tests.workspace.practice import Practice

__all__ = ["lives"]

pytestmark = [pytest.mark.journey, *NEEDS_MOUNTS]

DISK_MB = 768
OPERATIONS = ("backup", "drill", "restore", "upgrade", "export", "import")
SAID = frozenset({"archive_no_room", "disk_full", "low_disk"})


@dataclass
class SmallPractice:
    """A practice on a small disk with its backups and archives, and a copy of both elsewhere."""

    disk: Path
    kept: Path
    settings: Settings
    trial: Trial

    def put_back(self) -> None:
        for path in list(self.disk.iterdir()):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        subprocess.run(["cp", "-a", f"{self.kept}/.", str(self.disk)], check=True)

    @property
    def elsewhere(self) -> Settings:
        return replace(
            self.settings, data_dir=self.disk / "there" / "data", state_dir=self.disk / "there" / "state"
        )

    def request(self, operation: str, *, at: int, fill: bool) -> dict[str, Any]:
        settings = self.elsewhere if operation in ("restore", "import") else self.settings
        more: dict[str, object] = {"fill_disk": str(self.disk)} if fill else {}
        if operation == "restore":
            (more["backup"],) = map(str, self.trial.stick.rglob("*.anamnesis-backup"))
        if operation in ("export", "import"):
            more["archive"] = str(self.disk / ("out.age" if operation == "export" else "in.age"))
        return self.trial.request(operation, settings, at, **more)


@pytest.fixture
def small(
    settings: Settings,
    lay_database: LayDatabase,
    tmp_path: Path,
    lives: Lives,
    request: pytest.FixtureRequest,
) -> Iterator[SmallPractice]:
    with small_disk(tmp_path / "disk", DISK_MB) as disk:
        settings = replace(settings, data_dir=disk / "data", state_dir=disk / "state", ballast_bytes=0)
        (disk / "stick").mkdir()
        trial = Trial(settings, "", disk / "stick", lives)
        made = SmallPractice(disk, tmp_path / "kept", settings, trial)
        practice = Practice(settings, lay_database)
        try:
            practice.add("Miriam", plan=NOTE)
            trial.recovery = practice.recovery_key.text
            practice.services.backups.create(practice.services.backups.add_target(trial.stick))
            practice.services.archive_exporter.export_practice(disk / "in.age", PROTECTED)
        finally:
            practice.workspace.close()
        operation = request.node.callspec.params["operation"]
        if operation == "upgrade":
            earlier.downgrade(settings, "0008")
        if operation == "import":
            empty = Practice(made.elsewhere, lay_database)
            empty.workspace.close()
        subprocess.run(["cp", "-a", str(disk), str(made.kept)], check=True)
        yield made


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.proof("disk full at a step of a long operation", short=1, long=ALL)
def test_a_disk_that_fills_up(small: SmallPractice, operation: str, proof: Proof) -> None:
    whole = small.trial.lives.ask(small.request(operation, at=0, fill=False))
    assert whole["code"] == 0, whole["said"]
    count = int(whole["said"])
    assert 0 < count < MOST_STEPS
    ended: Counter[str] = Counter()
    for at in proof.sample(range(1, count + 1)):
        small.put_back()
        met = small.trial.lives.ask(small.request(operation, at=at, fill=True))
        assert met["code"] in (0, REFUSED), (at, met["said"])
        ended["done" if met["code"] == 0 else met["said"]] += 1
        (small.disk / "filler").unlink(missing_ok=True)
        small.trial.holds(small.settings)
        if met["code"] != 0:
            again = small.trial.lives.ask(small.request(operation, at=0, fill=False))
            assert again["code"] == 0, (at, again["said"])
            small.trial.holds(small.elsewhere if operation in ("restore", "import") else small.settings)
    figure(f"disk full at {sum(ended.values())} of {count} steps of {operation}: {dict(ended)}, 0 lost")
    assert set(ended) <= SAID | {"done"}
