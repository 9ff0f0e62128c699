"""A practice is exported and imported on the command line; a killed import changes nothing."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys.program import Program
from tests.workspace.archives import differences, unpacked

pytestmark = [pytest.mark.journey]

ARCHIVE_PASSPHRASE = "nine unhurried bitterns wade"
_CHARTS, _FEW_CHARTS = 60, 16


def run(program: Program, *arguments: str, code: int = 0) -> dict[str, Any]:
    done = program.run("--json", *arguments)
    assert done.returncode == code, done.stderr
    document: dict[str, Any] = json.loads(done.stdout) if done.stdout.strip() else {}
    return document | {"said": done.stderr}


def made(folder: Path) -> Program:
    program = Program(folder)
    run(program, "init", "--practice", "Quay", "--recovery-out", str(program.secrets / "recovery"))
    return program


def charts(folder: Path, count: int) -> Path:
    path = folder / "charts.jsonl"
    lines = (
        {
            "client": {"id": f"c{number}", "first_name": "Noa", "last_name": f"Crane {number}"},
            "sessions": [
                {"id": f"c{number}-{day}", "date": f"2024-01-{day:02}", "subjective": "Cough. " * 40}
                for day in range(1, 6)
            ],
        }
        for number in range(count)
    )
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return path


@pytest.mark.proof("kill -9 in an export or import of an archive", short=1, long=3)
def test_out_in_and_out_again(tmp_path: Path, proof: Proof) -> None:
    passphrase = tmp_path / "archive-passphrase"
    passphrase.write_text(ARCHIVE_PASSPHRASE + "\n", "utf-8")
    protected = ("--archive-passphrase-file", str(passphrase))
    first, second = tmp_path / "first.tar.age", tmp_path / "second.tar.age"
    leaving, coming = made(tmp_path / "leaving"), made(tmp_path / "coming")
    count = _CHARTS if proof.long else _FEW_CHARTS
    run(leaving, "import", str(charts(tmp_path, count)))
    run(leaving, "export", "--practice", "--format", "jsonl", "--out", str(first), code=2)
    whole = ("export", "--practice", "--format", "archive")
    stopped = _killed_exports(leaving, first, protected, proof, count)
    exported = run(leaving, *whole, "--out", str(first), *protected)
    assert (exported["clients"], exported["sessions"]) == (count, 5 * count)
    assert exported["protected"] == "passphrase"
    run(leaving, *whole, "--out", str(first), *protected, code=5)
    looked = run(coming, "import", str(first), *protected, "--dry-run")
    assert (looked["imported"], looked["problem"], looked["clients"]) == (False, None, count)
    run(coming, "import", str(first), "--archive-passphrase-file", str(coming.passphrase_file), code=3)

    stopped += _killed_imports(coming, first, protected, proof, count)
    stored = run(coming, "import", str(first), *protected)
    assert stored["clients"] == count
    run(coming, "import", str(first), *protected, code=5)
    run(coming, *whole, "--out", str(second), *protected)
    found = list(differences(unpacked(first), unpacked(second)))
    figure(f"archive on the command line: {len(found)} differences, {stopped} kills left nothing")
    assert found == []
    clear = tmp_path / "one.tar"
    one = run(coming, "export", "--client", "c7", "--format", "archive", "--out", str(clear), "--clear")
    assert (one["clients"], one["sessions"], one["protected"]) == (1, 5, "none")
    assert "not protected" in one["said"]
    assert "archive.json" in unpacked(clear, None)


def _killed_at(program: Program, step: str, count: int, *arguments: str) -> None:
    options = ("--data-dir", str(program.data_dir), "--passphrase-file", str(program.passphrase_file))
    child = program.start_module("tests.journeys.killed_archiving", step, str(count), *options, *arguments)
    child.communicate(timeout=120)
    assert child.returncode == -signal.SIGKILL


def _killed_imports(
    program: Program, path: Path, protected: tuple[str, ...], proof: Proof, charts: int
) -> int:
    """After each the practice opens, is empty, and can import the archive."""
    steps = proof.sample([("file", 1), ("file", charts), ("finish", 1)])
    for step, count in steps:
        _killed_at(program, step, count, "import", str(path), *protected)
        assert run(program, "import", str(path), *protected, "--dry-run")["problem"] is None
    return len(steps)


def _killed_exports(
    program: Program, path: Path, protected: tuple[str, ...], proof: Proof, charts: int
) -> int:
    """After each there is no archive, and no readable file in its place."""
    steps = proof.sample([("chunk", 1), ("chunk", 5 * charts // 2), ("rename", 1)])
    for step, count in steps:
        _killed_at(
            program,
            step,
            count,
            "export",
            "--practice",
            "--format",
            "archive",
            "--out",
            str(path),
            *protected,
        )
        assert not path.exists()
        for left in path.parent.glob(f".{path.name}*"):
            assert b"Crane" not in left.read_bytes()
    return len(steps)
