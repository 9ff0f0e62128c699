"""One session on screen: a draft to be written, a signed note or an earlier version to be read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import Client
from core.errors import AnamnesisError
from core.sessions.dto import SOAP_FIELDS, Session, SoapText
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.sessions import sign_session, start_draft_with
from ui.sessions.conflict_bar import ConflictBar
from ui.sessions.draft_desk import DraftDesk
from ui.sessions.draft_saver import DraftSaver, SaveState
from ui.sessions.save_label import SaveLabel
from ui.sessions.soap_editor import SoapEditor
from ui.sessions.words import state_name
from ui.theme import SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.day_edit import DayEdit
from ui.widgets.days import day_text, moment_text
from ui.widgets.message_bar import MessageBar
from ui.widgets.text_direction import isolate


class SessionPage(QWidget):
    """Shows one session of one client at a time; the drafts' words live in the `DraftDesk`."""

    new_requested = Signal()
    current_requested = Signal()
    """From an earlier version back to the current one."""
    signed = Signal(object)
    started = Signal(object)
    """A `Session` that was made of a text which could not go into its own."""

    def __init__(self, jobs: Jobs, desk: DraftDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._desk = desk
        self._client: Client | None = None
        self._session: Session | None = None
        self._saver: DraftSaver | None = None
        self._signing = False
        self._question: QMessageBox | None = None
        self.day_label = QLabel()
        self.day_edit = DayEdit()
        self.state_label = QLabel()
        self.notice = MessageBar()
        self.conflict = ConflictBar()
        self.editor = SoapEditor()
        self.save_label = SaveLabel()
        self.new_button = QPushButton(self.tr("New session"))
        self.sign_button = QPushButton(self.tr("Sign"))
        self._dress()
        self._lay_out()
        self._connect()

    @property
    def session(self) -> Session | None:
        """The version on screen."""
        return self._saver.session if self._saver is not None else self._session

    @property
    def shows_stored_text(self) -> bool:
        """Whether the words on screen are those of `session`, with no edit on top."""
        return self._saver is None or self._saver.clean

    def show_session(self, session: Session, client: Client) -> None:
        """Shows the current version of a session: a draft opens for writing."""
        self._reset(client)
        if session.state == "draft":
            self._saver = self._desk.lend(session)
            self._show_text(self._saver.text, read_only=False)
            self._show_day(self._saver.session)
        else:
            self._desk.take_back()
            self._session = session
            self._show_text(session.text, read_only=True)
            self._show_day(session)
        self._show_state()

    def show_version(self, session: Session, client: Client, *, current_version: int) -> None:
        """Shows an earlier version, which is read only and says so."""
        self._reset(client)
        self._desk.take_back()
        self._session = session
        self._show_text(session.text, read_only=True)
        self._show_day(session)
        # Said here too, where it stays when the notice above is dismissed.
        words = self.tr("{state}, version {version} of {current}")
        self.state_label.setText(
            words.format(state=state_name(session), version=session.version, current=current_version)
        )
        set_role(self.state_label, tone="caution")
        told = self.tr("This is version {version} of {current}, stored {moment}.")
        self.notice.show_message(
            self.tr("An earlier version"),
            told.format(
                version=session.version, current=current_version, moment=moment_text(session.saved_at)
            ),
            tone="caution",
            action=self.tr("Show the current version"),
        )
        self._show_state()

    def show_nothing(self) -> None:
        """Forgets the session; unsaved words stay with the desk."""
        self._desk.take_back()
        self._reset(None)
        self._show_text(SoapText(), read_only=True)
        self.day_label.clear()
        self.state_label.clear()
        self._show_state()

    def save_now(self) -> None:
        """Saves the draft on screen, the day that is being typed included."""
        if self._saver is not None:
            self.day_edit.interpretText()
            self._saver.save_now()

    def sign(self) -> None:
        """Asks, saves and signs the draft on screen."""
        if self._saver is None or self._client is None or not self.sign_button.isEnabled():
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Sign the session"))
        asked = self.tr("Sign the session of {day} of {name}?")
        box.setText(
            asked.format(day=day_text(self._saver.day), name=isolate(self._client.details.display_name))
        )
        box.setInformativeText(self.tr("Once signed, its text can no longer be changed."))
        yes = box.addButton(self.tr("Sign"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Go on writing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(yes)
        box.accepted.connect(self._on_sign_confirmed)
        self._question = box
        box.open()

    def _reset(self, client: Client | None) -> None:
        self._client = client
        self._session = None
        self._saver = None
        self._signing = False
        self.notice.clear()
        self.conflict.hide_conflict()
        if self._question is not None:
            self._question.reject()
            self._question.deleteLater()
            self._question = None

    def _show_text(self, text: SoapText, *, read_only: bool) -> None:
        self.editor.set_text(text, read_only=read_only)

    def _show_day(self, session: Session) -> None:
        draft = self._saver is not None
        day = self._saver.day if self._saver is not None else session.date
        self.day_label.setText(day_text(day))
        self.day_edit.show_day(day)
        self.day_edit.setVisible(draft)
        self.day_label.setVisible(not draft)
        self.state_label.setText(state_name(session))
        set_role(self.state_label, tone="caution" if session.state == "draft" else "muted")

    def _show_state(self) -> None:
        """Brings label, buttons and conflict bar in step with the saver."""
        saver = self._saver
        self.save_label.show_state(saver)
        visible = self._session is not None or saver is not None
        self.state_label.setVisible(visible)
        if not visible:
            self.day_edit.hide()
        self.sign_button.setVisible(saver is not None)
        self._show_sign_button()
        if saver is not None and saver.state is SaveState.CONFLICT and saver.theirs is not None:
            self.conflict.show_conflict(saver.theirs)
        elif saver is None or saver.state is not SaveState.CONFLICT:
            self.conflict.hide_conflict()
        if self._signing and saver is not None and saver.settled:
            self._signing = False
            if saver.clean:
                self._sign_stored(saver)

    def _show_sign_button(self) -> None:
        saver = self._saver
        if saver is None:
            return
        filled = any(saver.text.field(name).strip() for name in SOAP_FIELDS)
        ready = filled and saver.state is not SaveState.CONFLICT and not self._signing
        self.sign_button.setEnabled(ready)
        tip = self.tr("Make this session final") if filled else self.tr("Write something before you sign")
        self.sign_button.setToolTip(tip)

    def _on_edited(self) -> None:
        if self._saver is None or self.conflict.looking_at_theirs:
            return
        self._saver.edit(self.editor.text(), self.day_edit.day())
        self._show_sign_button()

    def _on_refilled(self, saver: DraftSaver) -> None:
        if saver is self._saver:
            self._show_text(saver.text, read_only=False)
            self._show_day(saver.session)

    def _on_sign_confirmed(self) -> None:
        if self._saver is None:
            return
        self._signing = True
        self._saver.save_now()
        self._show_state()

    def _sign_stored(self, saver: DraftSaver) -> None:
        operation = sign_session(session_id=saver.session.session_id, expected_version=saver.session.version)
        self.sign_button.setEnabled(False)
        # Nothing may be typed that the signature would leave out.
        self._show_text(saver.text, read_only=True)
        self._jobs.run(self, operation, on_done=self._on_signed, on_error=self._on_sign_error)

    def _on_signed(self, session: Session) -> None:
        saver, client = self._saver, self._client
        if saver is not None and saver.session.session_id == session.session_id and client is not None:
            self._desk.discard(saver)
            self._saver = None
            self.show_session(session, client)
        self.signed.emit(session)

    def _on_sign_error(self, error: AnamnesisError) -> None:
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
        saver = self._saver
        if saver is None or saver.theirs is None:
            return
        if saver.theirs.state == "signed":
            operation = start_draft_with(client_id=saver.session.client_id, day=saver.day, text=saver.text)
            # Bound to this draft: another may be on screen when the answer comes.
            on_done = partial(self._on_started, saver)
            self._jobs.run(self, operation, on_done=on_done, on_error=self._on_sign_error)
            return
        self._show_text(saver.text, read_only=False)
        saver.keep_mine()

    def _on_started(self, saver: DraftSaver, session: Session) -> None:
        theirs = saver.theirs
        if theirs is not None:
            self._desk.discard(saver)
            if self._saver is saver:
                self._saver = None
            self.signed.emit(theirs)
        self.started.emit(session)

    def _take_theirs(self) -> None:
        saver, client = self._saver, self._client
        if saver is None or saver.theirs is None or client is None:
            return
        theirs = saver.theirs
        self._desk.discard(saver)
        self._saver = None
        self.show_session(theirs, client)
        self.signed.emit(theirs)

    def _dress(self) -> None:
        self.day_edit.setAccessibleName(self.tr("Date of the session"))
        for widget in (self.day_label, self.state_label):
            set_role(widget, strong=True)
        set_role(self.state_label, type="caption")
        self.new_button.setToolTip(self.tr("New session (Ctrl+N)"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_4 + SPACE_2, SPACE_2, SPACE_4, 0)
        head.setSpacing(SPACE_3)
        head.addWidget(self.day_label)
        head.addWidget(self.day_edit)
        head.addWidget(self.state_label)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_2)
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.new_button)
        foot.addWidget(self.save_label, 1)
        foot.addWidget(self.sign_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.notice)
        layout.addWidget(self.conflict)
        layout.addLayout(head)
        layout.addWidget(self.editor, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._desk.changed.connect(self._show_state)
        self._desk.refilled.connect(self._on_refilled)
        self.editor.edited.connect(self._on_edited)
        self.editor.left.connect(self.save_now)
        self.day_edit.day_changed.connect(self._on_edited)
        self.notice.action_requested.connect(self.current_requested)
        self.conflict.look_changed.connect(self._look)
        self.conflict.keep_mine_requested.connect(self._keep_mine)
        self.conflict.take_theirs_requested.connect(self._take_theirs)
        self.new_button.clicked.connect(self.new_requested)
        self.sign_button.clicked.connect(self.sign)
