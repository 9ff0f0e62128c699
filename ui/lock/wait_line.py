"""Shows how long unlocking must wait, and signals when it may be tried again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import set_role
from ui.widgets.paragraph import Paragraph

_TICK_MS = 250


class WaitLine(Paragraph):
    """Counts the seconds down; hidden without a wait."""

    over = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__("", parent)
        self._monotonic = monotonic
        self._until_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)
        set_role(self, tone="caution")
        self.hide()

    @property
    def waiting(self) -> bool:
        return self._timer.isActive()

    def begin(self, wait_s: float) -> None:
        """Counts from `wait_s` seconds; does nothing for 0."""
        if wait_s <= 0:
            return
        self._until_s = self._monotonic() + wait_s
        self._timer.start()
        self.show()
        self.look()

    def stop(self) -> None:
        """Ends the count without a signal."""
        self._timer.stop()
        self.clear()
        self.hide()

    def look(self) -> None:
        """Shows the remaining time, and ends the count at 0."""
        left_s = math.ceil(self._until_s - self._monotonic())
        if left_s <= 0:
            self.stop()
            self.over.emit()
            return
        minutes, seconds = divmod(left_s, 60)
        self.setText(self.tr("You can try again in {time}.").format(time=f"{minutes}:{seconds:02}"))
