"""One setting on the page: its name, its control or value, its effect, and who imposes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from core.configuration.kinds import Switch
from core.configuration.schema import Setting
from core.configuration.words import SettingWords
from ui.i18n.marking import translated
from ui.resources import icon
from ui.settings.value_words import SettingValues
from ui.theme import ICON_PX, SPACE_1, SPACE_4, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel

_CONTROL_WIDTH_PX = 220


class SettingRow(QWidget):
    """A setting that cannot be chosen in the window shows its value."""

    chosen = Signal(str, object)
    """The name of the choice, and the value."""

    def __init__(
        self, setting: Setting, words: SettingWords, *, imposed: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self.control: QComboBox | QCheckBox | None = None
        self.value: PlainLabel | None = None
        self.title = PlainLabel(translated(words.title))
        set_role(self.title, strong=True)
        help_text = Paragraph(translated(words.help))
        set_role(help_text, tone="muted")
        self.note = PlainLabel()
        set_role(self.note, type="caption", tone="caution")
        self.imposed = Paragraph(imposed)
        set_role(self.imposed, tone="accent", type="caption")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(SPACE_1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(help_text, 1, 0)
        grid.addWidget(self.imposed, 2, 0)
        grid.addWidget(self.note, 3, 0)
        # Present in every row, so that all controls start at the same edge.
        mark = PlainLabel()
        mark.setFixedSize(ICON_PX, ICON_PX)
        if imposed:
            mark.setPixmap(icon("lock", "accent").pixmap(ICON_PX, ICON_PX))
            mark.setToolTip(imposed)
        grid.addWidget(mark, 0, 2, 2, 1)
        self.imposed.setVisible(bool(imposed))
        self.note.hide()
        self._describe = translated(words.help)

    def show_choice(self, value: Any, *, options: tuple[Any, ...], locked: bool) -> None:
        """A list or a box with these options; `locked`: visible but not changeable."""
        choice = self.setting.choice
        assert choice is not None  # noqa: S101 - asked for nothing else
        if isinstance(self.setting.kind, Switch):
            box = QCheckBox(self.tr("On"))
            box.setChecked(bool(value))
            box.clicked.connect(lambda on: self.chosen.emit(choice.name, bool(on)))
            self._put(box, locked=locked)
            return
        combo, values = QComboBox(), SettingValues()
        for each in options:
            combo.addItem(values.option(self.setting, each), each)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.activated.connect(lambda: self.chosen.emit(choice.name, combo.currentData()))
        self._put(combo, locked=locked)

    def show_value(self, value: Any) -> None:
        """The value in force."""
        self.value = PlainLabel(SettingValues().value(self.setting, value))
        align_leading(self.value)
        self._place(self.value, below=isinstance(value, str | tuple | Path))

    def say(self, text: str) -> None:
        """A note below, such as when a choice takes effect."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _put(self, control: QComboBox | QCheckBox, *, locked: bool) -> None:
        self.control = control
        control.setEnabled(not locked)
        control.setAccessibleName(self.title.text())
        control.setAccessibleDescription(" ".join(filter(None, (self._describe, self.imposed.text()))))
        control.setToolTip(self.imposed.text())
        self.title.setBuddy(control)
        self._place(control)

    def _place(self, widget: QWidget, *, below: bool = False) -> None:
        """Beside the text, or below it for long controls."""
        grid = self.layout()
        assert isinstance(grid, QGridLayout)  # noqa: S101 - made above
        if below:
            grid.addWidget(widget, 4, 0, 1, 2)
        else:
            widget.setFixedWidth(_CONTROL_WIDTH_PX)
            grid.addWidget(widget, 0, 1, 2, 1)
