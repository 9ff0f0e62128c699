"""The engine process reaches nothing: tried from inside, and watched from outside."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import core
from tests.fixtures.engine import permitted

ROOT = str(Path(core.__file__).resolve().parents[1])

# Each attempt runs in a confined process of its own and prints what became of it.
_TRIES = """
import json, os, socket, subprocess, sys
from core.child_processes.isolation import forbid_new_file_contents, isolate
isolation = isolate(parent_pid=os.getppid())
def attempt(action):
    try:
        action()
    except Exception as error:
        return type(error).__name__
    return "done"
seen = {
    "inet": attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM)),
    "inet6": attempt(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)),
    "default": attempt(lambda: socket.socket()),
    "netlink": attempt(lambda: socket.socket(16, socket.SOCK_RAW)),
    "adopted": attempt(lambda: socket.socket(fileno=0)),
    "connection": attempt(lambda: socket.create_connection(("127.0.0.1", 9), 1)),
    "lookup": attempt(lambda: socket.getaddrinfo("example.org", 80)),
    "hostname": attempt(lambda: socket.gethostbyname("localhost")),
    "unix": attempt(lambda: socket.socketpair()[0].close()),
    "program": attempt(lambda: subprocess.run(["true"])),
    "system": attempt(lambda: os.system("true")),
    "fork": attempt(lambda: os.fork() or os._exit(0)),
}
path = sys.argv[1]
seen["file before"] = attempt(lambda: open(path, "w").write("x") and None)
forbid_new_file_contents()
def write():
    with open(path + "2", "w") as file:
        file.write("clinical text")
seen["file after"] = attempt(write)
print(json.dumps(seen))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets and resource limits")
def test_every_way_out_is_closed(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", _TRIES, str(tmp_path / "file")],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ROOT},
        timeout=60,
    )
    seen = json.loads(done.stdout)
    open_ways = {"unix": "done", "file before": "done"}
    assert {way: outcome for way, outcome in seen.items() if way in open_ways} == open_ways
    closed = {way: outcome for way, outcome in seen.items() if way not in open_ways}
    assert set(closed.values()) <= {"PermissionError", "OSError"}, closed
    assert (tmp_path / "file2").stat().st_size == 0


# Everything the engine can be asked, in one process that strace follows into the child.
_USE = """
import sys
from pathlib import Path
from core.engine.catalogue import starter_models
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest
models = starter_models(Path(sys.argv[1]))
client = EngineClient(embedders=(models.embedder,), generator=models.generator)
client.start()
assert client.embed(["sleep"]).shape == (1, 384)
request = GenerationRequest((ChatMessage("user", "Name a fruit."),), max_tokens=4)
assert client.generate(request, on_text=lambda text: None).text
client.stop()
"""


@pytest.mark.engine
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_trace_of_the_whole_engine_shows_no_network_socket(starters, tmp_path):
    trace = tmp_path / "trace"
    strace = shutil.which("strace")
    assert strace is not None
    done = subprocess.run(
        [
            *(strace, "--seccomp-bpf", "-f", "-qq", "-o", str(trace), "-e", "trace=%network,unshare,execve"),
            *(sys.executable, "-c", _USE, str(starters.generator.path.parent)),
        ],
        capture_output=True,
        env={"PYTHONPATH": ROOT, **permitted(starters).environment},
        timeout=240,
        check=False,
    )
    if b"ptrace" in done.stderr and done.returncode != 0:
        pytest.skip("tracing is not permitted here")
    assert done.returncode == 0, done.stderr[-2000:]
    calls = trace.read_text()
    assert "unshare(CLONE_NEWNET)" in calls, "the trace does not follow the child"
    families = set(re.findall(r"socket(?:pair)?\((\w+)", calls))
    assert families <= {"AF_UNIX"}
    assert not re.search(r"sa_family=(?!AF_UNIX)", calls)
    assert calls.count("execve(") == 2, "the engine started another program"
