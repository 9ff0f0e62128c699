"""The common fields of the dialogs about one person: the name and the role."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QVBoxLayout

from core.security.roles import ROLES, Role
from ui.security.role_words import role_explanation, role_name
from ui.theme import SPACE_1, SPACE_6, SPACE_8, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel


def name_rows(label: QLabel, name: QLineEdit) -> QVBoxLayout:
    """The name under its label, and where it is shown."""
    hint = Paragraph(
        QCoreApplication.translate(
            "PersonFields",
            "It stands under signed notes and letters, and on the lock screen before anything is unlocked.",
        )
    )
    set_role(hint, type="caption", tone="muted")
    rows = QVBoxLayout()
    rows.setSpacing(SPACE_1)
    for widget in (label, name, hint):
        rows.addWidget(widget)
    return rows


class RoleButtons(dict[Role, QRadioButton]):
    """One button per role."""

    def __init__(self, first: Role) -> None:
        super().__init__((role, QRadioButton(role_name(role))) for role in ROLES)
        self[first].setChecked(True)

    @property
    def chosen(self) -> Role:
        return next(role for role, button in self.items() if button.isChecked())

    def rows(self) -> QVBoxLayout:
        """Each with the permissions of the role."""
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(PlainLabel(QCoreApplication.translate("PersonFields", "Role")))
        for role, button in self.items():
            words = Paragraph(role_explanation(role))
            words.setContentsMargins(SPACE_8, 0, SPACE_6, SPACE_1)
            set_role(words, type="caption", tone="muted")
            button.setAccessibleDescription(words.text())
            rows.addWidget(button)
            rows.addWidget(words)
        return rows
