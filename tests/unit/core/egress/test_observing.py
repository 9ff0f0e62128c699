"""A program that opens a socket is seen in every way that this computer allows; another is not suspected."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from core.cancel import CancelToken
from core.child_processes.modules import child_command
from core.egress.dto import Observed
from core.egress.observing import Ways
from core.egress.tables import counted, counter_attempts
from core.errors import Cancelled

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="observed on Linux")

QUIET = "import socket, time; a, b = socket.socketpair(); time.sleep(0.1); print('quiet')"
OPENS = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)"
NESTED = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {OPENS!r}])"


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Ways:
    return Ways.of_this_computer(tmp_path_factory.mktemp("ways"))


def only(ways: Ways, way: str) -> Ways:
    """Just one way; skips where this computer does not allow it."""
    if way == "namespace":
        if ways.namespace is None:
            pytest.skip(ways.no_namespace)
        return replace(ways, strace=None, no_trace="left out")
    if way == "trace":
        if ways.strace is None:
            pytest.skip(ways.no_trace)
        return replace(ways, namespace=None, no_namespace="left out")
    return replace(ways, namespace=None, strace=None, no_namespace="left out", no_trace="left out")


def observe(ways: Ways, command: tuple[str, ...], folder: Path) -> Observed:
    folder.mkdir(exist_ok=True)
    return ways.observe(command, scratch=folder)


@pytest.mark.parametrize("way", ["namespace", "trace"])
def test_a_program_that_opens_a_socket_is_seen(ways: Ways, tmp_path: Path, way: str) -> None:
    found = observe(only(ways, way), child_command("core.egress.control"), tmp_path)
    assert found.exit_code == 0
    assert [each.way for each in found.watches if each.used] == [way]
    assert {each.way for each in found.connection_attempts} == {way}


def test_the_tables_show_a_socket_without_saying_whose(ways: Ways, tmp_path: Path) -> None:
    found = observe(only(ways, "tables"), child_command("core.egress.control"), tmp_path)
    assert [each.way for each in found.watches if each.used] == ["tables"]
    assert found.others >= 1
    assert found.connection_attempts == ()


@pytest.mark.parametrize("way", ["namespace", "trace"])
def test_a_program_that_opens_none_is_not_suspected(ways: Ways, tmp_path: Path, way: str) -> None:
    lines: list[str] = []
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    found = only(ways, way).observe((sys.executable, "-c", QUIET), scratch=scratch, on_line=lines.append)
    assert (found.exit_code, found.connection_attempts) == (0, ())
    assert [line.strip() for line in lines] == ["quiet"]


@pytest.mark.parametrize(("way", "lost"), [("namespace", "counters"), ("trace", "trace")])
def test_a_way_that_left_no_result_has_observed_nothing(
    ways: Ways, tmp_path: Path, way: str, lost: str
) -> None:
    """As on a full disk."""
    # The shell cannot write into a folder.
    remove = (
        "import os, pathlib\n"
        f"for path in pathlib.Path({str(tmp_path / 'trace')!r}).iterdir(): path.unlink()\n"
        f"if {lost!r} == 'counters': os.mkdir({str(tmp_path / 'counters')!r})\n"
    )
    found = observe(only(ways, way), (sys.executable, "-c", remove), tmp_path)
    assert (found.exit_code, found.watched) == (0, False)


def test_the_child_of_a_child_is_traced_though_it_connects_nowhere(ways: Ways, tmp_path: Path) -> None:
    found = observe(only(ways, "trace"), (sys.executable, "-c", NESTED), tmp_path)
    assert [each.what for each in found.connection_attempts] == ["socket AF_INET"]


def test_a_namespace_has_no_way_out(ways: Ways, tmp_path: Path) -> None:
    probe = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    found = observe(only(ways, "namespace"), (sys.executable, "-c", f"{probe}"), tmp_path)
    assert found.exit_code == 1
    assert {each.what for each in found.connection_attempts} >= {"Ip.OutNoRoutes"}


def test_a_stop_ends_everything_that_was_started(ways: Ways, tmp_path: Path) -> None:
    """A program that ends in its own time after it was asked to, as one that closes a database does."""
    mark = tmp_path / "ended"
    program = (
        "import pathlib, signal, sys, time\n"
        "def end(*_):\n"
        f"    time.sleep(0.3); pathlib.Path({str(mark)!r}).touch(); sys.exit(130)\n"
        "signal.signal(signal.SIGTERM, end)\nprint('there', flush=True)\ntime.sleep(60)\n"
    )
    cancel = CancelToken()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        ways.observe(
            (sys.executable, "-c", program),
            scratch=scratch,
            on_line=lambda _line: threading.Timer(0.2, cancel.cancel).start(),
            cancel=cancel,
        )
    assert mark.exists(), "it was given the time to end by itself"
    assert time.monotonic() - began < 15


def test_a_way_that_is_not_open_is_named_with_its_reason(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("core.egress.observing.shutil.which", lambda _name: None)
    ways = Ways.of_this_computer(tmp_path)
    told = {each.way: (each.used, each.reason) for each in ways.watches()}
    assert told == {
        "namespace": (False, "unshare is not installed"),
        "trace": (False, "strace is not installed"),
        "tables": (True, ""),
    }


def test_what_is_told_has_no_home_in_it(ways: Ways, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "dana.levi"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    program = (
        "import os, socket\nos.chdir(os.path.expanduser('~'))\n"
        "a, b = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)\n"
        "a.bind(os.path.abspath('bus')); a.listen(); b.connect(os.path.abspath('bus'))\n"
    )
    found = observe(only(ways, "trace"), (sys.executable, "-c", program), tmp_path / "scratch")
    assert (found.exit_code, found.peers) == (0, ("~/bus",))


def test_counters_of_both_kinds_are_read() -> None:
    text = (
        "Ip: Forwarding OutRequests OutNoRoutes\nIp: 1 0 3\nTcp: ActiveOpens CurrEstab\nTcp: 2 0\n"
        "Ip6OutNoRoutes                  \t5\nnonsense\n"
    )
    found = counted(text)
    assert found["Ip.OutNoRoutes"] == 3
    assert {each.what: each.times for each in counter_attempts(found)} == {
        "Ip.OutNoRoutes": 3,
        "Tcp.ActiveOpens": 2,
        "Ip6OutNoRoutes": 5,
    }


def test_a_socket_that_the_programs_own_filter_refuses_is_traced(ways: Ways, tmp_path: Path) -> None:
    """As in the engine, which has a network namespace of its own besides: no counter shows it."""
    program = (
        "import contextlib, socket\n"
        "from core.confinement.call_numbers import call_numbers\n"
        "from core.confinement.libc import machine\n"
        "from core.confinement.system_calls import Refusal, refuse_calls\n"
        "assert refuse_calls({call_numbers(machine())['socket']: Refusal()})[0]\n"
        "with contextlib.suppress(PermissionError): socket.socket(socket.AF_INET)\n"
    )
    found = observe(only(ways, "trace"), (sys.executable, "-c", program), tmp_path)
    assert found.exit_code == 0
    assert [(each.what, each.outcome) for each in found.connection_attempts] == [("socket AF_INET", "EPERM")]
