"""The history of conversations: list, open, search, delete, and users' feedback on answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import get_args

from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.admission.guard import seen
from core.assistant.conversations.history import History, SearchableTurn, newest_first
from core.assistant.conversations.message_feedback import MessageFeedbackRepository
from core.assistant.conversations.repository import ConversationRepository, client_of_message, title_of
from core.assistant.conversations.turn_embedding import TurnEmbedder, TurnEmbeddingReport
from core.assistant.conversations.word_search import WordSearch
from core.assistant.dto import (
    FEEDBACK_LIMIT_CHARS,
    Answer,
    ConversationHit,
    ConversationSummary,
    Feedback,
    Opinion,
)
from core.assistant.taking_back import take_back
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.epoch_lock import hold_epoch
from core.errors import InputRefused
from core.ids import ClientId, ConversationId, MessageId
from core.service_context import ServiceContext
from core.sources.searchable import hidden_sources

Forget = Callable[[ConversationId], None]
Answers = list[Answer]
Summaries = list[ConversationSummary]
Hits = list[ConversationHit]


class ConversationService:
    """Usable from several threads. A conversation is about one client, or (None) about the practice."""

    def __init__(
        self,
        context: ServiceContext,
        *,
        turn_embedder: TurnEmbedder,
        on_deleted: Forget = lambda conversation_id: None,
    ) -> None:
        """`on_deleted` removes what is kept of a conversation outside of the database."""
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._turn_embedder = turn_embedder
        self._on_deleted = on_deleted
        self._history = History()

    def list(self, client_id: ClientId | None) -> Summaries:
        """The conversations about a client (None: about the practice), the latest asked first."""
        self._access.require("chart")
        with self._database.begin() as session:
            return ConversationRepository(session, self._sealer).summaries(client_id)

    def about(self, conversation_id: ConversationId) -> ClientId | None:
        """The client of a conversation; None: the practice. Raises `NotFound`."""
        self._access.require("chart")
        with self._database.begin() as session:
            return ConversationRepository(session, self._sealer).client_of(conversation_id)

    def open(self, conversation_id: ConversationId) -> Answers:
        """The answers of one conversation, oldest first; `taken_back` if what they quote no longer exists.

        Raises `NotFound`, `TamperedRecord`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            conversations = ConversationRepository(session, self._sealer)
            client_id = conversations.client_of(conversation_id)
            return self._as_shown_now(session, conversations.answers(conversation_id), client_id)

    def search(self, text: str, client_id: ClientId | None, *, cancel: CancelToken | None = None) -> Hits:
        """The answers whose question, words and used quotes hold every word of `text`, the newest first.

        Of the conversations about one client, or (None) about the practice; no words find nothing. An answer
        that was taken back is found by its question only. The first search after an unlock opens every
        answer, which `cancel` interrupts. Raises `Cancelled`.
        """
        self._access.require("chart")
        wanted = WordSearch(text)
        if not wanted:
            return []
        with self._database.begin() as session:
            conversations = ConversationRepository(session, self._sealer)
            may_hold, standing = self._history.look(wanted, client_id, conversations, cancel=cancel)
            hidden = frozenset(hidden_sources(session, self._sealer.workspace_id, client_id))
        found = [(one, place) for one in may_hold if (place := one.find(wanted, hidden)) is not None]
        told_in = {one.conversation_id for one, _ in found}
        summaries = {each: _summary(standing[each], client_id) for each in told_in}
        return [
            ConversationHit(
                summaries[one.conversation_id],
                one.message_id,
                place.text,
                place.start,
                place.end,
                one.question,
            )
            for one, place in newest_first(found)
        ]

    def delete(self, conversation_id: ConversationId) -> None:
        """Deletes a conversation permanently: questions, answers, sources, vectors and feedback.

        Raises `NotFound`.
        """
        self._access.require("chart")
        self._disk.require_room()
        with self._database.begin() as session:
            conversations = ConversationRepository(session, self._sealer)
            client_id = conversations.client_of(conversation_id)
            conversations.delete(conversation_id)
            self._audit.record(
                session,
                action="ask.delete",
                object_kind="conversation",
                object_id=conversation_id,
                client_id=client_id,
            )
        self._history.forget(conversation_id)
        self._on_deleted(conversation_id)

    def remember(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> TurnEmbeddingReport:
        """Embeds every answer for recall by meaning, in the calling thread; progress in answers.

        The window does so by itself while it is idle. Raises `Cancelled`, `VaultLocked`, `DatabaseProblem`,
        `DiskFull`.
        """
        return self._turn_embedder.run(cancel=cancel, on_progress=on_progress)

    def give_feedback(self, message_id: MessageId, verdict: Opinion, *, why: str = "") -> Answer:
        """Stores a user's opinion of an answer, replacing an earlier one; it never leaves this computer.

        Control and invisible characters of `why` are removed. Returns the answer as it is shown now. Raises
        `InputRefused` (`feedback_too_long`, `feedback_unknown`), `NotFound`.
        """
        self._access.require("chart")
        feedback = Feedback(_known(verdict), _plain(why), self._clock())
        self._disk.require_room()
        with self._database.begin() as session:
            hold_epoch(session)
            MessageFeedbackRepository(session, self._sealer).put(message_id, feedback)
            return self._told(session, message_id, outcome=feedback.verdict)

    def take_feedback_back(self, message_id: MessageId) -> Answer:
        """Removes the opinion; returns the answer as it is shown now. Raises `NotFound`."""
        self._access.require("chart")
        self._disk.require_room()
        with self._database.begin() as session:
            MessageFeedbackRepository(session, self._sealer).remove(message_id)
            return self._told(session, message_id, outcome="taken_back")

    def forget_client(self, client_id: ClientId) -> None:
        """Removes an erased client's conversations from memory."""
        self._history.forget_client(client_id)

    def close(self) -> None:
        """Removes the conversations from memory; at a lock."""
        self._history.close()

    def _told(self, session: DatabaseSession, message_id: MessageId, *, outcome: str) -> Answer:
        """Audits the change of an opinion, without its words; returns the answer with it."""
        client_id = client_of_message(session, self._sealer, message_id)
        self._audit.record(
            session,
            action="ask.feedback",
            object_kind="message",
            object_id=message_id,
            client_id=client_id,
            details={"verdict": outcome},
        )
        answer = ConversationRepository(session, self._sealer).answer(message_id)
        (shown,) = self._as_shown_now(session, [answer], client_id)
        return shown

    def _as_shown_now(
        self,
        session: DatabaseSession,
        answers: Sequence[Answer],
        client_id: ClientId | None,
    ) -> Answers:
        shown = take_back(session, answers, client_id=client_id, workspace_id=self._sealer.workspace_id)
        opinions = MessageFeedbackRepository(session, self._sealer).of(one.message_id for one in shown)
        return [dataclasses.replace(one, feedback=opinions.get(one.message_id)) for one in shown]


def _summary(told: Sequence[SearchableTurn], client_id: ClientId | None) -> ConversationSummary:
    first, last = told[0], told[-1]
    return ConversationSummary(
        first.conversation_id, client_id, title_of(first.question), last.asked_at, len(told)
    )


def _known(verdict: Opinion) -> Opinion:
    if verdict not in get_args(Opinion):
        raise InputRefused("feedback_unknown")
    return verdict


def _plain(why: str) -> str:
    plain = " ".join(seen(why).split())
    if len(plain) > FEEDBACK_LIMIT_CHARS:
        raise InputRefused("feedback_too_long", limit=FEEDBACK_LIMIT_CHARS, length=len(plain))
    return plain
