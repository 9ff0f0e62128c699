"""Maps the questions of the last hour to their stored answers, in memory only, until the next lock.

It holds no clear text: of a question a keyed hash, of an answer the id of the sealed row. `same_words`
defines when two questions are equal. Vectors cannot decide that: "hemoglobin A" is 0.99 from "hemoglobin",
"he hit her" from "she hit him".
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.ids import ConversationId, MessageId

ENTRIES_LIMIT = 100
KEPT_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CacheKey:
    """The key by which questions are compared: equal ones may share an answer.

    `place` combines everything besides the words that must be equal: scope, state of the charts, models, day.
    `said` is a keyed hash of the words.
    """

    place: Hashable
    said: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an answer is stored, and the messages that repeated it."""

    conversation_id: ConversationId
    message_id: MessageId
    copies: tuple[MessageId, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    kept: Kept
    at: datetime


class AnswerCache:
    """At most `ENTRIES_LIMIT` entries, evicting the least recently used; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: OrderedDict[CacheKey, _Entry] = OrderedDict()
        self._closed = False

    def __len__(self) -> int:
        with self._lock:
            return len(self._entries)

    def find(self, asked: CacheKey, *, now: datetime) -> Kept | None:
        """The stored answer to the same words, if it was given within the last hour."""
        with self._lock:
            self._drop_old(now)
            entry = self._entries.get(asked)
            if entry is None:
                return None
            self._entries.move_to_end(asked)
            return entry.kept

    def put(self, asked: CacheKey, kept: Kept, *, now: datetime) -> None:
        """Stores an answer, replacing one to the same words. Does nothing after `close`."""
        with self._lock:
            if self._closed:
                return
            self._drop_old(now)
            self._entries[asked] = _Entry(kept, now)
            self._entries.move_to_end(asked)
            while len(self._entries) > ENTRIES_LIMIT:
                self._entries.popitem(last=False)

    def given_again(self, asked: CacheKey, message_id: MessageId, copy: MessageId) -> None:
        """Records that the answer in `message_id` was repeated in another message."""
        with self._lock:
            entry = self._entries.get(asked)
            if entry is not None and entry.kept.message_id == message_id:
                known = replace(entry.kept, copies=(*entry.kept.copies, copy))
                self._entries[asked] = replace(entry, kept=known)

    def drop(self, asked: CacheKey) -> None:
        """Removes an answer that must not be repeated any more."""
        with self._lock:
            self._entries.pop(asked, None)

    def forget(self, conversation_id: ConversationId) -> None:
        """Removes the answers of one conversation."""
        with self._lock:
            self._keep(lambda entry: entry.kept.conversation_id != conversation_id)

    def close(self) -> None:
        """Removes everything and ignores answers still in progress."""
        with self._lock:
            self._closed = True
            self._entries.clear()

    def _drop_old(self, now: datetime) -> None:
        # Also removes entries from the future: the clock was set back, so their age is unknown.
        self._keep(lambda entry: now - KEPT_FOR < entry.at <= now)

    def _keep(self, wanted: Callable[[_Entry], bool]) -> None:
        for asked in [asked for asked, entry in self._entries.items() if not wanted(entry)]:
            del self._entries[asked]
