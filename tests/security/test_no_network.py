"""The whole journey on the command line works without a network and asks the kernel for none."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.fixtures.figures import figure
from tests.journeys.program import Program, write_charts

pytestmark = [pytest.mark.journey, pytest.mark.engine]

OWN_NETWORK = ("unshare", "--net")
SOCKET_CALL = re.compile(r"\b(socket|connect)\((?:\d+, \{sa_family=)?(AF_\w+)")
CHART = {
    "client": {"id": "net-1", "first_name": "Linnet", "last_name": "Offline", "birth_date": "1970-02-01"},
    "sessions": [
        {
            "id": "net-1-1",
            "date": "2024-05-02",
            "subjective": "Itchy rash on both arms since she began amoxicillin six days ago.",
            "objective": "Raised wheals on both forearms, chest clear.",
            "assessment": "Urticaria from amoxicillin.",
            "plan": "Amoxicillin was stopped because of the rash. Cetirizine 10 mg once a day.",
        }
    ],
}
PROBE = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"


def why_no_namespace() -> str | None:
    """None when a process may be put into a network namespace of its own."""
    if shutil.which(OWN_NETWORK[0]) is None:
        return "unshare is not installed"
    tried = subprocess.run([*OWN_NETWORK, "true"], capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else f"no network namespace allowed here: {tried.stderr.strip()}"


def why_no_trace(folder: Path) -> str | None:
    """None when system calls can be traced."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run([*tracing(folder / "probe"), "true"], capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else f"tracing is not allowed here: {tried.stderr.strip()[-200:]}"


def tracing(output: Path) -> tuple[str, ...]:
    """A prefix that writes the socket and connect calls of a command and its children to `output.PID`."""
    return ("strace", "-f", "-ff", "--seccomp-bpf", "-qq", "-e", "trace=socket,connect", "-o", str(output))


def families(trace_folder: Path) -> Counter[str]:
    """How often each address family was asked for, by any traced process."""
    counted: Counter[str] = Counter()
    for path in trace_folder.iterdir():
        counted.update(match[2] for match in SOCKET_CALL.finditer(path.read_text("utf-8", "replace")))
    return counted


def journey(program: Program) -> None:
    """Practice, import, index, search, question; each step's result is looked at."""
    program.must("init", "--practice", "Offline")
    charts = write_charts(program.secrets / "charts.jsonl", [CHART])
    assert program.must_json("import", str(charts))["sessions"] == 1
    status = program.must_json("index", "run")
    assert status["pending"] == 0
    assert status["passages"] > 0
    # Not one that the structure of the record answers: the model is to write.
    question = "Did the amoxicillin give a rash?"
    found = program.must_json("find", question)
    assert found["hits"]
    assert any("because of the rash" in hit["text"] for hit in found["hits"])
    answer = program.must_json("ask", question, "--client", "net-1", "--with-model")
    assert any("rash" in source["quote"] or "Urticaria" in source["quote"] for source in answer["sources"])
    assert answer["usage"]["output_tokens"] > 0, f"the model did not write: {answer['notice']}"


@pytest.fixture
def trace_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "trace"
    folder.mkdir()
    # Traced processes that run as another user write here too.
    folder.chmod(0o777)
    return folder


def test_the_journey_runs_and_opens_no_network_socket(tmp_path: Path, trace_folder: Path) -> None:
    no_namespace, no_trace = why_no_namespace(), why_no_trace(tmp_path)
    if no_namespace and no_trace:
        pytest.skip(f"{no_namespace}; {no_trace}")
    wrapper = [
        *(() if no_namespace else OWN_NETWORK),
        *(() if no_trace else tracing(trace_folder / "call")),
    ]
    journey(Program(tmp_path / "practice", wrapper=wrapper))
    counted = families(trace_folder)
    figure(f"no network: own namespace {no_namespace or 'yes'}; traced {no_trace or dict(counted)}")
    if no_trace:
        pytest.skip(f"journey passed in its own network namespace, but: {no_trace}")
    assert counted["AF_UNIX"] > 0, "Postgres is spoken to over a Unix socket: the trace saw nothing"
    assert set(counted) == {"AF_UNIX"}
    if no_namespace:
        pytest.skip(f"no network socket in the trace, but: {no_namespace}")


def test_control_the_trace_shows_a_network_socket(tmp_path: Path, trace_folder: Path) -> None:
    if reason := why_no_trace(tmp_path):
        pytest.skip(reason)
    # A grandchild, as Postgres and the engine are.
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {PROBE!r}])"
    command = [*tracing(trace_folder / "call"), sys.executable, "-c", nested]
    subprocess.run(command, capture_output=True, check=False)
    assert families(trace_folder)["AF_INET"] >= 2


def test_control_the_namespace_has_no_way_out() -> None:
    if reason := why_no_namespace():
        pytest.skip(reason)
    command = [*OWN_NETWORK, sys.executable, "-c", PROBE]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert tried.returncode == 1
    assert "Network is unreachable" in tried.stderr
