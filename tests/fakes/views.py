"""Stand-ins for the views of the window: they remember what it asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.assistant.dto import Source
from core.changes import Changes
from core.clients.dto import Client
from core.engine.dto import EngineState
from core.health.finding import Check
from core.ids import ClientId, SessionId, UserId, new_id
from core.journal.dto import DraftKey, JournalDraft, WaitingDraft
from core.retrieval.dto import IndexStatus
from core.sessions.dto import SoapText
from core.templates.dto import PracticeText
from ui.ask.conversation_controller import About
from ui.ask.kept_conversation import KeptConversation
from ui.commands import Command
from ui.health.check_words.entry import Action
from ui.jobs import Jobs
from ui.sessions.chart_place import ChartPlace
from ui.shell.views import Views
from ui.widgets.form_dialog import FormWords


class FakeClientList(QWidget):
    client_chosen = Signal(object)
    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[object] = []
        self.known_clients: tuple[Client, ...] = ()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("clients.find", "&Find a client", "Ctrl+F", self.focus_search),
            Command("clients.new", "&New client…", "Ctrl+Shift+N", self.new_client),
        )

    def reload(self) -> None:
        self.calls.append("reload")

    def clear(self) -> None:
        self.calls.append("clear")

    def focus_search(self) -> None:
        self.calls.append("focus_search")

    def new_client(self) -> None:
        self.calls.append("new_client")

    def select_client(self, client_id: ClientId | None) -> None:
        self.calls.append(("select_client", client_id))

    def update_client(self, client: Client) -> None:
        self.calls.append(("update_client", client))


class FakeDrafts(QObject):
    """Holds the one draft of its chart, as far as there is one."""

    changed = Signal()

    def __init__(self, chart: FakeChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.session_id, self.client_id = SessionId(new_id()), ClientId(new_id())
        self.restored: list[WaitingDraft] = []
        self.kept: set[DraftKey] = set()
        self.author: UserId | None = None
        self.unplaced: frozenset[ClientId] = frozenset()
        self._wrote: UserId | None = None

    @property
    def client_ids(self) -> frozenset[ClientId]:
        return frozenset({self.client_id}) if self._chart.has_unsaved else frozenset()

    def sign_in(self, author: UserId) -> None:
        self.author = author

    def wrote(self) -> None:
        self._wrote = self.author

    def drafts(self) -> tuple[JournalDraft, ...]:
        if not self._chart.has_unsaved or self._wrote is None:
            return ()
        text = SoapText(subjective=self._chart.written)
        return (JournalDraft(self.session_id, self.client_id, self._wrote, 1, date(2024, 4, 7), text),)

    def mark_kept(self, keys: frozenset[DraftKey]) -> None:
        self.kept |= keys

    def let_go(self, keys: frozenset[DraftKey]) -> None:
        if (self.session_id, self._wrote) in keys:
            self._chart.unsaved_count = 0
            self._chart.written = ""

    def restore(self, waiting: WaitingDraft) -> bool:
        self.restored.append(waiting)
        return True


class FakeChart(QWidget):
    """`unsaved` drafts are stored by `flush`, unless `refuses_to_save` says that they cannot be."""

    client_shown = Signal(object)
    client_changed = Signal(object)
    templates_wanted = Signal()
    flushed = Signal(bool)
    appointment_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[object] = []
        self.unsaved_drafts = FakeDrafts(self)
        self.client: Client | None = None
        self.at: ChartPlace | None = None
        self.with_focus = False
        """Whether the source shown last was to take the keyboard."""
        self.unsaved_count = 0
        self.written = ""
        """The unsaved words, which outlive `clear` as those of the real view do."""
        self.refuses_to_save = False
        self.text = QLabel()
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)

    @property
    def has_unsaved(self) -> bool:
        return self.unsaved_count > 0

    def commands(self) -> tuple[Command, ...]:
        return (Command("session.new", "&New session", "Ctrl+N", self.new_session, self._has_client),)

    @property
    def session_controller(self) -> FakeChart:
        return self

    def use_template(self, template: PracticeText) -> None:
        self.calls.append(("use_template", template))

    def new_session(self) -> None:
        self.calls.append("new_session")

    def _has_client(self) -> bool:
        return self.client is not None

    def edit(self, text: str) -> None:
        self.text.setText(text)
        self.written = text
        self.unsaved_count = 1
        self.unsaved_drafts.wrote()
        self.unsaved_drafts.changed.emit()

    def show_client(self, client_id: ClientId) -> None:
        self.calls.append(("show_client", client_id))

    def show_source(self, source: Source, *, focus: bool = False) -> None:
        self.calls.append(("show_source", source))
        self.with_focus = focus

    def place(self) -> ChartPlace | None:
        return self.at

    def await_place(self) -> None:
        self.calls.append("await_place")

    def show_place(self, place: ChartPlace, *, keyboard: bool = True) -> None:
        self.at = place
        self.calls.append(("show_place", place))

    def note_changed(self, changes: Changes) -> None:
        self.calls.append(("note_changed", changes))

    def close_client(self, client_id: ClientId) -> None:
        self.calls.append(("close_client", client_id))

    def flush(self) -> bool:
        self.calls.append("flush")
        if not self.has_unsaved:
            return True
        QTimer.singleShot(0, self, self._end_flush)
        return False

    def clear(self) -> None:
        self.calls.append("clear")
        self.client = self.at = None
        self.text.clear()

    def resume(self) -> None:
        self.calls.append("resume")

    def read_authors(self) -> None:
        self.calls.append("read_authors")

    def discard_unsaved(self) -> None:
        self.calls.append("discard_unsaved")
        self.unsaved_count = 0

    def _end_flush(self) -> None:
        if not self.refuses_to_save:
            self.unsaved_count = 0
        self.unsaved_drafts.changed.emit()
        self.flushed.emit(not self.has_unsaved)


class FakeAskPane(QWidget):
    source_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[object] = []
        self.typed: tuple[FormWords, ...] = ()
        """What is typed and not asked; it goes with `clear`."""

    def commands(self) -> tuple[Command, ...]:
        return (Command("ask.question", "&Ask a question", "Ctrl+J", self.focus_question),)

    def focus_question(self) -> None:
        self.calls.append("focus_question")

    def set_client(self, client: Client | None) -> None:
        self.calls.append(("set_client", client))

    def note_changed(self, changes: Changes) -> None:
        self.calls.append(("note_changed", changes))

    def forget_client(self, client_id: ClientId) -> None:
        self.calls.append(("forget_client", client_id))

    def typed_words(self) -> tuple[FormWords, ...]:
        return self.typed

    def put_back(self, typed: Iterable[FormWords]) -> None:
        self.calls.append(("put_back", tuple(typed)))

    def take_words(self, client: Client | None, words: FormWords) -> bool:
        self.calls.append(("take_words", client, words))
        return True

    def kept_conversation(self) -> KeptConversation:
        return KeptConversation(About())

    def return_to(self, kept: KeptConversation) -> None:
        self.calls.append(("return_to", kept))

    def clear(self) -> None:
        self.calls.append("clear")
        self.typed = ()


class FakeToday(QWidget):
    client_chosen = Signal(object)
    session_started = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[object] = []

    def commands(self) -> tuple[Command, ...]:
        return (Command("schedule.book", "&New appointment…", "N", self.book, scope="view"),)

    def book(self) -> None:
        self.calls.append("book")

    def show_appointment(self, appointment_id: UUID) -> None:
        self.calls.append(("show_appointment", appointment_id))

    def reload(self) -> None:
        self.calls.append("reload")

    def clear(self) -> None:
        self.calls.append("clear")


class FakeFind(QWidget):
    source_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[object] = []
        self.told: list[IndexStatus | EngineState] = []
        self.client_ids: frozenset[ClientId] = frozenset()

    def begin(self) -> None:
        self.calls.append("begin")

    def find_in(self, client: Client | None) -> None:
        self.calls.append(("find_in", client))

    def note_changed(self) -> None:
        self.calls.append("note_changed")

    def tell_index(self, status: IndexStatus) -> None:
        self.told.append(status)

    def tell_engine(self, state: EngineState) -> None:
        self.told.append(state)

    def update_client(self, client: Client) -> None:
        self.calls.append(("update_client", client))

    def forget_client(self, client_id: ClientId) -> None:
        self.calls.append(("forget_client", client_id))

    def clear(self) -> None:
        self.calls.append("clear")


class FakeHealthPage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.calls: list[object] = []
        self.offered: set[Action] = set()

    def offer(self, actions: Mapping[Action, Callable[[], object]]) -> None:
        self.offered |= set(actions)

    def begin(self) -> None:
        self.calls.append("begin")

    def show_check(self, check: Check) -> None:
        self.calls.append(("show_check", check))

    def make_report(self) -> None:
        self.calls.append("make_report")

    def clear(self) -> None:
        self.calls.append("clear")


def fake_views(_jobs: Jobs) -> Views:
    return Views(
        clients=FakeClientList(),
        chart=FakeChart(),
        ask=FakeAskPane(),
        today=FakeToday(),
        find=FakeFind(),
        health=FakeHealthPage(),
    )
