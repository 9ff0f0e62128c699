"""Suspend, screen lock and session switch over a real bus, told by a stand-in for systemd-logind."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("jeepney", reason="jeepney comes with the keyring on Linux only")

from tests.fakes.login1 import FakeLogin1, bus_is_installed, private_bus
from ui.lock.logind_watch import LogindWatch

needs_bus = pytest.mark.skipif(not bus_is_installed(), reason="dbus-daemon is not installed")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with private_bus(tmp_path) as found:
        yield found


@pytest.fixture
def login1(address: str) -> Iterator[FakeLogin1]:
    made = FakeLogin1(address)
    yield made
    made.close()


class Heard:
    """A started watch and what it asked for."""

    def __init__(self, address: str) -> None:
        self.reasons: list[str] = []
        self.watch = LogindWatch(address, first_wait_s=0.05)
        self.watch.lock_requested.connect(self.reasons.append)
        self.watch.start()


@pytest.fixture
def heard(qtbot: QtBot, address: str, login1: FakeLogin1) -> Iterator[Heard]:
    made = Heard(address)
    qtbot.waitUntil(lambda: made.watch.listening)
    yield made
    made.watch.stop()


@needs_bus
def test_a_suspend_waits_until_the_lock_has_finished(qtbot: QtBot, heard: Heard, login1: FakeLogin1) -> None:
    (inhibit,) = (body for name, body in login1.calls if name == "Inhibit")
    assert (inhibit[0], inhibit[1], inhibit[3]) == ("sleep", "Anamnesis", "delay")
    assert login1.held == 1
    login1.prepare_for_sleep(True)
    qtbot.waitUntil(lambda: heard.reasons == ["suspend"])
    assert login1.held == 1, "the keys are still there"
    heard.watch.lock_finished()
    assert not heard.watch.holds_inhibitor
    qtbot.waitUntil(lambda: login1.held == 0)
    login1.prepare_for_sleep(False)
    qtbot.waitUntil(lambda: heard.watch.holds_inhibitor)
    assert login1.held == 1, "taken again at wake"
    assert heard.reasons == ["suspend"]


@needs_bus
def test_a_lock_that_ends_after_the_wake_keeps_the_next_inhibitor(
    qtbot: QtBot, heard: Heard, login1: FakeLogin1
) -> None:
    login1.prepare_for_sleep(True)
    qtbot.waitUntil(lambda: heard.reasons == ["suspend"])
    login1.prepare_for_sleep(False)
    # Answered in the bus thread; this one has not been told of the wake yet.
    while login1.called("Inhibit") < 2 or login1.held != 1:
        login1.wait_for_call()
    heard.watch.lock_finished()
    assert heard.watch.holds_inhibitor
    assert login1.held == 1


@needs_bus
def test_a_lock_of_another_cause_keeps_the_inhibitor(heard: Heard, login1: FakeLogin1) -> None:
    heard.watch.lock_finished()
    assert heard.watch.holds_inhibitor
    assert login1.held == 1


@needs_bus
def test_the_screen_lock_and_the_session_switch_are_heard(
    qtbot: QtBot, heard: Heard, login1: FakeLogin1
) -> None:
    login1.lock_session()
    qtbot.waitUntil(lambda: heard.reasons == ["screen_locked"])
    login1.change(Active=False)
    qtbot.waitUntil(lambda: heard.reasons == ["screen_locked", "session_switched"])
    login1.change(LockedHint=True)
    qtbot.waitUntil(lambda: heard.reasons[2:] == ["screen_locked"])


@needs_bus
def test_what_is_no_reason_is_none(qtbot: QtBot, heard: Heard, login1: FakeLogin1) -> None:
    login1.change(Active=True, LockedHint=False)
    login1.change(IdleHint=True)
    login1.lock_session()
    qtbot.waitUntil(lambda: bool(heard.reasons))
    assert heard.reasons == ["screen_locked"], "what came before it was heard and left alone"


@needs_bus
def test_stopping_lets_the_inhibitor_go_and_hears_no_more(
    qtbot: QtBot, heard: Heard, login1: FakeLogin1
) -> None:
    heard.watch.stop()
    qtbot.waitUntil(lambda: login1.held == 0)
    heard.watch.stop()
    heard.watch.start()
    qtbot.waitUntil(lambda: heard.watch.holds_inhibitor)
    # What the other side has heard is told by its own thread.
    qtbot.waitUntil(lambda: login1.called("Inhibit") == 2)


@needs_bus
def test_a_bus_that_ends_the_conversation_is_called_again(
    qtbot: QtBot, heard: Heard, login1: FakeLogin1
) -> None:
    line = heard.watch._line
    assert line is not None
    assert line._connection is not None
    line._connection.sock.shutdown(socket.SHUT_RDWR)
    qtbot.waitUntil(lambda: login1.called("Inhibit") == 2 and login1.held == 1)
    qtbot.waitUntil(lambda: heard.watch.listening)
    login1.prepare_for_sleep(True)
    qtbot.waitUntil(lambda: heard.reasons == ["suspend"])
    heard.watch.lock_finished()
    assert not heard.watch.holds_inhibitor


@needs_bus
def test_a_refused_inhibitor_is_said_once_and_sleep_is_still_heard(
    qtbot: QtBot, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    login1 = FakeLogin1(address, refused=frozenset({"Inhibit"}))
    made = Heard(address)
    try:
        qtbot.waitUntil(lambda: made.watch.listening)
        assert "will not wait for the lock" in caplog.text
        login1.prepare_for_sleep(True)
        qtbot.waitUntil(lambda: made.reasons == ["suspend"])
        made.watch.lock_finished()
    finally:
        made.watch.stop()
        login1.close()


@needs_bus
def test_a_bus_without_logind_is_said_and_no_more(
    qtbot: QtBot, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    made = Heard(address)
    qtbot.waitUntil(lambda: made.watch.listening)
    assert "will not wait for the lock" in caplog.text
    assert not made.watch.holds_inhibitor
    made.watch.stop()


def test_without_a_bus_one_line_is_logged(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = Heard(f"unix:path={tmp_path / 'nobody'}")
    qtbot.waitUntil(lambda: "no system bus" in caplog.text)
    made.watch.lock_finished()
    made.watch.stop()
    assert len([each for each in caplog.records if each.name.startswith("ui.lock")]) == 1
    assert made.reasons == []
