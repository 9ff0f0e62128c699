"""The launcher's commands: what is passed on, what is done, in which order, and how it ends."""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import launcher_checks
from dev import Step
from launcher_console import Console, SetupProblem
from launcher_package import package_command
from launcher_places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(root=tmp_path, cache=tmp_path / "cache")


def test_what_follows_the_command_is_passed_on_untouched() -> None:
    parsed = dev.parse(["demo", "--headless", "--json", "-q"])
    assert parsed.command == "demo"
    assert parsed.rest == ["--headless", "--json", "-q"]


def test_training_is_a_program_of_its_own_with_its_own_options(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "set_up", lambda *_: None)

    def hand_over(command: list[str]) -> int:
        started.append(command)
        return 0

    monkeypatch.setattr(dev, "hand_over", hand_over)
    assert dev.run("train", ["rows", "--seed", "3"], places, Console(io.StringIO())) == 0
    training = str(places.root / "packaging" / "training")
    assert started == [[str(places.python), training, "rows", "--seed", "3"]]


@pytest.mark.parametrize("given", [["--for", "windows"], ["--version", "1.0.0", "--for=macos"]])
def test_a_package_for_another_system_takes_no_environment(places: Places, given: list[str]) -> None:
    command = package_command(places, given, Console(io.StringIO()))
    assert command == [sys.executable, str(places.root / "packaging" / "package_for.py"), *given]
    assert not places.cache.exists()


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["setup", "extra"]])
def test_a_wrong_command_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        dev.parse(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def steps_over(done: dict[str, bool], ran: list[str]) -> list[Step]:
    def step(name: str) -> Step:
        def run() -> None:
            ran.append(name)
            done[name] = True

        return Step(name, lambda: done[name], run)

    return [step(name) for name in done]


def test_only_what_is_missing_is_done_and_all_of_it_said(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    steps = steps_over({"one": True, "two": False, "three": False}, ran)
    monkeypatch.setattr(dev, "setup_steps", lambda *_: steps)
    said = io.StringIO()
    dev.set_up(places, Console(said))
    assert ran == ["two", "three"]
    assert "[1/3] one: in place" in said.getvalue()
    assert "[2/3] two …" in said.getvalue()


def test_when_all_is_in_place_nothing_is_said(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    steps = steps_over({"one": True}, ran)
    monkeypatch.setattr(dev, "setup_steps", lambda *_: steps)
    said = io.StringIO()
    dev.set_up(places, Console(said))
    assert (ran, said.getvalue()) == ([], "")


def test_the_set_up_of_this_checkout_has_its_steps_in_order(tmp_path: Path) -> None:
    places = Places(root=dev.ROOT, cache=tmp_path)
    titles = [step.title for step in dev.setup_steps(places, Console(io.StringIO()))]
    assert titles == [
        "System libraries",
        "Virtual environment",
        "Packages",
        "llama.cpp",
        "Starter models",
        "Anamnesis",
        "Trial on this computer",
    ]


def test_a_problem_is_two_lines_and_its_own_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise SetupProblem("The disk is full.", remedy="Free 4 GB.")

    monkeypatch.setattr(dev, "run", fail)
    monkeypatch.setattr(dev, "find_places", lambda root: Places(root=root, cache=root / "unused"))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.chdir(dev.ROOT)
    assert dev.main(["setup"]) == 4
    assert capsys.readouterr().err == "Error: The disk is full.\n  Free 4 GB.\n"


@pytest.mark.skipif(os.name == "nt", reason="stands a shell script in for the environment's Python")
@pytest.mark.parametrize(
    ("earlier", "pytest_arguments", "status"),
    [
        (0, ["--version"], 0),
        (1, ["--version"], 1),
        (0, ["--no-such-option"], 4),
        (1, ["--no-such-option"], 4),
    ],
)
def test_every_check_runs_and_any_failure_counts(
    places: Places,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    earlier: int,
    pytest_arguments: list[str],
    status: int,
) -> None:
    places.python.parent.mkdir(parents=True)
    places.python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    places.python.chmod(0o755)
    commands = [
        ("first", [sys.executable, "-c", f"print('words of the first'); raise SystemExit({earlier})"]),
        ("second", [sys.executable, "-c", ""]),
    ]
    monkeypatch.setattr(launcher_checks, "checks", lambda _: commands)
    monkeypatch.setattr(launcher_checks, "ADDITIONS", 300_000)
    said = io.StringIO()
    assert launcher_checks.run_checks(places, Console(said), pytest_arguments=pytest_arguments) == status
    assert "second: ok" in said.getvalue()
    assert ("words of the first" in said.getvalue()) == bool(earlier)
    assert re.search(
        r"All of it: \d+s, \d+s of processor time; 300,000 additions took [1-9]\d* ms", said.getvalue()
    )
    capfd.readouterr()


@pytest.mark.parametrize(
    ("given", "workers"), [(["-k", "name"], "auto"), (["-n", "0"], "0"), (["tests/unit", "-n4"], "4")]
)
def test_what_is_given_to_the_tests_keeps_their_parallelism(
    places: Places, given: list[str], workers: str
) -> None:
    command = launcher_checks.pytest_command(places, launcher_checks.IN_PARALLEL, given)
    assert command[3 + len(launcher_checks.IN_PARALLEL) :] == given
    parser = argparse.ArgumentParser()
    parser.add_argument("-n")
    assert parser.parse_known_args(command[3:])[0].n == workers


def test_files_of_tests_lie_in_memory_where_there_is_plenty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_DEBUG_TEMPROOT", raising=False)
    monkeypatch.setattr(launcher_checks, "MEMORY", tmp_path)
    for name in ("MEMORY_NEEDED_BYTES", "COMPUTER_NEEDED_BYTES"):
        monkeypatch.setattr(launcher_checks, name, 0)
    assert launcher_checks.environment_of_tests()["PYTEST_DEBUG_TEMPROOT"] == str(tmp_path)
    monkeypatch.setattr(launcher_checks, "COMPUTER_NEEDED_BYTES", 2**60)
    assert "PYTEST_DEBUG_TEMPROOT" not in launcher_checks.environment_of_tests()
    monkeypatch.setattr(launcher_checks, "COMPUTER_NEEDED_BYTES", 0)
    monkeypatch.setenv("PYTEST_DEBUG_TEMPROOT", "/srv")
    assert "PYTEST_DEBUG_TEMPROOT" not in launcher_checks.environment_of_tests()


def test_one_process_more_than_processors_runs_tests_unless_somebody_says_how_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = "PYTEST_XDIST_AUTO_NUM_WORKERS"
    monkeypatch.delenv(chosen, raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    assert launcher_checks.environment_of_tests()[chosen] == "5"
    monkeypatch.setenv(chosen, "2")
    assert chosen not in launcher_checks.environment_of_tests()


def test_proofs_are_run_alone_and_one_at_a_time(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 5)

    monkeypatch.setattr(subprocess, "run", record)
    monkeypatch.setattr(dev, "set_up", lambda *_: None)
    assert dev.run("prove", ["-k", "typing"], places, Console(io.StringIO())) == 5
    (command,) = ran
    assert "--prove" in command
    assert "-n" not in command
    assert command[-2:] == ["-k", "typing"]


def test_the_build_server_runs_exactly_what_a_developer_runs() -> None:
    script = (dev.ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert script[-1] == "exec python3 packaging/dev.py test"
    assert "set -euo pipefail" in script
