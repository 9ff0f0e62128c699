"""The notes in the model's cached prompts, chart by chart.

A prompt that begins with the cached one is not evaluated again. So a second question on a chart keeps the
notes of the first at the front, in their order and with their numbers, and adds only new ones. They are
dropped when anything in the chart changes, at a lock, and when the client is erased.
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
    """`text` is the note as written in the prompt, with `number`; `span` are the words it contains."""

    number: int
    passage: Passage
    span: Span
    text: str

    def holds(self, offer: Offer) -> bool:
        """Whether it contains the words of an offer."""
        same = self.passage.passage_id == offer.passage.passage_id
        return same and self.span.start <= offer.span.start and offer.span.end <= self.span.end


@dataclass(frozen=True, slots=True)
class HeldNotesKey:
    """The subject of the cached notes: `scope` with the client, `state` all that an answer depends on."""

    client_id: ClientId | None
    scope: Hashable
    state: Hashable


@dataclass(frozen=True, slots=True)
class Held:
    """The cached notes of one place. `key` names the engine's cache and reveals nothing else.

    `turn` is when it was requested: notes read across a clearing are not kept.
    """

    notes: tuple[HeldNote, ...] = ()
    key: str = field(default_factory=lambda: uuid4().hex)
    turn: int = 0


class HeldNotes:
    """The most recent places. Thread-safe. Holds nothing after `close`."""

    def __init__(self, limit: int = PLACES_LIMIT) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._places: OrderedDict[HeldNotesKey, Held] = OrderedDict()
        self._gone: list[str] = []
        self._turn = 0
        self._closed = False

    def of(self, place: HeldNotesKey) -> Held:
        """The notes held for `place`: none, with a new key, if it is new or anything has changed."""
        with self._lock:
            self._drop_where(lambda other: other.scope == place.scope and other.state != place.state)
            return replace(self._places.get(place) or Held(), turn=self._turn)

    def keep(self, place: HeldNotesKey, held: Held, notes: Sequence[HeldNote]) -> bool:
        """Records that the engine holds `notes` under the key of `held`.

        False, and nothing is recorded, if anything was cleared since `held` was requested: the notes may be
        of an erased client. The engine must then drop them too.
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
        """How often clients, or at a lock all of them, were dropped."""
        with self._lock:
            return self._turn

    def drop_client(self, client_id: ClientId | None) -> None:
        """Drops a client's chart, and the notes of the whole practice, which may contain it."""
        with self._lock:
            self._turn += 1
            self._drop_where(lambda other: other.client_id in (client_id, None))

    def close(self) -> None:
        """Drops everything permanently: at a lock."""
        with self._lock:
            self._closed = True
            self._turn += 1
            self._drop_where(lambda _: True)

    def take_gone(self) -> tuple[str, ...]:
        """The keys dropped since the last call, which the engine must drop too."""
        with self._lock:
            gone, self._gone = tuple(self._gone), []
        return gone

    def _drop_where(self, wanted: Callable[[HeldNotesKey], bool]) -> None:
        for place in [place for place in self._places if wanted(place)]:
            self._gone.append(self._places.pop(place).key)
