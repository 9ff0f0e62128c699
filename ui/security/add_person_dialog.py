"""Adds a person: name, role, and a passphrase that they type themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from core.errors import AnamnesisError
from core.people.dto import Member
from core.people.service import NAME_LIMIT_CHARS
from core.security.roles import ROLES, Role
from ui.operations.people import add_person
from ui.security.role_words import role_explanation, role_name
from ui.theme import SPACE_1, SPACE_6, SPACE_8, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.passphrase_pair import PassphrasePair
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 520
_FIRST_ROLE: Role = "clinician"


class AddPersonDialog(WorkDialog):
    """`added` carries the new `Member`."""

    added = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self.setWindowTitle(self.tr("Add a person"))
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_LIMIT_CHARS)
        self.roles = {role: QRadioButton(role_name(role)) for role in ROLES}
        self.roles[_FIRST_ROLE].setChecked(True)
        self.pair = PassphrasePair()
        self._lay_out()
        self.go_button.setText(self.tr("Add person"))
        set_role(self.go_button, kind="primary")
        self.name.textChanged.connect(self.refresh)
        self.name.returnPressed.connect(self.pair.focus_first)
        self.pair.changed.connect(self.refresh)
        self.pair.submitted.connect(self._add)
        self.go_button.clicked.connect(self._add)
        self.refresh()
        self.name.setFocus()

    @property
    def role(self) -> Role:
        return next(role for role, button in self.roles.items() if button.isChecked())

    def done(self, result: int) -> None:
        """Closes and forgets what was typed."""
        self.pair.clear()
        super().done(result)

    def refresh(self) -> None:
        ready = bool(self.name.text().strip()) and self.pair.ready
        self.go_button.setEnabled(ready and not self.work.working)
        self.cancel_button.setEnabled(not self.work.working)

    def _lay_out(self) -> None:
        name_label = PlainLabel(self.tr("&Name they sign in with"))
        name_label.setBuddy(self.name)
        name_hint = Paragraph(self.tr("It is shown on the lock screen, before anything is unlocked."))
        set_role(name_hint, type="caption", tone="muted")
        names = QVBoxLayout()
        names.setSpacing(SPACE_1)
        for widget in (name_label, self.name, name_hint):
            names.addWidget(widget)
        self.column.addLayout(names)
        self.column.addLayout(self._build_roles())
        handing_over = Paragraph(
            self.tr(
                "Now let the person sit down here: they type their own passphrase, and only they know it."
            )
        )
        self.column.addWidget(handing_over)
        self.column.addWidget(self.pair)

    def _build_roles(self) -> QVBoxLayout:
        roles = QVBoxLayout()
        roles.setSpacing(0)
        roles.addWidget(PlainLabel(self.tr("Role")))
        for role, button in self.roles.items():
            words = Paragraph(role_explanation(role))
            words.setContentsMargins(SPACE_8, 0, SPACE_6, SPACE_1)
            set_role(words, type="caption", tone="muted")
            button.setAccessibleDescription(words.text())
            roles.addWidget(button)
            roles.addWidget(words)
        return roles

    def _add(self) -> None:
        if not self.go_button.isEnabled():
            return
        self.message.clear()
        self.work.run(
            self.tr("Adding the person"),
            add_person(name=self.name.text().strip(), role=self.role, passphrase=self.pair.passphrase),
            on_done=self._on_added,
            on_error=self._on_refused,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_added(self, member: Member) -> None:
        self.added.emit(member)
        self.accept()

    def _on_refused(self, error: AnamnesisError) -> None:
        self.show_error(error)
        if error.code.startswith("member_name"):
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()
