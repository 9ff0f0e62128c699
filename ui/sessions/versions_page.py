"""The history of one session: every stored version and its changes."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import Client
from core.errors import AnamnesisError
from core.ids import SessionId
from core.sessions.dto import Session, VersionSummary
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.operation import in_db
from ui.operations.versions import Comparison, compare_whole
from ui.sessions.authors import Authors
from ui.sessions.diff_view import DiffView
from ui.sessions.versions_model import VersionRowDelegate, VersionsModel
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_4, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel

_LIST_PX, _LIST_LEAST_PX = 240, 200


class VersionsPage(QWidget):
    """A list with the differences beside it. Read-only."""

    closed = Signal()
    version_chosen = Signal(object, int)
    """Session id and version to open completely."""

    def __init__(self, jobs: Jobs, authors: Authors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ticket = 0
        self._session_id: SessionId | None = None
        self._day: date | None = None
        self.title = PlainLabel()
        self.message = MessageBar()
        self.model = VersionsModel(authors, self)
        self.list = QListView()
        self.against = QComboBox()
        self.what = PlainLabel()
        self.diff = DiffView()
        self.open_button = QPushButton(self.tr("Read this version"))
        self.close_button = QPushButton(self.tr("Back to the session"))
        self._style()
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._compare)
        self.against.activated.connect(self._compare)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.closed)

    @property
    def version(self) -> VersionSummary | None:
        """The selected version."""
        return self.model.version_at(self.list.currentIndex())

    def show_session(self, session: Session, client: Client) -> None:
        """Reads the history of a session again."""
        self.clear()
        self._session_id, self._day = session.session_id, session.date
        self.show_details(client)
        done = partial(self._on_versions, self._ticket)
        self._jobs.run(
            self,
            in_db(lambda services: services.sessions.versions, session.session_id),
            on_done=done,
            on_error=self._on_error,
        )

    def show_details(self, client: Client) -> None:
        """Shows the client's current details."""
        if self._day is None:
            return
        words = self.tr("Versions of the session of {day} of {name}")
        name = isolate(client.details.display_name)
        self.title.setText(words.format(day=day_text(self._day), name=name))
        align_leading(self.title)

    def clear(self) -> None:
        """Removes all text; pending results are dropped."""
        self._ticket += 1
        self._session_id = self._day = None
        self.title.clear()
        self.what.clear()
        self.message.clear()
        self.model.set_versions([])
        self.diff.clear()
        self.open_button.setEnabled(False)

    def _style(self) -> None:
        set_role(self.title, strong=True)
        set_role(self.what, tone="muted")
        self.title.setWordWrap(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(VersionRowDelegate(self.list))
        self.list.setAccessibleName(self.tr("Versions"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(_LIST_LEAST_PX)
        self.what.setWordWrap(True)
        self.what.setContentsMargins(SPACE_4 + SPACE_2, 0, 0, 0)
        self.against.addItem(self.tr("What it changed"), "before")
        self.against.addItem(self.tr("What changed since then"), "current")
        self.against.setAccessibleName(self.tr("What is compared"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE_2)
        bar.addWidget(self.against)
        bar.addStretch(1)
        bar.addWidget(self.open_button)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(SPACE_2, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(bar)
        column.addWidget(self.what)
        column.addWidget(self.diff, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_PX, 2 * _LIST_PX])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_2)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(splitter, 1)

    def _on_versions(self, ticket: int, versions: list[VersionSummary]) -> None:
        if ticket != self._ticket:
            return
        self.model.set_versions(versions)
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def _compare(self, _now: object = None, _before: QModelIndex | None = None) -> None:
        version, session_id = self.version, self._session_id
        self.open_button.setEnabled(version is not None)
        self.diff.clear()
        self.what.clear()
        if version is None or session_id is None:
            return
        newest = self.model.versions[0].version
        if self.against.currentData() == "current":
            older, newer = version.version, newest
        else:
            older, newer = version.version - 1, version.version
        self._ticket += 1
        self._jobs.run(
            self,
            compare_whole(session_id=session_id, older=older or None, newer=newer),
            on_done=partial(self._on_comparison, self._ticket),
            on_error=self._on_error,
        )

    def _on_comparison(self, ticket: int, comparison: Comparison) -> None:
        if ticket != self._ticket:
            return
        self.diff.show_comparison(comparison)
        changed = any(part.kind != "same" for parts in comparison.parts.values() for part in parts)
        if not changed:
            self.what.setText(self.tr("The text is the same."))
        elif comparison.older is None:
            self.what.setText(self.tr("The first version: everything is new."))
        else:
            self.what.setText(self.tr("Struck out: removed. Underlined: added."))

    def _on_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))

    def _open(self) -> None:
        version = self.version
        if version is not None and self._session_id is not None:
            self.version_chosen.emit(self._session_id, version.version)
