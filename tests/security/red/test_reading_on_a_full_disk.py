"""With not a byte free charts are read, searched and locked again and again, each disclosure recorded."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.clients.dto import ClientDetails
from core.disk import READ_BYTES, START_BYTES, DiskGuard
from core.errors import AnamnesisError, DiskFull
from core.security.kdf import Argon2Cost
from core.sessions.dto import SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.fixtures.small_disk import fill
from tests.journeys.program import Program, write_charts
from tests.journeys.test_full_disk import CHART, disk

__all__ = ["disk"]
needs_mounts = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system: root on Linux"
)
PASSPHRASE = "correct horse battery staple 7"
MIB = 1024 * 1024


@needs_mounts
@pytest.mark.journey
def test_commands_that_read_work_again_and_again(disk: Path, tmp_path: Path) -> None:
    # Words are found without a model, which would be loaded.
    without_models = {"ANAMNESIS_MODELS_DIR": str(tmp_path / "no-models")}
    program = Program(disk / "practice", extra_environment=without_models)
    program.must("init", "--practice", "Brimful")
    program.must("import", str(write_charts(tmp_path / "charts.jsonl", [CHART])))
    out = str(tmp_path / "out")
    commands = (
        ("brief", "--client", "c-1"),
        ("audit", "verify"),
        ("export", "--client", "c-1", "--format", "jsonl", "--out", out),
        ("find", "--json", "rest"),
    )
    for command in commands:
        # Each time everything that was given back is taken by somebody else.
        fill(disk)
        done = program.run(*command)
        assert done.returncode == 0, (command, done.stderr)
    fill(disk)
    told = program.run("doctor")
    assert "PROBLEM  disk" in told.stdout, told.stderr
    assert "ok       integrity" in told.stdout
    ballast = program.data_dir / "ballast"
    figure(f"full disk: {ballast.stat().st_size / MIB:.1f} MiB of ballast left after 5 commands")


@needs_mounts
@pytest.mark.journey
@pytest.mark.proof("full disk, charts read and recorded", short=5, long=40)
def test_an_open_practice_is_read_and_locked(disk: Path, cheap_keys: Argon2Cost, proof: Proof) -> None:
    """As in the window: the disk fills up while the practice is open, and stays full."""
    rounds = proof.repetitions
    settings = replace(Settings.load(disk / "data"), state_dir=disk / "state", argon2=cheap_keys)
    workspace = Workspace(settings)
    workspace.open()
    try:
        workspace.initialise(practice_name="Brimful", passphrase=PASSPHRASE)
        services = workspace.services
        client = services.clients.create(ClientDetails("Teal", "Brimful", allergies=("Penicillin",)))
        draft = services.sessions.start_draft(client.client_id, day=date(2024, 4, 7))
        services.sessions.save_draft(
            draft.session_id, SoapText(plan="Rest."), day=draft.date, expected_version=draft.version
        )
        # Without an engine: words alone are indexed.
        with contextlib.suppress(AnamnesisError):
            services.index.run_pending()
        before = settings.ballast_file.stat().st_size
        recorded = events(workspace)
        for _ in range(rounds):
            fill(disk)
            assert services.clients.view(client.client_id).details.allergies == ("Penicillin",)
            assert services.sessions.list_for_client(client.client_id)[0].text.plan == "Rest."
            assert services.search.find("rest", SearchScope()).hits
        assert events(workspace) >= recorded + 2 * rounds, "a disclosure was not recorded"
        with pytest.raises(DiskFull):
            services.clients.create(ClientDetails("Late", "Comer"))
        spent = before - settings.ballast_file.stat().st_size
        figure(
            f"full disk, practice open: {2 * rounds} disclosures recorded for {spent / MIB:.1f} of "
            f"{before / MIB:.0f} MiB of ballast, everything lent taken by another program at once"
        )
        fill(disk)
        workspace.lock()
        fill(disk)
        again = workspace.unlock(PASSPHRASE)
        fill(disk)
        assert again.clients.view(client.client_id).details.last_name == "Brimful"
        assert again.audit_reader.verify().intact
        fill(disk)
    finally:
        workspace.close()


def events(workspace: Workspace) -> int:
    return workspace.services.audit_reader.verify().entries


def guard(directory: Path, *, ballast_bytes: int = 8 * MIB, minimum_free_bytes: int = 1) -> DiskGuard:
    return DiskGuard(
        directory=directory,
        ballast_file=directory / "ballast",
        minimum_free_bytes=minimum_free_bytes,
        ballast_bytes=ballast_bytes,
    )


def test_no_more_is_lent_than_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = guard(tmp_path)
    made.fill_ballast()
    made.make_room()
    assert (tmp_path / "ballast").stat().st_size == 8 * MIB, "there is room enough"
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    made.make_room()
    assert (tmp_path / "ballast").stat().st_size == 8 * MIB - READ_BYTES
    made.make_room(START_BYTES)
    assert (tmp_path / "ballast").stat().st_size == 8 * MIB - READ_BYTES - START_BYTES
    assert made.lend_all()
    assert not made.lend_all()
    made.make_room()


def test_what_was_lent_is_taken_back_and_nothing_else(tmp_path: Path) -> None:
    made = guard(tmp_path, minimum_free_bytes=1 << 60)
    made.fill_ballast()
    made.take_back()
    assert not (tmp_path / "ballast").exists(), "there is no room for a first ballast"
    (tmp_path / "ballast").write_bytes(os.urandom(8 * MIB))
    assert made.lend_all()
    made.take_back()
    assert (tmp_path / "ballast").stat().st_size == 8 * MIB


@needs_mounts
def test_a_ballast_is_taken_back_as_far_as_there_is_room(disk: Path) -> None:
    made = guard(disk)
    made.fill_ballast()
    fill(disk)
    made.make_room(START_BYTES)
    fill(disk, leaving_mb=1)
    made.take_back()
    left = (disk / "ballast").stat().st_size
    assert 8 * MIB - START_BYTES <= left < 8 * MIB


def test_a_disk_that_does_not_answer_lends_nothing(tmp_path: Path) -> None:
    made = guard(tmp_path / "absent")
    made.make_room()
    assert not made.lend_all()
    made.take_back()
