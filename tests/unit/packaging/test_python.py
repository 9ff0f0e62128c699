"""Which PyTorch is taken, what of pip's output is shown, and when the program is installed anew."""

from __future__ import annotations

import io
import os
import sys
import venv
from pathlib import Path

import pytest

import launcher_python
from launcher_console import CommandFailed, Console, SetupProblem
from launcher_places import Places, Record
from launcher_python import (
    Interpreter,
    Packages,
    VirtualEnvironment,
    ask_interpreter,
    describe_pip,
    packaging_tables,
    refuse_unlocked_torch,
    torch_builds,
)
from launcher_python import (
    has_pip as real_has_pip,
)

LOCKS = Path(__file__).resolve().parents[3] / "packaging" / "locks"
TORCH = (LOCKS / "torch.txt").read_text(encoding="utf-8")


def interpreter(short: str, platform: str, machine: str) -> Interpreter:
    return Interpreter(version=f"{short}.1", short=short, platform=platform, machine=machine)


@pytest.mark.parametrize("short", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize(
    ("platform", "machine"),
    [("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("win32", "AMD64")],
)
def test_every_supported_machine_has_one_locked_build(short: str, platform: str, machine: str) -> None:
    refuse_unlocked_torch(TORCH, interpreter(short, platform, machine))


@pytest.mark.parametrize(
    ("short", "platform", "machine"),
    [("3.15", "linux", "x86_64"), ("3.12", "darwin", "x86_64"), ("3.12", "linux", "riscv64")],
)
def test_a_build_without_a_known_hash_is_refused_in_words(short: str, platform: str, machine: str) -> None:
    with pytest.raises(SetupProblem) as caught:
        refuse_unlocked_torch(TORCH, interpreter(short, platform, machine))
    assert f"Python {short} on {platform}/{machine}" in caught.value.message
    assert "3.11, 3.12, 3.13, 3.14" in caught.value.remedy


def test_no_two_builds_share_a_hash() -> None:
    hashes = list(torch_builds(TORCH).values())
    assert len(hashes) == len(set(hashes))


def test_on_linux_only_the_build_without_cuda_is_locked() -> None:
    lines = [line for line in TORCH.splitlines() if '"linux"' in line]
    assert lines
    assert all(line.startswith("torch==") and "+cpu ;" in line for line in lines)


def test_a_line_that_is_not_understood_is_an_error_not_a_gap() -> None:
    with pytest.raises(SetupProblem, match="not understood"):
        torch_builds("torch==2.0 --hash=sha256:00\n")


def test_a_python_says_what_it_is(tmp_path: Path) -> None:
    found = ask_interpreter(Path(sys.executable))
    assert found is not None
    assert found.short == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert found.recent_enough
    assert ask_interpreter(tmp_path / "absent") is None
    assert not interpreter("3.9", "linux", "x86_64").recent_enough


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Collecting numpy==2.4.6 (from -r x.txt (line 3))", "Collecting numpy==2.4.6"),
        ("Downloading https://host/a/b/numpy-2.4.6.whl (17.1 MB)", "Downloading numpy-2.4.6.whl (17.1 MB)"),
        ("Installing collected packages: a, b, c", "Installing collected packages"),
        ("Requirement already satisfied: numpy", None),
    ],
)
def test_pip_is_quoted_only_where_it_says_something(line: str, shown: str | None) -> None:
    assert describe_pip(line) == shown


def test_only_what_changes_an_installation_counts() -> None:
    before = {"project": {"name": "a"}, "build-system": {}, "tool": {"hatch": {"x": 1}, "ruff": {}}}
    assert packaging_tables(before) == packaging_tables({**before, "tool": {"hatch": {"x": 1}}})
    assert packaging_tables(before) != packaging_tables({**before, "project": {"name": "b"}})
    assert packaging_tables({}) == [None, None, None]


class Pip:
    """Stands for pip: fails as told, remembers what it was asked for."""

    def __init__(self, *failures: str) -> None:
        self._failures = list(failures)
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], *, doing: str, log: Path, **_: object) -> str:
        self.commands.append(command)
        if failure := (self._failures.pop(0) if self._failures else ""):
            raise CommandFailed(doing, status=1, tail=failure, log=log)
        return ""


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    places = Places(root=LOCKS.parents[1], cache=tmp_path)
    return Packages(places, Record(tmp_path / "record.json"), Console(io.StringIO()))


