"""The Linux session watch: systemd-logind on the system bus.

Sleep: a *delay* inhibitor is held, so that the system waits (logind's `InhibitDelayMaxSec`, 5 s by default)
until the keys are gone. https://systemd.io/INHIBITOR_LOCKS/
Screen and seat: our session's `Lock` signal, its `LockedHint` and its `Active` property.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject

from ui.bridge import ThreadBridge
from ui.lock.logind_line import FIRST_WAIT_S, Heard, Inhibitor, LogindLine
from ui.lock.session_watch import SessionWatch

_log = logging.getLogger(__name__)


class LogindWatch(SessionWatch):
    """`bus` is `SYSTEM` or the address of another bus; `first_wait_s` passes before it is called again."""

    def __init__(
        self, bus: str = "SYSTEM", parent: QObject | None = None, *, first_wait_s: float = FIRST_WAIT_S
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._first_wait_s = first_wait_s
        self._inhibitor = Inhibitor()
        self._line: LogindLine | None = None
        self._bridge: ThreadBridge[Heard] | None = None
        self._sleeps_after: int | None = None
        self._listening = False

    @property
    def listening(self) -> bool:
        """Whether all signals are subscribed."""
        return self._listening

    @property
    def holds_inhibitor(self) -> bool:
        """Whether a suspend would currently wait for us."""
        return self._inhibitor.held

    def start(self) -> None:
        if self._line is None:
            self._bridge = ThreadBridge(self._on_heard, self)
            self._line = LogindLine(
                self._bus, self._inhibitor, self._bridge.send, first_wait_s=self._first_wait_s
            )
            self._line.open()

    def lock_finished(self) -> None:
        if self._sleeps_after is not None:
            self._inhibitor.release(self._sleeps_after)

    def stop(self) -> None:
        if self._line is None or self._bridge is None:
            return
        self._bridge.close()
        if not self._line.close():
            _log.warning("the session watch did not end")
        self._line = self._bridge = self._sleeps_after = None
        self._listening = False

    def _on_heard(self, heard: Heard) -> None:
        if heard.what == "listening":
            self._listening = True
        elif heard.what == "deaf":
            self._listening = False
        elif heard.what == "woken":
            self._sleeps_after = None
        else:
            if heard.what == "suspend":
                self._sleeps_after = heard.inhibitor
            self.lock_requested.emit(heard.what)
