"""Native code in the engine process: it reads its models and the libraries, and reaches nothing else.

Each attack is a call of the C library, which no hook of the interpreter sees. It runs twice, in a process of
its own: once as the engine is cut off inside Python (the control, which has to succeed), once under its whole
confinement.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import core
from core.child_processes.environment import child_environment
from tests.fixtures.figures import figure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the measures are those of Linux")

TAKEN_OVER = """
import ctypes, json, os, sys, threading
from core.child_processes.isolation import isolate
place = json.loads(sys.argv[2])
said = os.dup(1)
isolate(parent_pid=int(sys.argv[1]))
held = [0, False]
if sys.argv[3] == "confined":
    from core.engine.confinement import confine
    confinement = confine(place["configuration"])
    held = [confinement.landlock, confinement.system_calls]
libc = ctypes.CDLL(None, use_errno=True)
libc.open.restype = ctypes.c_int
def name(key):
    return place[key].encode()
def address(path):
    return (1).to_bytes(2, "little") + path + bytes(108 - len(path))
def reads(path):
    number = libc.open(path, os.O_RDONLY)
    return number >= 0 and len(os.read(number, 1)) == 1
ATTACK
os.write(said, json.dumps([held, bool(done)]).encode())
os._exit(0)
"""

ATTACKS = {
    "read the vault": "done = reads(name('vault'))",
    "read the home directory": "done = reads(name('home'))",
    "read a database secret": "done = reads(name('secret'))",
    "read a model beside its own": "done = reads(name('other_model'))",
    "list the data directory": "number = libc.open(name('data'), os.O_RDONLY | os.O_DIRECTORY)\n"
    "done = number >= 0 and len(os.listdir(number)) > 0",
    "read another process": "done = reads(b'/proc/%d/environ' % place['decoy'])",
    "write into the vault": "done = libc.open(name('vault'), os.O_WRONLY) >= 0",
    "empty the vault": "done = libc.open(name('vault'), os.O_WRONLY | os.O_TRUNC) >= 0",
    "write a new file": "done = libc.open(name('data') + b'/new', os.O_CREAT | os.O_RDWR, 0o600) >= 0",
    "write a temporary file": "done = libc.open(name('temporary'), os.O_CREAT | os.O_RDWR, 0o600) >= 0\n"
    "libc.unlink(name('temporary'))",
    "write into its own model": "done = libc.open(name('model'), os.O_RDWR) >= 0",
    "delete": "done = libc.unlink(name('vault')) == 0",
    "rename": "done = libc.rename(name('vault'), name('vault') + b'.away') == 0",
    "link": "done = libc.link(name('vault'), name('vault') + b'.link') == 0",
    "shorten": "done = libc.truncate(name('vault'), 0) == 0",
    "make a directory": "done = libc.mkdir(name('data') + b'/new', 0o700) == 0",
    "change a mode": "done = libc.chmod(name('vault'), 0o644) == 0",
    "open an internet socket": "done = libc.socket(2, 1, 0) >= 0",
    "connect to the database": "number = libc.socket(1, 1, 0)\n"
    "done = number >= 0 and libc.connect(number, address(name('socket')), 110) == 0",
    "fork": "child = libc.fork()\nif child == 0: os._exit(0)\ndone = child > 0",
    "execute": "if libc.fork() == 0: os._exit(0)\n"
    "libc.execv(name('program'), (ctypes.c_char_p * 2)(name('program'), None))\ndone = False",
    "spawn": "child = ctypes.c_int()\nargv = (ctypes.c_char_p * 2)(b'/bin/true', None)\n"
    "done = libc.posix_spawn(ctypes.byref(child), b'/bin/true', None, None, argv, None) == 0",
    "signal": "done = libc.kill(place['decoy'], 0) == 0",
    "lower the priority of another process": "done = libc.setpriority(0, place['decoy'], 5) == 0",
}


@dataclass(frozen=True)
class GuardedDirectory:
    """A data directory with everything that must stay closed, as the child is told of it."""

    root: Path
    facts: dict

    def attack(self, what: str, how: str) -> tuple[list, bool]:
        done = subprocess.run(
            [
                *(sys.executable, "-c", TAKEN_OVER.replace("ATTACK", ATTACKS[what])),
                *(str(os.getpid()), json.dumps(self.facts), how),
            ],
            env=child_environment(threads=1, inherited=os.environ) | {"OPENBLAS_NUM_THREADS": "1"},
            capture_output=True,
            check=True,
            timeout=60,
        )
        held, succeeded = json.loads(done.stdout)
        return held, succeeded


@pytest.fixture
def place(tmp_path):
    data = tmp_path / "data"
    (data / "secrets").mkdir(parents=True)
    (data / "models").mkdir()
    home = tmp_path / "home"
    home.mkdir()
    files = {
        "vault": data / "vault.json",
        "home": home / "diary.txt",
        "secret": data / "secrets" / "database-app",
        "model": data / "models" / "own.gguf",
        "other_model": data / "models" / "other.gguf",
    }
    for file in files.values():
        file.write_text("words")
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nprintf '[[0, false], true]'\n")
    program.chmod(0o700)
    listening = socket.socket(socket.AF_UNIX)
    # Short enough for the address of a socket, which a test's own directory need not be.
    path = f"{tempfile.gettempdir()}/anamnesis-red-{os.getpid()}.sock"
    listening.bind(path)
    listening.listen()
    decoy = subprocess.Popen(["sleep", "60"])
    configuration = {"embedders": [], "generator": {"path": str(files["model"])}}
    facts = {name: str(file) for name, file in files.items()}
    facts |= {"data": str(data), "socket": path, "program": str(program), "temporary": path + ".new"}
    try:
        yield GuardedDirectory(tmp_path, {**facts, "decoy": decoy.pid, "configuration": configuration})
    finally:
        decoy.kill()
        decoy.wait()
        listening.close()
        Path(path).unlink()


@pytest.fixture(scope="module")
def refused():
    """The attacks that succeeded in Python's isolation and were refused by the kernel."""
    names: list[str] = []
    yield names
    if names:
        figure(f"engine taken over: {len(names)} attacks refused that succeed in Python's isolation")


