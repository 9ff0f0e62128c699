"""The navigation bar at the leading edge: the pages of the practice as icons with names."""

from __future__ import annotations

from functools import partial
from typing import Literal, get_args

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from ui.resources import icon
from ui.theme import ICON_LARGE_PX, SPACE_1, SPACE_2, set_role

Section = Literal["today", "clients", "find", "health"]
SECTIONS: tuple[Section, ...] = get_args(Section)
_ICONS: dict[Section, str] = {
    "today": "today",
    "clients": "clients",
    "find": "search",
    "health": "health",
}
_WIDTH_PX = 76


class NavigationBar(QFrame):
    """Exactly one section is marked."""

    chosen = Signal(str)
    """The `Section` to show."""
    settings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, surface="plain")
        self.setFixedWidth(_WIDTH_PX)
        names: dict[Section, str] = {
            "today": self.tr("Today"),
            "clients": self.tr("Clients"),
            "find": self.tr("Find"),
            "health": self.tr("Health"),
        }
        self.buttons: dict[Section, QToolButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_1, SPACE_2, SPACE_1, SPACE_2)
        column.setSpacing(SPACE_1)
        for section in SECTIONS:
            button = QToolButton()
            button.setText(names[section])
            button.setAccessibleName(names[section])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(ICON_LARGE_PX, ICON_LARGE_PX))
            button.setCheckable(True)
            button.setFixedWidth(_WIDTH_PX - 2 * SPACE_1)
            set_role(button, kind="quiet", type="caption")
            button.clicked.connect(partial(self.chosen.emit, section))
            self._group.addButton(button)
            self.buttons[section] = button
            if section == "health":
                # At the bottom, because it is rarely used between visits.
                column.addStretch(1)
            column.addWidget(button)
        self.settings_button = self._settings_button()
        column.addWidget(self.settings_button)
        self.mark("clients")

    def mark(self, section: Section) -> None:
        """Marks the displayed section."""
        self.buttons[section].setChecked(True)
        self._draw()

    def show_keys(self, keys: dict[Section, str]) -> None:
        """Shows the keys of each section in its tool tip."""
        for section, button in self.buttons.items():
            name, shown = button.text(), keys.get(section, "")
            button.setToolTip(f"{name} ({shown})" if shown else name)

    def _settings_button(self) -> QToolButton:
        """Opens a dialog, so it is never marked."""
        button = QToolButton()
        name = self.tr("Settings")
        button.setText(name)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(ICON_LARGE_PX, ICON_LARGE_PX))
        button.setFixedWidth(_WIDTH_PX - 2 * SPACE_1)
        set_role(button, kind="quiet", type="caption")
        button.clicked.connect(self.settings_requested)
        return button

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "settings_button"):
            self._draw()

    def _draw(self) -> None:
        for section, button in self.buttons.items():
            button.setIcon(icon(_ICONS[section], "accent" if button.isChecked() else "muted"))
        self.settings_button.setIcon(icon("settings", "muted"))
