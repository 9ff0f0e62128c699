"""Keeps earlier answers in memory after the first search, so that later searches need not decrypt all again.

No searchable index is stored: answers are sealed on disk, and a word index would reveal their content. They
are opened at the first search and kept until the lock, within a limit. Which answers exist is read from the
database at each search, so that deleted or erased ones are no longer found.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from core.assistant.conversations.repository import ConversationRepository
from core.assistant.conversations.word_search import Excerpt, WordSearch, texts_of, words_in
from core.assistant.dto import Answer
from core.cancel import CancelToken
from core.ids import ClientId, ConversationId, MessageId

MOST_CHARS = 40_000_000
"""Limit of all texts together: some ten thousand answers. The others are opened at each search."""
_AT_ONCE = 200
Order = Sequence[tuple[ConversationId, MessageId]]


@dataclass(frozen=True, slots=True)
class SearchableTurn:
    """The searchable text of one answer: its question first.

    `rests_on` are the sources without which it is taken back, and then found by its question only.
    """

    conversation_id: ConversationId
    message_id: MessageId
    asked_at: datetime
    texts: tuple[str, ...]
    rests_on: frozenset[UUID]

    @property
    def question(self) -> str:
        return self.texts[0]

    @property
    def chars(self) -> int:
        return sum(map(len, self.texts))

    def find(self, wanted: WordSearch, hidden: Collection[UUID]) -> Excerpt | None:
        """The matching words in what may be shown of it, given the `hidden` sources."""
        return wanted.find_in(self.texts if self.rests_on.isdisjoint(hidden) else self.texts[:1])


@dataclass(slots=True)
class _Scope:
    """The kept answers about one client, or about the practice.

    `words` maps a word to the answers that contain it, as indices into `numbered`.
    """

    told: dict[MessageId, SearchableTurn] = field(default_factory=dict)
    numbered: list[MessageId] = field(default_factory=list)
    words: dict[str, list[int]] = field(default_factory=dict)
    chars: int = 0

    def add(self, one: SearchableTurn) -> None:
        if one.message_id in self.told:
            return
        self.told[one.message_id] = one
        self.chars += one.chars
        for word in set().union(*map(words_in, one.texts)):
            self.words.setdefault(word, []).append(len(self.numbered))
        self.numbered.append(one.message_id)

    def that_may_hold(self, wanted: WordSearch) -> Iterator[SearchableTurn]:
        for number in wanted.may_be_in(self.words):
            if (one := self.told.get(self.numbered[number])) is not None:
                yield one


class History:
    """Thread-safe. Keeps nothing after `close`."""

    def __init__(self, most_chars: int = MOST_CHARS) -> None:
        self._most_chars = most_chars
        self._guard = threading.Lock()
        self._scopes: OrderedDict[ClientId | None, _Scope] = OrderedDict()
        self._turn = 0
        self._closed = False

    def __len__(self) -> int:
        """The number of kept answers."""
        with self._guard:
            return sum(len(scope.told) for scope in self._scopes.values())

    def look(
        self,
        wanted: WordSearch,
        client_id: ClientId | None,
        conversations: ConversationRepository,
        *,
        cancel: CancelToken | None = None,
    ) -> tuple[list[SearchableTurn], dict[ConversationId, list[SearchableTurn]]]:
        """The answers about `client_id` that may contain the words, and all of their conversations.

        An answer that cannot be read is left out. Raises `Cancelled`, `DatabaseProblem`.
        """
        order = conversations.order(client_id)
        with self._guard:
            turn, known = self._turn, dict(self._scope(client_id, order).told)
        opened: list[SearchableTurn] = []
        missing = [message_id for _, message_id in order if message_id not in known]
        for start in range(0, len(missing), _AT_ONCE):
            if cancel is not None:
                cancel.raise_if_cancelled()
            some = missing[start : start + _AT_ONCE]
            for _, answer in conversations.resting(some, client_id):
                if answer is not None:
                    opened.append(told_of(answer))
        with self._guard:
            beyond = self._keep(client_id, opened, turn)
            kept = list(self._scope(client_id, order).that_may_hold(wanted)) if not self._closed else []
        known |= {one.message_id: one for one in opened}
        standing = _standing(order, known)
        found = {one.message_id: one for one in (*kept, *beyond) if one.conversation_id in standing}
        return list(found.values()), standing

    def forget_client(self, client_id: ClientId) -> None:
        """Drops an erased client's answers, and those about the practice, which may quote the client."""
        with self._guard:
            self._turn += 1
            self._scopes.pop(client_id, None)
            self._scopes.pop(None, None)

    def forget(self, conversation_id: ConversationId) -> None:
        """Drops a deleted conversation; its scope is read again at the next search."""
        with self._guard:
            self._turn += 1
            for client_id, scope in list(self._scopes.items()):
                if any(one.conversation_id == conversation_id for one in scope.told.values()):
                    del self._scopes[client_id]

    def close(self) -> None:
        """Drops everything permanently: at a lock."""
        with self._guard:
            self._closed = True
            self._scopes.clear()

    def _scope(self, client_id: ClientId | None, order: Order) -> _Scope:
        """The kept answers of a scope if none was deleted since; marks it as recently used."""
        scope = self._scopes.get(client_id, _Scope())
        if not scope.told.keys() <= {message_id for _, message_id in order}:
            # Something was deleted: its words must not stay in memory either.
            del self._scopes[client_id]
            return _Scope()
        if client_id in self._scopes:
            self._scopes.move_to_end(client_id)
        return scope

    def _keep(
        self, client_id: ClientId | None, opened: Sequence[SearchableTurn], turn: int
    ) -> list[SearchableTurn]:
        """Keeps as many as fit; returns the others."""
        if self._closed or turn != self._turn:
            return list(opened)
        scope = self._scopes.setdefault(client_id, _Scope())
        self._scopes.move_to_end(client_id)
        beyond: list[SearchableTurn] = []
        for one in sorted(opened, key=lambda each: each.asked_at, reverse=True):
            if scope.chars + one.chars <= self._most_chars:
                scope.add(one)
            else:
                beyond.append(one)
        while sum(each.chars for each in self._scopes.values()) > self._most_chars:
            self._scopes.popitem(last=False)
        return beyond


def told_of(answer: Answer) -> SearchableTurn:
    """The searchable text of an answer that was opened, with the sources it rests on."""
    return SearchableTurn(
        answer.conversation_id,
        answer.message_id,
        answer.asked_at,
        tuple(texts_of(answer)),
        frozenset(source.passage.source_id for source in answer.sources),
    )


def _standing(
    order: Order, known: dict[MessageId, SearchableTurn]
) -> dict[ConversationId, list[SearchableTurn]]:
    """The conversations, each with its readable answers, oldest first."""
    standing: dict[ConversationId, list[SearchableTurn]] = {}
    for conversation_id, message_id in order:
        if message_id in known:
            standing.setdefault(conversation_id, []).append(known[message_id])
    return standing


def newest_first(found: Iterable[tuple[SearchableTurn, Excerpt]]) -> list[tuple[SearchableTurn, Excerpt]]:
    return sorted(found, key=lambda one: one[0].asked_at, reverse=True)
