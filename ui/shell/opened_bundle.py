"""A bundle of models opened from outside: waits for the unlock of a user who works with charts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.shell.dialogs import WindowDialogs


class OpenedBundle(QObject):
    """`in_practice` is called when needed. Of several waiting bundles the last one counts."""

    def __init__(self, dialogs: WindowDialogs, in_practice: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._in_practice = in_practice
        self._waiting: Path | None = None

    def open(self, path: Path | None) -> None:
        """Shows its content, now or after the next unlock; installing requires confirmation."""
        self._waiting = path
        self.show_waiting()

    def show_waiting(self) -> None:
        """Shows a waiting bundle."""
        if self._waiting is None or not self._in_practice():
            return
        path, self._waiting = self._waiting, None
        self._dialogs.show_bundle(path)
