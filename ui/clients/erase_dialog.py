"""Erases one client permanently: explains what is erased and kept, and requires the name to be typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QLineEdit, QVBoxLayout, QWidget

from core.clients.dto import CLIENT_STATES, Client
from core.errors import AnamnesisError
from core.ids import ClientId
from core.keys.dto import EraseReport
from ui.clients.lifecycle_words import names_in_a_row
from ui.operations.keys import erase_client
from ui.operations.operation import in_db
from ui.text.days import today
from ui.text.name_filter import sort_key
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog
from ui.words.identity import identity_line

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 600


class EraseDialog(WorkDialog):
    """`erased` carries the client's id. With `client` the choice is already made."""

    erased = Signal(object)
    ended_early = Signal()
    """Stopped or failed: the records may be erased nevertheless."""

    def __init__(self, jobs: Jobs, *, client: Client | None = None, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self.setWindowTitle(self.tr("Erase a client for good"))
        self.choice = QComboBox()
        self.typed = QLineEdit()
        self._type_label = PlainLabel()
        self.along = Paragraph("")
        self._along_of: ClientId | None = None
        self._style()
        self._lay_out()
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.typed.textChanged.connect(self.refresh)
        self.go_button.clicked.connect(self._erase)
        if client is None:
            erasable = in_db(lambda services: services.clients.list, states=CLIENT_STATES)
            self._jobs.run(self, erasable, on_done=self._show_clients, on_error=self.show_error)
        else:
            self._show_clients([client])
            self.choice.setCurrentIndex(1)
            self.choice.setEnabled(False)
        self._on_chosen()

    def reject(self) -> None:
        """Closes; a running erasure is asked to stop first."""
        if self.work.working:
            self.work.stop()
        else:
            super().reject()

    @property
    def client(self) -> Client | None:
        """The chosen client, or none yet."""
        chosen: Client | None = self.choice.currentData()
        return chosen

    def refresh(self) -> None:
        client = self.client
        same = client is not None and self.typed.text().strip() == client.details.display_name
        told = client is not None and self._along_of == client.client_id
        self.typed.setEnabled(client is not None)
        self.go_button.setEnabled(same and told and not self.work.working)

    def _style(self) -> None:
        set_role(self.go_button, kind="danger")
        self.go_button.setText(self.tr("Erase for good"))
        self.choice.setEditable(True)
        self.choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.choice.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.choice.setCompleter(completer)
        self.choice.addItem("", None)
        line = self.choice.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Choose the client, or type a part of the name"))
            # The text always names the client who would be erased.
            line.editingFinished.connect(self._restore_choice)
        self.typed.setAccessibleName(self.tr("The client's name, typed to confirm"))
        self._type_label.setBuddy(self.typed)

    def _lay_out(self) -> None:
        choose = PlainLabel(self.tr("&Client"))
        choose.setBuddy(self.choice)
        for label, field in ((choose, self.choice), (self._type_label, self.typed)):
            pair = QVBoxLayout()
            pair.setSpacing(SPACE_1)
            pair.addWidget(label)
            pair.addWidget(field)
            self.column.addLayout(pair)
            if label is choose:
                self.column.addWidget(self._build_truth())

    def _build_truth(self) -> QWidget:
        card = QFrame()
        set_role(card, surface="card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_2)
        goes = self.tr(
            "Destroyed: every note, detail, answer and search entry of this client, their key, and answers "
            "about the whole practice that quoted them."
        )
        stays = self.tr(
            "Not reached: backups made before keep the record until they expire. Exports, prints and what "
            "people remember remain. The audit log keeps that it happened, without clinical text."
        )
        drive = self.tr("A drive may keep old blocks for a while; the key to read them is destroyed.")
        column.addWidget(Paragraph(goes))
        column.addWidget(self.along)
        for text in (stays, drive):
            column.addWidget(Paragraph(text))
        self.along.hide()
        return card

    def _show_clients(self, clients: list[Client]) -> None:
        for client in sorted(clients, key=lambda each: sort_key(each.details)):
            # Clients of the same name are distinguished by the text after it.
            words = (isolate(client.details.display_name), identity_line(client.details, today=today()))
            self.choice.addItem(one_line(words), client)
        if not clients:
            self.show_message(self.tr("There are no clients"), self.tr("Nothing can be erased."))

    def _restore_choice(self) -> None:
        self.choice.setEditText(self.choice.itemText(self.choice.currentIndex()))

    def _on_chosen(self) -> None:
        client = self.client
        self.typed.setText("")
        self.along.hide()
        self._along_of = None
        if client is not None:
            self._jobs.run(
                self,
                in_db(lambda services: services.keys.merged_into, client.client_id),
                on_done=partial(self._show_along, client.client_id),
                on_error=self.show_error,
            )
        if client is None:
            self._type_label.setText(self.tr("&Type the client's name to confirm"))
        else:
            name = isolate(client.details.display_name.replace("&", "&&"))
            self._type_label.setText(self.tr("&Type {name} to confirm").format(name=name))
        self.refresh()

    def _show_along(self, client_id: ClientId, along: tuple[Client, ...]) -> None:
        if self.client is None or self.client.client_id != client_id:
            return
        self._along_of = client_id
        told = self.tr(
            "Destroyed with it: %n chart(s) that were merged into this one: {names}", "", len(along)
        )
        self.along.setText(told.format(names=names_in_a_row(each.details.display_name for each in along)))
        self.along.setVisible(bool(along))
        self.refresh()
        self.fit()

    def _erase(self) -> None:
        client = self.client
        if client is None:
            return
        self.message.clear()
        self.work.run(
            self.tr("Erasing"),
            erase_client(client_id=client.client_id, typed_name=self.typed.text().strip()),
            on_done=self._on_erased,
            on_error=self._on_failed,
            on_stopped=self._on_stopped,
        )

    def _on_erased(self, report: EraseReport) -> None:
        self.form.hide()
        self.go_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        counts = [
            self.tr("%n session(s) destroyed.", "", report.sessions),
            self.tr("%n answer(s) about the whole practice removed.", "", report.answers),
        ]
        if report.along:
            along = self.tr("With it %n chart(s) that were merged into it: {names}", "", len(report.along))
            counts.append(along.format(names=names_in_a_row(report.along)))
        self.show_message(
            self.tr("The client was erased"),
            " ".join(counts),
            self.tr("Backups made before today still hold the record; let them expire."),
            tone="good",
        )
        self.fit()
        self.erased.emit(report.client_id)

    def _on_failed(self, error: AnamnesisError) -> None:
        self.show_error(error)
        self.ended_early.emit()

    def _on_stopped(self) -> None:
        self.ended_early.emit()
        self.show_message(
            self.tr("Stopped"),
            self.tr("If erasing had started, the keys page says so and offers to continue."),
            tone="caution",
        )
