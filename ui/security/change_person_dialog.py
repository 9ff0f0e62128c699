"""Renames a person or gives them another role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.errors import AnamnesisError
from core.people.dto import Member
from core.people.service import NAME_LIMIT_CHARS
from core.security.roles import Role
from ui.operations.people import change_person
from ui.security.person_fields import RoleButtons, name_rows
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 520


class ChangePersonDialog(WorkDialog):
    """`changed` carries the `Member` in their new state."""

    changed = Signal(object)

    def __init__(self, jobs: Jobs, member: Member, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._member = member
        self.setWindowTitle(self.tr("Change {name}").format(name=isolate(member.name)))
        self.name = QLineEdit(member.name)
        self.name.setMaxLength(NAME_LIMIT_CHARS)
        self.roles = RoleButtons(member.role)
        label = PlainLabel(self.tr("&Name"))
        label.setBuddy(self.name)
        self.column.addLayout(name_rows(label, self.name))
        self.column.addLayout(self.roles.rows())
        self.column.addWidget(Paragraph(self._limits()))
        self._allow_roles()
        self.go_button.setText(self.tr("Save"))
        set_role(self.go_button, kind="primary")
        self.name.textChanged.connect(self.refresh)
        for button in self.roles.values():
            button.toggled.connect(self.refresh)
        self.name.returnPressed.connect(self._save)
        self.go_button.clicked.connect(self._save)
        self.refresh()
        self.name.setFocus()

    @property
    def role(self) -> Role:
        return self.roles.chosen

    def refresh(self) -> None:
        name = " ".join(self.name.text().split())
        differs = (name, self.role) != (self._member.name, self._member.role)
        self.go_button.setEnabled(bool(name) and differs and not self.work.working)
        self.cancel_button.setEnabled(not self.work.working)

    def _limits(self) -> str:
        if self._member.you:
            return self.tr("Nobody changes their own role, so a practice always keeps an owner.")
        if self._member.role != "auditor":
            return self.tr(
                "An auditor must never have held the keys of the charts: for that, remove the person and add "
                "them again. Another role holds from the person's next unlock on."
            )
        return self.tr("Another role holds from the person's next unlock on.")

    def _allow_roles(self) -> None:
        before = self._member.role
        for role, button in self.roles.items():
            button.setEnabled(role == before or not (self._member.you or role == "auditor"))

    def _save(self) -> None:
        if not self.go_button.isEnabled():
            return
        self.message.clear()
        self.work.run(
            self.tr("Saving the change"),
            change_person(user_id=self._member.user_id, name=self.name.text().strip(), role=self.role),
            on_done=self._on_saved,
            on_error=self._on_refused,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_saved(self, member: Member) -> None:
        self.changed.emit(member)
        self.accept()

    def _on_refused(self, error: AnamnesisError) -> None:
        self.show_error(error)
        if error.code.startswith("member_name"):
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()
