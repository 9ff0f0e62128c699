"""The displayed session: a draft to write, or a signed note or an earlier version to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.clients.dto import Client
from core.errors import AnamnesisError
from core.sessions.dto import Session, SoapText
from ui.errors import describe
from ui.jobs import Jobs
from ui.sessions.addenda_view import AddendaView
from ui.sessions.authors import Authors
from ui.sessions.conflict_bar import ConflictBar
from ui.sessions.conflict_choice import ConflictChoice
from ui.sessions.draft_saver import DraftSaver, SaveState
from ui.sessions.earlier_version import tell_earlier
from ui.sessions.note_state_bar import NoteStateBar
from ui.sessions.session_foot import SessionFoot
from ui.sessions.session_head import SessionHead
from ui.sessions.session_panes import SessionPanes
from ui.sessions.signature_line import SignatureLine
from ui.sessions.signing import Signing
from ui.sessions.soap_editor import SoapEditor
from ui.sessions.unsaved_drafts import UnsavedDrafts
from ui.theme import SPACE_2
from ui.widgets.message_bar import MessageBar


class SessionPage(QWidget):
    """Shows one session of one client at a time; drafts' text is in the `UnsavedDrafts`."""

    current_requested = Signal()
    """The user wants to return from an earlier version to the current one."""
    signing = Signal()
    """The displayed draft is about to be signed: the focus must leave it."""
    signed = Signal(object)
    started = Signal(object)
    """A new `Session` for text that could not go into its own."""
    shown = Signal()
    """Another session or version is displayed, or none."""

    def __init__(
        self, jobs: Jobs, unsaved_drafts: UnsavedDrafts, authors: Authors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unsaved_drafts = unsaved_drafts
        self._client: Client | None = None
        self._session: Session | None = None
        self._saver: DraftSaver | None = None
        self._current = True
        self._then: Callable[[Session], None] | None = None
        self._signing = Signing(jobs, self)
        self._choice = ConflictChoice(jobs, unsaved_drafts, self)
        self.head = SessionHead()
        self.signature = SignatureLine(authors)
        self.foot = SessionFoot()
        self.notice = MessageBar()
        self.conflict = ConflictBar()
        self.standing = NoteStateBar(authors)
        self.editor = SoapEditor(jobs=jobs)
        self.addenda = AddendaView(authors)
        self.panes = SessionPanes(jobs, self.editor, self.addenda)
        self.day_edit, self.day_label = self.head.day_edit, self.head.day_label
        self.state_label, self.save_label = self.head.state_label, self.foot.save_label
        self.new_button, self.sign_button = self.foot.new_button, self.foot.sign_button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        for part in (self.notice, self.conflict, self.standing, self.head, self.signature):
            layout.addWidget(part)
        layout.addWidget(self.panes, 1)
        layout.addWidget(self.foot)
        self._connect()

    @property
    def session(self) -> Session | None:
        """The displayed version."""
        return self._saver.session if self._saver is not None else self._session

    @property
    def client(self) -> Client | None:
        """The client of the session."""
        return self._client

    @property
    def day(self) -> date | None:
        """The day of the displayed draft, stored or not."""
        return self._saver.day if self._saver is not None else None

    @property
    def writing(self) -> bool:
        """Whether a draft is open for writing."""
        return self._saver is not None

    @property
    def shows_current(self) -> bool:
        """Whether the newest version is displayed."""
        return self.session is not None and self._current

    @property
    def shows_stored_text(self) -> bool:
        """Whether the displayed text is that of `session`, without edits."""
        return self._saver is None or self._saver.clean

    def show_session(self, session: Session, client: Client) -> None:
        """Shows the current version of a session: a draft opens for writing."""
        self._reset(client)
        if session.state == "draft":
            self._saver = self._unsaved_drafts.lend(session)
            self._show_text(self._saver.text, read_only=False)
            self._show_head(self._saver.session)
        else:
            self._unsaved_drafts.take_back()
            self._session = session
            self._show_text(session.text, read_only=True)
            self._show_head(session)
        self.standing.show_session(session)
        self.signature.show_session(session)
        self.addenda.show_addenda(session.addenda)
        self.panes.show_session(session, client, writing=self.writing)
        self._show_state()
        self.shown.emit()

    def show_version(self, session: Session, client: Client, *, current_version: int) -> None:
        """Shows an earlier version, read-only and marked as such."""
        self._reset(client)
        self._unsaved_drafts.take_back()
        self._session = session
        self._current = False
        self._show_text(session.text, read_only=True)
        self._show_head(session)
        self.signature.show_session(session)
        self.addenda.show_addenda(session.addenda)
        self.panes.show_session(session, client, writing=False)
        tell_earlier(self.notice, self.head, session, current_version=current_version)
        self._show_state()
        self.shown.emit()

    def show_details(self, client: Client) -> None:
        """Updates the client's details only."""
        if self._client is not None and self._client.client_id == client.client_id:
            self._client = client
            self.panes.show_details(client)

    def show_nothing(self) -> None:
        """Removes the session; unsaved text stays with the desk."""
        self._unsaved_drafts.take_back()
        self._reset(None)
        self._show_text(SoapText(), read_only=True)
        self.head.show_nothing()
        self.standing.show_session(None)
        self.addenda.show_addenda(())
        self.panes.clear()
        self._show_state()
        self.shown.emit()

    def save_now(self) -> None:
        """Saves the displayed draft, including a day being typed."""
        if self._saver is not None:
            self.head.interpret()
            self._saver.save_now()

    def sign(self) -> None:
        """Asks, saves and signs the draft on screen."""
        if self._saver is not None and self._client is not None and self.sign_button.isEnabled():
            self._signing.ask(self._saver, self._client)

    def set_kind(self, kind: str) -> None:
        """Sets the displayed draft's kind."""
        if self._saver is not None:
            self.head.kind.show_kind(kind)
            self._saver.describe(kind=kind)

    def when_stored(self, then: Callable[[Session], None]) -> None:
        """Calls `then` with the displayed draft once all of its text is stored; reports a failure."""
        if self._saver is not None:
            self.notice.clear()
            self._then = then
            self.save_now()
            self._show_state()

    def give_up(self) -> None:
        """The displayed draft is deleted: its unsaved text is dropped."""
        if self._saver is not None:
            saver, self._saver = self._saver, None
            self._session = saver.session
            self._unsaved_drafts.discard(saver)

    def _reset(self, client: Client | None) -> None:
        self._client = client
        self._session = None
        self._saver = None
        self._current = True
        self._then = None
        self._signing.forget()
        self.notice.clear()
        self.conflict.hide_conflict()
        self.standing.show_session(None)
        self.signature.show_session(None)

    def _show_text(self, text: SoapText, *, read_only: bool) -> None:
        self.editor.set_text(text, read_only=read_only)

    def _show_head(self, session: Session) -> None:
        saver = self._saver
        self.head.show_session(
            session,
            day=saver.day if saver is not None else session.date,
            kind=saver.kind if saver is not None else session.kind,
            minutes=saver.duration_min if saver is not None else session.duration_min,
            writing=saver is not None,
        )

    def _show_state(self) -> None:
        """Updates label, buttons and conflict bar from the saver."""
        saver = self._saver
        if saver is not None:
            self._signing.look_at(saver)
        self._show_foot()
        if saver is not None and saver.state is SaveState.CONFLICT and saver.theirs is not None:
            self.conflict.show_conflict(saver.theirs)
        elif saver is None or saver.state is not SaveState.CONFLICT:
            self.conflict.hide_conflict()
        if self._then is not None and saver is not None and saver.settled:
            then, self._then = self._then, None
            if saver.clean:
                then(saver.session)
            elif saver.error is not None:
                self.notice.show_error(describe(saver.error))

    def _show_foot(self) -> None:
        busy = self._signing.busy
        self.foot.show_state(self.session, self._saver, busy=busy, current=self._current)

    def _on_edited(self) -> None:
        if self._saver is None or self.conflict.looking_at_theirs:
            return
        self._saver.edit(self.editor.text(), self.day_edit.day())
        self._show_foot()

    def _on_head_edited(self) -> None:
        if self._saver is not None:
            self._saver.describe(kind=self.head.kind.kind(), duration_min=self.head.minutes.minutes() or 0)
            self._on_edited()

    def _on_copied(self, _source: Session, _fields: tuple[str, ...]) -> None:
        if self._saver is not None:
            self._saver.describe(copied=self.editor.copied())

    def _on_refilled(self, saver: DraftSaver) -> None:
        if saver is self._saver:
            self._show_text(saver.text, read_only=False)
            self._show_head(saver.session)

    def _on_sign_begun(self) -> None:
        if self._saver is not None:
            # Nothing may be typed that the signature would not cover.
            self._show_text(self._saver.text, read_only=True)
            self._show_foot()

    def _on_signed(self, session: Session) -> None:
        saver, client = self._saver, self._client
        if saver is not None and saver.session.session_id == session.session_id and client is not None:
            self._unsaved_drafts.discard(saver)
            self._saver = None
            self.show_session(session, client)
        self.signed.emit(session)

    def _on_refused(self, error: AnamnesisError) -> None:
        self.notice.show_error(describe(error))
        if self._saver is not None:
            self._show_text(self._saver.text, read_only=False)
            self._show_state()

    def _look(self, at_theirs: bool) -> None:
        saver = self._saver
        if saver is None or saver.theirs is None:
            return
        self._show_text(saver.theirs.text if at_theirs else saver.text, read_only=at_theirs)

    def _keep_mine(self) -> None:
        if self._saver is None or self._saver.theirs is None:
            return
        self._show_text(self._saver.text, read_only=False)
        self._choice.keep_mine(self._saver)

    def _take_theirs(self) -> None:
        if self._saver is not None:
            self._choice.take_theirs(self._saver)

    def _on_given_up(self, saver: DraftSaver) -> None:
        theirs, client = saver.theirs, self._client
        if theirs is None:
            return
        if saver is self._saver and client is not None:
            self._saver = None
            self.show_session(theirs, client)
        self.signed.emit(theirs)

    def _connect(self) -> None:
        self._unsaved_drafts.changed.connect(self._show_state)
        self._unsaved_drafts.refilled.connect(self._on_refilled)
        self.editor.edited.connect(self._on_edited)
        self.editor.left.connect(self.save_now)
        self.head.edited.connect(self._on_head_edited)
        self.panes.copied.connect(self._on_copied)
        self.head.previous_button.toggled.connect(self.panes.show_previous_pane)
        self.notice.action_requested.connect(self.current_requested)
        self.conflict.look_changed.connect(self._look)
        self.conflict.keep_mine_requested.connect(self._keep_mine)
        self.conflict.take_theirs_requested.connect(self._take_theirs)
        self.foot.sign_requested.connect(self.sign)
        self._signing.confirmed.connect(self.signing)
        self._signing.begun.connect(self._on_sign_begun)
        self._signing.signed.connect(self._on_signed)
        self._signing.failed.connect(self._on_refused)
        self._choice.given_up.connect(self._on_given_up)
        self._choice.started.connect(self.started)
        self._choice.failed.connect(self._on_refused)
