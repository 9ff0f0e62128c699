"""Asks for confirmation without a nested event loop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ui.theme import set_role
from ui.widgets.plain_message_box import PlainMessageBox


class Question(PlainMessageBox):
    """`on_yes` is only called by the button named `yes`; Escape, Enter and closing mean no."""

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        text: str,
        yes: str,
        on_yes: Callable[[], None],
        on_no: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show_mark("warning", "caution")
        self.setWindowTitle(title)
        self.setText(title)
        self.setInformativeText(text)
        self.yes_button = QPushButton(yes)
        set_role(self.yes_button, kind="danger")
        self.addButton(self.yes_button, QMessageBox.ButtonRole.AcceptRole)
        self.no_button = self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(QMessageBox.StandardButton.Cancel)
        self.setEscapeButton(QMessageBox.StandardButton.Cancel)
        self.yes_button.clicked.connect(on_yes)
        if on_no is not None:
            self.rejected.connect(on_no)
