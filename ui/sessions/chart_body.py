"""The displayed chart of one client: banner, sessions, and the open page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.assistant.dto import Source
from core.audit.findings import IntegrityFinding
from core.changes import Changes
from core.clients.dto import Client
from core.contradictions.dto import QuotedContradiction
from core.ids import ClientId, SessionId
from core.sessions.dto import Session
from ui.attachments.outcome import OutcomeMessage
from ui.attachments.strip import AttachmentStrip
from ui.brief.brief_card import BriefCard
from ui.contradictions.card import ContradictionCard
from ui.jobs import Jobs
from ui.operations.operation import in_db
from ui.sessions.authors import Authors
from ui.sessions.chart_keyboard import ChartKeyboard
from ui.sessions.chart_panes import ChartPanes
from ui.sessions.identity_banner import IdentityBanner
from ui.sessions.mismatch_bar import MismatchBar
from ui.sessions.record_page import RecordPage
from ui.sessions.session_list import SessionList
from ui.sessions.session_page import SessionPage
from ui.sessions.undo_bar import UndoBar
from ui.sessions.unsaved_bar import UnsavedBar
from ui.sessions.unsaved_drafts import UnsavedDrafts
from ui.sessions.versions_page import VersionsPage
from ui.timeline.timeline_page import TimelinePage
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar

_ROOM_FOR_THREE_PX = 900
_ROOM_BESIDE_BRIEF_PX = 610
"""The height needed by banner, note, files and buttons; the brief gets the rest."""
_BRIEF_LEAST_PX = 96


class ChartBody(QWidget):
    """Displays data of one client only; reads and changes nothing itself."""

    def __init__(self, jobs: Jobs, unsaved_drafts: UnsavedDrafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unsaved_drafts = unsaved_drafts
        self._jobs = jobs
        self.keyboard = ChartKeyboard(self)
        self.client: Client | None = None
        """The client whose chart is displayed."""
        self.authors = Authors(jobs, self)
        self.banner = IdentityBanner()
        self.mismatch = MismatchBar()
        self.message = MessageBar()
        self.undo = UndoBar()
        self.unsaved_bar = UnsavedBar(unsaved_drafts)
        self.contradictions = ContradictionCard(jobs)
        self.brief = BriefCard(jobs)
        self.list = SessionList()
        self.page = SessionPage(jobs, unsaved_drafts, self.authors)
        self.record = RecordPage(jobs)
        self.versions = VersionsPage(jobs, self.authors)
        self.timeline = TimelinePage(jobs)
        self.empty = EmptyState("")
        pages = (self.empty, self.page, self.record, self.versions, self.timeline)
        self.panes = ChartPanes(self.list, *pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bars = (self.mismatch, self.unsaved_bar, self.undo, self.message)
        for part in (self.banner, *bars, self.contradictions, self.brief):
            layout.addWidget(part)
        layout.addWidget(self.panes, 1)
        self.page.shown.connect(self._show_previous)
        self.page.signing.connect(self.keyboard.go_to_sessions)
        self.page.head.previous_button.toggled.connect(self._make_room)
        self.versions.closed.connect(self.back_to_session)
        self.contradictions.dismissed.connect(self._offer_to_restore)
        self._strips = (self.page.panes.strip, self.record.strip)
        for strip in self._strips:
            strip.told_elsewhere.connect(self._tell)

    @property
    def in_record(self) -> bool:
        """Whether the client's details are open instead of a session."""
        return self.panes.page is self.record

    @property
    def open_strip(self) -> AttachmentStrip | None:
        """The displayed files; None if none are shown."""
        if self.in_session:
            return self.page.panes.strip
        return self.record.strip if self.in_record else None

    @property
    def in_session(self) -> bool:
        """Whether a session is open, not hidden behind another page of the chart."""
        return self.panes.page is self.page and self.page.session is not None

    @property
    def awaiting(self) -> bool:
        """Whether a chart or a version is still loading."""
        return self.panes.page is self.empty and not self.empty.has_action

    def take_down(self) -> None:
        """Removes all of the client's data, displayed or hidden."""
        self.client = None
        self.page.show_nothing()
        self.versions.clear()
        self.timeline.clear()
        self.list.sessions.set_sessions([])
        self.banner.show_client(None)
        self.contradictions.clear()
        self.brief.clear()
        self.record.show_client(None)
        self.mismatch.clear()
        self.message.clear()
        self.undo.clear()
        self.empty.set_content("")
        self._open(self.empty, with_list=False)

    def forget(self) -> None:
        """After a lock no operation is pending any more."""
        self.keyboard.forget()
        self.authors.forget()
        for strip in self._strips:
            strip.forget()

    def show_chart(self, client: Client, sessions: Iterable[Session]) -> None:
        """Fills banner, record and list; the caller opens a page."""
        self.authors.read()
        self.show_details(client)
        self.unsaved_bar.know(client)
        mine = (session for session in sessions if session.client_id == client.client_id)
        self.list.sessions.set_sessions(mine)
        self.panes.side.show()

    def show_details(self, client: Client) -> None:
        """The client's details, as they are now."""
        self.client = client
        self.banner.show_client(client)
        self.contradictions.show_client(client)
        self.brief.show_client(client)
        self.record.show_client(client)
        self.page.show_details(client)
        self.versions.show_details(client)
        if self.timeline.client_id == client.client_id:
            self.timeline.show_client(client)

    def open_newest(self) -> None:
        sessions = self.list.sessions.sessions
        if sessions:
            self.show_current(sessions[0])
        else:
            self.show_no_sessions()

    def reopen(self, session_id: SessionId) -> None:
        """Opens a session of the list, or the newest if it does not exist any more."""
        found = self.list.sessions.find(session_id)
        if found is not None:
            self.show_current(found)
        else:
            self.open_newest()

    def show_no_sessions(self) -> None:
        self.page.show_nothing()
        self.empty.set_content(
            self.tr("No sessions yet"),
            self.tr("Start the first one; it is saved while you write."),
            self.tr("New session"),
        )
        self._open(self.empty, with_list=False)

    def show_current(self, session: Session) -> None:
        """Shows the current version; a session of another client never."""
        client = self.client
        if client is None or session.client_id != client.client_id:
            return
        on_screen = self.page.session
        unchanged = (
            on_screen is not None
            and (on_screen.session_id, on_screen.version) == (session.session_id, session.version)
            and self.page.shows_current
            and not self.page.notice.isVisibleTo(self.page)
        )
        if not unchanged:
            with self.keyboard.following(self.page):
                self.page.show_session(session, client)
        self.list.select(session.session_id)
        self._open(self.page)

    def show_version(self, session: Session, *, current_version: int) -> None:
        """Shows an earlier version, to be read only."""
        client = self.client
        if client is None or session.client_id != client.client_id:
            return
        with self.keyboard.following(self.page):
            self.page.show_version(session, client, current_version=current_version)
        self.list.select(session.session_id)
        self._open(self.page)

    def highlight(self, field: str, start: int, end: int, *, focus: bool = False) -> None:
        """Marks words of the displayed session; reports if they are not there."""
        editor = self.page.editor
        found = editor.highlight(field, start, end)
        if found and focus:
            editor.fields[field].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif focus:
            editor.focus_first()
        if not found:
            self.page.notice.show_message(
                self.tr("The quoted words could not be found in this note"), tone="caution"
            )

    def show_record(self, source: Source | None = None, *, focus: bool = False) -> None:
        """Opens the client's details; with `source` at the words it quotes."""
        if self.client is None:
            return
        self._open(self.record)
        if source is not None:
            self.record.show_source(source, self.client, focus=focus)

    def toggle_timeline(self) -> None:
        """Opens the timeline, or returns from it to the session."""
        if self.panes.page is self.timeline:
            self.back_to_session()
        elif self.client is not None:
            self.timeline.show_client(self.client)
            self._open(self.timeline, with_list=False)
            self._look_for_mismatch()

    def note_changed(self, changes: Changes) -> None:
        """Charts were changed: what is displayed beside the note may be outdated. The note stays."""
        self.contradictions.note_changed(changes)
        self.brief.note_changed(changes)
        if self.client is not None and changes.touches(self.client.client_id):
            self.reread_timeline()

    def reread_timeline(self) -> None:
        """Refreshes the open timeline after something in the chart was stored."""
        if self.panes.page is self.timeline:
            self.timeline.reload()

    def show_versions(self) -> None:
        """Opens the history of the session on screen."""
        session = self.page.session
        if self.client is not None and session is not None:
            self.versions.show_session(session, self.client)
            self._look_for_mismatch()
            # The versions page has a list of its own.
            self._open(self.versions, with_list=False)

    def back_to_session(self) -> None:
        """Returns from any other page of the chart."""
        self.versions.clear()
        self.timeline.clear()
        if self.page.session is not None:
            self._open(self.page)
        else:
            self.open_newest()

    def put(self, session: Session) -> None:
        """Replaces a session by its new version; it may be another client's."""
        if self.client is None or session.client_id != self.client.client_id:
            return
        self.list.put(session)
        on_screen = self.page.session
        if on_screen is not None and on_screen.session_id == session.session_id:
            self.list.select(session.session_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.brief.limit(max(_BRIEF_LEAST_PX, self.height() - _ROOM_BESIDE_BRIEF_PX))
        self._make_room()

    def _make_room(self) -> None:
        """Two notes side by side need the list's space if the window is too narrow for all three."""
        if self.panes.page is self.page:
            beside = self.page.head.previous_button.isChecked()
            self.panes.side.setVisible(not beside or self.width() >= _ROOM_FOR_THREE_PX)

    def _look_for_mismatch(self) -> None:
        """After a page of the chart was read: rows may have been changed since the chart was opened."""
        if self.client is not None:
            client_id = self.client.client_id
            self._jobs.run(
                self,
                in_db(lambda services: services.integrity.found_in, client_id),
                on_done=partial(self._show_mismatch, client_id),
                on_error=lambda _: None,
            )

    def _show_mismatch(self, client_id: ClientId, findings: tuple[IntegrityFinding, ...]) -> None:
        if self.client is not None and self.client.client_id == client_id:
            self.mismatch.show_findings(findings)

    def _open(self, page: QWidget, *, with_list: bool = True) -> None:
        # Only towards a session: other pages set the focus themselves.
        leaving = self.panes.page if page is self.page and self.panes.page is not page else None
        with self.keyboard.following(leaving):
            self.panes.open_page(page, with_list=with_list)
            self._make_room()
        self.banner.show_place(record=page is self.record, timeline=page is self.timeline)

    def _offer_to_restore(self, contradiction: QuotedContradiction) -> None:
        again = partial(self.contradictions.restore, contradiction)
        self.undo.offer(self.tr("The contradiction was dismissed"), again)

    def _tell(self, told: OutcomeMessage) -> None:
        self.message.show_message(told.title, told.text, told.remedy, tone=told.tone)

    def _show_previous(self) -> None:
        session, client = self.page.session, self.page.client
        if session is None or client is None:
            return
        others = self.list.sessions.others(session)
        self.page.panes.show_previous(self.list.sessions.before(session), client, others)
        days = {each.session_id: each.date for each in self.list.sessions.sessions}
        if session.copied:
            self.page.editor.show_copied(session.copied, days.get)
