"""Deleted and archived charts: restore one, or erase it permanently before its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import RESTORE_DAYS, Client
from core.errors import AnamnesisError
from core.security.roles import Access
from ui.clients.due_bar import DueBar
from ui.clients.erase_dialog import EraseDialog
from ui.clients.lifecycle_words import days_left, names_in_a_row
from ui.clients.trash_model import TrashModel, TrashRowDelegate
from ui.errors import describe
from ui.operations.operation import in_db
from ui.text.days import today
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from ui.jobs import Jobs

_SIZE_PX = (620, 520)


class TrashDialog(QDialog):
    """One list, two buttons. Only a person who may erase sees the second."""

    erased = Signal(object)
    """The `ClientId` of an erased client."""
    ended_early = Signal()
    """An erasure was stopped or failed: the records may be erased nevertheless."""

    def __init__(self, jobs: Jobs, *, access: Access, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._may_erase = access.allows("keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Deleted and archived charts"))
        self.message = MessageBar()
        self.due = DueBar(jobs)
        self.model = TrashModel(self)
        self.list = QListView()
        self.empty = EmptyState(
            self.tr("No chart is deleted or archived"),
            self.tr("Charts that you delete can be brought back from here for %n day(s).", "", RESTORE_DAYS),
        )
        self.restore_button = QPushButton(self.tr("Bring back"))
        self.erase_button = QPushButton(self.tr("Erase for good…"))
        self.close_button = QPushButton(self.tr("Close"))
        self._pages = QStackedWidget()
        self._style()
        self._lay_out()
        self._connect()
        self.resize(*_SIZE_PX)
        self._show_buttons()
        self.reload()

    @property
    def client(self) -> Client | None:
        """The marked chart."""
        return self.model.client_at(self.list.currentIndex())

    def reload(self) -> None:
        """Reads the list again."""
        operation = in_db(lambda services: services.clients.list, states=("archived", "deleted", "merged"))
        self._jobs.run(self, operation, on_done=self._on_loaded, on_error=self._on_error)

    def reject(self) -> None:
        """Closes; a running erasure is asked to stop first."""
        if self.due.work.working:
            self.due.work.stop()
        else:
            super().reject()

    def restore(self) -> None:
        """Returns the marked chart to the list."""
        client = self.client
        if client is None or not self.restore_button.isEnabled():
            return
        archived = client.lifecycle.state == "archived"
        self.restore_button.setEnabled(False)
        self._jobs.run(
            self,
            in_db(
                lambda services: services.clients.unarchive if archived else services.clients.restore,
                client.client_id,
                expected_version=client.row_version,
            ),
            on_done=self._on_restored,
            on_error=self._on_error,
        )

    def erase(self) -> None:
        """Opens the dialog that explains what is erased and requires the name to be typed."""
        client = self.client
        if client is None or not self._may_erase:
            return
        dialog = EraseDialog(self._jobs, client=client, parent=self)
        dialog.erased.connect(self._on_erased)
        dialog.ended_early.connect(self._on_ended_early)
        dialog.open()

    def _style(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(TrashRowDelegate(self.list))
        self.list.setAccessibleName(self.tr("Deleted and archived charts"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.restore_button, kind="primary")
        set_role(self.erase_button, kind="danger")
        self.erase_button.setVisible(self._may_erase)
        self.erase_button.setToolTip(self.tr("Says first what is destroyed and what it does not reach"))
        for button in (self.restore_button, self.erase_button, self.close_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        told = PlainLabel(
            self.tr(
                "Archived charts are only out of the list. Deleted ones are neither found nor quoted by the "
                "assistant."
            )
        )
        told.setWordWrap(True)
        set_role(told, tone="muted")
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addWidget(self.erase_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.restore_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(told)
        layout.addWidget(self.due)
        layout.addWidget(self.message)
        layout.addWidget(self._pages, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._show_buttons)
        self.list.doubleClicked.connect(lambda _: self.restore())
        self.restore_button.clicked.connect(self.restore)
        self.erase_button.clicked.connect(self.erase)
        self.close_button.clicked.connect(self.reject)
        self.due.erased.connect(self.erased)
        self.due.failed.connect(self._on_error)
        self.due.ended.connect(self._on_ended_early)
        self.due.went_along.connect(self._tell_along)

    def _on_loaded(self, clients: list[Client]) -> None:
        self.model.set_clients(clients)
        if self._may_erase:
            self.due.show_due([each for each in clients if days_left(each, today=today()) == 0], clients)
        self._pages.setCurrentWidget(self.list if self.model.rowCount() else self.empty)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()
        self._show_buttons()

    def _on_restored(self, client: Client) -> None:
        told = self.tr("{name} is in the list again").format(name=isolate(client.details.display_name))
        self.message.show_message(told, tone="good")
        self.reload()

    def _on_erased(self, client_id: object) -> None:
        self.erased.emit(client_id)
        self.reload()

    def _tell_along(self, names: tuple[str, ...]) -> None:
        told = self.tr("Erased too, as they had been merged into one of those: {names}")
        self.message.show_message(told.format(names=names_in_a_row(names)), tone="good")

    def _on_ended_early(self) -> None:
        self.ended_early.emit()
        self.reload()

    def _on_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))
        self._show_buttons()

    def _show_buttons(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        client = self.client
        merged = client is not None and client.lifecycle.state == "merged"
        self.restore_button.setEnabled(client is not None and not merged and not client.lifecycle.purging)
        tip = self.tr("Its sessions are in the other chart now; this one stays as the trace of the merge")
        self.restore_button.setToolTip(tip if merged else "")
        self.erase_button.setEnabled(client is not None)
