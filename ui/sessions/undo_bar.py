"""Offers to undo the last action, if it can be undone completely."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.widgets.message_bar import MessageBar


class UndoBar(MessageBar):
    """One offer at a time, until it is used, dismissed, or another chart opens."""

    _undo: Callable[[], None] | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action_requested.connect(self._on_undo)

    def offer(self, title: str, undo: Callable[[], None], *, text: str = "") -> None:
        self.clear()
        self._undo = undo
        self.show_message(title, text, action=self.tr("Undo"))

    def clear(self) -> None:
        """Hides the bar and drops the offer."""
        self._undo = None
        super().clear()

    def _on_undo(self) -> None:
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()
