"""A bundle of models that was opened from outside: it waits until somebody is in who works with charts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.shell.dialogs import WindowDialogs


class OpenedBundle(QObject):
    """`in_practice` answers at the moment it is asked. Of several that wait the last one counts."""

    def __init__(self, dialogs: WindowDialogs, in_practice: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._in_practice = in_practice
        self._waiting: Path | None = None

    def open(self, path: Path | None) -> None:
        """Shows what is in it, now or after the next unlock; nothing is installed without a yes."""
        self._waiting = path
        self.show_waiting()

    def show_waiting(self) -> None:
        """Shows what has been waiting."""
        if self._waiting is None or not self._in_practice():
            return
        path, self._waiting = self._waiting, None
        self._dialogs.show_bundle(path)
