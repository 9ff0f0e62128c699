"""Code that took a parser over frees a number for itself: without the kernel's measures it gets through."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from core.attachments.reader import ConfinedReader
from core.child_processes.environment import child_environment
from tests.attachments import material
from tests.fixtures.figures import figure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the measures are those of Linux")

TAKEN_OVER = """
import ctypes, os, sys
from core.attachments.confined import limits
from core.child_processes.isolation import forbid_new_file_contents, isolate
said = os.dup(1)
null = os.open(os.devnull, os.O_RDWR)
for number in (0, 1, 2):
    os.dup2(null, number)
os.close(null)
parent, target, measures = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3].split("+")
if "landlock" not in measures:
    limits.restrict_files = lambda: (0, "not_asked")
if "filter" not in measures:
    limits.refuse_calls = lambda _: (False, "not_asked")
isolate(parent_pid=parent)
limits.limit_resources(cpu_s=20)
forbid_new_file_contents()
held = limits.forbid_opening()
libc = ctypes.CDLL(None)
libc.close(0)
ATTEMPT
os.write(said, f"{held['landlock']} {held['system_calls']} {got >= 0}".encode())
os._exit(0)
"""
"""The worker as it is confined, then the calls of native code, which no hook of the interpreter sees."""

ATTEMPTS = {
    "open": "got = libc.open(target, os.O_RDONLY)",
    "empty": "got = libc.open(target, os.O_WRONLY | os.O_TRUNC)",
    "delete": "got = libc.unlink(target)",
    "rename": "got = libc.rename(target, target + b'.away')",
    "connect": "got = libc.socket(1, 1, 0)",
    "signal": "got = libc.kill(parent, 0)",
    "execute": "got = libc.fork()\nif got == 0: os._exit(0)",
}


def attempt(tmp_path: Path, what: str, measures: str) -> tuple[int, bool, bool]:
    """Version of Landlock, whether the filter held, and whether the attempt succeeded."""
    target = tmp_path / "note.txt"
    target.write_text("words")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            TAKEN_OVER.replace("ATTEMPT", ATTEMPTS[what]),
            str(os.getpid()),
            str(target),
            measures,
        ],
        env=child_environment(threads=1, inherited=os.environ),
        capture_output=True,
        check=True,
        timeout=60,
    )
    landlock, calls, succeeded = done.stdout.decode().split()
    unharmed = target.is_file() and target.read_text() == "words"
    assert unharmed or succeeded == "True"
    return int(landlock), calls == "True", succeeded == "True"


@pytest.mark.parametrize("what", sorted(ATTEMPTS))
def test_what_native_code_tries_is_refused(tmp_path, what):
    assert attempt(tmp_path, what, "neither") == (0, False, True), "the control has to succeed"
    landlock, calls, succeeded = attempt(tmp_path, what, "landlock+filter")
    if not calls:
        pytest.skip("this system has no filter of system calls")
    assert not succeeded
    figure(f"a parser taken over: {what} succeeds without, refused with filter and Landlock {landlock}")


@pytest.mark.parametrize("what", ["open", "empty", "delete", "rename"])
def test_landlock_alone_closes_files(tmp_path, what):
    landlock, calls, succeeded = attempt(tmp_path, what, "landlock")
    if not landlock:
        pytest.skip("this kernel has no Landlock")
    assert not calls
    assert not succeeded


def test_the_real_process_says_what_held(processes_started_plainly):
    """It reads each kind of file, with nothing imported before it was confined."""
    reader = ConfinedReader()
    assert reader.confinement is None
    reader.inspect(material.pdf(["words"]), "application/pdf")
    reader.inspect(material.picture("JPEG"), "image/jpeg")
    reader.inspect("words in a file, כאב ראש".encode(), "text/plain")
    held = reader.confinement
    assert held is not None
    if platform.machine() in ("x86_64", "aarch64"):
        assert held.system_calls
    figure(f"confined process: Landlock {held.landlock}, filter of system calls {held.system_calls}")
