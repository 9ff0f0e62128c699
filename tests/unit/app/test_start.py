"""The first module of a package: the program, or one of its processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import start
from app.cli import parser
from core.installation import Installation

ROOT = Path(__file__).resolve().parents[3]
STARTED = "import sys; from app.start import start; sys.exit(start(sys.argv[1:]))"


def started(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What the first module of a package does with `arguments`, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", STARTED, *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("arguments", [["-m"], ["-m", "core.settings"], ["-m", "os"], ["-m", ""]])
def test_no_other_module_is_run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert start.start(arguments) == 2
    assert "own processes" in capsys.readouterr().err


def test_a_process_sees_its_own_arguments_and_is_the_main_module() -> None:
    done = started("-m", "core.engine.processor")
    assert done.returncode == 2
    assert b"usage: python -m core.engine.processor" in done.stderr


def test_the_reader_of_attachments_answers_as_it_does_under_the_interpreter() -> None:
    plain = subprocess.run(
        [sys.executable, "-m", "core.attachments.confined"],
        cwd=ROOT,
        input=b"",
        capture_output=True,
        check=False,
        timeout=120,
        env=os.environ,
    )
    packaged = started("-m", "core.attachments.confined")
    assert (packaged.returncode, packaged.stdout) == (plain.returncode, plain.stdout)


def test_anything_else_is_the_program() -> None:
    done = started("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"anamnesis ")


def test_the_version_is_that_of_the_installed_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A package may have another version than the program's metadata."""
    monkeypatch.setattr(parser, "this_installation", lambda: Installation("9.8.7"))
    with pytest.raises(SystemExit):
        parser.build_parser().parse_args(["--version"])
    assert capsys.readouterr().out == "anamnesis 9.8.7\n"