SUPPORTED = interpreter("3.11", "linux", "x86_64")


def test_the_other_index_is_not_asked_when_pip_has_the_build(
    packages: Packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = Pip()
    monkeypatch.setattr(launcher_python, "run_tool", pip)
    assert not packages.in_place()
    packages.install(SUPPORTED)
    assert packages.in_place()
    assert all("--require-hashes" in command and "--no-deps" in command for command in pip.commands)
    assert not any("--index-url" in command for command in pip.commands)


def test_the_other_index_is_asked_for_pytorch_alone_when_pip_has_none(
    packages: Packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = Pip("ERROR: No matching distribution found for torch==2.13.0+cpu")
    monkeypatch.setattr(launcher_python, "run_tool", pip)
    packages.install(SUPPORTED)
    asked = [command for command in pip.commands if "--index-url" in command]
    assert len(asked) == 1
    assert asked[0][-1].endswith("torch.txt")


def test_a_network_without_either_index_is_told_what_to_allow(
    packages: Packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = "ERROR: No matching distribution found for torch==2.13.0+cpu"
    monkeypatch.setattr(launcher_python, "run_tool", Pip(none, none))
    with pytest.raises(SetupProblem) as caught:
        packages.install(SUPPORTED)
    assert "download.pytorch.org" in caught.value.remedy
    assert not packages.in_place()


def test_a_wrong_hash_is_not_answered_with_another_source(
    packages: Packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = Pip("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE")
    monkeypatch.setattr(launcher_python, "run_tool", pip)
    with pytest.raises(CommandFailed):
        packages.install(SUPPORTED)
    assert len(pip.commands) == 1
    assert not packages.in_place()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Environments are made without pip, which is most of the time; lists those made."""
    folders: list[Path] = []

    def make(command: list[str], **_: object) -> str:
        assert command[1:3] == ["-m", "venv"]
        folders.append(Path(command[3]))
        venv.create(command[3], with_pip=False, symlinks=os.name != "nt")
        return ""

    monkeypatch.setattr(launcher_python, "run_tool", make)
    monkeypatch.setattr(launcher_python, "has_pip", lambda python: True)
    return folders


def environment_in(root: Path) -> VirtualEnvironment:
    places = Places(root=root, cache=root / "cache")
    return VirtualEnvironment(places, Record(places.record), Console(io.StringIO()))


def test_an_environment_is_made_once_and_kept(tmp_path: Path, made: list[Path]) -> None:
    environment = environment_in(tmp_path)
    assert not environment.in_place()
    environment.create()
    assert environment.in_place()
    environment.create()
    assert made == [tmp_path / ".venv"]
    assert environment.interpreter().recent_enough


def test_an_environment_without_a_record_is_brought_in_line(tmp_path: Path, made: list[Path]) -> None:
    venv.create(tmp_path / ".venv", with_pip=False)
    environment = environment_in(tmp_path)
    assert not environment.in_place()
    environment.create()
    assert environment.in_place()
    assert made == []


def test_an_environment_that_has_no_pip_is_made_anew(
    tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / ".venv", with_pip=False)
    monkeypatch.setattr(launcher_python, "has_pip", real_has_pip)
    environment_in(tmp_path).create()
    assert made == [tmp_path / ".venv"]


def test_a_copied_or_broken_environment_is_made_anew(tmp_path: Path, made: list[Path]) -> None:
    first = tmp_path / "first"
    first.mkdir()
    environment_in(first).create()
    second = first.rename(tmp_path / "second")
    moved = environment_in(second)
    assert not moved.in_place()
    moved.create()
    assert moved.in_place()

    Places(root=second, cache=second).python.unlink()
    assert not moved.in_place()
    moved.create()
    assert moved.in_place()
    assert made == [first / ".venv", second / ".venv", second / ".venv"]
