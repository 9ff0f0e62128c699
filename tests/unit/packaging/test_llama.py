"""The cache of built wheels: a wheel is used only on the machine, and with the bytes, it was made with."""

from __future__ import annotations

from pathlib import Path

import pytest

from launcher_console import SetupProblem
from launcher_llama import WheelCache, describe_build, locked_version, machine_key

NAME = "llama_cpp_python-0.3.36-py3-none-linux_x86_64.whl"


def key(**changed: object) -> str:
    parts: dict[str, object] = {
        "locks": b"lock",
        "platform_tag": "linux-x86_64",
        "libc": "glibc 2.36",
        "settings": {},
    }
    return machine_key(**(parts | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"locks": b"another version"},
        {"platform_tag": "linux-aarch64"},
        {"libc": "glibc 2.41"},
        {"settings": {"CMAKE_ARGS": "-DGGML_CUDA=on"}},
        {"settings": {"CXXFLAGS": "-O1"}},
    ],
)
def test_a_build_is_reused_only_for_the_same_machine_and_settings(changed: dict[str, object]) -> None:
    assert key(**changed) != key()
    assert key(settings={"UNRELATED": "1"}) == key()


def test_the_key_is_a_plain_folder_name() -> None:
    assert key(platform_tag="macosx-14.0-arm64").startswith("macosx_14_0_arm64-")


def test_the_version_comes_from_the_lock() -> None:
    assert locked_version("# made by\nllama-cpp-python==0.3.36 \\\n    --hash=sha256:00\n") == "0.3.36"
    with pytest.raises(SetupProblem):
        locked_version("numpy==2.0\n")


def test_a_compilers_line_becomes_a_percentage() -> None:
    line = "[41/137] /usr/bin/c++ -O3 -o x.o -c /somewhere/src/llama-graph.cpp"
    assert describe_build(line) == "29% (41 of 137)  llama-graph.cpp"
    assert describe_build("-- Configuring done") is None


@pytest.fixture
def built(tmp_path: Path) -> Path:
    wheel = tmp_path / "build" / NAME
    wheel.parent.mkdir()
    wheel.write_bytes(b"the wheel")
    return wheel


def test_a_kept_wheel_is_found_again_for_its_machine_and_compiler(tmp_path: Path, built: Path) -> None:
    cache = WheelCache(tmp_path / "cache")
    assert cache.find("m1", "gcc 12") is None
    kept = cache.keep(built, "m1", "gcc 12")
    assert kept.read_bytes() == b"the wheel"
    assert kept.name == NAME
    assert cache.find("m1", "gcc 12") == kept
    assert cache.find("m2", "gcc 12") is None
    assert cache.find("m1", "clang 19") is None


def test_without_a_compiler_the_machines_own_wheel_still_serves(tmp_path: Path, built: Path) -> None:
    cache = WheelCache(tmp_path / "cache")
    kept = cache.keep(built, "m1", "gcc 12")
    assert cache.find("m1", None) == kept
    assert cache.find("m2", None) is None


@pytest.mark.parametrize("damage", ["cut", "no hash"])
def test_a_damaged_wheel_is_built_anew(tmp_path: Path, built: Path, damage: str) -> None:
    cache = WheelCache(tmp_path / "cache")
    kept = cache.keep(built, "m1", "gcc 12")
    if damage == "cut":
        kept.write_bytes(b"the whe")
    else:
        kept.with_suffix(".sha256").unlink()
    assert cache.find("m1", "gcc 12") is None
    assert cache.keep(built, "m1", "gcc 12") == cache.find("m1", "gcc 12")


def test_a_wheel_left_by_an_interrupted_move_is_not_found(tmp_path: Path) -> None:
    incoming = tmp_path / "cache" / ".incoming-x" / "wheel"
    incoming.mkdir(parents=True)
    (incoming / NAME).write_bytes(b"half")
    assert WheelCache(tmp_path / "cache").find("m1", None) is None
