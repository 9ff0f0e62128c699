"""The whole program of the window, in processes of its own, over a fake workspace."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_PROGRAM = """
import logging, sys
from pathlib import Path
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


def test_terminating_closes_in_order(tmp_path: Path, environment: dict[str, str]) -> None:
    with _window(tmp_path, environment) as window:
        _wait_for_line(window, "open")
        window.send_signal(signal.SIGTERM)
        out, err = window.communicate(timeout=30)
    assert out.split() == ["close"]
    assert window.returncode == 0, err
    remembered = json.loads((tmp_path / "data" / "window.json").read_text())
    assert remembered["geometry"]


def test_a_second_start_ends_at_once_and_touches_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    with _window(tmp_path, environment) as first:
        _wait_for_line(first, "open")
        with _window(tmp_path, environment) as second:
            out, _err = second.communicate(timeout=30)
            assert second.returncode == 0
            assert out == ""
        assert first.poll() is None
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=30)
        assert first.returncode == 0


def test_words_of_qt_stay_out_of_the_log(tmp_path: Path, environment: dict[str, str]) -> None:
    program = """
import logging, sys
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(name)s %(levelname)s %(message)s")
from PySide6.QtCore import QtMsgType, QMessageLogContext
from ui.application import _on_qt_message
_on_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "QPainter::begin: Miriam Adler")
_on_qt_message(QtMsgType.QtCriticalMsg, QMessageLogContext(), "Miriam Adler, ibuprofen")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert "Miriam" not in done.stderr
    assert "ibuprofen" not in done.stderr
    assert "QPainter::begin" in done.stderr
    assert done.stderr.count("ui.qt") == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a directory away")
def test_nothing_is_left_behind_in_the_practice_of_another_account(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    os.chown(tmp_path / "data", 54321, 54321)
    with _window(tmp_path, environment) as window:
        _wait_for_line(window, "open")
        window.send_signal(signal.SIGTERM)
        window.communicate(timeout=30)
    left = list((tmp_path / "data").iterdir())
    os.chown(tmp_path / "data", 0, 0)
    assert left == []
