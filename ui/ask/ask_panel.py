"""The ask panel beside the chart: question, evidence, answer and sources."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.assistant.dto import Answer
from core.changes import Changes
from core.clients.dto import Client
from core.demo_questions import question_to_try
from core.errors import AnamnesisError
from core.ids import ClientId, ConversationId, MessageId
from ui.ask.announcing import announce
from ui.ask.conversation_controller import About, ConversationController
from ui.ask.copied import plain_text
from ui.ask.history import HistoryPage
from ui.ask.history_controller import HistoryController
from ui.ask.kept_conversation import KeptConversation, keep_conversation, show_conversation
from ui.ask.panel_head import ConversationBar, ScopeHead
from ui.ask.question_box import QuestionBox
from ui.ask.thread_view import ThreadView
from ui.commands import Command
from ui.errors import describe
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3
from ui.widgets.form_dialog import FormWords
from ui.widgets.message_bar import MessageBar
from ui.widgets.private_clipboard import PrivateClipboard

if TYPE_CHECKING:
    from ui.jobs import Jobs

_TRY_LINE_CHARS = 24
"""A button does not wrap its text."""


class AskPanel(QWidget):
    """Asks about the open client or the whole practice. Data of a client is removed when the client
    changes.
    """

    source_chosen = Signal(object)
    """The `Source` to be shown in the record."""
    quotes_only_toggled = Signal(bool)
    """Whether answers are quotes from now on."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = About()
        self._typed: dict[ClientId | None, str] = {}
        """Unasked questions by client; None: the whole practice."""
        self._returning: KeptConversation | None = None
        """Shown once its chart is open."""
        self._clipboard = PrivateClipboard(self)
        self.head = ScopeHead()
        self.title = self.head.title
        self.client_scope, self.practice_scope = self.head.client_scope, self.head.practice_scope
        self.bar = ConversationBar()
        self.history_button, self.new_button = self.bar.history_button, self.bar.new_button
        self.box = QuestionBox()
        self.quotes_only = self.box.quotes_only
        self.message = MessageBar()
        self.thread_view = ThreadView()
        self.history = HistoryPage()
        self._pages = QStackedWidget()
        self.conversation_controller = ConversationController(
            jobs, self.thread_view, self, give_back=self._take_back
        )
        self.history_controller = HistoryController(jobs, self.history, self)
        self._lay_out()
        self._connect()
        self._refresh()

    # Interface to the shell.

    def set_client(self, client: Client | None) -> None:
        """The chart that is open now. Another client's question, answer and history are removed at once."""
        shown = self._about.client
        same = client is not None and shown is not None and client.client_id == shown.client_id
        self._go_over_to(replace(self._about, client=client), anew=not same and not self._about.practice)

    def note_changed(self, changes: Changes) -> None:
        """Charts were changed, retracted or deleted: answers based on them may be outdated."""
        if self._about.can_ask and changes.touches(self._about.client_id):
            self.conversation_controller.note_changed()

    def forget_client(self, client_id: ClientId) -> None:
        """A client was erased: removes unasked questions. `note_changed` removes quotes."""
        self._typed.pop(client_id, None)
        if self._about.client_id == client_id:
            self.box.set_question("")

    def typed_words(self) -> tuple[FormWords, ...]:
        """Unasked questions by chart, to be kept over a lock."""
        typed = dict(self._typed)
        if self._about.can_ask:
            typed[self._about.client_id] = self.box.question
        return tuple(FormWords({"question": text}, client_id) for client_id, text in typed.items() if text)

    def put_back(self, typed: Iterable[FormWords]) -> None:
        """Restores the result of `typed_words`, each for its chart."""
        for words in typed:
            self._typed[words.client_id] = words.fields.get("question", "")

    def kept_conversation(self) -> KeptConversation:
        """The displayed conversation, for the rebuilt panel's `return_to`."""
        return keep_conversation(self._about, self.conversation_controller, self.thread_view)

    def return_to(self, kept: KeptConversation) -> None:
        """Restores that conversation, at once or when its chart is open."""
        self._returning = None if kept.is_empty else kept
        if kept.about.practice:
            self._set_practice(True)

    def take_words(self, client: Client | None, words: FormWords) -> bool:
        """Restores a question from before a lock; None: for the whole practice.

        Put before text typed since. False: there is no room for both, and it was not taken.
        """
        self._set_practice(client is None)
        if client is not None:
            self.set_client(client)
        taken = self.box.put_before(words.fields.get("question", ""))
        if not taken:
            self.message.show_message(
                self.tr("Your saved question was not restored"),
                self.tr("You have typed another one already. It is offered again at the next unlock."),
                tone="caution",
            )
        self.focus_question()
        return taken

    def clear(self) -> None:
        """At a lock: removes all clients' data, from the clipboard too."""
        self._clipboard.clear()
        self._typed.clear()
        self._returning = None
        self._about = About()
        self._start_anew()
        self.box.set_question("")
        self._refresh()

    def show_quotes_only(self, only: bool) -> None:
        """What was chosen before."""
        self.quotes_only.setChecked(only)

    def focus_question(self) -> None:
        self.box.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, for the palette and the keys."""
        again = self.tr("Ask the last question a&gain")
        quotes = self.tr("Answer with &quotes only, or in sentences")
        return (
            Command("ask.question", self.tr("&Ask a question"), "Ctrl+J", self.focus_question, self._can_ask),
            Command("ask.practice", self.tr("Ask the &whole practice"), "Ctrl+Shift+J", self._ask_practice),
            Command("ask.new", self.tr("New &conversation"), "", self.new_conversation, self._can_begin),
            Command("ask.again", again, "", self._ask_again, self._can_repeat),
            Command("ask.history", self.tr("&Earlier conversations"), "", self._open_history, self._can_look),
            Command("ask.quotes", quotes, "", self._switch_quotes),
            Command("ask.stop", self.tr("&Stop the answer"), "", self.stop, lambda: self.running),
        )

    # Asking.

    @property
    def running(self) -> bool:
        return self.conversation_controller.running

    def ask(self, question: str) -> None:
        """Asks in the current scope, as a follow-up of the displayed conversation."""
        if self.running or not self._can_ask():
            return
        self.message.clear()
        self.box.set_question("")
        # An earlier conversation still loading would replace this question.
        self.history_controller.drop_late()
        self.conversation_controller.ask(question)

    def stop(self) -> None:
        """Stops the running question; shows it before the engine responds."""
        self.conversation_controller.stop()

    def _switch_quotes(self) -> None:
        self.quotes_only.toggle()
        on = self.quotes_only.isChecked()
        announce(self, self.tr("Answers are quotes only") if on else self.tr("Answers may be sentences"))

    def _on_quotes_only(self, only: bool) -> None:
        self.conversation_controller.sentences = not only
        self.quotes_only_toggled.emit(only)

    def _ask_again(self) -> None:
        answer = self.thread_view.turns[0].answer
        if answer is not None:
            self.thread_view.again_requested.emit(answer, False)

    def _take_back(self, question: str) -> bool:
        """Back into the box, unless something else was typed there meanwhile."""
        if self.box.question:
            return False
        self.box.set_question(question)
        return True

    # Conversations.

    def show_history(self) -> None:
        """The earlier conversations of the scope, or back to the one on screen."""
        if self._on_history:
            self._pages.setCurrentWidget(self.thread_view)
            self._refresh()
            return
        self.message.clear()
        self.history_controller.read()

    def new_conversation(self) -> None:
        """Leaves the displayed conversation, which stays in the history."""
        self._start_anew()
        self._refresh()
        self.focus_question()

    def _on_listed(self) -> None:
        if not self._on_history:
            self._pages.setCurrentWidget(self.history)
            self.history.focus_list()
            self._refresh()

    def _on_opened(
        self, conversation: ConversationId, answers: list[Answer], message: MessageId | None
    ) -> None:
        self._start_anew()
        self.conversation_controller.show(conversation, answers)
        if message is not None:
            self.thread_view.show_message(message)
        self._refresh()
        self.focus_question()

    def _on_deleted(self, conversation: ConversationId) -> None:
        if conversation == self.conversation_controller.conversation:
            self.conversation_controller.begin(self._about)
        if self._on_history:
            self.history_controller.read()

    # State.

    @property
    def _on_history(self) -> bool:
        return self._pages.currentWidget() is self.history

    def _can_ask(self) -> bool:
        return self._about.can_ask

    def _can_begin(self) -> bool:
        return bool(self.thread_view.turns)

    def _can_repeat(self) -> bool:
        turns = self.thread_view.turns
        return bool(turns) and turns[0].answer is not None and not self.running

    def _can_look(self) -> bool:
        return self._can_ask() and not self.running

    def _ask_practice(self) -> None:
        self._set_practice(True)
        self.focus_question()

    def _open_history(self) -> None:
        if not self._on_history:
            self.show_history()

    def _set_practice(self, practice: bool) -> None:
        self._go_over_to(replace(self._about, practice=practice), anew=practice != self._about.practice)

    def _go_over_to(self, about: About, *, anew: bool) -> None:
        """`anew`: another chart is asked from now on; unasked text is kept with its chart."""
        if anew and self._about.can_ask:
            self._typed[self._about.client_id] = self.box.question
        self._about = about
        if anew:
            self._start_anew()
            self.box.set_question(self._typed.pop(about.client_id, "") if about.can_ask else "")
            self._show_returning()
        self._refresh()

    def _show_returning(self) -> None:
        kept = self._returning
        if kept is not None and self._about.can_ask:
            # If the user opened another chart meanwhile, it starts a new conversation.
            self._returning = None
            if kept.fits(self._about):
                show_conversation(kept, self.conversation_controller, self.thread_view)

    def _start_anew(self) -> None:
        """Drops the running question and everything displayed."""
        self.conversation_controller.begin(self._about)
        self.history_controller.begin(self._about)
        self.message.clear()
        self._pages.setCurrentWidget(self.thread_view)

    def _on_error(self, error: AnamnesisError) -> None:
        told = describe(error)
        self.message.show_error(told)
        announce(self, told.one_line)

    def _on_copy(self, answer: Answer) -> None:
        client = None if self._about.practice else self._about.client
        about = client.details.display_name if client is not None else self.tr("the whole practice")
        text = plain_text(answer, about=about, practice=self._about.practice)
        self.conversation_controller.record_copy(answer, partial(self._copy, answer, text))

    def _copy(self, answer: Answer, text: str) -> None:
        self._clipboard.copy(text)
        self.thread_view.show_copied(answer)

    def _on_conversation(self) -> None:
        if self.running:
            self._pages.setCurrentWidget(self.thread_view)
            self.message.clear()
        self.box.set_running(self.running, stopping=self.conversation_controller.stopping)
        self.thread_view.set_running(self.running)
        self._refresh()

    def _refresh(self) -> None:
        self.box.set_placeholder(self.head.show_about(self._about))
        self.box.setEnabled(self._can_ask())
        self.bar.show_state(
            history=self._on_history, can_look=self._can_look(), can_begin=bool(self.thread_view.turns)
        )
        self.thread_view.empty.set_content(
            "",
            self.tr("The answer quotes the notes it comes from; click a quote to see it in its note.")
            if self._can_ask()
            else self.tr("Choose a client, or ask the whole practice."),
            link="\n".join(isolate(line) for line in textwrap.wrap(self._to_try(), _TRY_LINE_CHARS)),
        )
        self._order_tabs()

    def _to_try(self) -> str:
        """A sample question for a chart of the demo practice."""
        client = self._about.client
        return "" if client is None or self._about.practice else question_to_try(client.details.external_id)

    def _order_tabs(self) -> None:
        """Tab order: box, turns, navigation, options; turns are added and removed."""
        stops: list[QWidget] = [self.box.editor, self.box.button, *self.thread_view.focus_order()]
        stops.insert(2, self.thread_view.empty.link)
        stops += [*self.history.focus_order(), self.history_button, self.new_button, self.quotes_only]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _on_escape(self) -> None:
        if self._on_history:
            self.show_history()
            self.focus_question()
        else:
            self.stop()

    def _lay_out(self) -> None:
        self._pages.addWidget(self.thread_view)
        self._pages.addWidget(self.history)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_2)
        layout.setSpacing(SPACE_2)
        for part in (self.head, self.box, self.bar, self.message):
            layout.addWidget(part)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.client_scope.clicked.connect(lambda: self._set_practice(False))
        self.practice_scope.clicked.connect(lambda: self._set_practice(True))
        self.history_button.clicked.connect(self.show_history)
        self.new_button.clicked.connect(self.new_conversation)
        self.quotes_only.toggled.connect(self._on_quotes_only)
        self.box.asked.connect(self.ask)
        # An error or refusal does not concern the text being typed now.
        self.box.editor.textChanged.connect(self.message.clear)
        self.box.stop_requested.connect(self.stop)
        self.thread_view.source_chosen.connect(self.source_chosen)
        self.thread_view.copy_requested.connect(self._on_copy)
        self.thread_view.empty.link_requested.connect(lambda: self.ask(self._to_try()))
        self.conversation_controller.changed.connect(self._on_conversation)
        self.conversation_controller.failed.connect(self._on_error)
        self.history_controller.listed.connect(self._on_listed)
        self.history_controller.opened.connect(self._on_opened)
        self.history_controller.deleted.connect(self._on_deleted)
        self.history_controller.failed.connect(self._on_error)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escape)
