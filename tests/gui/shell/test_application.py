"""The whole program of the window, in processes of its own, over a fake workspace."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from ui.application import _on_qt_message

_PROGRAM = """
import logging, sys
from pathlib import Path
from core.first_imports import collector_paused
with collector_paused():
    from tests.fakes.workspace import FakeWorkspace, as_workspace
    from ui.application import run_window

class Told(FakeWorkspace):
    def _called(self, name):
        super()._called(name)
        from PySide6.QtGui import QGuiApplication
        print(name, *([] if not QGuiApplication.windowIcon().isNull() else ["without an icon"]), flush=True)

logging.basicConfig(stream=sys.stderr, format="%(name)s %(levelname)s %(message)s")
data_dir = Path(sys.argv[1])
sys.exit(run_window(as_workspace(Told(data_dir=data_dir)), sys.argv[:1]))
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    (tmp_path / "data").mkdir()
    # A short one: the path of a socket may have about a hundred bytes.
    with tempfile.TemporaryDirectory(prefix="run-") as runtime:
        yield os.environ | {
            "PYTHONPATH": os.getcwd(),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": runtime,
        }


@contextmanager
def _window(tmp_path: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "data")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _wait_for_line(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == line


@pytest.mark.parametrize("numbers", [("SIGHUP",), ("SIGTERM", "SIGHUP")], ids="-".join)
def test_a_second_start_touches_nothing_and_terminating_closes_in_order(
    tmp_path: Path, environment: dict[str, str], numbers: tuple[str, ...]
) -> None:
    """A closed terminal sends SIGHUP; systemd sends both when it stops a session."""
    with _window(tmp_path, environment) as window:
        _wait_for_line(window, "open")
        if len(numbers) == 1:
            with _window(tmp_path, environment) as second:
                out, _err = second.communicate(timeout=30)
                assert second.returncode == 0
                assert out == ""
            assert window.poll() is None
        for number in numbers:
            window.send_signal(getattr(signal, number))
        out, err = window.communicate(timeout=30)
    assert out.split() == ["close"]
    assert window.returncode == 0, err
    remembered = json.loads((tmp_path / "data" / "window.json").read_text())
    assert remembered["geometry"]


def test_words_of_qt_stay_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        _on_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "QPainter::begin: Miriam Adler")
        _on_qt_message(QtMsgType.QtCriticalMsg, QMessageLogContext(), "Miriam Adler, ibuprofen")
    assert "Miriam" not in caplog.text
    assert "ibuprofen" not in caplog.text
    assert "QPainter::begin" in caplog.text
    assert [each.name for each in caplog.records] == ["ui.qt", "ui.qt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a directory away")
def test_nothing_is_left_behind_in_the_practice_of_another_account(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    os.chown(tmp_path / "data", 54321, 54321)
    with _window(tmp_path, environment) as window:
        _wait_for_line(window, "open")
        window.send_signal(signal.SIGINT)
        window.communicate(timeout=30)
    assert window.returncode == 0
    left = list((tmp_path / "data").iterdir())
    os.chown(tmp_path / "data", 0, 0)
    assert left == []
