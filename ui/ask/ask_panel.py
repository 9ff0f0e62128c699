"""Asking beside the chart: the question, the evidence, the answer and where each sentence comes from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.assistant.dto import Answer, ConversationSummary, Source
from core.clients.dto import Client
from core.errors import AnamnesisError
from core.ids import ClientId, ConversationId
from core.retrieval.dto import SearchScope
from ui.ask.asking import Asking, Evidence
from ui.ask.history import HistoryPage
from ui.ask.question_box import QuestionBox
from ui.ask.thread_view import ThreadView
from ui.ask.turn_view import TurnView
from ui.ask.words import plain_text
from ui.commands import Command
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.ask import list_conversations, open_conversation
from ui.theme import SPACE_2, SPACE_3, set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.private_clipboard import PrivateClipboard
from ui.widgets.text_direction import isolate


class AskPanel(QWidget):
    """Asks about the open client or the whole practice. What is of one client leaves with that client."""

    source_chosen = Signal(object)
    """The `Source` to be shown in the record."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._client: Client | None = None
        self._practice = False
        self._conversation: ConversationId | None = None
        self._asking: Asking | None = None
        self._turn: TurnView | None = None
        self._ticket = 0
        """Counts changes of what the panel is about; what was asked for before is late."""
        self._clipboard = PrivateClipboard(self)
        self.title = QLabel()
        self.client_scope = QToolButton()
        self.practice_scope = QToolButton()
        self.history_button = QPushButton(self.tr("History"))
        self.new_button = QPushButton(self.tr("New conversation"))
        self.box = QuestionBox()
        self.message = MessageBar()
        self.thread_view = ThreadView()
        self.history = HistoryPage()
        self._pages = QStackedWidget()
        self._dress()
        self._lay_out()
        self._connect()
        self._refresh()

    # What the shell calls.

    def set_client(self, client: Client | None) -> None:
        """The chart that is open now. Another client's question, answer and history leave at once."""
        same = client is not None and self._client is not None and client.client_id == self._client.client_id
        self._client = client
        if not same and not self._practice:
            self._start_anew()
        self._refresh()

    def clear(self) -> None:
        """At a lock: nothing of any client stays, in the clipboard neither."""
        self._clipboard.clear()
        self._client = None
        self._practice = False
        self._start_anew()
        self.box.set_question("")
        self._refresh()

    def focus_question(self) -> None:
        self.box.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, for the palette and the keys."""
        return (
            Command("ask.question", self.tr("&Ask a question"), "Ctrl+J", self.focus_question, self._can_ask),
            Command("ask.practice", self.tr("Ask the &whole practice"), "Ctrl+Shift+J", self._ask_practice),
            Command("ask.new", self.tr("New &conversation"), "", self.new_conversation, self._can_begin),
            Command("ask.history", self.tr("&Earlier conversations"), "", self._open_history, self._can_look),
            Command("ask.stop", self.tr("&Stop the answer"), "", self.stop, lambda: self.running),
        )

    # Asking.

    @property
    def running(self) -> bool:
        return self._asking is not None

    def ask(self, question: str) -> None:
        """Asks in the current scope, as a follow-up of the conversation on screen."""
        if self._asking is not None or not self._can_ask():
            return
        self._ticket += 1
        self.message.clear()
        self._pages.setCurrentWidget(self.thread_view)
        self._turn = self.thread_view.add_turn(question, practice=self._practice)
        asking = Asking(self._jobs, question, SearchScope(client_id=self._scope_id), self._conversation, self)
        asking.found.connect(partial(self._on_found, asking))
        asking.text_changed.connect(self._turn.show_draft)
        asking.answered.connect(partial(self._on_answered, asking))
        asking.failed.connect(partial(self._on_failed, asking))
        asking.stopped.connect(partial(self._on_stopped, asking))
        self._asking = asking
        self.box.set_question("")
        self.box.set_running(True)
        asking.start()
        self._refresh()

    def stop(self) -> None:
        """Stops the running question; says so before the engine has heard of it."""
        if self._asking is None or self._turn is None:
            return
        self._turn.show_stopping()
        self.box.set_running(True, stopping=True)
        self._asking.stop()

    def _on_found(self, asking: Asking, evidence: Evidence) -> None:
        strangers = self._strangers(evidence.sources)
        if asking is self._asking and self._turn is not None and not strangers:
            self._turn.show_evidence(evidence)

    def _on_answered(self, asking: Asking, answer: Answer) -> None:
        turn = self._end(asking)
        if turn is None:
            return
        if self._strangers(answer.sources):
            # Never expected; if it happens, the answer is not this client's.
            self.thread_view.remove_turn(turn)
            self._on_error(AnamnesisError("unexpected_failure"))
            return
        self._conversation = answer.conversation_id
        turn.show_answer(answer)
        self._refresh()

    def _on_failed(self, asking: Asking, error: AnamnesisError) -> None:
        turn = self._end(asking)
        if turn is None:
            return
        if turn.sources.cards:
            turn.show_failed()
        else:
            self.thread_view.remove_turn(turn)
        if not self.box.question:
            self.box.set_question(asking.question)
        self._on_error(error)
        self._refresh()

    def _on_stopped(self, asking: Asking) -> None:
        turn = self._end(asking)
        if turn is not None:
            turn.show_stopped()
            self._refresh()

    def _end(self, asking: Asking) -> TurnView | None:
        """Frees the panel for the next question; None when this one was abandoned."""
        if asking is not self._asking:
            return None
        turn, self._turn = self._turn, None
        self._asking = None
        asking.deleteLater()
        self.box.set_running(False)
        return turn

    def _strangers(self, sources: tuple[Source, ...]) -> bool:
        """Whether a source is of another client than the one asked about."""
        wanted = self._scope_id
        return wanted is not None and any(each.passage.client_id != wanted for each in sources)

    # Conversations.

    def show_history(self) -> None:
        """The earlier conversations of the scope, or back to the one on screen."""
        if self._pages.currentWidget() is self.history:
            self._pages.setCurrentWidget(self.thread_view)
            self._refresh()
            return
        self.message.clear()
        self._jobs.run(
            self,
            list_conversations(client_id=self._scope_id),
            on_done=partial(self._on_summaries, self._ticket),
            on_error=partial(self._on_late_error, self._ticket),
        )

    def new_conversation(self) -> None:
        """Leaves the conversation on screen; it stays in the history."""
        self._start_anew()
        self._refresh()
        self.focus_question()

    def _on_summaries(self, ticket: int, summaries: list[ConversationSummary]) -> None:
        if ticket != self._ticket:
            return
        mine = [each for each in summaries if each.client_id == self._scope_id]
        self.history.show_summaries(mine)
        self._pages.setCurrentWidget(self.history)
        self._refresh()

    def _on_conversation_chosen(self, summary: ConversationSummary) -> None:
        if summary.client_id != self._scope_id:
            return
        self._start_anew()
        self._refresh()
        self._jobs.run(
            self,
            open_conversation(conversation_id=summary.conversation_id),
            on_done=partial(self._on_conversation, self._ticket, summary.conversation_id),
            on_error=partial(self._on_late_error, self._ticket),
        )

    def _on_conversation(self, ticket: int, conversation: ConversationId, answers: list[Answer]) -> None:
        if ticket != self._ticket or any(self._strangers(answer.sources) for answer in answers):
            return
        self._conversation = conversation
        self.thread_view.show_answers(answers, practice=self._practice)
        self._refresh()

    def _on_late_error(self, ticket: int, error: AnamnesisError) -> None:
        if ticket == self._ticket:
            self._on_error(error)

    # State.

    @property
    def _scope_id(self) -> ClientId | None:
        return None if self._practice or self._client is None else self._client.client_id

    def _can_ask(self) -> bool:
        return self._practice or self._client is not None

    def _can_begin(self) -> bool:
        return bool(self.thread_view.turns)

    def _can_look(self) -> bool:
        return self._can_ask() and not self.running

    def _ask_practice(self) -> None:
        self._set_practice(True)
        self.focus_question()

    def _open_history(self) -> None:
        if self._pages.currentWidget() is not self.history:
            self.show_history()

    def _set_practice(self, practice: bool) -> None:
        if practice != self._practice:
            self._practice = practice
            self._start_anew()
        self._refresh()

    def _start_anew(self) -> None:
        """Drops the running question and everything on screen."""
        self._ticket += 1
        asking, self._asking, self._turn = self._asking, None, None
        if asking is not None:
            asking.abandon()
            self.box.set_running(False)
        self._conversation = None
        self.thread_view.clear()
        self.history.clear()
        self.message.clear()
        self._pages.setCurrentWidget(self.thread_view)

    def _on_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))

    def _on_copy(self, answer: Answer) -> None:
        name = None if self._practice or self._client is None else self._client.details.display_name
        about = name or self.tr("the whole practice")
        self._clipboard.copy(plain_text(answer, about=about))

    def _refresh(self) -> None:
        name = isolate(self._client.details.display_name) if self._client is not None else ""
        if self._practice:
            self.title.setText(self.tr("Ask the whole practice"))
            hint = self.tr("A question about all charts")
        elif name:
            self.title.setText(self.tr("Ask {name}'s chart").format(name=name))
            hint = self.tr("A question about this chart")
        else:
            self.title.setText(self.tr("Ask a chart"))
            hint = self.tr("Open a chart to ask about it")
        self.box.set_placeholder(hint)
        self.box.setEnabled(self._can_ask())
        self.client_scope.setChecked(not self._practice)
        self.practice_scope.setChecked(self._practice)
        on_history = self._pages.currentWidget() is self.history
        self.history_button.setText(self.tr("Back") if on_history else self.tr("History"))
        self.history_button.setEnabled(self._can_ask() and not self.running)
        self.new_button.setEnabled(bool(self.thread_view.turns) and not on_history)
        self.thread_view.empty.set_content(
            "",
            self.tr("The answer quotes the notes it comes from; click a quote to see it in its note.")
            if self._can_ask()
            else self.tr("Choose a client, or ask the whole practice."),
        )

    def _dress(self) -> None:
        set_role(self.title, type="title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        for button in (self.client_scope, self.practice_scope):
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.client_scope.setText(self.tr("This client"))
        self.practice_scope.setText(self.tr("Whole practice"))
        self.client_scope.setToolTip(self.tr("Search only the chart that is open"))
        self.practice_scope.setToolTip(self.tr("Search the charts of all clients"))
        self.history_button.setToolTip(self.tr("Earlier conversations"))
        self.new_button.setToolTip(self.tr("Begin again without the questions before"))
        set_role(self.history_button, kind="quiet")
        set_role(self.new_button, kind="quiet")

    def _lay_out(self) -> None:
        self._scopes = QButtonGroup(self)
        self._scopes.setExclusive(True)
        scopes = QHBoxLayout()
        scopes.setSpacing(SPACE_2)
        for button in (self.client_scope, self.practice_scope):
            self._scopes.addButton(button)
            scopes.addWidget(button, 1)
        talk = QHBoxLayout()
        talk.setSpacing(SPACE_2)
        talk.addWidget(self.history_button)
        talk.addWidget(self.new_button)
        talk.addStretch(1)
        self._pages.addWidget(self.thread_view)
        self._pages.addWidget(self.history)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_2)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.title)
        layout.addLayout(scopes)
        layout.addWidget(self.box)
        layout.addLayout(talk)
        layout.addWidget(self.message)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.client_scope.clicked.connect(lambda: self._set_practice(False))
        self.practice_scope.clicked.connect(lambda: self._set_practice(True))
        self.history_button.clicked.connect(self.show_history)
        self.new_button.clicked.connect(self.new_conversation)
        self.box.asked.connect(self.ask)
        self.box.stop_requested.connect(self.stop)
        self.thread_view.source_chosen.connect(self.source_chosen)
        self.thread_view.copy_requested.connect(self._on_copy)
        self.history.conversation_chosen.connect(self._on_conversation_chosen)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.stop)
