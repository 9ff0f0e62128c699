"""One client's chart: who it is, the sessions, and the note that is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.assistant.dto import Source
from core.clients.dto import Client
from core.errors import AnamnesisError
from core.ids import ClientId, SessionId
from core.sessions.dto import Session
from ui.clients.client_dialog import ClientDialog
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.sessions import Chart
from ui.sessions.chart_loader import ChartLoader
from ui.sessions.chart_panes import ChartPanes
from ui.sessions.chart_place import ChartPlace, EditorPlace
from ui.sessions.draft_desk import DraftDesk
from ui.sessions.identity_banner import IdentityBanner
from ui.sessions.record_page import RecordPage
from ui.sessions.session_list import SessionList
from ui.sessions.session_page import SessionPage
from ui.sessions.session_starter import SessionStarter
from ui.sessions.unsaved_bar import UnsavedBar
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar


class ChartView(QWidget):
    """Shows one client at a time; before the next one loads, everything of the one before is gone."""

    client_shown = Signal(object)
    """The `Client` whose chart is on screen now."""
    client_changed = Signal(object)
    """The `Client` with new details."""
    index_wanted = Signal()
    """Something was stored that is not in the index yet."""
    flushed = Signal(bool)
    """The saves that `flush` began have ended; false when something could not be stored."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._client: Client | None = None
        self._loader = ChartLoader(jobs, self)
        self._after_load: Callable[[], None] | None = None
        self.desk = DraftDesk(jobs, self)
        self.banner = IdentityBanner()
        self.message = MessageBar()
        self.unsaved_bar = UnsavedBar(self.desk)
        self.list = SessionList()
        self.page = SessionPage(jobs, self.desk)
        self._starter = SessionStarter(jobs, self.page.new_button, self)
        self.record = RecordPage()
        self.empty = EmptyState("")
        self._lay_out()
        self._connect()
        self.clear()

    # What the shell calls.

    @property
    def client(self) -> Client | None:
        """Whose chart is on screen."""
        return self._client

    @property
    def has_unsaved(self) -> bool:
        """Whether words are in memory that are not stored, whoever wrote them."""
        return self.desk.holds_words

    @property
    def unsaved_count(self) -> int:
        """Drafts of the person who is signed in with words that are not stored yet."""
        return len(self.desk.unsaved)

    def show_client(self, client_id: ClientId) -> None:
        """Opens a client's chart. What was open is saved first and is off the screen at once."""
        on_screen = self.page.session
        same = self._client is not None and self._client.client_id == client_id
        if same and on_screen is not None:
            # Read anew, at the place where the person was.
            self._open(client_id, partial(self._reopen, on_screen.session_id))
        else:
            self._open(client_id, self._open_newest)

    def show_span(self, session_id: SessionId, version: int, field: str, start: int, end: int) -> None:
        """Opens that version of a session and highlights the characters `start` to `end` of a field."""
        self._loader.supersede()
        self.page.save_now()
        found = self.list.sessions.find(session_id)
        on_screen = self.page.session
        is_open = on_screen is not None and on_screen.session_id == session_id
        if found is not None and found.version == version and (not is_open or self.page.shows_stored_text):
            self._show_current(found)
            self._highlight(field, start, end)
            return
        self._loader.fetch(session_id, version, (field, start, end))

    def show_source(self, source: Source) -> None:
        """Opens the note or the client's record a source was taken from, and highlights its words."""
        passage = source.passage
        if self._client is None or self._client.client_id != passage.client_id:
            self._open(passage.client_id, partial(self.show_source, source))
            return
        if passage.source_kind == "session":
            self.show_span(
                SessionId(passage.source_id),
                passage.version,
                passage.field,
                source.quote_start,
                source.quote_end,
            )
            return
        self._loader.supersede()
        self._show_record(source)

    def place(self) -> ChartPlace | None:
        """Where the person is now; None without a chart."""
        if self._client is None:
            return None
        on_screen = self.page.session
        in_record = self._pages.currentWidget() is self.record
        editor = self.page.editor.place() if on_screen is not None else EditorPlace()
        session_id = on_screen.session_id if on_screen is not None else None
        return ChartPlace(self._client.client_id, session_id, in_record, editor)

    def show_place(self, place: ChartPlace) -> None:
        """Goes back to where the person was, as far as it is still there."""
        self._open(place.client_id, partial(self._arrive, place))

    def close_client(self, client_id: ClientId) -> None:
        """Gives up a client whose record was erased, unsaved words included."""
        self.desk.discard_client(client_id)
        if self._client is not None and self._client.client_id == client_id:
            self.clear()

    def flush(self) -> bool:
        """Saves everything unsaved. True when there was nothing to save; else `flushed` follows."""
        return self.desk.flush()

    def clear(self) -> None:
        """Takes everything clinical off the screen. Words that are not stored stay with the desk."""
        self._loader.forget()
        self._after_load = None
        self._take_down()
        self._starter.forget()
        self.unsaved_bar.clear()
        self.empty.set_content(
            self.tr("No chart open"),
            self.tr("Choose a client from the list, or press Ctrl+F and type a name."),
        )

    def resume(self) -> None:
        """After an unlock: stores what could not be stored before."""
        self.desk.resume()

    def discard_unsaved(self) -> None:
        """Gives up every word that is not stored; only when the person said so."""
        self.desk.discard_all()

    # Opening a chart.

    def _open(self, client_id: ClientId, then: Callable[[], None]) -> None:
        self._after_load = then
        self._take_down()
        self._loader.open(client_id)

    def _take_down(self) -> None:
        self._client = None
        self.page.show_nothing()
        self.list.sessions.set_sessions([])
        self.banner.show_client(None)
        self.record.show_client(None)
        self.message.clear()
        self.empty.set_content("")
        self._side.hide()
        self._pages.setCurrentWidget(self.empty)

    def _on_chart(self, chart: Chart) -> None:
        self._client = chart.client
        self.unsaved_bar.know(chart.client)
        self.banner.show_client(chart.client)
        self.record.show_client(chart.client)
        mine = (session for session in chart.sessions if session.client_id == chart.client.client_id)
        self.list.sessions.set_sessions(mine)
        self._side.show()
        self.client_shown.emit(chart.client)
        then, self._after_load = self._after_load, None
        if then is not None:
            then()

    def _on_error(self, error: AnamnesisError) -> None:
        again = self.tr("Try again") if self._client is None else ""
        self.message.show_error(describe(error), action=again)

    def _tell_opening(self) -> None:
        self.empty.set_content(self.tr("Opening the chart…"))

    def _try_again(self) -> None:
        if self._loader.wanted is not None:
            self._open(self._loader.wanted, self._after_load or self._open_newest)

    def _open_newest(self) -> None:
        sessions = self.list.sessions.sessions
        if sessions:
            self._show_current(sessions[0])
        else:
            self._show_no_sessions()

    def _show_no_sessions(self) -> None:
        self.page.show_nothing()
        self._side.hide()
        self.empty.set_content(
            self.tr("No sessions yet"),
            self.tr("Start the first one; it is saved while you write."),
            self.tr("New session"),
        )
        self._pages.setCurrentWidget(self.empty)

    # Showing a session.

    def _show_current(self, session: Session) -> None:
        """Shows the current version; a session of another client never."""
        client = self._client
        if client is None or session.client_id != client.client_id:
            return
        self.banner.record_button.setChecked(False)
        on_screen = self.page.session
        unchanged = (
            on_screen is not None
            and (on_screen.session_id, on_screen.version) == (session.session_id, session.version)
            and not self.page.notice.isVisibleTo(self.page)
        )
        if not unchanged:
            self.page.show_session(session, client)
        self.list.select(session.session_id)
        self._side.show()
        self._pages.setCurrentWidget(self.page)

    def _on_chosen(self, session: Session) -> None:
        self._loader.supersede()
        self._show_current(session)

    def _on_version(self, session: Session, span: tuple[str, int, int]) -> None:
        client = self._client
        if client is None or session.client_id != client.client_id:
            self._open(session.client_id, partial(self.show_span, session.session_id, session.version, *span))
            return
        current = self.list.sessions.find(session.session_id)
        waiting = self.desk.waiting(session.session_id)
        if waiting is None and (current is None or current.version <= session.version):
            self._show_current(session)
        else:
            newest = current.version if current is not None else session.version
            self.page.show_version(session, client, current_version=max(newest, session.version))
            self.list.select(session.session_id)
            self.banner.record_button.setChecked(False)
            self._pages.setCurrentWidget(self.page)
        self._highlight(*span)

    def _highlight(self, field: str, start: int, end: int) -> None:
        if not self.page.editor.highlight(field, start, end):
            self.page.notice.show_message(
                self.tr("The quoted words could not be found in this note"), tone="caution"
            )

    def _back_to_current(self) -> None:
        on_screen = self.page.session
        found = self.list.sessions.find(on_screen.session_id) if on_screen is not None else None
        if found is not None:
            self._on_chosen(found)

    # The client's record.

    def _toggle_record(self) -> None:
        self._loader.supersede()
        if self.banner.record_button.isChecked():
            self._pages.setCurrentWidget(self.record)
        elif self.list.sessions.sessions:
            self._pages.setCurrentWidget(self.page)
            if self.page.session is None:
                self._open_newest()
        else:
            self._show_no_sessions()

    def _show_record(self, source: Source) -> None:
        if self._client is None:
            return
        self.banner.record_button.setChecked(True)
        self._pages.setCurrentWidget(self.record)
        self.record.show_source(source, self._client)

    def _edit_client(self) -> None:
        if self._client is None:
            return
        dialog = ClientDialog(self._jobs, self._client, self)
        dialog.stored.connect(self._on_client_stored)
        dialog.open()

    def _on_client_stored(self, client: Client) -> None:
        if self._client is not None and client.client_id == self._client.client_id:
            self._client = client
            self.banner.show_client(client)
            self.record.show_client(client)
        self.client_changed.emit(client)
        self.index_wanted.emit()

    # New sessions, and what became of old ones.

    def new_session(self) -> None:
        """Starts a draft of today."""
        if self._client is not None:
            self._starter.start(self._client.client_id)

    def _on_started(self, session: Session) -> None:
        if self._client is None or session.client_id != self._client.client_id:
            return
        self._loader.supersede()
        self.list.put(session)
        self._show_current(session)
        self.page.editor.focus_first()
        self.index_wanted.emit()

    def _on_stored(self, session: Session) -> None:
        if self._client is not None and session.client_id == self._client.client_id:
            self.list.put(session)
            on_screen = self.page.session
            if on_screen is not None and on_screen.session_id == session.session_id:
                self.list.select(session.session_id)
        self.index_wanted.emit()

    def _reopen(self, session_id: SessionId) -> None:
        found = self.list.sessions.find(session_id)
        if found is not None:
            self._show_current(found)
        else:
            self._open_newest()

    def _arrive(self, place: ChartPlace) -> None:
        if place.session_id is None or self.list.sessions.find(place.session_id) is None:
            self._open_newest()
        else:
            self._reopen(place.session_id)
            self.page.editor.return_to(place.editor)
        if place.in_record:
            self.banner.record_button.setChecked(True)
            self._toggle_record()

    def _open_unsaved(self, client_id: ClientId, session_id: SessionId) -> None:
        if self._client is not None and self._client.client_id == client_id:
            self._reopen(session_id)
        else:
            self._open(client_id, partial(self._reopen, session_id))

    # Construction.

    def _lay_out(self) -> None:
        panes = ChartPanes(self.list, self.empty, self.page, self.record)
        self._side, self._pages = panes.side, panes.pages
        body = QHBoxLayout()
        body.addWidget(panes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.unsaved_bar)
        layout.addWidget(self.message)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self._loader.chart_ready.connect(self._on_chart)
        self._loader.version_ready.connect(self._on_version)
        self._loader.failed.connect(self._on_error)
        self._loader.slow.connect(self._tell_opening)
        self.list.session_chosen.connect(self._on_chosen)
        self.page.new_requested.connect(self.new_session)
        self.page.current_requested.connect(self._back_to_current)
        self.page.signed.connect(self._on_stored)
        self.page.started.connect(self._on_started)
        self._starter.started.connect(self._on_started)
        self._starter.failed.connect(lambda error: self.message.show_error(describe(error)))
        self.empty.action_requested.connect(self.new_session)
        self.message.action_requested.connect(self._try_again)
        self.banner.record_requested.connect(self._toggle_record)
        self.banner.edit_requested.connect(self._edit_client)
        self.desk.saved.connect(self._on_stored)
        self.desk.flushed.connect(self.flushed)
        self.unsaved_bar.open_requested.connect(self._open_unsaved)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.activated.connect(self.page.save_now)
        new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        new.activated.connect(self.new_session)
