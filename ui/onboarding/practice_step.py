"""Names the practice, and offers the fictional charts to look around in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.onboarding.step import WizardStep
from ui.widgets.plain_label import PlainLabel

_NAME_LIMIT_CHARS = 200


class PracticeStep(WizardStep):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Your practice")
        self.add_paragraph(
            self.tr("The name is shown in the window once it is unlocked. On disk it is encrypted."),
            muted=True,
        )
        label = PlainLabel(self.tr("&Name of the practice"))
        self.name = QLineEdit()
        self.name.setMaxLength(_NAME_LIMIT_CHARS)
        label.setBuddy(self.name)
        self.name.textChanged.connect(lambda: self.ready_changed.emit(self.ready))
        self.name.returnPressed.connect(self.advance_requested)
        self.demo = QCheckBox(self.tr("&Add the demo practice: fictional clients to look around in"))
        for widget in (label, self.name, self.demo):
            self.column.addWidget(widget)

    @property
    def ready(self) -> bool:
        return bool(self.practice_name)

    @property
    def practice_name(self) -> str:
        return self.name.text().strip()

    @property
    def wants_demo(self) -> bool:
        return self.demo.isChecked()

    def entered(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
