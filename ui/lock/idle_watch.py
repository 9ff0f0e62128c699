"""Detects that the program was unused for a while, also across a sleep that was not signalled."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from core.configuration.schema import DEFAULT_IDLE_MINUTES, IDLE_MINUTES

__all__ = ["DEFAULT_IDLE_MINUTES", "IDLE_MINUTES", "IdleWatch"]
_LOOK_MS = 15_000
"""A sleeping computer's timers stop, so the clocks are compared this often."""
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
        QEvent.Type.NativeGesture,
    }
)


class IdleWatch(QObject):
    """Emits `idle` once when there was no input for the limit by either clock, then stops.

    The monotonic clock stops while a computer sleeps, and the wall clock may be set: the first to pass the
    limit counts.
    """

    idle = Signal()
    used = Signal()
    """There was input."""

    def __init__(
        self,
        minutes: int = DEFAULT_IDLE_MINUTES,
        *,
        most_minutes: int | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._most_minutes = most_minutes
        self._monotonic = monotonic
        self._wall = wall
        self._limit_s = 0.0
        self._used_at = (monotonic(), wall())
        self._pointer: QPointF | None = None
        self._running = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self.set_minutes(minutes)

    @property
    def running(self) -> bool:
        return self._running

    @property
    def limit_s(self) -> float:
        """Seconds without input: the person's choice, capped by the policy."""
        return self._limit_s

    @property
    def idle_s(self) -> float:
        """Seconds since the last input; 0 while stopped."""
        return self._idle_s() if self._running else 0.0

    def set_minutes(self, minutes: int) -> None:
        """Sets another limit. Anything but one of `IDLE_MINUTES` counts as the default."""
        chosen = minutes if minutes in IDLE_MINUTES else DEFAULT_IDLE_MINUTES
        if self._most_minutes is not None:
            chosen = max(1, min(chosen, self._most_minutes))
        self._limit_s = chosen * 60.0
        if self._running:
            self.look()

    def start(self) -> None:
        """Starts watching, as if there were input now."""
        application = QCoreApplication.instance()
        if application is None:
            return
        if not self._running:
            self._running = True
            application.installEventFilter(self)
        self._pointer = None
        self._used()
        self._wait()

    def stop(self) -> None:
        application = QCoreApplication.instance()
        if self._running and application is not None:
            application.removeEventFilter(self)
        self._running = False
        self._timer.stop()

    def look(self) -> None:
        """Compares the clocks with the last input."""
        if not self._running:
            return
        if self._idle_s() >= self._limit_s:
            self._tell()
        else:
            self._wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _INPUT or not event.spontaneous() or self._is_no_move(event):
            return False
        if self._idle_s() >= self._limit_s:
            # The first input after a sleep, before the timer could fire: it must not reach the chart.
            self._tell()
            return True
        self._used()
        self.used.emit()
        return False

    def _is_no_move(self, event: QEvent) -> bool:
        """Window systems also report moves when a window appears under a resting pointer."""
        if event.type() != QEvent.Type.MouseMove or not isinstance(event, QMouseEvent):
            return False
        before, self._pointer = self._pointer, event.globalPosition()
        return before == self._pointer

    def _idle_s(self) -> float:
        monotonic, wall = self._used_at
        return max(self._monotonic() - monotonic, self._wall() - wall)

    def _used(self) -> None:
        self._used_at = (self._monotonic(), self._wall())

    def _wait(self) -> None:
        # Not restarted by every input: it checks, and waits for the rest.
        left_ms = max(1, round((self._limit_s - self._idle_s()) * 1000))
        self._timer.start(min(left_ms, _LOOK_MS))

    def _tell(self) -> None:
        self.stop()
        self.idle.emit()
