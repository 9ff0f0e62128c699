"""One client's chart: opening, writing, and removing it completely from the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from core.assistant.dto import Source
from core.briefs.dto import NAME_FIELD, REASON_FIELD
from core.changes import Changes
from core.clients.dto import Client, MergeReport
from core.errors import AnamnesisError
from core.ids import AttachmentId, ClientId, SessionId
from core.sessions.dto import Session
from ui.clients.client_actions import ClientActions
from ui.commands import Command
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.sessions import Chart
from ui.sessions.chart_abilities import ChartAbilities
from ui.sessions.chart_body import ChartBody
from ui.sessions.chart_commands import ChartCommands
from ui.sessions.chart_loader import ChartLoader
from ui.sessions.chart_place import ChartPlace, EditorPlace
from ui.sessions.session_controller import SessionController
from ui.sessions.unsaved_drafts import UnsavedDrafts
from ui.sessions.version_guide import VersionGuide
from ui.text.text_direction import isolate


class ChartView(QWidget):
    """Shows one client at a time; the previous client's data is removed before the next one loads."""

    client_shown = Signal(object)
    """The `Client` whose chart is on screen now."""
    client_changed = Signal(object)
    """The `Client` with new details, or another state."""
    templates_wanted = Signal()
    """The user wants to edit the practice's templates."""
    appointment_chosen = Signal(object)
    """The `UUID` of an appointment chosen in the timeline."""
    previous_toggled = Signal(bool)
    """The pane with the earlier session was opened or closed: remembered for the next start."""
    brief_toggled = Signal(bool)
    """The brief was unfolded or folded: remembered for the next start."""
    flushed = Signal(bool)
    """The saves that `flush` began have ended; false when something could not be stored."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = ChartLoader(jobs, self)
        self._after_load: Callable[[], None] | None = None
        self._on_empty: Callable[[], None] = self.new_session
        self.unsaved_drafts = UnsavedDrafts(jobs, self)
        self.body = body = ChartBody(jobs, self.unsaved_drafts)
        self.banner, self.message, self.unsaved_bar = body.banner, body.message, body.unsaved_bar
        self.list, self.page, self.record, self.empty = body.list, body.page, body.record, body.empty
        self.keyboard = body.keyboard
        self._guide = VersionGuide(self._loader, body, self.unsaved_drafts, self._open, self)
        self.clients = ClientActions(jobs, self)
        self.session_controller = SessionController(jobs, body, self)
        self.can = ChartAbilities(body, self.clients)
        self._commands = ChartCommands(self)
        self._menu = QMenu(self)
        self.banner.menu_button.setMenu(self._menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)
        self._connect()
        self.clear()

    # Interface to the shell.

    @property
    def client(self) -> Client | None:
        """The client whose chart is displayed."""
        return self.body.client

    @property
    def has_unsaved(self) -> bool:
        """Whether there is unsaved text in memory, by any author."""
        return self.unsaved_drafts.holds_words

    @property
    def unsaved_count(self) -> int:
        """The number of unsaved drafts of the signed-in user."""
        return len(self.unsaved_drafts.unsaved)

    def commands(self) -> tuple[Command, ...]:
        """What can be done in a chart, for menus, the palette and the keys."""
        return self._commands.commands()

    def show_previous_pane(self, shown: bool) -> None:
        """Restores the user's last choice."""
        self.page.head.previous_button.setChecked(shown)

    def show_brief(self, shown: bool) -> None:
        """Restores whether it was folded."""
        self.body.brief.unfold(shown)

    def show_client(self, client_id: ClientId) -> None:
        """Opens a client's chart. The previous one is removed at once and saved first."""
        on_screen = self.page.session
        same = self.client is not None and self.client.client_id == client_id
        if same and on_screen is not None:
            # Reads it again and restores the user's position.
            self._open(client_id, partial(self.body.reopen, on_screen.session_id))
        else:
            self._open(client_id, self.body.open_newest)

    def show_span(self, session_id: SessionId, version: int, field: str, start: int, end: int) -> None:
        """Opens that version of a session and highlights the characters `start` to `end` of a field."""
        self._guide.show_span(session_id, version, field, start, end)

    def show_source(self, source: Source, *, focus: bool = False) -> None:
        """Opens the note, file or record of a source and highlights its words.

        With `focus` it gets the keyboard too: otherwise a screen reader does not read them.
        """
        self._guide.show_source(source, focus=focus)

    def place(self) -> ChartPlace | None:
        """The user's position; None without a chart."""
        if self.client is None:
            return None
        on_screen = self.page.session
        editor = self.page.editor.place() if on_screen is not None else EditorPlace()
        session_id = on_screen.session_id if on_screen is not None else None
        return ChartPlace(self.client.client_id, session_id, self.body.in_record, editor)

    def show_place(self, place: ChartPlace, *, keyboard: bool = True) -> None:
        """Restores a position as far as it still exists.

        Without `keyboard` the focus stays where it is, unless it is in this chart.
        """
        self._open(place.client_id, partial(self._arrive, place), keyboard)

    def note_changed(self, changes: Changes) -> None:
        """Charts were changed: what is displayed beside the note is read again."""
        self.body.note_changed(changes)

    def close_client(self, client_id: ClientId) -> None:
        """Closes a client whose record was erased, dropping unsaved text."""
        self.unsaved_drafts.discard_client(client_id)
        if self.client is not None and self.client.client_id == client_id:
            self.clear()

    def flush(self) -> bool:
        """Saves everything unsaved. True when there was nothing to save; else `flushed` follows."""
        return self.unsaved_drafts.flush()

    def clear(self) -> None:
        """Removes all clinical data from the screen. Unsaved text stays with the desk."""
        self._loader.forget()
        self._after_load = None
        self._take_down()
        self.session_controller.forget()
        self.body.forget()
        self.unsaved_bar.clear()
        self.empty.set_content(
            self.tr("No chart open"),
            self.tr("Choose a client from the list, or type a name above it."),
        )

    def await_place(self) -> None:
        """Holds the focus until the user's previous chart is loaded."""
        self.keyboard.hold()

    def resume(self) -> None:
        """After an unlock: stores text that could not be stored before."""
        self.unsaved_drafts.resume()

    def read_authors(self) -> None:
        """A member of the practice was renamed."""
        self.body.authors.read_again()

    def discard_unsaved(self) -> None:
        """Drops all unsaved text, after the user confirmed."""
        self.unsaved_drafts.discard_all()

    def new_session(self) -> None:
        """Starts a draft of today."""
        self.session_controller.new_session()

    def show_record(self) -> None:
        """Opens the client's details, or returns to the session."""
        self._loader.supersede()
        if self.body.in_record:
            self.body.back_to_session()
        else:
            self.body.show_record()

    def show_timeline(self) -> None:
        """Opens the timeline, or returns to the session."""
        self._loader.supersede()
        self.body.toggle_timeline()

    # Opening a chart.

    def _open(self, client_id: ClientId, then: Callable[[], None], keyboard: bool = True) -> None:
        held = keyboard or self.keyboard.inside
        self._after_load = then
        self._take_down()
        if held:
            self.keyboard.hold()
        self._loader.open(client_id)

    def _take_down(self) -> None:
        self.clients.client = None
        self._on_empty = self.new_session
        self.body.take_down()

    def _on_chart(self, chart: Chart) -> None:
        self.clients.client = chart.client
        self.body.show_chart(chart.client, chart.sessions)
        self.body.mismatch.show_findings(chart.findings)
        self.client_shown.emit(chart.client)
        then, self._after_load = self._after_load, None
        if then is not None:
            then()
        self.keyboard.hand_on()

    def _on_error(self, error: AnamnesisError) -> None:
        again = self.tr("Try again") if self.client is None else ""
        self.message.show_error(describe(error), action=again)
        self.keyboard.give_up()

    def _tell_opening(self) -> None:
        self.empty.set_content(self.tr("Opening the chart…"))

    def _try_again(self) -> None:
        if self._loader.wanted is not None:
            self._open(self._loader.wanted, self._after_load or self.body.open_newest)

    def _on_chosen(self, session: Session) -> None:
        self._loader.supersede()
        self.body.show_current(session)

    def _open_session(self, session_id: SessionId) -> None:
        self._loader.supersede()
        self.body.reopen(session_id)
        self.keyboard.go_to_note()

    def _on_entered(self, session: Session) -> None:
        on_screen = self.page.session
        if on_screen is not None and on_screen.session_id == session.session_id:
            self.keyboard.go_to_note()

    def _on_brief_source(self, source: Source) -> None:
        """The words of a brief; if they cannot be marked, their source is opened."""
        passage = source.passage
        if passage.field == NAME_FIELD:
            self._loader.supersede()
            self.record.open_attachment(AttachmentId(passage.source_id))
        elif passage.field == REASON_FIELD:
            self._open_session(SessionId(passage.source_id))
        else:
            self.show_source(source, focus=True)

    def _arrive(self, place: ChartPlace) -> None:
        if place.session_id is None or self.list.sessions.find(place.session_id) is None:
            self.body.open_newest()
        else:
            self.body.reopen(place.session_id)
            self.page.editor.return_to(place.editor, focus=self.keyboard.held)
        if place.in_record:
            self.body.show_record()

    def _open_unsaved(self, client_id: ClientId, session_id: SessionId) -> None:
        if self.client is not None and self.client.client_id == client_id:
            self._open_session(session_id)
        else:
            self._open(client_id, partial(self.body.reopen, session_id))

    # What became of the client.

    def _on_client_stored(self, client: Client) -> None:
        if self.client is not None and client.client_id == self.client.client_id:
            self.clients.client = client
            self.body.show_details(client)
        self.client_changed.emit(client)

    def _on_client_deleted(self, client: Client) -> None:
        self._loader.forget()
        self._take_down()
        self.client_changed.emit(client)
        name = isolate(client.details.display_name)
        self.empty.set_content(
            self.tr("The chart of {name} was deleted").format(name=name),
            self.tr("It can be brought back for 30 days, here or under Deleted and archived."),
            self.tr("Bring it back"),
        )
        self._on_empty = partial(self.clients.restore, client)

    def _on_client_restored(self, client: Client) -> None:
        self.client_changed.emit(client)
        self.show_client(client.client_id)

    def _on_merged(self, report: MergeReport, gone: Client) -> None:
        self.client_changed.emit(gone)
        self.show_client(report.into)

    def _connect(self) -> None:
        self._loader.chart_ready.connect(self._on_chart)
        self._loader.failed.connect(self._on_error)
        self._loader.slow.connect(self._tell_opening)
        self.list.session_chosen.connect(self._on_chosen)
        self.list.session_entered.connect(self._on_entered)
        self.session_controller.begun.connect(self._loader.supersede)
        self.session_controller.templates_wanted.connect(self.templates_wanted)
        self.session_controller.failed.connect(self._on_error)
        self.empty.action_requested.connect(lambda: self._on_empty())
        self.message.action_requested.connect(self._try_again)
        self.banner.record_requested.connect(self.show_record)
        self.banner.timeline_requested.connect(self.show_timeline)
        self.body.timeline.session_chosen.connect(self._open_session)
        self.body.timeline.appointment_chosen.connect(self.appointment_chosen)
        self.body.timeline.letter_chosen.connect(self.clients.open_letter)
        self.body.timeline.attachment_chosen.connect(self.record.open_attachment)
        self._menu.aboutToShow.connect(lambda: self._commands.fill(self._menu))
        self.record.edit_requested.connect(self.clients.edit)
        self.clients.changed.connect(self._on_client_stored)
        self.clients.deleted.connect(self._on_client_deleted)
        self.clients.restored.connect(self._on_client_restored)
        self.clients.merged.connect(self._on_merged)
        self.clients.failed.connect(self._on_error)
        self.page.head.previous_button.toggled.connect(self.previous_toggled)
        self.body.brief.toggled.connect(self.brief_toggled)
        self.body.brief.source_chosen.connect(self._on_brief_source)
        self.body.contradictions.source_chosen.connect(partial(self.show_source, focus=True))
        self.body.contradictions.failed.connect(self._on_error)
        self.unsaved_drafts.flushed.connect(self.flushed)
        self.unsaved_bar.open_requested.connect(self._open_unsaved)
