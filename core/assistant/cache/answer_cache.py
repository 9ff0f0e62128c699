"""Questions asked within the hour and where their answers lie; in memory only, for as long as it is unlocked.

Nothing that can be read lies here: of a question keyed hashes, of an answer the id of the sealed row. What
makes two questions one is said in `rewriting`; a vector could not tell: "hemoglobin A" is 0.99 from
"hemoglobin", "he hit her" from "she hit him".
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.ids import ConversationId, MessageId

ENTRIES_LIMIT = 100
KEPT_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is compared with others.

    `place` is all that must be equal: scope, state of the charts, models, day. `said` is a keyed hash of its
    words as they stand, `meant` one of the form that other words for the same question share.
    """

    place: Hashable
    said: str
    meant: str

    def may_be(self, other: Asked) -> bool:
        """Whether the two ask the same, as far as words tell."""
        return (self.place, self.meant) == (other.place, other.meant)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an answer lies, and the messages in which it was given again."""

    conversation_id: ConversationId
    message_id: MessageId
    copies: tuple[MessageId, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    asked: Asked
    kept: Kept
    at: datetime


class AnswerCache:
    """At most `ENTRIES_LIMIT` entries, the least recently used go first; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: OrderedDict[MessageId, _Entry] = OrderedDict()
        self._closed = False

    def __len__(self) -> int:
        with self._lock:
            return len(self._entries)

    def find(self, asked: Asked, *, now: datetime) -> Kept | None:
        """Where the answer to the same words lies, if it was given within the last hour."""
        with self._lock:
            self._drop_old(now)
            for message_id, entry in reversed(self._entries.items()):
                if _same_words(asked, entry.asked):
                    self._entries.move_to_end(message_id)
                    return entry.kept
        return None

    def find_meant(self, asked: Asked, *, now: datetime) -> Kept | None:
        """Where the answer to the same question in other words lies: of several the last one used.

        It is not used by that: `use` says so when it is given.
        """
        with self._lock:
            self._drop_old(now)
            return next(
                (one.kept for one in reversed(self._entries.values()) if asked.may_be(one.asked)), None
            )

    def use(self, kept: Kept) -> None:
        """An answer is given again: it is the last to go."""
        with self._lock:
            if kept.message_id in self._entries:
                self._entries.move_to_end(kept.message_id)

    def put(self, asked: Asked, kept: Kept, *, now: datetime) -> None:
        """Remembers an answer; one to the same words is replaced. Nothing once it is closed."""
        with self._lock:
            if self._closed:
                return
            self._drop_old(now)
            for message_id in [
                one for one, entry in self._entries.items() if _same_words(asked, entry.asked)
            ]:
                del self._entries[message_id]
            self._entries[kept.message_id] = _Entry(asked, kept, now)
            while len(self._entries) > ENTRIES_LIMIT:
                self._entries.popitem(last=False)

    def given_again(self, kept: Kept, copy: MessageId) -> None:
        """Remembers that the answer lies in another message as well."""
        with self._lock:
            entry = self._entries.get(kept.message_id)
            if entry is not None:
                known = replace(entry.kept, copies=(*entry.kept.copies, copy))
                self._entries[kept.message_id] = replace(entry, kept=known)

    def drop(self, kept: Kept) -> None:
        """Forgets an answer that cannot be given any more."""
        with self._lock:
            self._entries.pop(kept.message_id, None)

    def forget(self, conversation_id: ConversationId) -> None:
        """Forgets the answers of one conversation."""
        with self._lock:
            gone = [
                one for one, entry in self._entries.items() if entry.kept.conversation_id == conversation_id
            ]
            for message_id in gone:
                del self._entries[message_id]

    def close(self) -> None:
        """Forgets everything, also what is still being answered."""
        with self._lock:
            self._closed = True
            self._entries.clear()

    def _drop_old(self, now: datetime) -> None:
        # Also what comes from the future: the clock was set back, and nobody knows how old it is.
        old = [one for one, entry in self._entries.items() if not now - KEPT_FOR < entry.at <= now]
        for message_id in old:
            del self._entries[message_id]


def _same_words(one: Asked, other: Asked) -> bool:
    return (one.place, one.said) == (other.place, other.said)
