"""The filter's program, run as the kernel would for both processors; and why a measure is missing."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from pathlib import Path

import pytest

from core.confinement import landlock, system_calls
from core.confinement.call_numbers import call_numbers
from core.confinement.runtime_paths import runtime_paths
from core.confinement.system_calls import filter_program
from core.engine.confinement import engine_refusals

PID = 4711
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ALLOWED, REFUSED, UNKNOWN, KILLED = 0x7FFF0000, 0x50001, 0x50000 | errno.ENOSYS, 0x80000000


def verdict(program: bytes, number: int, architecture: int, arguments: tuple[int, ...]) -> int:
    """What the kernel would do (classic BPF over `struct seccomp_data`)."""
    padded = [*arguments, *([0] * (6 - len(arguments)))]
    data = struct.pack("<IIQ6Q", number, architecture, 0, *padded)
    steps = list(struct.iter_unpack("=HBBI", program))
    loaded, at = 0, 0
    while True:
        code, met, unmet, value = steps[at]
        at += 1
        match code:
            case 0x20:
                (loaded,) = struct.unpack_from("<I", data, value)
            case 0x06:
                return int(value)
            case 0x15:
                at += met if loaded == value else unmet
            case 0x35:
                at += met if loaded >= value else unmet
            case 0x45:
                at += met if loaded & value else unmet
            case _:
                raise AssertionError(code)


THREAD, FORK = 0x3D0F00, 0x1200011
CALLS = [
    ("openat", (0, 0, os.O_RDONLY), ALLOWED),
    ("openat", (0, 0, os.O_RDONLY | 0o2000000), ALLOWED),
    ("openat", (0, 0, os.O_WRONLY), REFUSED),
    ("openat", (0, 0, os.O_RDWR), REFUSED),
    ("openat", (0, 0, 0o100), REFUSED),
    ("openat", (0, 0, 0o1000), REFUSED),
    ("openat2", (), UNKNOWN),
    ("clone", (THREAD,), ALLOWED),
    ("clone", (FORK,), REFUSED),
    ("clone3", (), UNKNOWN),
    ("tgkill", (PID, PID + 1, 11), ALLOWED),
    ("tgkill", (PID + 1, PID + 1, 9), REFUSED),
    ("prlimit64", (0, 1), ALLOWED),
    ("prlimit64", (PID, 1), ALLOWED),
    ("prlimit64", (1, 1), REFUSED),
    ("setpriority", (0, 0, 5), ALLOWED),
    ("setpriority", (0, 1, 5), REFUSED),
    ("ioprio_set", (1, 0, 0), ALLOWED),
    ("ioprio_set", (1, PID + 1, 0), REFUSED),
    ("sched_setaffinity", (0, 8), ALLOWED),
    ("sched_setaffinity", (PID, 8), ALLOWED),
    ("sched_setaffinity", (PID + 1, 8), REFUSED),
    ("sched_setscheduler", (PID + 1, 5), REFUSED),
    ("prctl", (15, 0), ALLOWED),
    ("prctl", (1, 0), REFUSED),
    ("prctl", (4, 1), REFUSED),
    ("fcntl", (0, 3), ALLOWED),
    ("fcntl", (0, 8, 1), REFUSED),
    ("ioctl", (0, 0x5412), REFUSED),
    ("ioctl", (0, 0x40086602), REFUSED),
    *((name, (), REFUSED) for name in ("socket", "connect", "execve", "ptrace", "unlinkat", "kill", "bpf")),
]


@pytest.mark.parametrize("processor", sorted(ARCHITECTURES))
def test_the_filter_lets_through_what_is_meant(processor):
    program = filter_program(processor, engine_refusals(processor, PID))
    assert len(program) // 8 < 4096, "the longest that the kernel takes"
    numbers, architecture = call_numbers(processor), ARCHITECTURES[processor]
    for name, arguments, expected in CALLS:
        found = verdict(program, numbers[name], architecture, arguments)
        assert found == expected, (name, arguments)
    # read(2) and what no list names.
    for number in (0 if processor == "x86_64" else 63, 999):
        assert verdict(program, number, architecture, ()) == ALLOWED
    assert verdict(program, numbers["socket"], 0x40000003, ()) == KILLED


def test_calls_of_the_other_way_of_an_x86_64_are_refused():
    program = filter_program("x86_64", engine_refusals("x86_64", PID))
    assert verdict(program, 0x40000000, ARCHITECTURES["x86_64"], ()) == REFUSED


def test_arguments_count_by_their_lower_half_alone():
    """The kernel reads these as 32 bits: what stands above must not hide them."""
    program = filter_program("x86_64", engine_refusals("x86_64", PID))
    numbers, architecture = call_numbers("x86_64"), ARCHITECTURES["x86_64"]
    assert verdict(program, numbers["openat"], architecture, (0, 0, os.O_WRONLY | 1 << 40)) == REFUSED
    assert verdict(program, numbers["prctl"], architecture, (4 | 1 << 40,)) == REFUSED


class FakeLibc:
    """A kernel that refuses every call with one error."""

    def __init__(self, error: int) -> None:
        self._error = error

    def syscall(self, *_: object) -> int:
        ctypes.set_errno(self._error)
        return -1


@pytest.mark.parametrize(
    ("error", "reason"), [(errno.ENOSYS, "kernel"), (errno.EOPNOTSUPP, "disabled"), (errno.EPERM, "refused")]
)
def test_a_kernel_that_refuses_is_named_with_its_reason(monkeypatch, error, reason):
    for module in (landlock, system_calls):
        monkeypatch.setattr(module, "give_up_new_privileges", lambda: FakeLibc(error))
    monkeypatch.setattr(system_calls, "machine", lambda: "x86_64")
    assert landlock.restrict_files() == (0, reason)
    assert system_calls.refuse_calls({}) == (False, reason)


def test_other_systems_and_processors_are_named(monkeypatch):
    monkeypatch.setattr(system_calls, "machine", lambda: "")
    monkeypatch.setattr(system_calls, "give_up_new_privileges", lambda: FakeLibc(0))
    assert system_calls.refuse_calls({}) == (False, "processor")
    monkeypatch.setattr("core.confinement.libc.sys.platform", "darwin")
    for module in (landlock, system_calls):
        monkeypatch.setattr(module, "give_up_new_privileges", lambda: None)
    assert landlock.restrict_files() == (0, "other_system")
    assert system_calls.refuse_calls({}) == (False, "other_system")


def test_of_a_prefix_in_a_home_directory_only_the_libraries_are_readable(monkeypatch, tmp_path):
    package = tmp_path / "checkout" / "core"
    package.mkdir(parents=True)
    for name in ("prefix", "base_prefix", "exec_prefix", "base_exec_prefix"):
        monkeypatch.setattr(sys, name, str(tmp_path))
    monkeypatch.setattr(
        sys, "path", [str(tmp_path / "checkout"), str(tmp_path), str(tmp_path / "site-packages")]
    )
    readable = runtime_paths(package)
    trees = set(readable.trees)
    assert {tmp_path / "lib", package, tmp_path / "site-packages"} <= trees
    assert (
        not {tmp_path, tmp_path / "checkout", Path("/"), Path("/etc"), Path("/proc"), Path("/home")} & trees
    )
    assert readable.listed == (tmp_path / "checkout",)
