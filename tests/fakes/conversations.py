"""Conversations that are kept in memory: what a fake assistant answered, to be listed, found and judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from core.assistant.dto import (
    FEEDBACK_LIMIT_CHARS,
    Answer,
    ConversationHit,
    ConversationSummary,
    Feedback,
    Opinion,
)
from core.cancel import CancelToken
from core.errors import InputRefused, NotFound
from core.ids import ClientId, ConversationId, MessageId
from tests.fakes.gate import Gate

GIVEN_AT = datetime(2024, 4, 8, 10, 0, tzinfo=UTC)
_TITLE_CHARS = 80
_Answers = list[Answer]
_Hits = list[ConversationHit]


class FakeConversations(Gate):
    """Over `stored`, which it shares with the assistant that fills it."""

    def __init__(self, stored: dict[ConversationId, tuple[ClientId | None, list[Answer]]]) -> None:
        super().__init__()
        self.stored = stored
        self.searched: list[tuple[str, ClientId | None]] = []

    def list(self, client_id: ClientId | None) -> list[ConversationSummary]:
        self._pass("list")
        found = [self._summary(each) for each, (owner, _) in self.stored.items() if owner == client_id]
        return sorted(found, key=lambda each: each.last_asked_at, reverse=True)

    def open(self, conversation_id: ConversationId) -> _Answers:
        self._pass("open")
        return [*self._of(conversation_id)]

    def search(self, text: str, client_id: ClientId | None, *, cancel: CancelToken | None = None) -> _Hits:
        self._pass("search")
        self.searched.append((text, client_id))
        words = text.casefold().split()
        if not words:
            return []
        return [
            self._hit(conversation, answer, words[0])
            for conversation, (owner, answers) in self.stored.items()
            if owner == client_id
            for answer in answers
            if all(word in _words_of(answer).casefold() for word in words)
        ]

    def delete(self, conversation_id: ConversationId) -> None:
        self._pass("delete")
        self._of(conversation_id)
        del self.stored[conversation_id]

    def give_feedback(self, message_id: MessageId, verdict: Opinion, *, why: str = "") -> Answer:
        self._pass("give_feedback")
        if len(why) > FEEDBACK_LIMIT_CHARS:
            raise InputRefused("feedback_too_long", limit=FEEDBACK_LIMIT_CHARS)
        return self._judge(message_id, Feedback(verdict, why.strip(), GIVEN_AT))

    def take_feedback_back(self, message_id: MessageId) -> Answer:
        self._pass("take_feedback_back")
        return self._judge(message_id, None)

    def _judge(self, message_id: MessageId, feedback: Feedback | None) -> Answer:
        for _, answers in self.stored.values():
            for place, answer in enumerate(answers):
                if answer.message_id == message_id:
                    answers[place] = replace(answer, feedback=feedback)
                    return answers[place]
        raise NotFound("message_not_found", message_id=message_id)

    def _of(self, conversation_id: ConversationId) -> _Answers:
        if conversation_id not in self.stored:
            raise NotFound("conversation_not_found", conversation_id=conversation_id)
        return self.stored[conversation_id][1]

    def _summary(self, conversation_id: ConversationId) -> ConversationSummary:
        owner, answers = self.stored[conversation_id]
        title = answers[0].question[:_TITLE_CHARS]
        return ConversationSummary(conversation_id, owner, title, answers[-1].asked_at, len(answers))

    def _hit(self, conversation_id: ConversationId, answer: Answer, word: str) -> ConversationHit:
        text = _words_of(answer)
        start = text.casefold().index(word)
        return ConversationHit(
            self._summary(conversation_id), answer.message_id, text, start, start + len(word), answer.question
        )


def _words_of(answer: Answer) -> str:
    return f"{answer.question}\n{answer.answer}"
