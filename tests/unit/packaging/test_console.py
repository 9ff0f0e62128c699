"""The launcher's console and the way it runs tools."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from launcher_console import CommandFailed, Console, SetupProblem, elapsed, run_tool, shorten


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def console(said: io.StringIO) -> Console:
    return Console(said)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (59.9, "59s"), (60, "1m 00s"), (125, "2m 05s"), (3720, "1h 02m")]
)
def test_elapsed_time_reads_like_a_clock(seconds: float, text: str) -> None:
    assert elapsed(seconds) == text


def test_shortening_keeps_what_fits() -> None:
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdef", 4) == "abc…"


def test_a_tool_that_succeeds_gives_its_last_lines_and_logs_all(tmp_path: Path, console: Console) -> None:
    log = tmp_path / "logs" / "setup.log"
    tail = run_tool(
        [sys.executable, "-c", "for i in range(100): print('line', i)"],
        doing="Counting",
        log=log,
        console=console,
    )
    assert tail.endswith("line 99")
    assert "line 0\n" in log.read_text(encoding="utf-8")
    assert "line 0\n" not in tail


def test_a_tool_that_fails_is_named_with_its_words_and_its_log(tmp_path: Path, console: Console) -> None:
    log = tmp_path / "setup.log"
    with pytest.raises(CommandFailed) as caught:
        run_tool(
            [sys.executable, "-c", "import sys; print('no such thing'); sys.exit(3)"],
            doing="Fetching",
            log=log,
            console=console,
        )
    assert "Fetching: failed with status 3" in caught.value.message
    assert "no such thing" in caught.value.message
    assert str(log) in caught.value.remedy


def test_a_tool_that_is_not_there_is_a_problem_not_a_traceback(tmp_path: Path, console: Console) -> None:
    with pytest.raises(SetupProblem, match="cannot start"):
        run_tool([str(tmp_path / "absent")], doing="Trying", log=tmp_path / "log", console=console)


def test_a_tool_gets_no_input_and_no_misleading_settings(
    tmp_path: Path, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    script = (
        "import os, sys; print(repr(sys.stdin.read()), 'PIP_TARGET' in os.environ,"
        " 'PYTHONPATH' in os.environ, os.environ['PIP_NO_INPUT'])"
    )
    tail = run_tool([sys.executable, "-c", script], doing="Asking", log=tmp_path / "log", console=console)
    assert tail == "'' False False 1"


def test_off_a_terminal_nothing_is_rewritten(said: io.StringIO, console: Console) -> None:
    console.say("one")
    console.tick("two")
    console.clear()
    assert said.getvalue() == "one\n      two\n"
