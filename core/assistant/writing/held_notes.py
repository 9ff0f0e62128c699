"""The notes that the model has read and still holds in memory, chart by chart.

What a model has read it need not read again as long as the new prompt begins with it. A second question on a
chart therefore keeps the notes of the first in front, in their order and under their numbers, and adds only
what is new. They are dropped when anything of the chart changes, at a lock, and when the client is erased.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

from core.assistant.spans import Span
from core.assistant.writing.offering import Offer
from core.ids import ClientId
from core.retrieval.dto import Passage

PLACES_LIMIT = 4


@dataclass(frozen=True, slots=True)
class HeldNote:
    """`text` is the note as it stands in the prompt, under `number`; `span` are the words it holds."""

    number: int
    passage: Passage
    span: Span
    text: str

    def holds(self, offer: Offer) -> bool:
        """Whether the words of an offer stand in it."""
        same = self.passage.passage_id == offer.passage.passage_id
        return same and self.span.start <= offer.span.start and offer.span.end <= self.span.end


@dataclass(frozen=True, slots=True)
class HeldNotesKey:
    """What the notes were read for: `scope` holds the client, `state` all that an answer depends on."""

    client_id: ClientId | None
    scope: Hashable
    state: Hashable


@dataclass(frozen=True, slots=True)
class Held:
    """What was read for one place. `key` names the engine's memory of it and says nothing else.

    `turn` is when it was asked for: what is read across a forgetting is not kept.
    """

    notes: tuple[HeldNote, ...] = ()
    key: str = field(default_factory=lambda: uuid4().hex)
    turn: int = 0


class HeldNotes:
    """The last few places. Thread-safe. Once closed it holds nothing any more."""

    def __init__(self, limit: int = PLACES_LIMIT) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._places: OrderedDict[HeldNotesKey, Held] = OrderedDict()
        self._gone: list[str] = []
        self._turn = 0
        self._closed = False

    def of(self, place: HeldNotesKey) -> Held:
        """What is held for `place`: nothing, under a new key, when it is new or anything has changed."""
        with self._lock:
            self._drop_where(lambda other: other.scope == place.scope and other.state != place.state)
            return replace(self._places.get(place) or Held(), turn=self._turn)

    def keep(self, place: HeldNotesKey, held: Held, notes: Sequence[HeldNote]) -> bool:
        """From now on `notes` are what the engine holds under the key of `held`.

        False, and nothing is held, where something was forgotten since `held` was asked for: they may be of a
        client who is gone. The engine is then to forget them too.
        """
        with self._lock:
            if self._closed or held.turn != self._turn:
                self._drop_where(lambda other: self._places[other].key == held.key)
                return False
            self._places[place] = Held(tuple(notes), held.key)
            self._places.move_to_end(place)
            oldest = list(self._places)[: -self._limit]
            self._drop_where(lambda other: other in oldest)
            return True

    @property
    def forgettings(self) -> int:
        """How many times clients, or at a lock all of them, were dropped."""
        with self._lock:
            return self._turn

    def drop_client(self, client_id: ClientId | None) -> None:
        """Forgets a client's chart, and what was read of the whole practice, which may hold it."""
        with self._lock:
            self._turn += 1
            self._drop_where(lambda other: other.client_id in (client_id, None))

    def close(self) -> None:
        """Forgets everything, for good: at a lock."""
        with self._lock:
            self._closed = True
            self._turn += 1
            self._drop_where(lambda _: True)

    def take_gone(self) -> tuple[str, ...]:
        """The keys of what was forgotten since this was last asked, for the engine to forget too."""
        with self._lock:
            gone, self._gone = tuple(self._gone), []
        return gone

    def _drop_where(self, wanted: Callable[[HeldNotesKey], bool]) -> None:
        for place in [place for place in self._places if wanted(place)]:
            self._gone.append(self._places.pop(place).key)
