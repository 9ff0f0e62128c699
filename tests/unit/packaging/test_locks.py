"""The lock files: complete, hashed, public, and in line with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import launcher_locks

ROOT = Path(__file__).resolve().parents[3]
LOCKS = ROOT / "packaging" / "locks"
PINS = sorted(path.name for path in LOCKS.glob("*.txt"))


def requirements(name: str) -> list[str]:
    """The lines of a lock, continuations joined, comments gone."""
    text = (LOCKS / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


def pinned(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in requirements(name):
        match = re.match(r"([A-Za-z0-9._-]+)==(\S+)", line)
        assert match, line
        found[canonicalize_name(match[1])] = match[2]
    return found


def test_every_lock_has_a_maker() -> None:
    assert set(PINS) == {f"{name}.txt" for name in launcher_locks._LOCKS} | {"torch.txt"}


@pytest.mark.parametrize("name", PINS)
def test_every_line_is_one_version_with_hashes_and_no_source(name: str) -> None:
    lines = requirements(name)
    assert lines
    for line in lines:
        assert re.fullmatch(
            r"[A-Za-z0-9._-]+==[^\s;@]+( ; [^#@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", line
        ), line


def test_what_the_project_asks_for_is_locked_within_its_ranges() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = pinned("runtime.txt") | pinned("torch.txt") | pinned("llama.txt")
    for text in settings["project"]["dependencies"]:
        wanted = Requirement(text)
        assert locked[canonicalize_name(wanted.name)] in wanted.specifier, text
    tools = pinned("dev.txt")
    for text in settings["dependency-groups"]["dev"]:
        wanted = Requirement(text)
        assert tools[canonicalize_name(wanted.name)] in wanted.specifier, text


def test_program_and_tools_agree_where_they_share_a_package() -> None:
    runtime, dev = pinned("runtime.txt"), pinned("dev.txt")
    shared = runtime.keys() & dev.keys()
    assert shared
    assert {name: runtime[name] for name in shared} == {name: dev[name] for name in shared}


def test_what_is_installed_apart_is_not_locked_twice() -> None:
    assert not pinned("runtime.txt").keys() & {"torch", "llama-cpp-python"}
    assert not {name for name in pinned("runtime.txt") if name.startswith(("nvidia", "cuda", "triton"))}
