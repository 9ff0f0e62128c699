"""The idle watch: input puts it off, either clock can end it, and nothing that is no input counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.lock.idle_watch import DEFAULT_IDLE_MINUTES, IdleWatch


class Clocks:
    """A monotonic clock and a wall clock; `sleep` is what a suspended computer does."""

    def __init__(self) -> None:
        self.monotonic_s = 1000.0
        self.wall_s = 5_000_000.0

    def pass_time(self, seconds: float) -> None:
        self.monotonic_s += seconds
        self.wall_s += seconds

    def sleep(self, seconds: float) -> None:
        self.wall_s += seconds


class Watched:
    def __init__(self, qtbot: QtBot) -> None:
        self.clocks = Clocks()
        self.watch = IdleWatch(monotonic=lambda: self.clocks.monotonic_s, wall=lambda: self.clocks.wall_s)
        self.told = 0
        self.watch.idle.connect(self._count)
        self.line = QLineEdit()
        qtbot.addWidget(self.line)
        with qtbot.waitExposed(self.line):
            self.line.show()
        self.watch.start()

    def _count(self) -> None:
        self.told += 1


@pytest.fixture
def watched(qtbot: QtBot) -> Iterator[Watched]:
    made = Watched(qtbot)
    yield made
    made.watch.stop()


def test_ten_minutes_without_input_are_the_default(watched: Watched) -> None:
    assert DEFAULT_IDLE_MINUTES == 10
    watched.clocks.pass_time(599)
    watched.watch.look()
    assert watched.told == 0
    watched.clocks.pass_time(1)
    watched.watch.look()
    assert watched.told == 1
    assert not watched.watch.running
    watched.watch.look()
    assert watched.told == 1, "once"


def test_keys_and_mouse_put_it_off(watched: Watched) -> None:
    for use in (
        lambda: QTest.keyClick(watched.line, Qt.Key.Key_A),
        lambda: QTest.mouseClick(watched.line, Qt.MouseButton.LeftButton),
    ):
        watched.clocks.pass_time(300)
        use()
        watched.clocks.pass_time(250)
        watched.watch.look()
        assert watched.told == 0
    watched.clocks.pass_time(350)
    watched.watch.look()
    assert watched.told == 1


def test_what_the_program_does_by_itself_does_not(watched: Watched) -> None:
    watched.clocks.pass_time(400)
    watched.line.setText("text that arrives")
    watched.line.update()
    made = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b")
    QCoreApplication.sendEvent(watched.line, made)
    watched.clocks.pass_time(200)
    watched.watch.look()
    assert watched.told == 1


class _Real(QMouseEvent):
    def spontaneous(self) -> bool:
        return True


def _move(x: float) -> _Real:
    return _Real(
        QEvent.Type.MouseMove,
        QPointF(x, 1),
        QPointF(x, 1),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_pointer_that_only_lies_there_does_not(watched: Watched) -> None:
    watched.watch.eventFilter(watched.line, _move(5))
    watched.clocks.pass_time(400)
    watched.watch.eventFilter(watched.line, _move(5))
    watched.clocks.pass_time(200)
    watched.watch.look()
    assert watched.told == 1


def test_a_pointer_that_moves_does(watched: Watched) -> None:
    watched.watch.eventFilter(watched.line, _move(5))
    watched.clocks.pass_time(400)
    watched.watch.eventFilter(watched.line, _move(6))
    watched.clocks.pass_time(200)
    watched.watch.look()
    assert watched.told == 0


def test_a_sleep_nobody_told_of_is_noticed_by_the_wall_clock(watched: Watched) -> None:
    watched.clocks.pass_time(30)
    watched.clocks.sleep(570)
    watched.watch.look()
    assert watched.told == 1


def test_the_first_key_after_such_a_sleep_locks_and_goes_nowhere(watched: Watched) -> None:
    watched.clocks.sleep(3600)
    QTest.keyClick(watched.line, Qt.Key.Key_A)
    assert watched.told == 1
    assert watched.line.text() == ""


def test_a_short_sleep_does_not_lock(watched: Watched) -> None:
    watched.clocks.sleep(300)
    watched.watch.look()
    assert watched.told == 0


def test_a_wall_clock_set_back_does_not_put_it_off(watched: Watched) -> None:
    watched.clocks.wall_s -= 86_400
    watched.clocks.pass_time(600)
    watched.watch.look()
    assert watched.told == 1


def test_the_timer_looks_by_itself(qtbot: QtBot, watched: Watched) -> None:
    watched.clocks.pass_time(599.99)
    watched.watch.look()
    assert watched.told == 0
    with qtbot.waitSignal(watched.watch.idle):
        # Its timer was set for the ten milliseconds that are left.
        watched.clocks.pass_time(0.01)


def test_another_limit_counts_at_once(watched: Watched) -> None:
    watched.clocks.pass_time(120)
    watched.watch.set_minutes(5)
    assert watched.told == 0
    watched.watch.set_minutes(2)
    assert watched.told == 1


@pytest.mark.parametrize(
    ("chosen", "most", "limit_minutes"),
    [(30, None, 30), (30, 15, 15), (5, 15, 5), (0, None, 10), (7, None, 10)],
)
def test_the_policy_caps_the_choice(chosen: int, most: int | None, limit_minutes: int) -> None:
    assert IdleWatch(chosen, most_minutes=most).limit_s == limit_minutes * 60


def test_stopped_it_sees_nothing(watched: Watched) -> None:
    watched.watch.stop()
    watched.clocks.pass_time(3600)
    watched.watch.look()
    QTest.keyClick(watched.line, Qt.Key.Key_A)
    assert watched.told == 0
    assert watched.line.text() == "a"
    watched.watch.start()
    (timer,) = watched.watch.findChildren(QTimer)
    assert timer.interval() == 15_000, "the clocks are compared long before the limit"
