"""The members of the practice, and adding and removing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.errors import AnamnesisError
from core.people.dto import Member, RemovalReport
from ui.operations.operation import in_db
from ui.operations.people import remove_person
from ui.security.add_person_dialog import AddPersonDialog
from ui.security.change_person_dialog import ChangePersonDialog
from ui.security.members_model import NAME, MembersModel
from ui.security.page import SecurityPage
from ui.security.role_words import role_name
from ui.text.text_direction import isolate
from ui.theme import SPACE_2
from ui.widgets.question import Question
from ui.widgets.reading_table import ReadingTable

if TYPE_CHECKING:
    from ui.jobs import Jobs

_NAME_WIDTH_PX = 320


class PeoplePage(SecurityPage):
    people_changed = Signal()
    """A person has another name or role."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent, scrolls=False)
        self.set_title(self.tr("People"))
        self.add_paragraph(
            self.tr(
                "Each person has a passphrase of their own over the same records. Nobody's key opens "
                "another's."
            )
        )
        self.model = MembersModel(self)
        self.table = ReadingTable(self.tr("Members of the practice"))
        self.table.setModel(self.model)
        self.table.setColumnWidth(NAME, _NAME_WIDTH_PX)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.column.addWidget(self.table, 1)
        self.add_button = QPushButton(self.tr("&Add a person…"))
        self.change_button = QPushButton(self.tr("&Change…"))
        self.remove_button = QPushButton(self.tr("&Remove…"))
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        for button in (self.add_button, self.change_button, self.remove_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        self.column.addLayout(line)
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(self._change)
        self.table.doubleClicked.connect(lambda _: self._change())
        self.remove_button.clicked.connect(self._ask_remove)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._update())
        self.model.modelReset.connect(self._update)
        self.work.changed.connect(self._update)
        self._update()

    def opened(self) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.people.list),
            on_done=self.model.set_members,
            on_error=self.show_error,
        )

    @property
    def chosen(self) -> Member | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.member_at(rows[0]) if rows else None

    def _update(self) -> None:
        chosen = self.chosen
        self.add_button.setEnabled(not self.work.working)
        self.change_button.setEnabled(chosen is not None and not self.work.working)
        self.remove_button.setEnabled(chosen is not None and not chosen.you and not self.work.working)
        you = chosen is not None and chosen.you
        self.remove_button.setToolTip(self.tr("You cannot remove yourself.") if you else "")

    def _add(self) -> None:
        self.message.clear()
        dialog = AddPersonDialog(self._jobs, self)
        dialog.added.connect(self._on_added)
        dialog.open()

    def _on_added(self, member: Member) -> None:
        self.opened()
        self.message.show_message(
            self.tr("{name} was added").format(name=isolate(member.name)),
            self.tr("They choose their name on the lock screen and type their passphrase."),
            tone="good",
        )

    def _change(self) -> None:
        member = self.chosen
        if member is None or self.work.working:
            return
        self.message.clear()
        dialog = ChangePersonDialog(self._jobs, member, self)
        dialog.changed.connect(self._on_changed)
        dialog.open()

    def _on_changed(self, member: Member) -> None:
        self.opened()
        self.people_changed.emit()
        self.message.show_message(
            self.tr("Saved"),
            self.tr("{name} · {role}").format(name=isolate(member.name), role=role_name(member.role)),
            tone="good",
        )

    def _ask_remove(self) -> None:
        member = self.chosen
        if member is None:
            return
        Question(
            self,
            title=self.tr("Remove {name}?").format(name=isolate(member.name)),
            text=self.tr(
                "What they have seen, and copies they made, stay with them.\n\nTheir passphrase no longer"
                " opens anything here, and their keys open nothing that is written from now on: all keys"
                " are rotated, which can take minutes. You can go on working meanwhile.\n\nWhat they"
                " wrote stays in the charts."
            ),
            yes=self.tr("Remove"),
            on_yes=lambda: self._remove(member),
        ).open()

    def _remove(self, member: Member) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Removing {name} and rotating the keys").format(name=isolate(member.name)),
            remove_person(user_id=member.user_id),
            on_done=lambda report: self._on_removed(member, report),
            on_error=self._on_failed,
            on_stopped=self._on_stopped,
        )

    def _on_removed(self, member: Member, report: RemovalReport) -> None:
        self.opened()
        self.message.show_message(
            self.tr("{name} was removed").format(name=isolate(member.name)),
            self.tr("%n client(s) got new keys.", "", report.rekeyed_clients),
            tone="good",
        )

    def _on_failed(self, error: AnamnesisError) -> None:
        self.show_error(error)
        self.opened()

    def _on_stopped(self) -> None:
        self.opened()
        self.message.show_message(
            self.tr("Stopped"),
            self.tr("If the person is no longer listed, the rest of the rotation waits on the keys page."),
            tone="caution",
        )
