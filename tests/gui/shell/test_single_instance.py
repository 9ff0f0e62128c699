"""A second start raises the first window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.shell.single_instance import RunningWindow, raise_running_window

_SECOND_START = """
import sys
from pathlib import Path
from ui.shell.single_instance import raise_running_window
bundle = Path(sys.argv[2]) if len(sys.argv) > 2 else None
sys.exit(0 if raise_running_window(Path(sys.argv[1]), bundle) else 3)
"""


@pytest.fixture(autouse=True)
def private_runtime_dir(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A short one: the path of a socket may have about a hundred bytes."""
    with tempfile.TemporaryDirectory(prefix="run-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield Path(runtime)


def test_without_a_window_there_is_nothing_to_raise(tmp_path: Path) -> None:
    assert not raise_running_window(tmp_path)


@pytest.mark.parametrize("bundle", ["", "clinic-1.anamnesis-models"])
def test_a_second_process_raises_the_first(qtbot: QtBot, tmp_path: Path, bundle: str) -> None:
    running = RunningWindow(tmp_path / "data")
    assert running.listening
    asked: list[bool] = []
    opened: list[Path] = []
    running.raise_requested.connect(lambda: asked.append(True))
    running.bundle_opened.connect(opened.append)
    arguments = [str(tmp_path / "data"), *([bundle] if bundle else [])]
    second = subprocess.Popen(
        [sys.executable, "-c", _SECOND_START, *arguments],
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )
    try:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    finally:
        if second.poll() is None:
            second.kill()
            second.wait()
        running.close()
    assert second.returncode == 0
    assert asked == [True]
    assert opened == ([Path(bundle).absolute()] if bundle else []), "by its whole path"


def test_another_data_directory_is_another_window(qtbot: QtBot, tmp_path: Path) -> None:
    running = RunningWindow(tmp_path / "one")
    assert not raise_running_window(tmp_path / "two")
    running.close()


def test_a_socket_left_by_a_killed_window_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
            "from ui.shell.single_instance import RunningWindow; app = QCoreApplication([]);"
            "assert RunningWindow(Path(sys.argv[1])).listening; os.kill(os.getpid(), 9)",
            str(tmp_path / "data"),
        ],
        env=os.environ | {"PYTHONPATH": os.getcwd()},
        check=False,
    )
    assert killed.returncode == -9
    assert not raise_running_window(tmp_path / "data")
    running = RunningWindow(tmp_path / "data")
    assert running.listening
    running.close()


def test_a_place_that_others_can_enter_is_not_used(tmp_path: Path, private_runtime_dir: Path) -> None:
    open_to_all = private_runtime_dir / f"anamnesis-{os.getuid()}"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    running = RunningWindow(tmp_path / "data")
    assert not running.listening
    assert list(open_to_all.iterdir()) == []
