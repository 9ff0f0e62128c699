"""The layout of a session's page: the note, its files below, an earlier session beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from core.clients.dto import Client
from core.sessions.dto import Session
from ui.attachments.strip import AttachmentStrip
from ui.jobs import Jobs
from ui.sessions.previous_pane import PreviousPane
from ui.sessions.soap_editor import SoapEditor

_NOTE_PX, _PREVIOUS_PX = 520, 320


class SessionPanes(QSplitter):
    """The pane beside the note is open or closed for every session alike."""

    copied = Signal(object, object)
    """The `Session` copied from and the names of the changed fields."""

    def __init__(
        self, jobs: Jobs, editor: SoapEditor, addenda: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._editor = editor
        self.strip = AttachmentStrip(jobs)
        self.previous = PreviousPane()
        self.previous.hide()
        self._put_below(addenda)
        note = QWidget()
        column = QVBoxLayout(note)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(editor, 1)
        column.addWidget(self.strip)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(note)
        self.addWidget(self.previous)
        self.setStretchFactor(0, 1)
        self.setSizes([_NOTE_PX, _PREVIOUS_PX])
        self._files = self.strip.empty.parentWidget()
        self.strip.model.modelReset.connect(self._fit_strip)
        self.strip.model.rowsInserted.connect(self._fit_strip)
        self.strip.model.rowsRemoved.connect(self._fit_strip)
        self._fit_strip()
        self.previous.copy_requested.connect(self._copy)

    def show_session(self, session: Session, client: Client, *, writing: bool) -> None:
        """The files of this session; `writing`: fields can be copied into it."""
        self.strip.show_for(client, session.session_id)
        self.previous.set_can_copy(writing)

    def show_previous(self, session: Session | None, client: Client, others: Sequence[Session]) -> None:
        """The previous session, and the others that can be read instead."""
        self.previous.show_previous(session, client, others)

    def show_details(self, client: Client) -> None:
        """The same client under other details."""
        self.strip.show_details(client)
        self.previous.show_details(client)

    def clear(self) -> None:
        """Removes all text and pictures."""
        self.strip.clear()
        self.previous.clear()

    def show_previous_pane(self, shown: bool) -> None:
        """Opens or closes the pane beside the note."""
        self.previous.setVisible(shown)

    def _fit_strip(self) -> None:
        """Without files the note gets the space; files can be dropped on the remaining line."""
        if self._files is not None:
            self._files.setVisible(self.strip.model.rowCount() > 0)

    def _put_below(self, addenda: QWidget) -> None:
        """Below the last field of the note."""
        page = self._editor.widget()
        column = page.layout() if page is not None else None
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - the editor is a column of fields
        column.insertWidget(column.count() - 1, addenda)
        for field in self._editor.fields.values():
            # Beside another pane the note is narrow and must be able to shrink below the mark's width.
            field.mark.setMinimumWidth(1)

    def _copy(self, fields: tuple[str, ...]) -> None:
        source = self.previous.session
        if source is not None:
            changed = self._editor.copy_forward(source, fields)
            self.copied.emit(source, changed)
