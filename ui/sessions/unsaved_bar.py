"""Lists other drafts that wait to be stored, with a way back to them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.clients.dto import Client
from core.ids import ClientId
from ui.errors import describe
from ui.sessions.draft_saver import DraftSaver, SaveState
from ui.sessions.unsaved_drafts import UnsavedDrafts
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.widgets.message_bar import MessageBar


class UnsavedBar(QWidget):
    """Shows one such draft at a time; the next follows when it is stored."""

    open_requested = Signal(object, object)
    """Client id and session id."""

    def __init__(self, unsaved_drafts: UnsavedDrafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unsaved_drafts = unsaved_drafts
        self._names: dict[ClientId, str] = {}
        self._told: DraftSaver | None = None
        self.bar = MessageBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        unsaved_drafts.changed.connect(self._refresh)
        unsaved_drafts.restored.connect(self.know)
        unsaved_drafts.sealed_away.connect(self.clear)
        self.bar.action_requested.connect(self._open)
        self.hide()

    def know(self, client: Client) -> None:
        """Stores a client's name, for a draft of theirs that must be shown later."""
        self._names[client.client_id] = client.details.display_name
        self._refresh()

    def clear(self) -> None:
        """Removes the names, except for drafts that still wait."""
        waiting = {saver.session.client_id for saver in self._unsaved_drafts.unsaved}
        self._names = {each: name for each, name in self._names.items() if each in waiting}
        self.bar.clear()
        self.hide()

    def _refresh(self) -> None:
        stuck = [
            saver
            for saver in self._unsaved_drafts.unsaved
            if saver is not self._unsaved_drafts.lent
            and saver.state in (SaveState.FAILED, SaveState.CONFLICT)
        ]
        self._told = stuck[0] if stuck else None
        if self._told is None:
            self.bar.clear()
            self.hide()
            return
        saver = self._told
        title = self.tr("A draft of {name}, {day}, is not stored")
        reason = self.tr("It was changed elsewhere meanwhile.")
        remedy = self.tr("Open it and choose which text to keep.")
        if saver.error is not None:
            told = describe(saver.error)
            reason, remedy = told.message or told.title, told.remedy
        self.bar.show_message(
            title.format(
                name=isolate(self._names.get(saver.session.client_id, "?")), day=day_text(saver.day)
            ),
            reason,
            remedy,
            tone="danger",
            action=self.tr("Open it"),
        )
        self.show()

    def _open(self) -> None:
        if self._told is not None:
            self.open_requested.emit(self._told.session.client_id, self._told.session.session_id)
