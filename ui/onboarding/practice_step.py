"""Names the practice and the person who sets it up, and offers the fictional demo charts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from core.people.service import NAME_LIMIT_CHARS as PERSON_LIMIT_CHARS
from ui.onboarding.step import WizardStep
from ui.theme import set_role
from ui.widgets.plain_label import PlainLabel

_NAME_LIMIT_CHARS = 200


class PracticeStep(WizardStep):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Your practice")
        self.add_paragraph(
            self.tr("The name of the practice is shown once it is unlocked. On disk it is encrypted."),
            muted=True,
        )
        self.name = self._add_line(self.tr("&Name of the practice"), _NAME_LIMIT_CHARS)
        self.person = self._add_line(self.tr("&Your name"), PERSON_LIMIT_CHARS)
        self.person.setPlaceholderText(self.tr("Dr Jane Doe"))
        hint = self.add_paragraph(
            self.tr(
                "It stands under signed notes and letters, and on the lock screen before anything is "
                "unlocked."
            )
        )
        set_role(hint, type="caption", tone="muted")
        self.demo = QCheckBox(self.tr("&Add the demo practice: fictional clients to look around in"))
        self.column.addWidget(self.demo)

    @property
    def ready(self) -> bool:
        return bool(self.practice_name and self.person_name)

    @property
    def person_name(self) -> str:
        return self.person.text().strip()

    @property
    def practice_name(self) -> str:
        return self.name.text().strip()

    @property
    def wants_demo(self) -> bool:
        return self.demo.isChecked()

    def entered(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_line(self, words: str, limit_chars: int) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(limit_chars)
        label = PlainLabel(words)
        label.setBuddy(line)
        line.textChanged.connect(lambda: self.ready_changed.emit(self.ready))
        line.returnPressed.connect(self._on_return)
        for widget in (label, line):
            self.column.addWidget(widget)
        return line

    def _on_return(self) -> None:
        """Continues if both names are given, else focuses the missing one."""
        if self.ready:
            self.advance_requested.emit()
        else:
            missing = self.person if self.practice_name else self.name
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
