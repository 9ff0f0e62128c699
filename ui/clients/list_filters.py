"""The filters of the client list: tags and archived charts, with a removable chip for each active one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QToolButton, QWidget

from ui.resources import icon
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, set_role
from ui.widgets.menu_button import without_arrow

_ACROSS = 2
"""Chips per line."""


class ListFilters(QWidget):
    """`button` opens the choice; the chips are in this widget."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tags: tuple[str, ...] = ()
        """The tags a client must have, all of them."""
        self.archived = False
        self.chips: list[QPushButton] = []
        self._known: list[tuple[str, int]] = []
        self.menu = QMenu(self)
        self.button = QToolButton()
        self.button.setText(self.tr("Filter"))
        self.button.setToolTip(self.tr("By tag; archived charts"))
        self.button.setAccessibleName(self.tr("Filter the clients"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self.menu)
        without_arrow(self.button)
        set_role(self.button, kind="quiet")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_1)
        self._grid.setColumnStretch(_ACROSS, 1)
        self.menu.aboutToShow.connect(self._fill_menu)
        self._show_chips()

    def know(self, tags: Sequence[tuple[str, int]]) -> None:
        """Sets the available tags, each with its number of clients."""
        self._known = list(tags)

    def clear(self) -> None:
        """Removes all filters and forgets all tags."""
        self._known = []
        self.menu.clear()
        self._set((), archived=False)

    def toggle_tag(self, tag: str, _checked: bool = False) -> None:
        rest = tuple(each for each in self.tags if each != tag)
        self._set(rest if tag in self.tags else (*rest, tag), archived=self.archived)

    def toggle_archived(self, _checked: bool = False) -> None:
        self._set(self.tags, archived=not self.archived)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for chip in getattr(self, "chips", ()):
                chip.setIcon(icon("close", "accent"))

    def _set(self, tags: tuple[str, ...], *, archived: bool) -> None:
        if (tags, archived) == (self.tags, self.archived):
            return
        self.tags, self.archived = tags, archived
        self._show_chips()
        self.changed.emit()

    def _fill_menu(self) -> None:
        self.menu.clear()
        archived = self.menu.addAction(self.tr("Archived charts too"))
        archived.setCheckable(True)
        archived.setChecked(self.archived)
        archived.triggered.connect(self.toggle_archived)
        self.menu.addSeparator()
        if not self._known:
            none = self.menu.addAction(self.tr("No client has a tag yet"))
            none.setEnabled(False)
        for tag, count in self._known:
            words = self.tr("{tag} ({count})").format(tag=isolate(tag.replace("&", "&&")), count=count)
            action = self.menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(tag in self.tags)
            action.triggered.connect(partial(self.toggle_tag, tag))

    def _show_chips(self) -> None:
        for old in self.chips:
            old.hide()
            old.deleteLater()
        self.chips = []
        if self.archived:
            self._add_chip(self.tr("Archived too"), self.toggle_archived)
        for tag in self.tags:
            self._add_chip(isolate(tag), partial(self.toggle_tag, tag))
        self.setVisible(bool(self.chips))

    def _add_chip(self, words: str, off: Callable[[], None]) -> None:
        chip = QPushButton(words.replace("&", "&&"))
        chip.setIcon(icon("close", "accent"))
        chip.setToolTip(self.tr("Remove this filter"))
        chip.setAccessibleName(self.tr("Remove filter {name}").format(name=words))
        set_role(chip, kind="link", surface="accent")
        chip.clicked.connect(off)
        self._grid.addWidget(chip, len(self.chips) // _ACROSS, len(self.chips) % _ACROSS)
        self.chips.append(chip)
