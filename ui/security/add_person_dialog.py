"""Adds a person: name, role, and a passphrase that they type themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.errors import AnamnesisError
from core.people.dto import Member
from core.people.service import NAME_LIMIT_CHARS
from core.security.roles import Role
from ui.operations.people import add_person
from ui.security.person_fields import RoleButtons, name_rows
from ui.theme import set_role
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
        self.roles = RoleButtons(_FIRST_ROLE)
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
        return self.roles.chosen

    def done(self, result: int) -> None:
        """Closes and clears the input."""
        self.pair.clear()
        super().done(result)

    def refresh(self) -> None:
        ready = bool(self.name.text().strip()) and self.pair.ready
        self.go_button.setEnabled(ready and not self.work.working)
        self.cancel_button.setEnabled(not self.work.working)

    def _lay_out(self) -> None:
        name_label = PlainLabel(self.tr("&Name they sign in with"))
        name_label.setBuddy(self.name)
        self.column.addLayout(name_rows(name_label, self.name))
        self.column.addLayout(self.roles.rows())
        handing_over = Paragraph(
            self.tr(
                "Now let the person sit down here: they type their own passphrase, and only they know it."
            )
        )
        self.column.addWidget(handing_over)
        self.column.addWidget(self.pair)

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
