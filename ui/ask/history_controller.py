"""Reads, searches, opens and deletes earlier conversations; drops outdated results."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.assistant.dto import Answer, ConversationHit, ConversationSummary
from core.errors import AnamnesisError
from core.ids import ConversationId, MessageId
from ui.ask.conversation_controller import About
from ui.ask.history_list import HistoryRow, marks_of
from ui.operations.ask import (
    search_conversations,
)
from ui.operations.operation import in_db
from ui.text.text_direction import isolate
from ui.widgets.question import Question

if TYPE_CHECKING:
    from ui.ask.history import HistoryPage
    from ui.jobs import Job, Jobs

T = TypeVar("T")


class HistoryController(QObject):
    """For one scope at a time; `begin` drops pending operations of another."""

    listed = Signal()
    """The page shows what was requested."""
    opened = Signal(object, list, object)
    """`ConversationId`, its answers, and the `MessageId` searched for or None."""
    deleted = Signal(object)
    """The deleted `ConversationId`."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(self, jobs: Jobs, page: HistoryPage, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._page = page
        self._window = window
        self._about = About()
        self._job: Job | None = None
        self._question: Question | None = None
        self._number = 0
        page.search_wanted.connect(self._read)
        page.refresh_wanted.connect(self.read)
        page.row_chosen.connect(self._open)
        page.delete_requested.connect(self._ask_to_delete)

    def begin(self, about: About) -> None:
        """Removes another client's list and open questions."""
        self._drop()
        self._about = about
        self._page.clear()
        if self._question is not None:
            self._question.reject()

    def drop_late(self) -> None:
        """Drops pending operations: the user has continued without them."""
        self._drop()

    def read(self) -> None:
        """The list, or the results for the words in the search box."""
        self._read(self._page.words)

    def _read(self, words: str) -> None:
        self._drop()
        client_id = self._about.client_id
        if words:
            self._page.show_searching()
            self._job = self._jobs.run(
                self,
                search_conversations(text=words, client_id=client_id),
                on_done=self._if_still(partial(self._on_found, words)),
                on_error=self._if_still(self._on_failed),
            )
            return
        self._job = self._jobs.run(
            self,
            in_db(lambda services: services.conversations.list, client_id),
            on_done=self._if_still(self._on_listed),
            on_error=self._if_still(self._on_failed),
        )

    def _on_listed(self, summaries: list[ConversationSummary]) -> None:
        self._page.show_summaries(each for each in summaries if each.client_id == self._about.client_id)
        self.listed.emit()

    def _on_found(self, words: str, hits: list[ConversationHit]) -> None:
        self._page.show_found(
            HistoryRow(
                hit.summary,
                hit.message_id,
                hit.excerpt,
                marks_of(hit.excerpt, (hit.start, hit.end), words),
                hit.question,
            )
            for hit in hits
            if hit.summary.client_id == self._about.client_id
        )
        self.listed.emit()

    def _on_failed(self, error: AnamnesisError) -> None:
        self._page.told.setText("")
        self.failed.emit(error)

    def _open(self, row: HistoryRow) -> None:
        if row.summary.client_id != self._about.client_id:
            return
        conversation = row.summary.conversation_id
        self._drop()
        self._job = self._jobs.run(
            self,
            in_db(lambda services: services.conversations.open, conversation),
            on_done=self._if_still(partial(self._on_opened, conversation, row.message_id)),
            on_error=self._if_still(self._on_failed),
        )

    def _on_opened(
        self, conversation: ConversationId, message: MessageId | None, answers: list[Answer]
    ) -> None:
        self.opened.emit(conversation, answers, message)

    def _ask_to_delete(self, summary: ConversationSummary) -> None:
        if self._question is not None:
            return
        self._question = question = Question(
            self._window,
            title=self.tr("Delete this conversation?"),
            text=self._what_is_lost(summary),
            yes=self.tr("Delete"),
            on_yes=partial(self._delete, summary.conversation_id),
        )
        question.finished.connect(self._on_question_gone)
        # A lock closes dialogs silently.
        question.destroyed.connect(self._on_question_gone)
        question.open()

    def _what_is_lost(self, summary: ConversationSummary) -> str:
        client = self._about.client
        name = client.details.display_name if client is not None and not self._about.practice else ""
        about = self.tr("About {name}").format(name=isolate(name)) if name else self.tr("About the practice")
        lost = self.tr("%n question(s) and their answers are deleted for good.", "", summary.questions)
        stays = self.tr("The notes they quote stay as they are.")
        return f"{isolate(summary.title)}\n{about}\n\n{lost} {stays}"

    def _on_question_gone(self) -> None:
        self._question = None

    def _delete(self, conversation: ConversationId) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.conversations.delete, conversation),
            on_done=partial(self._on_deleted, conversation),
            on_error=self._if_still(self._on_failed),
        )

    def _on_deleted(self, conversation: ConversationId, _nothing: None) -> None:
        # Reported even if another client is displayed by now.
        self.deleted.emit(conversation)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._number += 1

    def _if_still(self, tell: Callable[[T], None]) -> Callable[[T], None]:
        number = self._number

        def told(what: T) -> None:
            if number == self._number:
                self._job = None
                tell(what)

        return told
