"""Set-up says what runs on this computer, stops where nothing does, and asks anew for another processor."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import launcher_trial
from launcher_console import Console, SetupProblem
from launcher_places import Places, Record
from launcher_trial import TrialOnThisComputer, cpu_features

X86 = "processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: sse avx2 fma\n\nprocessor\t: 1\nflags\t\t: sse\n"
ARM = "processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp asimd asimddp\n"


def test_the_instruction_sets_are_read_whatever_the_processor() -> None:
    assert cpu_features(X86) == "avx2 fma sse"
    assert cpu_features(ARM) == "asimd asimddp fp"
    assert cpu_features("nothing of the kind") == ""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A checkout whose interpreter is a script; `program` of it decides what a trial says."""
    places = Places(root=tmp_path, cache=tmp_path / "cache")
    places.scripts.mkdir(parents=True)
    return places


def program(places: Places, text: str) -> None:
    places.python.write_text(f"#!{sys.executable}\n{text}")
    places.python.chmod(0o755)


def step(places: Places, said: io.StringIO) -> TrialOnThisComputer:
    return TrialOnThisComputer(places, Record(places.record), Console(said))


@pytest.mark.skipif(sys.platform == "win32", reason="a script as the interpreter")
def test_what_the_trial_found_is_said_and_not_asked_again(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(places, "print('Level amx ended with SIGILL: the next safer one is tried.')")
    said = io.StringIO()
    trial = step(places, said)
    assert not trial.in_place()
    trial.run()
    assert "Level amx ended with SIGILL" in said.getvalue()
    assert step(places, said).in_place()
    monkeypatch.setattr(launcher_trial, "this_cpu", lambda: "another processor")
    assert not step(places, said).in_place()


@pytest.mark.skipif(sys.platform == "win32", reason="a script as the interpreter")
def test_a_computer_on_which_nothing_runs_is_not_called_set_up(places: Places) -> None:
    program(places, "import sys; print('model: does not run on this computer (SIGILL)'); sys.exit(4)")
    trial = step(places, io.StringIO())
    with pytest.raises(SetupProblem) as problem:
        trial.run()
    assert "does not run on this computer (SIGILL)" in problem.value.message
    assert not trial.in_place()
