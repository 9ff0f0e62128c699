"""The row of attachments under a session or on the record: shows, accepts drops, opens, deletes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.attachments.dto import Attachment
from core.clients.dto import Client
from core.damage import DamagedEntry
from core.errors import AnamnesisError, Cancelled
from core.ids import AttachmentId, SessionId
from ui.attachments.adding import Adding
from ui.attachments.head import StripHead
from ui.attachments.model import AttachmentModel
from ui.attachments.outcome import Outcome
from ui.attachments.row import AttachmentRow, local_files
from ui.attachments.viewer import AttachmentViewer
from ui.attachments.words import AttachmentWords
from ui.errors import describe
from ui.operations.attachments import Shelf, list_attachments, set_deleted
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_3, set_role
from ui.widgets.damaged_entries import show_damaged
from ui.widgets.dragged_bundle import dragged_bundle
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_line import WorkLine

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

_EMPTY_HEIGHT_PX = 44


class AttachmentStrip(QFrame):
    """Shows the attachments of a client, or of one session."""

    told_elsewhere = Signal(object)
    """The result for files whose chart is no longer on screen, as `OutcomeMessage`."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._client: Client | None = None
        self._session_id: SessionId | None = None
        self._loading: Job | None = None
        self._undo: Attachment | None = None
        self._words = AttachmentWords(self)
        self._outcome = Outcome(self._words)
        self.model = AttachmentModel(self)
        self.head = StripHead()
        self.row = AttachmentRow(self.model)
        self.empty = PlainLabel(self.tr("Drop a PDF, picture or text here"))
        self.message = MessageBar()
        self.work = WorkLine(jobs)
        self.adding = Adding(self.work, self)
        self._stack = QStackedWidget()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Attachments"))
        self._lay_out()
        self._connect()
        self.clear()

    @property
    def client(self) -> Client | None:
        return self._client

    def show_for(self, client: Client, session_id: SessionId | None = None) -> None:
        """Lists what belongs to a session; with None, everything of the client."""
        if (self._client is None or self._client.client_id != client.client_id) or (
            session_id != self._session_id
        ):
            self._forget_shown()
        self._client, self._session_id = client, session_id
        self.setEnabled(True)
        self.reload()

    def show_details(self, client: Client) -> None:
        """The same client with changed details, which viewers opened later show."""
        if self._client is not None and self._client.client_id == client.client_id:
            self._client = client

    def clear(self) -> None:
        """Removes everything of the client from the screen; running additions to their chart continue."""
        for viewer in self.findChildren(AttachmentViewer):
            viewer.reject()
        self._forget_shown()
        self._client = self._session_id = None
        self.setEnabled(False)

    def forget(self) -> None:
        """After a lock: removes everything and stops running additions."""
        self.adding.forget()
        self.clear()

    def reload(self) -> None:
        """Reads the list again."""
        if self._client is None:
            return
        if self._loading is not None:
            self._loading.cancel()
        client_id = self._client.client_id
        self._loading = self._jobs.run(
            self,
            list_attachments(client_id=client_id, session_id=self._session_id),
            on_done=lambda shelf: self._on_listed(client_id, shelf),
            on_error=self._show_error,
        )

    def add_files(self, paths: Sequence[Path]) -> None:
        """Adds files to the client or session on screen, one after another."""
        if self._client is None or not paths:
            return
        self.message.clear()
        if not self.adding.add(paths, client=self._client, session_id=self._session_id):
            self.message.show_message(
                self.tr("Files of another chart are still being added"),
                self.tr("Nothing was added here."),
                self.tr("Wait for them, or stop them, then try again."),
                tone="caution",
            )

    def open_attachment(
        self, attachment_id: AttachmentId, *, start: int | None = None, end: int | None = None
    ) -> None:
        """Opens the viewer; with `start` and `end`, at those characters of the attachment's text."""
        if self._client is None:
            return
        viewer = AttachmentViewer(self._jobs, client=self._client, parent=self)
        viewer.show_attachment(attachment_id, start=start, end=end)
        viewer.open()

    def _open(self, entry: Attachment | DamagedEntry) -> None:
        if isinstance(entry, DamagedEntry):
            show_damaged(self.message, entry)
        else:
            self.open_attachment(entry.attachment_id)

    def choose_files(self) -> None:
        """Asks which files to add."""
        dialog = QFileDialog(self, self.tr("Add to the chart"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        kinds = self.tr("PDF, pictures and text") + " (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.txt)"
        # The content decides the file type: any name may be chosen.
        dialog.setNameFilters([kinds, self.tr("All files") + " (*)"])
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def delete(self, attachment: Attachment) -> None:
        """Deletes one from the chart; the message offers to restore it."""
        self._jobs.run(
            self,
            set_deleted(attachment=attachment, deleted=True),
            on_done=self._on_deleted,
            on_error=self._show_error,
        )

    def restore(self, attachment: Attachment) -> None:
        """Restores a deleted one."""
        self._jobs.run(
            self,
            set_deleted(attachment=attachment, deleted=False),
            on_done=self._on_changed,
            on_error=self._show_error,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_bundle(event.mimeData()) is not None:
            # Left to the window: models belong to no chart.
            event.ignore()
            return
        if self._client is not None and local_files(event.mimeData()):
            event.acceptProposedAction()
            self._show_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_target(False)
        paths = local_files(event.mimeData())
        event.acceptProposedAction()
        self.add_files(paths)

    def _lay_out(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.empty, tone="muted")
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.row)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_1, SPACE_3, SPACE_1)
        column.setSpacing(SPACE_1)
        for widget in (self.head, self.message, self.work, self._stack):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.head.add_requested.connect(self.choose_files)
        self.head.deleted_toggled.connect(self._on_deleted_toggled)
        self.row.opened.connect(self._open)
        self.row.delete_requested.connect(self.delete)
        self.row.menu_requested.connect(self._show_menu)
        self.adding.added.connect(self._on_added)
        self.adding.finished.connect(self._on_finished)
        self.message.action_requested.connect(self._on_undo)

    def _forget_shown(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        self._undo = None
        self.message.clear()
        self.model.clear()
        self._show_counts()

    def _show_counts(self) -> None:
        self.head.show_counts(live=self.model.live_count, deleted=self.model.deleted_count)
        filled = bool(self.model.shown)
        self._stack.setCurrentWidget(self.row if filled else self.empty)
        self._stack.setFixedHeight(self.row.height() if filled else _EMPTY_HEIGHT_PX)

    def _show_target(self, over: bool) -> None:
        """Marks the strip as a drop target while files are dragged over it."""
        set_role(self, surface="accent" if over else "plain")
        words = self.tr("Let go to add to the chart") if over else self.tr("Drop a PDF, picture or text here")
        self.empty.setText(words)
        self.head.show_hint(words if over and self.model.shown else "")

    def _show_menu(self, attachment: Attachment | DamagedEntry, place: QPoint) -> None:
        if isinstance(attachment, DamagedEntry):
            show_damaged(self.message, attachment)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.actions_for(attachment, menu):
            menu.addAction(action)
        menu.popup(place)

    def actions_for(self, attachment: Attachment, parent: QWidget) -> list[QAction]:
        """The actions for one attachment."""
        show = QAction(self.tr("&Open"), parent)
        show.triggered.connect(lambda: self.open_attachment(attachment.attachment_id))
        if attachment.state == "deleted":
            back = QAction(self.tr("&Restore"), parent)
            back.triggered.connect(lambda: self.restore(attachment))
            return [show, back]
        away = QAction(self.tr("&Delete"), parent)
        away.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        away.triggered.connect(lambda: self.delete(attachment))
        return [show, away]

    def _on_listed(self, client_id: object, shelf: Shelf) -> None:
        if self._client is not None and self._client.client_id == client_id:
            self.model.set_shelf(shelf)
            self._show_counts()

    def _on_deleted_toggled(self, shown: bool) -> None:
        self.model.show_deleted(shown)
        self._show_counts()

    def _on_added(self, _attachment: Attachment) -> None:
        if self._client is not None and self.adding.client_id == self._client.client_id:
            self.reload()

    def _on_finished(self) -> None:
        at_home = self._client is not None and self.adding.client_id == self._client.client_id
        if at_home and self.isVisible():
            told = self._outcome.here(self.adding)
            if told is not None:
                self.message.show_message(told.title, told.text, told.remedy, tone=told.tone)
            return
        told = self._outcome.elsewhere(self.adding)
        if told is not None:
            self.told_elsewhere.emit(told)

    def _on_deleted(self, attachment: Attachment) -> None:
        self._undo = attachment
        self.message.show_message(
            self.tr("Deleted {name}").format(name=isolate(attachment.name)),
            self.tr("It is no longer in the chart or the search. It can be restored."),
            action=self.tr("Undo"),
        )
        self.reload()

    def _on_undo(self) -> None:
        if self._undo is not None:
            self.restore(self._undo)
            self._undo = None
        self.message.clear()

    def _on_changed(self, _attachment: Attachment) -> None:
        self.reload()

    def _show_error(self, error: AnamnesisError) -> None:
        if not isinstance(error, Cancelled):
            self.message.show_error(describe(error))
