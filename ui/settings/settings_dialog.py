"""Every setting on one page, generated from the table: the choices, the imposed values, and their source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.configuration.documents import SettingLocation
from core.configuration.schema import SECTIONS, SETTINGS, Section, Setting
from ui.errors import describe, place_text
from ui.i18n.marking import translated
from ui.settings.setting_row import SettingRow
from ui.settings.words import SECTION_TITLES, WORDS
from ui.theme import SPACE_2, SPACE_3, SPACE_4, SPACE_6, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.words.imposed import imposed_text

if TYPE_CHECKING:
    from core.settings import Settings
    from ui.preferences import Preferences

_SIZE_PX = (760, 680)


class SettingsDialog(QDialog):
    """Each choice takes effect at once, or says when."""

    chosen = Signal(str, object)
    """The name of a choice in the window's file, and the value; not stored yet."""

    def __init__(
        self,
        settings: Settings,
        preferences: Preferences,
        *,
        more: Mapping[Section, tuple[str, Callable[[], object]]] | None = None,
        signed_in: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`more`: further entries of a section, each a button's label and its action. A person who is not
        `signed_in` changes only the appearance, and not, for example, another person's time to the lock.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self._preferences = preferences
        self._signed_in = signed_in
        self.rows: dict[str, SettingRow] = {}
        self.buttons: dict[Section, QPushButton] = {}
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self._lay_out(more or {})
        # Chosen here, a larger text size must not push the way back off the screen.
        self.resize(QSize(*_SIZE_PX).boundedTo(self.screen().availableSize()))
        first = next(row.control for row in self.rows.values() if row.control is not None)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Shows it beside the practice."""
        self.show()

    def _lay_out(self, more: Mapping[Section, tuple[str, Callable[[], object]]]) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE_6, SPACE_4, SPACE_6, SPACE_4)
        column.setSpacing(SPACE_4)
        self.policy = Paragraph(self._policy())
        set_role(self.policy, tone="muted")
        column.addWidget(self.policy)
        for section in SECTIONS:
            heading = PlainLabel(translated(SECTION_TITLES[section]))
            set_role(heading, type="title")
            column.addSpacing(SPACE_3)
            column.addWidget(heading)
            for setting in SETTINGS:
                if setting.section == section:
                    column.addWidget(self._row(setting))
            if section in more:
                column.addLayout(self._button(section, *more[section]))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        self.close_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_6, SPACE_2, SPACE_6, SPACE_4)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)

    def _button(self, section: Section, words: str, run: Callable[[], object]) -> QHBoxLayout:
        button = self.buttons[section] = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch(1)
        return line

    def _row(self, setting: Setting) -> SettingRow:
        imposed = imposed_text(self._settings, setting.name)
        row = self.rows[setting.name] = SettingRow(setting, WORDS[setting.name], imposed=imposed)
        choice = setting.choice
        if choice is None:
            row.show_value(getattr(self._settings, setting.name))
            return row
        limit = getattr(self._settings, setting.name) if setting.in_files else None
        options = tuple(dict.fromkeys(choice.within(each, limit) for each in choice.options))
        # An imposed value may be none of the usual options.
        row.show_choice(
            choice.within(self._preferences.chosen(choice.name), limit),
            options=options,
            locked=len(options) < 2 or not self._may_change(setting),
        )
        if not self._may_change(setting):
            row.say(self.tr("Unlock the practice to change this."))
        row.chosen.connect(self._on_chosen)
        if setting.effect == "start":
            row.chosen.connect(lambda *_: row.say(self.tr("Counts from the next start on.")))
        return row

    def _may_change(self, setting: Setting) -> bool:
        return self._signed_in or setting.section == "appearance"

    def _policy(self) -> str:
        if self._settings.problem is not None:
            # No file is in force then, and nothing opens: not as if there were no policy.
            return describe(self._settings.problem).one_line
        sources = [each.source for each in self._settings.policies]
        if not sources:
            return self.tr("No policy of an organisation is in force on this computer.")
        names = ", ".join(place_text(SettingLocation(each)) for each in sources)
        return self.tr("In force on this computer: the policy in {places}.").format(places=names)

    def _on_chosen(self, name: str, value: Any) -> None:
        self.chosen.emit(name, value)
