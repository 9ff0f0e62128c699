"""The history of a client's chart in one list: filters above, the newest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import Client
from core.errors import AnamnesisError
from core.ids import ClientId, SessionId
from core.timeline.dto import TIMELINE_KINDS, TimelineEntry, TimelineKind
from ui.errors import describe
from ui.operations.operation import in_db
from ui.text.days import today
from ui.theme import SPACE_2, SPACE_3, set_role
from ui.timeline.row_delegate import TimelineDelegate
from ui.timeline.timeline_model import TimelineModel
from ui.timeline.words import kinds_word
from ui.widgets.alignment import align_leading
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel
from ui.words.identity import identity_line, person_name

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs


class TimelineList(QListView):
    """Enter or a double click opens an entry."""

    opened = Signal(object)
    """The `TimelineEntry`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TimelineModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(TimelineDelegate(self))
        self.setAccessibleName(self.tr("Timeline"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        entry = self.rows.entry_at(index)
        if entry is not None:
            self.opened.emit(entry)


class TimelinePage(QWidget):
    """Shows one client at a time; answers for another client are never shown."""

    session_chosen = Signal(object)
    """The `SessionId` to open."""
    attachment_chosen = Signal(object)
    """The `UUID` of the attachment to open."""
    appointment_chosen = Signal(object)
    """The `UUID` of the appointment to show."""
    letter_chosen = Signal(object)
    """The `UUID` of the letter to open."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._client: Client | None = None
        self._reading: Job | None = None
        self._loaded = False
        self.name = PlainLabel()
        self.identity = PlainLabel()
        self.chips: dict[TimelineKind, QPushButton] = {kind: QPushButton() for kind in TIMELINE_KINDS}
        self.message = MessageBar()
        self.list = TimelineList()
        self.model = self.list.rows
        self.empty = EmptyState("")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._refresh()

    @property
    def client_id(self) -> ClientId | None:
        """The client of the timeline."""
        return self._client.client_id if self._client is not None else None

    def show_client(self, client: Client) -> None:
        """Reads the client's timeline; another client's is removed at once."""
        if self.client_id != client.client_id:
            self.clear()
        self._client = client
        self.name.setText(person_name(client.details))
        self.identity.setText(identity_line(client.details, today=today()))
        for label in (self.name, self.identity):
            align_leading(label)
        self.reload()

    def reload(self) -> None:
        """Reads it again in the background; the displayed one stays meanwhile."""
        if self._client is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.run(
            self,
            in_db(lambda services: services.timeline.entries, self._client.client_id),
            on_done=partial(self._on_loaded, self._client.client_id),
            on_error=self._on_error,
        )

    def clear(self) -> None:
        """Removes the client and every entry, and shows all kinds again."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._client = None
        self._loaded = False
        self.name.clear()
        self.identity.clear()
        self.message.clear()
        for chip in self.chips.values():
            chip.setChecked(False)
        self.model.set_kinds(())
        self.model.set_entries(())
        self._refresh()

    def _lay_out(self) -> None:
        set_role(self.name, strong=True)
        set_role(self.identity, tone="muted")
        across = QHBoxLayout()
        across.setSpacing(SPACE_2)
        across.addWidget(self.name)
        across.addWidget(self.identity, 1)
        # On a separate line: beside a name there is no room for their labels.
        filters = QHBoxLayout()
        filters.setSpacing(SPACE_2)
        for chip in self.chips.values():
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            filters.addWidget(chip)
        filters.addStretch(1)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        column.setSpacing(SPACE_2)
        column.addLayout(across)
        column.addLayout(filters)
        column.addWidget(self.message)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        for chip in self.chips.values():
            chip.clicked.connect(self._on_chip)
        self.list.opened.connect(self._open)
        self.empty.action_requested.connect(self._show_all)
        self.message.action_requested.connect(self.reload)

    def _on_loaded(self, client_id: ClientId, entries: tuple[TimelineEntry, ...]) -> None:
        if client_id != self.client_id:
            return
        self._reading = None
        self._loaded = True
        self.message.clear()
        current = self.model.entry_at(self.list.currentIndex())
        self.model.set_entries(entries)
        self.list.setCurrentIndex(self.model.index_of(current.entry_id if current is not None else None))
        self._refresh()

    def _on_error(self, error: AnamnesisError) -> None:
        self._reading = None
        self.message.show_error(describe(error), action=self.tr("Try again"))

    def _on_chip(self) -> None:
        current = self.model.entry_at(self.list.currentIndex())
        self.model.set_kinds(kind for kind, chip in self.chips.items() if chip.isChecked())
        self.list.setCurrentIndex(self.model.index_of(current.entry_id if current is not None else None))
        self._refresh()

    def _show_all(self) -> None:
        for chip in self.chips.values():
            chip.setChecked(False)
        self._on_chip()

    def _open(self, entry: TimelineEntry) -> None:
        if entry.kind == "session":
            self.session_chosen.emit(SessionId(entry.entry_id))
        elif entry.kind == "attachment":
            self.attachment_chosen.emit(entry.entry_id)
        elif entry.kind == "appointment":
            self.appointment_chosen.emit(entry.entry_id)
        else:
            self.letter_chosen.emit(entry.entry_id)

    def _refresh(self) -> None:
        """Shows the list, or why it is empty."""
        counts = self.model.counts()
        for kind, chip in self.chips.items():
            words = self.tr("{kind} ({count})").format(kind=kinds_word(kind), count=counts[kind])
            chip.setText(words)
            chip.setToolTip(self.tr("Show only: {kind}").format(kind=kinds_word(kind)))
            chip.setVisible(bool(counts[kind]) or chip.isChecked())
        nothing = self._loaded and not self.model.shown
        self._pages.setCurrentWidget(self.empty if nothing else self.list)
        if self.model.total:
            self.empty.set_content(self.tr("Nothing of this kind"), "", self.tr("Show everything"))
        else:
            self.empty.set_content(
                self.tr("Nothing has happened yet"),
                self.tr("Sessions, appointments, attachments and letters of this client appear here."),
            )
