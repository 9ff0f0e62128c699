"""Performs the actions on sessions in a chart, and updates list and page with the results."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from core.errors import AnamnesisError
from core.ids import ClientId
from core.sessions.dto import Session
from core.templates.dto import PracticeText
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.operation import in_db
from ui.sessions.chart_body import ChartBody
from ui.sessions.session_actions import SessionActions
from ui.sessions.session_starter import SessionStarter
from ui.templates.template_menu import TemplateMenu
from ui.text.days import day_text, today


class SessionController(QObject):
    """A result for another client than the displayed one changes nothing there."""

    begun = Signal()
    """A session was started: pending requests are superseded."""
    templates_wanted = Signal()
    """The user wants to edit the practice's templates: the window opens them and notifies the notes."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(self, jobs: Jobs, body: ChartBody, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._body = body
        self._actions = SessionActions(jobs, body)
        self._starter = SessionStarter(jobs, body.page.new_button, self)
        self._template: PracticeText | None = None
        self.templates = TemplateMenu(jobs, body)
        body.page.foot.template_button.setMenu(self.templates)
        self._connect()

    def forget(self) -> None:
        """After a lock no operation is pending any more."""
        self._starter.forget()
        self._template = None
        self.templates.clear()

    def new_session(self) -> None:
        """Starts a draft of today; an empty one that is displayed gets the focus instead."""
        self._template = None
        page = self._body.page
        if self._body.in_session and page.writing and page.day == today() and page.editor.text().is_empty:
            page.editor.focus_first()
        elif self._body.client is not None:
            self._start(self._body.client.client_id)

    def choose_template(self) -> None:
        """Opens the templates for a new session, to be chosen from the keyboard."""
        button = self._body.page.foot.template_button
        anchor = button if button.isVisible() else self._body
        self.templates.popup(anchor.mapToGlobal(QPoint(0, 0)))

    def _prefer_kind(self) -> None:
        """The templates for the current kind of visit come first."""
        page = self._body.page
        writing = self._body.in_session and page.writing
        self.templates.set_session_kind(page.head.kind.kind() if writing else "")

    def use_template(self, template: PracticeText) -> None:
        """Into the displayed draft if that is empty; else into a new one of the template's kind."""
        page, client = self._body.page, self._body.client
        if client is None:
            return
        if page.writing and page.editor.text().is_empty:
            if template.session_kind:
                page.set_kind(template.session_kind)
            page.editor.apply_template(template)
            return
        self._template = template
        self._start(client.client_id, kind=template.session_kind or "visit")

    def _start(self, client_id: ClientId, *, kind: str = "visit") -> None:
        # Text typed until it is displayed belongs to it, not to the note displayed now.
        self._body.keyboard.hold()
        self._starter.start(client_id, kind=kind)

    def add_addendum(self) -> None:
        """To the signed session on screen."""
        session, client = self._body.page.session, self._body.client
        if session is not None and client is not None and session.state == "signed":
            self._actions.add_to(session, client)

    def retract(self) -> None:
        """The signed session on screen."""
        session, client = self._body.page.session, self._body.client
        if session is not None and client is not None and session.state == "signed":
            self._actions.retract(session, client)

    def delete_draft(self) -> None:
        """Deletes the displayed draft after its text is stored, so that it can be restored completely."""
        self._body.page.when_stored(self._actions.delete)

    def restore_draft(self) -> None:
        """The deleted draft on screen."""
        session = self._body.page.session
        if session is not None and session.state == "deleted":
            self._actions.restore(session)

    def print_session(self) -> None:
        """Opens the preview, from which it is printed or saved as PDF."""
        page = self._body.page
        if page.writing:
            # The stored text is printed, so it is saved first.
            page.when_stored(self._preview)
        elif page.session is not None:
            self._preview(page.session)

    def add_file(self) -> None:
        """To the session on screen; from the record, to the chart."""
        strip = self._body.open_strip
        if strip is not None:
            strip.choose_files()

    def copy_forward(self) -> None:
        """From the session beside the draft, which is opened first."""
        self._body.page.head.previous_button.setChecked(True)
        self._body.page.panes.previous.copy_forward()

    def find_before(self) -> None:
        """Focuses the search of the session beside the note, which is opened first."""
        self._body.page.head.previous_button.setChecked(True)
        self._body.page.panes.previous.focus_find()

    def step(self, rows: int) -> None:
        """Moves down the list by a number of rows; up if it is negative."""
        session = self._body.page.session
        sessions = self._body.list.sessions
        row = sessions.row_of(session.session_id) if session is not None else -1
        if row >= 0 and 0 <= row + rows < sessions.rowCount():
            self._body.list.setCurrentIndex(sessions.index(row + rows))

    def toggle_deleted(self) -> None:
        """Shows the deleted drafts among the sessions, or hides them again."""
        client = self._body.client
        if client is None:
            return
        wanted = not self._body.list.sessions.with_deleted
        self._jobs.run(
            self,
            in_db(
                lambda services: services.sessions.list_for_client, client.client_id, include_deleted=wanted
            ),
            on_done=partial(self._on_listed, client.client_id, wanted),
            on_error=self._on_error,
        )

    def _on_listed(self, client_id: ClientId, with_deleted: bool, sessions: list[Session]) -> None:
        body = self._body
        if body.client is None or body.client.client_id != client_id:
            return
        on_screen = body.page.session
        body.list.sessions.set_sessions(sessions, with_deleted=with_deleted)
        if on_screen is not None:
            body.list.select(on_screen.session_id)
        if with_deleted and not any(session.state == "deleted" for session in sessions):
            body.undo.show_message(self.tr("There are no deleted drafts in this chart"))

    def _on_started(self, session: Session) -> None:
        body = self._body
        if body.client is None or session.client_id != body.client.client_id:
            return
        self.begun.emit()
        body.list.put(session)
        body.show_current(session)
        if body.keyboard.held:
            body.keyboard.hand_on()
        else:
            body.page.editor.focus_first()
        template, self._template = self._template, None
        if template is not None:
            body.page.editor.apply_template(template)

    def _preview(self, session: Session) -> None:
        client = self._body.client
        if client is None or session.client_id != client.client_id:
            return
        from ui.preview.print_preview import print_session

        print_session(self._jobs, session, client, self._body)

    def _on_changed(self, session: Session) -> None:
        """After an addendum or a retraction the displayed note is the older version."""
        self._body.put(session)
        on_screen = self._body.page.session
        if on_screen is not None and on_screen.session_id == session.session_id:
            self._body.show_current(session)

    def _on_deleted(self, session: Session) -> None:
        body = self._body
        on_screen = body.page.session
        if on_screen is not None and on_screen.session_id == session.session_id:
            body.page.give_up()
        self._body.put(session)
        if body.client is None or session.client_id != body.client.client_id:
            return
        if on_screen is not None and on_screen.session_id == session.session_id:
            body.open_newest()
        told = self.tr("The draft of {day} was deleted").format(day=day_text(session.date))
        body.undo.offer(told, partial(self._actions.restore, session))

    def _on_restored(self, session: Session) -> None:
        self._body.put(session)
        self._body.undo.clear()
        self._body.show_current(session)
        self._body.keyboard.go_to_note()

    def _on_refused(self, error: AnamnesisError) -> None:
        self._body.page.notice.show_error(describe(error))

    def _on_error(self, error: AnamnesisError) -> None:
        self.failed.emit(error)

    def _connect(self) -> None:
        page = self._body.page
        self.templates.aboutToShow.connect(self._prefer_kind)
        self.templates.template_chosen.connect(self.use_template)
        self.templates.manage_requested.connect(self.templates_wanted)
        page.foot.new_requested.connect(self.new_session)
        page.foot.addendum_requested.connect(self.add_addendum)
        page.foot.retract_requested.connect(self.retract)
        page.standing.restore_requested.connect(self.restore_draft)
        page.head.versions_requested.connect(self._body.show_versions)
        page.signed.connect(self._body.put)
        page.started.connect(self._on_started)
        self._body.unsaved_drafts.saved.connect(self._body.put)
        self._starter.started.connect(self._on_started)
        self._starter.failed.connect(self._on_error)
        self._actions.stored.connect(self._on_changed)
        self._actions.deleted.connect(self._on_deleted)
        self._actions.restored.connect(self._on_restored)
        self._actions.failed.connect(self._on_refused)
