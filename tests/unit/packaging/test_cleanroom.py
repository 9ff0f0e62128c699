"""The proof of the package: what it says of processes, what it measures the start with, and what it boots."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleanroom_boot import BootedRoot, wait_until
from cleanroom_root import Refuted, Root, mirror_of_this_computer
from cleanroom_start import forget_files, overlays
from cleanroom_systemd import UNIT, prove_unit

ROOT = Path(__file__).resolve().parents[3]

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the package is Debian's")


def installed(folder: Path) -> Root:
    """A root with the first module of the package and its bytecode file."""
    app = folder / "usr/lib/anamnesis/1.2/_internal/site-packages/app"
    (app / "__pycache__").mkdir(parents=True)
    shutil.copyfile(ROOT / "app" / "start.py", app / "start.py")
    (app / "__pycache__" / "start.cpython-311.pyc").write_bytes(b"compiled")
    return Root(folder)


@on_linux
def test_processes_are_those_of_the_root_with_the_file_that_they_run(tmp_path: Path) -> None:
    child = subprocess.Popen(["sleep", "60"])
    try:
        mine = [each for each in Root(Path("/")).processes() if each.pid == child.pid]
        assert [each.arguments[:2] for each in mine] == [("sleep", "60")]
        assert mine[0].program == os.path.realpath(str(shutil.which("sleep")))
        assert -1 < mine[0].age_s < 60
        assert Root(tmp_path).processes() == []
    finally:
        child.kill()
        child.wait()


@on_linux
def test_a_command_alone_sees_the_files_that_are_laid_over_others(tmp_path: Path) -> None:
    root = Root(tmp_path)
    shell = root.command("anamnesis", "a b", user="somebody", overlaid={"/program": "/instead"})[-1]
    laid = f"mount --bind {root.folder}/instead {root.folder}/program"
    assert shell.index(laid) < shell.index("exec chroot")
    assert laid not in root.command("anamnesis")[-1]


def test_the_start_is_measured_by_the_child_of_the_bench(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = installed(tmp_path)
    laid = overlays(root)
    home = "/usr/lib/anamnesis/1.2/_internal/site-packages/app"
    assert set(laid) == {f"{home}/start.py", f"{home}/__pycache__/start.cpython-311.pyc"}
    assert (tmp_path / laid[f"{home}/__pycache__/start.cpython-311.pyc"][1:]).read_bytes() == b""
    instead: dict[str, Any] = runpy.run_path(str(tmp_path / laid[f"{home}/start.py"][1:]))
    ran: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(sys, "argv", ["anamnesis"])
    monkeypatch.setattr(runpy, "run_path", lambda path, run_name: ran.append((path, sys.argv[1:])))
    assert instead["start"](["window", "/data"]) == 0
    assert ran == [("/release/start_child.py", ["window", "/data"])]
    assert (tmp_path / "release" / "start_child.py").is_file()
    # Its own processes are started as ever: this one is none of them.
    assert instead["start"](["-m", "os"]) == 2
    assert len(ran) == 1


@on_linux
def test_files_that_are_forgotten_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    (tmp_path / "link").symlink_to("nowhere")
    forget_files(tmp_path)
    assert (tmp_path / "file").read_bytes() == b"content"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.list", "deb http://mirror.example/debian bookworm main\n"),
        ("sources.list.d/debian.sources", "Types: deb\nURIs: http://mirror.example/debian\nSuites: trixie\n"),
        ("sources.list.d/other.list", "deb https://other.example/apt stable main\n"),
    ],
)
def test_the_mirror_is_that_of_this_computer(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    expected = "http://deb.debian.org/debian" if "other" in name else "http://mirror.example/debian"
    assert mirror_of_this_computer(tmp_path) == expected


def test_the_unit_that_cannot_start_is_given_up_before_its_count_begins_anew() -> None:
    text = (ROOT / "packaging" / "linux" / UNIT).read_text(encoding="utf-8")
    settings = dict(line.split("=", 1) for line in text.splitlines() if "=" in line and line[0] != "#")
    minutes = int(settings["StartLimitIntervalSec"].removesuffix("min"))
    for_a_start_s = minutes * 60 / int(settings["StartLimitBurst"]) - int(settings["RestartSec"])
    assert settings["Restart"] == "always"
    # A start that fails takes a second or two; more on a busy computer.
    assert for_a_start_s > 10


def test_nothing_is_run_in_a_system_that_was_not_booted(tmp_path: Path) -> None:
    system = BootedRoot(Root(tmp_path))
    with pytest.raises(Refuted, match="has ended"):
        system.run("systemctl", "reboot")
    with pytest.raises(Refuted, match="nothing was booted"):
        system.reboot()
    system.end()


def test_without_a_program_that_boots_a_root_the_unit_is_not_called_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Refuted, match="systemd-container"):
        prove_unit(tmp_path, "bookworm", "http://mirror.example/debian", tmp_path / "package.deb", None)
    assert list(tmp_path.iterdir()) == []


def test_a_promise_may_take_its_time_but_not_for_ever(capsys: pytest.CaptureFixture[str]) -> None:
    looks = iter([False, True])
    assert wait_until("it comes", lambda: next(looks), limit_s=60, more=str) >= 0.5
    assert "ok: it comes (0.5 s)" in capsys.readouterr().out
    with pytest.raises(Refuted, match=r"it never comes(?s:.*)its status"):
        wait_until("it never comes", lambda: False, limit_s=0, more=lambda: "its status")
