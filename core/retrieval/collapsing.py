"""Shows no words twice: passages that overlap, and text copied forward from visit to visit.

Nothing is hidden that is not shown elsewhere: a copy is left out only if its words, all of them and in their
order, stand in a passage of the same client that is shown. One changed number, side or `not` keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from core.retrieval.dto import Hit, Passage
from core.retrieval.ranking import Ranked

_SHARED_MOST = 0.5
"""Neighbours in a field may share that much of the shorter one: else what lies just beyond a shown passage
could never be shown, since its own window reaches into it."""
_FEWEST_WORDS = 8
"""Fewer in common are no copy: `Right ankle sprain.` of two visits is a finding of each."""
_LOOKED_BEYOND = 50
"""Copies of what is shown are looked for among so many that come after the last one shown."""
_WORD = re.compile(r"[^\W_]+|[<>≤≥±+%°]")


@dataclass(slots=True)
class _Shown:
    best: Ranked
    kept: Ranked
    words: str
    also: list[Passage] = field(default_factory=list)

    @property
    def places(self) -> tuple[Passage, ...]:
        return (self.kept.scored.passage, *self.also)


def without_repeats(
    ordered: Iterable[Ranked], limit: int, *, order: Literal["latest", "first"] | None = None
) -> tuple[Hit, ...]:
    """The first `limit` of `ordered` (best first) that say something new.

    Of passages with the same words the newest is shown, in the place of the best; with `order` "first" the
    oldest. The others are its `also`, newest first.
    """
    shown: list[_Shown] = []
    beyond = 0
    for one in ordered:
        if len(shown) == limit:
            beyond += 1
            if beyond > _LOOKED_BEYOND:
                break
        passage = one.scored.passage
        if any(_overlap(passage, place) for entry in shown for place in entry.places):
            continue
        words = _words(passage.text)
        entry = next((entry for entry in shown if _repeats(passage, words, entry)), None)
        if entry is not None:
            _add(entry, one, words, oldest=order == "first")
        elif len(shown) < limit:
            shown.append(_Shown(one, one, words))
    return tuple(_hit(rank, entry) for rank, entry in enumerate(shown, start=1))


def _overlap(one: Passage, other: Passage) -> bool:
    if one.source_id != other.source_id or one.field != other.field:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > _SHARED_MOST * min(one.end - one.start, other.end - other.start)


def _words(text: str) -> str:
    """Its words with blanks around each, so that a run of whole words is a substring."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _repeats(passage: Passage, words: str, entry: _Shown) -> bool:
    if passage.client_id != entry.kept.scored.passage.client_id:
        return False
    return len(words.split()) >= _FEWEST_WORDS and words in entry.words


def _add(entry: _Shown, one: Ranked, words: str, *, oldest: bool) -> None:
    kept = entry.kept.scored.passage
    newer = _day(one.scored.passage) > _day(kept)
    older = _day(one.scored.passage) < _day(kept)
    if words == entry.words and (older if oldest else newer):
        entry.kept = one
        entry.also.append(kept)
    else:
        entry.also.append(one.scored.passage)


def _day(passage: Passage) -> int:
    return passage.day.toordinal() if passage.day else 0


def _hit(rank: int, entry: _Shown) -> Hit:
    scored = entry.kept.scored
    return Hit(
        rank=rank,
        score=entry.best.score,
        dense=scored.dense,
        lexical=scored.lexical.bm25 if scored.lexical is not None else None,
        passage=scored.passage,
        coverage=scored.lexical.coverage if scored.lexical is not None else 0.0,
        also=tuple(sorted(entry.also, key=_day, reverse=True)),
    )
