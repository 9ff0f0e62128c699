"""Every line and branch of the code that holds keys is run by its own unit tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.figures import figure

pytest.importorskip("coverage", reason="coverage is not installed")

ROOT = Path(__file__).resolve().parents[4]
TESTS = Path(__file__).parent
WATCHED = "core/security"
WANTED = 100.0


def test_the_unit_tests_run_every_branch_of_core_security(tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    environment = os.environ | {"COVERAGE_FILE": str(tmp_path / "coverage")}
    tests = [str(each) for each in TESTS.glob("test_*.py") if each != Path(__file__)]
    run = [sys.executable, "-m", "coverage", "run", "--branch", f"--source={WATCHED}", "-m", "pytest", "-q"]
    tested = subprocess.run(
        [*run, "-p", "no:cacheprovider", *tests],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert tested.returncode == 0, tested.stdout + tested.stderr
    written = subprocess.run(
        [sys.executable, "-m", "coverage", "json", "-o", str(report)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert written.returncode == 0, written.stdout + written.stderr
    found = json.loads(report.read_text("utf-8"))
    totals = found["totals"]
    missing = {
        name: (each["missing_lines"], each["missing_branches"])
        for name, each in found["files"].items()
        if each["summary"]["percent_covered"] < WANTED
    }
    figure(
        f"coverage of {WATCHED} by its unit tests: {totals['percent_covered']:.1f} % of "
        f"{totals['num_statements']} statements and {totals['num_branches']} branches"
    )
    assert len(found["files"]) == len(list((ROOT / WATCHED).glob("*.py")))
    assert missing == {}
