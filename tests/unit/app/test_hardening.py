"""What the process gives up holds, and is shown by the system itself, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read from Linux's /proc")

_PRELUDE = """
import ctypes, json, os, resource, signal, socket, stat, sys
from pathlib import Path
from app.hardening import harden_process
def told(**facts): print(json.dumps(facts))
def dumpable(): return ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
"""


def run_apart(code: str, *arguments: str) -> dict:
    command = [sys.executable, "-c", _PRELUDE + code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_memory_image_can_be_made_of_the_process():
    facts = run_apart(
        "before, missing = dumpable(), harden_process()\n"
        "line = next(l for l in Path('/proc/self/limits').read_text().splitlines() if 'core' in l)\n"
        "told(before=before, after=dumpable(), missing=missing, line=line.split()[4:6],"
        " limits=resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert (facts["before"], facts["after"], facts["missing"]) == (1, 0, [])
    assert facts["limits"] in ([1, 1], [0, 0])
    assert facts["line"] == [str(limit) for limit in facts["limits"]]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="has to become another account first")
def test_what_proc_tells_of_the_process_belongs_to_root():
    facts = run_apart(
        "os.setgid(65534); os.setuid(65534)\n"
        "ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)\n"
        "before = os.stat('/proc/self/environ').st_uid\n"
        "harden_process()\n"
        "after = os.stat('/proc/self/environ').st_uid\n"
        "try: Path('/proc/self/mem').open('rb'); readable = True\n"
        "except OSError: readable = False\n"
        "told(before=before, after=after, readable=readable)"
    )
    assert facts == {"before": 65534, "after": 0, "readable": False}


@pytest.mark.parametrize("hardened", [True, False])
def test_a_program_it_starts_leaves_no_image_either(tmp_path, hardened: bool):
    facts = run_apart(
        ("harden_process()\n" if hardened else "")
        + "os.chdir(sys.argv[1]); pid = os.fork()\n"
        + "if pid == 0: os.execv('/bin/sh', ['sh', '-c', 'kill -SEGV $$'])\n"
        + "status = os.waitpid(pid, 0)[1]\n"
        + "told(signal=os.WTERMSIG(status), image=os.WCOREDUMP(status),"
        + " limit=resource.getrlimit(resource.RLIMIT_CORE)[0])",
        str(tmp_path),
    )
    assert facts["signal"] == 11
    if hardened:
        assert (facts["image"], list(tmp_path.iterdir())) == (False, [])
    elif facts["limit"] == 0:
        pytest.skip("this system makes no images anyway, so the control shows nothing")
    else:
        assert facts["image"]


def test_a_limit_of_nothing_stays():
    facts = run_apart(
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "told(missing=harden_process(), limits=resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert facts == {"missing": [], "limits": [0, 0]}


def test_what_does_not_hold_is_said():
    facts = run_apart(
        "class Deaf:\n"
        "    def prctl(self, *_): return 1\n"
        "ctypes.CDLL = lambda *_, **__: Deaf()\n"
        "resource.setrlimit = lambda *_: None\n"
        "resource.getrlimit = lambda _: (resource.RLIM_INFINITY, 1 << 40)\n"
        "told(missing=harden_process())"
    )
    assert facts == {"missing": ["core_limit", "dumpable"]}


def test_files_are_made_for_us_alone(tmp_path):
    facts = run_apart(
        "harden_process(); os.chdir(sys.argv[1]); Path('f').write_text('x'); Path('d').mkdir()\n"
        "status = Path('/proc/self/status').read_text().splitlines()\n"
        "mask = next(line for line in status if line.startswith('Umask'))\n"
        "told(file=Path('f').stat().st_mode & 0o777, folder=Path('d').stat().st_mode & 0o777, mask=mask)",
        str(tmp_path),
    )
    assert (facts["file"], facts["folder"]) == (0o600, 0o700)
    assert facts["mask"].split() == ["Umask:", "0077"]


def test_no_socket_but_a_unix_one_can_be_made():
    facts = run_apart(
        "harden_process(); refused = []\n"
        "for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET):\n"
        "    try: socket.socket(family)\n"
        "    except PermissionError: refused.append(int(family))\n"
        "try: socket.getaddrinfo('example.org', 443)\n"
        "except PermissionError: refused.append('names')\n"
        "a, b = socket.socketpair(socket.AF_UNIX); a.close(); b.close()\n"
        "told(refused=refused)"
    )
    assert len(facts["refused"]) == 5