@pytest.mark.parametrize("what", sorted(ATTACKS))
def test_native_code_in_the_engine_is_refused(place, what, refused):
    assert place.attack(what, "in python only")[1], "the control has to succeed"
    vault = Path(place.facts["vault"])
    vault.write_text("words")
    held, succeeded = place.attack(what, "confined")
    if not (held[0] and held[1]):
        pytest.skip("this system lacks Landlock or the filter of system calls")
    assert not succeeded
    assert vault.read_text() == "words"
    refused.append(what)


REFUSED_OUTRIGHT = {
    "ptrace": "done = libc.ptrace(16, place['decoy'], 0, 0) == 0",
    "read another's memory": "done = libc.process_vm_readv(place['decoy'], None, 0, None, 0, 0) >= 0",
    "a namespace of its own": "done = libc.unshare(0x10000000) == 0",
    "a file in memory": "done = libc.memfd_create(b'x', 0) >= 0",
    "survive the application": "done = libc.prctl(1, 0, 0, 0, 0) == 0",
    "become traceable": "done = libc.prctl(4, 1, 0, 0, 0) == 0",
    "signals by a descriptor": "done = libc.fcntl(0, 8, place['decoy']) == 0",
    "the ring": "done = libc.syscall(425, 1, ctypes.create_string_buffer(120)) >= 0",
    "bpf": "done = libc.syscall(321, 0, ctypes.create_string_buffer(64), 64) >= 0",
    "keys": "done = libc.syscall(250, 0, -3, 1) >= 0",
    "mount": "done = libc.mount(b'none', name('data'), b'tmpfs', 0, None) == 0",
}


@pytest.mark.parametrize("what", sorted(REFUSED_OUTRIGHT))
def test_calls_that_a_system_may_refuse_anyway_are_refused(place, what, monkeypatch):
    monkeypatch.setitem(ATTACKS, what, REFUSED_OUTRIGHT[what])
    held, succeeded = place.attack(what, "confined")
    if not held[1]:
        pytest.skip("this system has no filter of system calls")
    assert not succeeded


WORKS = {
    "its model": "done = reads(name('model'))",
    "threads": "ends = []\nthreads = [threading.Thread(target=ends.append, args=(1,)) for _ in range(8)]\n"
    "[thread.start() for thread in threads]; [thread.join() for thread in threads]\ndone = len(ends) == 8",
    "a library": "ctypes.CDLL('libm.so.6'); import decimal, sqlite3, ssl\ndone = True",
    "its own source": "import core.engine.chat\ndone = True",
    "the null device": "open(os.devnull, 'w').write('x')\ndone = True",
    "processors and memory": "import psutil\ndone = os.cpu_count() and psutil.virtual_memory().available",
}


@pytest.mark.parametrize("what", sorted(WORKS))
def test_what_the_engine_needs_still_works(place, what, monkeypatch):
    monkeypatch.setitem(ATTACKS, what, WORKS[what])
    assert place.attack(what, "confined")[1]


def test_a_crash_of_native_code_still_ends_the_process(place):
    crash = "import faulthandler; faulthandler.enable(2)\nlibc['raise'](11)"
    program = TAKEN_OVER.replace("ATTACK", crash)
    done = subprocess.run(
        [*(sys.executable, "-c", program, str(os.getpid()), json.dumps(place.facts), "confined")],
        env=child_environment(threads=1, inherited=os.environ),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -11
    assert b"Segmentation fault" in done.stderr


@pytest.mark.engine
def test_the_real_engine_is_confined_and_every_thread_of_it(engine):
    isolation = engine.isolation
    assert isolation is not None
    figure(f"engine: Landlock {isolation.landlock}, filter of system calls {isolation.system_calls}")
    if not isolation.system_calls:
        assert isolation.system_calls_reason
        pytest.skip("this system has no filter of system calls")
    for task in Path(f"/proc/{engine.pid}/task").iterdir():
        try:
            lines = (task / "status").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            # A thread of the loader or of OpenMP that has ended meanwhile.
            continue
        status = dict(line.split(":", 1) for line in lines)
        assert status["Seccomp"].strip() == "2"
        assert status["NoNewPrivs"].strip() == "1"
        assert {int(status[name], 16) for name in ("CapPrm", "CapEff", "CapBnd", "CapAmb", "CapInh")} == {0}


def test_the_package_of_the_program_is_readable_and_not_what_lies_beside_it(place, tmp_path):
    """A data directory inside the checkout, or beside it, is not opened along with the sources."""
    beside = Path(core.__file__).resolve().parents[1] / "pyproject.toml"
    if not beside.is_file():
        pytest.skip("installed without its project file")
    place.facts["vault"] = str(beside)
    held, succeeded = place.attack("read the vault", "confined")
    if not held[0]:
        pytest.skip("this kernel has no Landlock")
    assert not succeeded
