"""Questions asked within the hour and where their answers lie; in memory only, for as long as it is unlocked.

Nothing that can be read lies here: of a question its vector and keyed hashes, of an answer the id of the
sealed row. Two questions are one when they say the same words in the same order but for articles, pronouns
and the frame of asking, the same numbers, and their vectors agree. So `left` and `right`, `5 mg` and `10 mg`,
`denies` and not, one drug and another never meet: as vectors they are apart by a hair, as words they differ.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from core.assistant.verification.quantities import quantities
from core.assistant.verification.words import words
from core.ids import ConversationId, MessageId

ENTRIES_LIMIT = 100
KEPT_FOR = timedelta(hours=1)
SAME_COSINE = 0.95

_SAYS_NOTHING = frozenset(
    "a an the this that these those he she it its they them him her his hers their we us our i me my mine "
    "you your please tell show give would could can patient client person individual patient's client's "
    "mr mrs ms dr chart record records note notes noted recorded mention mentioned there of "
    "של הוא היא הם הן אני אנחנו המטופל המטופלת מטופל מטופלת בבקשה אנא האם לי לו לה את".split()
)
"""Words that may differ between two wordings of one question about the same people. Tenses, question words,
denials and every word of substance are not among them."""

_SAME_TO_ASK = {"which": "what", "whats": "what"}

_DIGITS = re.compile(r"\d+")
_SIGNS = re.compile(r"[<>≤≥%+±½¼¾]|[⁰¹²³⁴-⁹]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is compared with others.

    `place` is all that must be equal: scope, state of the charts, models, day. `exact` and `said` are keyed
    hashes, of the question and of what `what_is_said` makes of it. `vector` is (d,) float32 of unit length,
    None without an embedder: then only the exact question is the same.
    """

    place: Hashable
    exact: str
    said: str
    vector: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an answer lies."""

    conversation_id: ConversationId
    message_id: MessageId


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

    def __len__(self) -> int:
        with self._lock:
            return len(self._entries)

    def find(self, asked: Asked, *, now: datetime) -> Kept | None:
        """Where the answer to the same question lies, if it was given within the last hour."""
        with self._lock:
            self._drop_old(now)
            for message_id, entry in reversed(self._entries.items()):
                if _same(asked, entry.asked):
                    self._entries.move_to_end(message_id)
                    return entry.kept
        return None

    def may_hold(self, asked: Asked) -> bool:
        """Whether only a vector is missing to know that a question was asked in other words."""
        with self._lock:
            return any(
                (entry.asked.place, entry.asked.said) == (asked.place, asked.said)
                for entry in self._entries.values()
            )

    def put(self, asked: Asked, kept: Kept, *, now: datetime) -> None:
        """Remembers an answer; one to the same question is replaced."""
        with self._lock:
            self._drop_old(now)
            for message_id in [one for one, entry in self._entries.items() if _same(asked, entry.asked)]:
                del self._entries[message_id]
            self._entries[kept.message_id] = _Entry(asked, kept, now)
            while len(self._entries) > ENTRIES_LIMIT:
                self._entries.popitem(last=False)

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

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._entries.clear()

    def _drop_old(self, now: datetime) -> None:
        # Also what comes from the future: the clock was set back, and nobody knows how old it is.
        old = [one for one, entry in self._entries.items() if not now - KEPT_FOR < entry.at <= now]
        for message_id in old:
            del self._entries[message_id]


def what_is_said(question: str) -> tuple[str, ...]:
    """The words of substance of a question in their order and basic forms, then its numbers and signs."""
    numbers = quantities(question)
    said = [
        _SAME_TO_ASK.get(form := min(word.forms), form)
        for word in words(question)
        if word.text.casefold() not in _SAYS_NOTHING
        and not any(number.start <= word.start < number.end for number in numbers)
    ]
    counted = [f"{'|'.join(sorted(one.values))} {one.unit}" for one in numbers]
    return (*said, "#", *counted, "#", *_DIGITS.findall(question), *_SIGNS.findall(question))


def as_typed(question: str) -> str:
    """The question without what typing it twice would change: case, white space, a final mark."""
    return " ".join(question.casefold().split()).rstrip(" ?.!")


def _same(one: Asked, other: Asked) -> bool:
    if one.place != other.place:
        return False
    if one.exact == other.exact:
        return True
    if one.said != other.said or one.vector is None or other.vector is None:
        return False
    return one.vector.shape == other.vector.shape and float(one.vector @ other.vector) > SAME_COSINE
