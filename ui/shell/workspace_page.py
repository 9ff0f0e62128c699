"""The page of an unlocked practice: day; client list, chart and ask panel; search; health."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.assistant.dto import Source
from core.changes import ChangeFeed, Changes
from core.clients.dto import HIDDEN_STATES, Client
from core.errors import AnamnesisError
from core.health.finding import Check
from core.ids import ClientId
from core.journal.dto import JournalFindings
from core.keys.dto import PendingWork
from core.sessions.dto import Session
from ui.brief.preparer import BriefPreparer
from ui.errors import describe
from ui.operations.clients import erased_among
from ui.operations.journal import read_journal
from ui.operations.keys import finish_pending
from ui.operations.unlocking import found_at_unlock, pending_work
from ui.sessions.chart_place import ChartPlace
from ui.shell.change_watch import ChangeWatch
from ui.shell.findings_bar import FindingsBar
from ui.shell.form_words import forms_list
from ui.shell.forms_bar import FormsBar
from ui.shell.hand_over import HandOverBar
from ui.shell.journal_bar import JournalBar
from ui.shell.navigation_bar import Section
from ui.shell.sections import Sections
from ui.shell.upgrade_bar import UpgradeBar
from ui.shell.views import Views
from ui.widgets.form_dialog import FormKind, FormWords
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from ui.jobs import Jobs


class WorkspacePage(QWidget):
    """Connects the views: opens a chosen client, shows a chosen source, passes on stored changes."""

    unsaved_changed = Signal(int)
    """The number of drafts with unsaved text."""
    rekeying = Signal(int, int)
    """Clients done and in total of a running rotation or erase; 0 of 0 when it has ended."""
    arrived = Signal()
    """A chart is displayed, or none is to be opened."""

    def __init__(self, jobs: Jobs, views: Views, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.views = views
        self.message = MessageBar()
        self.integrity = FindingsBar()
        self.upgrade = UpgradeBar()
        self.hand_over = HandOverBar()
        self.journal = JournalBar()
        self.forms = FormsBar()
        self.reminder = MessageBar()
        self.sections = Sections(views)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bars = (self.integrity, self.hand_over, self.upgrade, self.journal, self.forms, self.reminder)
        for bar in (*bars, self.message):
            layout.addWidget(bar)
        layout.addWidget(self.sections, 1)
        self._changes = ChangeWatch(self)
        self._changes.changed.connect(self._on_changes)
        self._preparer = BriefPreparer(jobs, self)
        self._preparer.prepared.connect(views.today.reload)
        self._unsaved_shown = -1
        self._looked_for: frozenset[ClientId] = frozenset()
        views.clients.client_chosen.connect(self._on_client_chosen)
        views.chart.client_shown.connect(self._on_client_shown)
        views.chart.client_changed.connect(self._on_client_changed)
        views.chart.appointment_chosen.connect(self._on_appointment_chosen)
        views.chart.unsaved_drafts.changed.connect(self._look_for_unsaved)
        views.ask.source_chosen.connect(self._on_source_chosen)
        views.today.client_chosen.connect(self.open_client)
        views.today.session_started.connect(self._on_session_started)
        views.find.source_chosen.connect(self._on_found_chosen)
        self.sections.changed.connect(self._on_section)

    def begin(
        self, changes: ChangeFeed, place: ChartPlace | None = None, section: Section = "clients"
    ) -> None:
        """Fills the page after an unlock; `place` and `section` are the user's previous position."""
        self._changes.watch(changes)
        self.sections.show_section(section)
        self.views.clients.reload()
        self.views.today.reload()
        self.views.ask.set_client(None)
        self.views.chart.resume()
        # First, so that the chart opens with the restored text.
        self._jobs.run_workspace(
            self,
            "db",
            read_journal,
            on_done=partial(self._on_journal, place),
            on_error=partial(self._on_no_journal, place),
        )
        self._jobs.run(
            self, found_at_unlock(), on_done=self.integrity.show_findings, on_error=self.show_error
        )
        self._jobs.run(self, pending_work(), on_done=self._on_pending, on_error=lambda _: None)
        self._preparer.start()
        self.tell_unsaved()
        if section == "clients" and place is not None:
            self.views.chart.await_place()
        elif section == "clients":
            self.views.clients.focus_search()
        elif section == "find":
            self.views.find.begin()
            self.views.find.find_in(None)
        elif section == "health":
            self.views.health.begin()

    def tell_unsaved(self) -> None:
        """Reports unsaved text again, to a new status line."""
        self._unsaved_shown = -1
        self._look_for_unsaved()

    def cover(self) -> None:
        """A lock begins: nothing is read again for the page from now on."""
        self._changes.unwatch()

    def clear(self) -> None:
        """Removes all clinical data from the page."""
        self._changes.unwatch()
        self._preparer.stop()
        self._unsaved_shown = -1
        self._looked_for = frozenset()
        for bar in (self.integrity, self.upgrade, self.journal, self.reminder, self.message):
            bar.clear()
        self.forms.show_forms(())
        self.views.ask.clear()
        self.views.chart.clear()
        self.views.clients.clear()
        self.views.today.clear()
        self.views.find.clear()
        self.views.health.clear()

    def remind(self, *, forms_lost: Sequence[FormKind], key_unconfirmed: bool) -> None:
        """Reports what was lost at a lock."""
        if key_unconfirmed:
            self.reminder.show_message(
                self.tr("The recovery key was not confirmed"),
                self.tr("The practice was locked before that."),
                self.tr("If it was not printed or written down, make a new one under Keys."),
                tone="caution",
            )
        elif forms_lost:
            self.reminder.show_message(
                self.tr("Not stored when the practice was locked: {forms}").format(
                    forms=forms_list(forms_lost)
                ),
                self.tr("What was typed there is lost."),
                tone="caution",
            )

    def look_for_erased(self) -> None:
        """After an erase that was stopped, failed or ended unseen: removes erased clients from the screen."""
        shown = self.views.chart.client
        ids = self.views.chart.unsaved_drafts.client_ids | self.views.find.client_ids
        if shown is not None:
            ids |= {shown.client_id}
        self.views.clients.reload()
        self._look_for(ids)

    def on_client_erased(self, client_id: ClientId) -> None:
        """A client was erased: removes them from the list, the chart and the ask panel."""
        shown = self.views.chart.client
        self.views.ask.forget_client(client_id)
        self.views.chart.close_client(client_id)
        if shown is not None and shown.client_id == client_id:
            self.views.ask.set_client(None)
        self.views.find.forget_client(client_id)
        self.views.clients.reload()

    def show_error(self, error: AnamnesisError) -> None:
        """An error that no view handles."""
        self.message.show_error(describe(error))

    def _on_journal(self, place: ChartPlace | None, findings: JournalFindings) -> None:
        left = sum(not self.views.chart.unsaved_drafts.restore(each) for each in findings.waiting)
        self.journal.show_journal(findings, left=left)
        self.forms.show_forms(findings.forms)
        self._arrive(place)

    def _on_no_journal(self, place: ChartPlace | None, error: AnamnesisError) -> None:
        self.show_error(error)
        self._arrive(place)

    def _arrive(self, place: ChartPlace | None) -> None:
        # The user has chosen a client before the journal was read.
        if place is not None and self.views.chart.client is None:
            self.views.chart.show_place(place, keyboard=False)
        else:
            self.arrived.emit()

    def _on_pending(self, pending: PendingWork | None) -> None:
        if pending is None:
            return
        self.rekeying.emit(pending.done, pending.total)
        self._jobs.run(
            self,
            finish_pending(),
            on_done=self._on_finished,
            on_error=self._on_unfinished,
            on_progress=self.rekeying.emit,
            on_cancelled=lambda: self.rekeying.emit(0, 0),
        )

    def _on_finished(self, _nothing_left: bool) -> None:
        self.rekeying.emit(0, 0)
        self.look_for_erased()

    def _on_unfinished(self, error: AnamnesisError) -> None:
        self.rekeying.emit(0, 0)
        self.show_error(error)
        self.look_for_erased()

    def _look_for(self, client_ids: frozenset[ClientId]) -> None:
        if client_ids:
            self._jobs.run(
                self, erased_among(client_ids=client_ids), on_done=self._on_erased, on_error=lambda _: None
            )

    def _on_erased(self, gone: frozenset[ClientId]) -> None:
        for client_id in gone:
            self.on_client_erased(client_id)

    def open_client(self, client_id: ClientId) -> None:
        """Shows a client's chart, switching the section if needed."""
        self.sections.show_section("clients")
        self._leave_for(client_id)
        self.views.chart.show_client(client_id)

    def open_place(self, place: ChartPlace) -> None:
        """Shows a session in its chart, switching the section if needed."""
        self.sections.show_section("clients")
        self._leave_for(place.client_id)
        self.views.chart.show_place(place)

    def return_question(self, client: Client | None, words: FormWords) -> bool:
        """Puts a question from before a lock back into the box of its chart.

        False: there was no room for it.
        """
        self.sections.show_section("clients")
        if client is not None:
            self._on_client_chosen(client)
        return self.views.ask.take_words(client, words)

    def _leave_for(self, client_id: ClientId) -> None:
        """Until another chart is displayed, questions about this one are blocked, unless it is the same."""
        shown = self.views.chart.client
        if shown is None or shown.client_id != client_id:
            self.views.ask.set_client(None)

    def has_chart(self) -> bool:
        """Whether a client's chart is open."""
        return self.views.chart.client is not None

    def show_health(self, check: Check) -> None:
        """Opens the health page at one check."""
        self.views.health.show_check(check)
        self.sections.show_section("health")

    def find_in_practice(self) -> None:
        """Opens the search over everybody's notes."""
        self.sections.show_section("find")
        self.views.find.find_in(None)

    def find_in_chart(self) -> None:
        """Opens the search over the notes of the open chart."""
        if self.views.chart.client is not None:
            self.sections.show_section("find")
            self.views.find.find_in(self.views.chart.client)

    def _on_session_started(self, session: Session) -> None:
        """A session was started from the day's list: opens its chart there."""
        self.open_place(ChartPlace(session.client_id, session.session_id))

    def _on_appointment_chosen(self, appointment_id: UUID) -> None:
        self.sections.show_section("today")
        self.views.today.show_appointment(appointment_id)

    def _on_section(self, section: Section) -> None:
        if section == "today":
            self.views.today.reload()
        elif section == "find":
            self.views.find.begin()
        elif section == "health":
            self.views.health.begin()

    def _on_client_chosen(self, client: Client) -> None:
        # The previous chart leaves the screen now; the assistant's scope must change with it.
        self.views.ask.set_client(client)
        self.views.chart.show_client(client.client_id)

    def _on_client_shown(self, client: Client) -> None:
        self.views.clients.select_client(client.client_id)
        self.views.ask.set_client(client)
        self.arrived.emit()

    def _on_client_changed(self, client: Client) -> None:
        self.views.clients.update_client(client)
        if client.lifecycle.state in HIDDEN_STATES:
            self.views.find.forget_client(client.client_id)
        else:
            self.views.find.update_client(client)
        shown = self.views.chart.client
        if shown is not None and shown.client_id == client.client_id:
            self.views.ask.set_client(client)
        elif shown is None and client.lifecycle.state in HIDDEN_STATES:
            # Questions about a closed chart must not be possible.
            self.views.ask.set_client(None)

    def _on_source_chosen(self, source: Source) -> None:
        self.views.chart.show_source(source)

    def _on_found_chosen(self, source: Source) -> None:
        """A passage chosen in the search: opens its chart at its words."""
        self.sections.show_section("clients")
        self._leave_for(source.passage.client_id)
        self.views.chart.show_source(source, focus=True)

    def _on_changes(self, changes: Changes) -> None:
        self.views.find.note_changed()
        self.views.ask.note_changed(changes)
        self.views.chart.note_changed(changes)
        self._preparer.start()
        if changes.clients:
            self.look_for_erased()
            self.views.today.reload()

    def _look_for_unsaved(self) -> None:
        # Text of a session that does not exist, of an erased client, would ask to be saved forever.
        unplaced = self.views.chart.unsaved_drafts.unplaced - self._looked_for
        if unplaced:
            self._looked_for |= unplaced
            self._look_for(unplaced)
        count = self.views.chart.unsaved_count
        if count != self._unsaved_shown:
            self._unsaved_shown = count
            self.unsaved_changed.emit(count)
