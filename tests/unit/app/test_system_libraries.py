"""A window that cannot open says which packages are missing, before Qt ends the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import window
from app.system_libraries import WINDOW_LIBRARIES, Need, missing_libraries, uses_x11
from core.errors import EnvironmentProblem


def test_only_a_screen_needs_the_libraries_of_a_screen() -> None:
    assert missing_libraries(for_screen=True, loads=lambda _: False) == list(WINDOW_LIBRARIES)
    without = missing_libraries(for_screen=False, loads=lambda _: False)
    assert without
    assert not any(each.for_screen for each in without)


@pytest.mark.parametrize(
    ("environ", "x11"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({}, False),
    ],
)
def test_the_plugin_that_qt_takes_is_foreseen(environ: dict[str, str], x11: bool) -> None:
    assert uses_x11(environ) is x11


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of Linux")
def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    lacking = Need("libxcb-cursor.so.0", "libxcb-cursor0", for_screen=True)
    monkeypatch.setattr(window, "missing_libraries", lambda *, for_screen: [lacking] if for_screen else [])
    with pytest.raises(EnvironmentProblem) as problem:
        window.require_window()
    assert problem.value.code == "window_libraries_missing"
    assert problem.value.params == {"libraries": lacking.name, "packages": lacking.package}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
@pytest.mark.parametrize("display", ["", ":4711"])
def test_without_a_display_the_program_says_so_and_does_not_abort(tmp_path: Path, display: str) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    run = subprocess.run(
        [sys.executable, "-m", "app", "--data-dir", str(tmp_path / "data")],
        env=kept | ({"DISPLAY": display} if display else {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert run.returncode == 4, run.stderr
    # A server without the libraries is told of those first.
    assert "desktop session" in run.stderr or "apt-get install" in run.stderr
