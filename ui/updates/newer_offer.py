"""Asks, once everything is closed, whether to start the version installed meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.plain_message_box import PlainMessageBox


class NewerOffer(PlainMessageBox):
    """`start_button` starts it; closing the box otherwise starts nothing."""

    def __init__(self, version: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.show_mark("check", "good")
        title = self.tr("Version {version} is installed").format(version=isolate(version))
        self.setWindowTitle(title)
        self.setText(title)
        self.setInformativeText(
            self.tr("It was installed while this window was open. Everything is saved and closed.")
        )
        self.start_button = QPushButton(self.tr("Start it now"))
        set_role(self.start_button, kind="primary")
        self.addButton(self.start_button, QMessageBox.ButtonRole.AcceptRole)
        self.close_button = self.addButton(QMessageBox.StandardButton.Close)
        self.setDefaultButton(self.start_button)
        self.setEscapeButton(QMessageBox.StandardButton.Close)
