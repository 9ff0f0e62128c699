"""The coverage command: what it measures, how it adds up, and when it fails."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import dev
import launcher_coverage
from launcher_console import Console
from launcher_coverage import Covered, by_package, commands, floor_in, table, total_of, verdict
from launcher_places import Places

ROOT = Path(__file__).resolve().parents[3]


def _file(lines: int, lines_run: int, branches: int, branches_run: int) -> dict[str, Any]:
    return {
        "summary": {
            "num_statements": lines,
            "covered_lines": lines_run,
            "num_branches": branches,
            "covered_branches": branches_run,
        }
    }


REPORT = {
    "files": {
        "core/facts/values.py": _file(10, 8, 4, 2),
        "core/facts/tables/rows.py": _file(6, 6, 0, 0),
        "core\\audit\\log.py": _file(20, 10, 0, 0),
        "core/clock.py": _file(5, 5, 1, 1),
        "core/audit/__init__.py": _file(0, 0, 0, 0),
    }
}


def test_files_add_up_to_packages_and_packages_to_the_total() -> None:
    found = by_package(REPORT)
    assert [each.name for each in found] == ["core, its modules", "core.audit", "core.facts"]
    assert found[2] == Covered("core.facts", 16, 14, 4, 2)
    assert found[2].percent == 80
    assert total_of(found) == Covered("total", 41, 29, 5, 3)
    assert Covered("empty").percent == 100


def test_each_package_has_a_line_with_its_share() -> None:
    lines = table(by_package(REPORT))
    assert len(lines) == 4
    assert lines[3].split() == ["core.facts", "16", "14", "4", "2", "80.0"]
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize(("floor", "status"), [(69.5, 0), (69.6, 1)])
def test_below_the_floor_it_fails(floor: float, status: int) -> None:
    said = io.StringIO()
    # 32 of 46.
    assert verdict(by_package(REPORT), floor, Console(said)) == status
    assert f"{floor} %" in said.getvalue()


def test_the_floor_is_in_pyproject() -> None:
    assert 50 < floor_in(ROOT / "pyproject.toml") < 100


def test_what_it_runs_is_there_and_it_takes_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert (ROOT / launcher_coverage.TESTS).is_dir()
    assert (ROOT / launcher_coverage.LEFT_OUT).is_file()
    with pytest.raises(SystemExit):
        dev.parse(["coverage", "tests/unit"])


def test_it_measures_branches_then_reports(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    places.root.mkdir(exist_ok=True)
    (places.root / "pyproject.toml").write_text("[tool.coverage.report]\nfail_under = 60\n")
    begun: list[list[str]] = []

    def run(command: list[str], **given: Any) -> subprocess.CompletedProcess[str]:
        begun.append(command)
        assert "COVERAGE_FILE" in given["env"], "nothing is left in the checkout"
        if "json" in command:
            Path(command[-1]).write_text(json.dumps(REPORT))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(dev, "set_up", lambda *_: None)
    said = io.StringIO()
    assert dev.run("coverage", [], places, Console(said)) == 0
    assert [each[3] for each in begun] == ["run", "json"]
    assert "--branch" in begun[0]
    assert "core.facts" in said.getvalue()


def test_a_test_that_fails_ends_it(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 4))
    assert launcher_coverage.run_coverage(places, Console(io.StringIO())) == 4
    assert len(commands("python", Path("report.json"))) == 2


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(root=tmp_path, cache=tmp_path / "cache")
