"""A test that kills its process ends the run of all tests as failed, and soon."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import launcher_checks

_LIMIT_S = 120
_PASSES = "def test_{0}(): pass\n"
_CRASHES = "import os\ndef test_first(): pass\ndef test_second(): pass\ndef test_crash(): os._exit(70)\n"


def test_a_crash_ends_the_run(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"test_file_{number}.py").write_text(_PASSES.format(number))
    (tmp_path / "test_file_4.py").write_text(_CRASHES)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", *launcher_checks.IN_PARALLEL, "-p", "no:randomly"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTEST_XDIST_AUTO_NUM_WORKERS": "2"},
        capture_output=True,
        text=True,
        timeout=_LIMIT_S,
        check=False,
    )
    assert done.returncode != 0
    assert "test_crash" in done.stdout
    assert "crashed" in done.stdout
