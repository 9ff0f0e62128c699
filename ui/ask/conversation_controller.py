"""The displayed conversation: the running question, its result, and feedback."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.assistant.dto import Answer, Opinion, Source
from core.clients.dto import Client
from core.errors import AnamnesisError
from core.ids import ClientId, ConversationId
from core.sources.dto import SearchScope
from ui.ask.announcing import announce
from ui.ask.asking import Asking, Evidence
from ui.ask.turn_view import TurnView
from ui.operations.operation import in_db

if TYPE_CHECKING:
    from ui.ask.thread_view import ThreadView
    from ui.jobs import Jobs

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class About:
    """The scope of questions: the open client, or the whole practice."""

    client: Client | None = None
    practice: bool = False

    @property
    def client_id(self) -> ClientId | None:
        return None if self.practice or self.client is None else self.client.client_id

    @property
    def can_ask(self) -> bool:
        return self.practice or self.client is not None


class ConversationController(QObject):
    """Adds turns to `thread`. After `begin` results of earlier questions are dropped."""

    changed = Signal()
    """A question started or is stopping, or the turns changed."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(
        self, jobs: Jobs, thread: ThreadView, parent: QObject, *, give_back: Callable[[str], bool]
    ) -> None:
        """`give_back` takes a question that was not answered; False if it has no room."""
        super().__init__(parent)
        self._jobs = jobs
        self._thread = thread
        self._about = About()
        self._conversation: ConversationId | None = None
        self._asking: Asking | None = None
        self._turn: TurnView | None = None
        self._give_back = give_back
        self.sentences = True
        """False: answers are quotes, from the next question on."""
        self._stopping = False
        self._changed_meanwhile = False
        """The record was changed while the question ran."""
        self._number = 0
        """Counts conversations, to detect late results."""
        thread.again_requested.connect(self._on_again)
        thread.retry_requested.connect(self.ask)
        thread.without_requested.connect(partial(self.ask, alone=True))
        thread.opinion_given.connect(self._on_opinion)
        thread.opinion_taken_back.connect(self._on_opinion_back)

    @property
    def running(self) -> bool:
        return self._asking is not None

    @property
    def stopping(self) -> bool:
        """It was asked to stop and has not ended yet."""
        return self.running and self._stopping

    @property
    def running_question(self) -> str:
        """The running question; empty if none."""
        return self._asking.question if self._asking is not None else ""

    @property
    def conversation(self) -> ConversationId | None:
        """None until the first answer is stored."""
        return self._conversation

    def begin(self, about: About) -> None:
        """Starts a new conversation; the running question and all turns are dropped."""
        self._number += 1
        self._about = about
        asking, self._asking, self._turn = self._asking, None, None
        if asking is not None:
            asking.abandon()
        self._conversation = None
        self._thread.clear()
        self.changed.emit()

    def show(self, conversation: ConversationId, answers: Iterable[Answer]) -> None:
        """Shows a stored conversation, to be continued."""
        kept = list(answers)
        if any(self._of_others(answer.sources) for answer in kept):
            self.failed.emit(AnamnesisError("unexpected_failure"))
            return
        self._conversation = conversation
        self._thread.show_answers(kept, practice=self._about.practice)
        self.changed.emit()

    def ask(self, question: str, *, regenerate: bool = False, alone: bool = False) -> None:
        """Asks a follow-up of the displayed conversation; `alone`: without earlier questions."""
        if self.running or not self._about.can_ask:
            return
        self._turn = self._thread.add_turn(question, practice=self._about.practice)
        scope = SearchScope(client_id=self._about.client_id)
        asking = Asking(
            self._jobs,
            question,
            scope,
            self._conversation,
            self,
            regenerate=regenerate,
            alone=alone,
            sentences=self.sentences,
        )
        asking.found.connect(partial(self._on_found, asking))
        asking.text_changed.connect(self._turn.show_draft)
        asking.answered.connect(partial(self._on_answered, asking))
        asking.failed.connect(partial(self._on_failed, asking))
        asking.stopped.connect(partial(self._on_stopped, asking))
        self._asking = asking
        self._stopping = False
        self._changed_meanwhile = False
        asking.start()
        self.changed.emit()

    def stop(self) -> None:
        """Stops the running question; shows it before the engine responds."""
        if self._asking is None or self._turn is None:
            return
        self._stopping = True
        self._turn.show_stopping()
        self._asking.stop()
        self.changed.emit()

    def note_changed(self) -> None:
        """The record was changed: marks displayed answers and removes those taken back."""
        self._changed_meanwhile = True
        self._thread.show_changed()
        if self._conversation is None:
            return
        self._jobs.run(
            self,
            in_db(lambda services: services.conversations.open, self._conversation),
            on_done=partial(self._if_still, self._number, self._on_read_again),
            on_error=partial(self._if_still, self._number, self.failed.emit),
        )

    def _on_read_again(self, answers: list[Answer]) -> None:
        self._thread.show_taken_back(answers)
        self.changed.emit()

    def record_copy(self, answer: Answer, then: Callable[[], None]) -> None:
        """Audits that an answer is copied, then copies it."""
        self._jobs.run(
            self,
            in_db(lambda services: services.assistant.record_copy, answer.message_id),
            on_done=partial(self._if_still, self._number, lambda _: then()),
            on_error=partial(self._if_still, self._number, self.failed.emit),
        )

    def _on_found(self, asking: Asking, evidence: Evidence) -> None:
        of_others = self._of_others(evidence.sources)
        if asking is self._asking and self._turn is not None and not of_others:
            self._turn.show_evidence(evidence)

    def _on_answered(self, asking: Asking, answer: Answer) -> None:
        turn = self._end(asking)
        if turn is None:
            return
        if self._of_others(answer.sources):
            # Should never happen; the answer would not be this client's.
            self._thread.remove_turn(turn)
            self.changed.emit()
            self.failed.emit(AnamnesisError("unexpected_failure"))
            return
        self._conversation = answer.conversation_id
        turn.show_answer(answer)
        if turn.answer_view is not None:
            announce(turn, turn.answer_view.spoken())
        self.changed.emit()
        if self._changed_meanwhile:
            self.note_changed()

    def _on_failed(self, asking: Asking, error: AnamnesisError) -> None:
        turn = self._end(asking)
        if turn is None:
            return
        taken = self._give_back(asking.question)
        if turn.sources.cards or not taken:
            turn.show_failed()
        else:
            self._thread.remove_turn(turn)
        self.changed.emit()
        self.failed.emit(error)

    def _on_stopped(self, asking: Asking) -> None:
        turn = self._end(asking)
        if turn is not None:
            self._give_back(asking.question)
            turn.show_stopped()
            self.changed.emit()

    def _end(self, asking: Asking) -> TurnView | None:
        """Allows the next question; None if this one was abandoned."""
        if asking is not self._asking:
            return None
        turn, self._turn = self._turn, None
        self._asking = None
        asking.deleteLater()
        return turn

    def _of_others(self, sources: tuple[Source, ...]) -> bool:
        """Whether a source is of another client than the one asked about."""
        wanted = self._about.client_id
        return wanted is not None and any(each.passage.client_id != wanted for each in sources)

    def _on_again(self, answer: Answer, alone: bool) -> None:
        # The understood question is repeated, because the displayed conversation differs now.
        question = answer.question if alone else answer.understood or answer.question
        self.ask(question, regenerate=True, alone=True)

    def _on_opinion(self, answer: Answer, verdict: Opinion, why: str) -> None:
        operation = in_db(
            lambda services: services.conversations.give_feedback, answer.message_id, verdict, why=why
        )
        self._jobs.run(
            self,
            operation,
            on_done=partial(self._if_still, self._number, self._thread.show_opinion),
            on_error=partial(self._if_still, self._number, self.failed.emit),
        )

    def _on_opinion_back(self, answer: Answer) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.conversations.take_feedback_back, answer.message_id),
            on_done=partial(self._if_still, self._number, self._thread.show_opinion),
            on_error=partial(self._if_still, self._number, self.failed.emit),
        )

    def _if_still(self, number: int, tell: Callable[[T], None], what: T) -> None:
        if number == self._number:
            tell(what)
