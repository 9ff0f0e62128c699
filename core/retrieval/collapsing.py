"""Removes repeated text from results: overlapping passages, and text copied forward from visit to visit.

A copy is only omitted if all of its words, in order, are in a shown passage of the same client. One changed
number, side or `not` keeps it. If a passage is omitted because a better one contains most of it, the better
one is extended by its remaining words.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.retrieval.dto import Hit, Passage
from core.retrieval.indexed import passage_id
from core.retrieval.passages import MOST_CHARS
from core.retrieval.ranking import Ranked

_SHARED_MOST = 0.5
"""Neighbours in a field may share this much of the shorter one; otherwise text just beyond a shown passage
could never be shown, since its own window overlaps.
"""
_FEWEST_WORDS = 8
"""Fewer common words are not a copy: `Right ankle sprain.` of two visits is a finding of each."""
_LOOKED_BEYOND = 50
"""How many results after the last shown one are searched for copies of shown ones."""
_NEAR = 0.2
"""A passage scoring lower than the shown one by more than this does not extend it."""
_WORD = re.compile(r"[^\W_]+|[<>≤≥±+%°]")


@dataclass(slots=True)
class _Shown:
    best: Ranked
    kept: Ranked
    words: str
    also: list[Passage] = field(default_factory=list)
    left_out: list[Passage] = field(default_factory=list)
    """Overlapping passages that match the question nearly as well, best first."""

    @property
    def places(self) -> tuple[Passage, ...]:
        return (self.kept.scored.passage, *self.also)


def without_repeats(
    ordered: Iterable[Ranked], limit: int, *, order: Literal["latest", "first"] | None = None
) -> tuple[Hit, ...]:
    """The first `limit` of `ordered` (best first) that add something new.

    A passage that is mostly contained in a better one is not shown separately: the better one is extended to
    both where it stays within the size limit. Of passages with the same words the newest is shown, at the
    rank of the best; with `order` "first" the oldest. The others are its `also`, newest first.
    """
    shown: list[_Shown] = []
    beyond = 0
    for one in ordered:
        if len(shown) == limit:
            beyond += 1
            if beyond > _LOOKED_BEYOND:
                break
        passage = one.scored.passage
        holder = next((entry for entry in shown if is_among(passage, entry.places)), None)
        if holder is not None:
            if one.score >= holder.best.score - _NEAR:
                holder.left_out.append(passage)
            continue
        words = _words(passage.text)
        entry = next((entry for entry in shown if _repeats(passage, words, entry)), None)
        if entry is not None:
            _add(entry, one, words, oldest=order == "first")
        elif len(shown) < limit:
            shown.append(_Shown(one, one, words))
    places = [entry.kept.scored.passage for entry in shown]
    for at, entry in enumerate(shown):
        places[at] = _grown(places[at], entry.left_out, [*places[:at], *places[at + 1 :]])
    found = zip(shown, places, strict=True)
    return tuple(_hit(rank, entry, passage) for rank, (entry, passage) in enumerate(found, start=1))


def is_among(passage: Passage, places: Iterable[Passage]) -> bool:
    """Whether one of these places is mostly the same as `passage`."""
    return any(_overlap(passage, place) for place in places)


def _overlap(one: Passage, other: Passage) -> bool:
    if one.source_id != other.source_id or one.field != other.field:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > _SHARED_MOST * min(one.end - one.start, other.end - other.start)


def _grown(passage: Passage, left_out: Iterable[Passage], others: Sequence[Passage]) -> Passage:
    """`passage` extended by the omitted ones, up to text that others show."""
    near = [one for one in others if (one.source_id, one.field) == (passage.source_id, passage.field)]
    first = max((one.end for one in near if one.start < passage.start), default=0)
    last = min((one.start for one in near if one.end > passage.end), default=None)
    for one in left_out:
        start = min(passage.start, max(one.start, first))
        end = max(passage.end, one.end if last is None else min(one.end, last))
        if _overlap(passage, one) and end - start <= MOST_CHARS:
            passage = _widened(passage, one, start, end)
    return passage


def _widened(passage: Passage, other: Passage, start: int, end: int) -> Passage:
    """`passage` from `start` to `end` of its field; missing text is taken from `other`."""
    before = other.text[start - other.start : passage.start - other.start] if start < passage.start else ""
    after = other.text[passage.end - other.start : end - other.start] if end > passage.end else ""
    return dataclasses.replace(
        passage,
        passage_id=passage_id(passage.source_id, passage.version, passage.field, start, end),
        start=start,
        end=end,
        text=before + passage.text + after,
    )


def _words(text: str) -> str:
    """The words separated and surrounded by blanks, so that a run of whole words is a substring."""
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


def _hit(rank: int, entry: _Shown, passage: Passage) -> Hit:
    scored = entry.kept.scored
    return Hit(
        rank=rank,
        score=entry.best.score,
        dense=scored.dense,
        lexical=scored.lexical.bm25 if scored.lexical is not None else None,
        passage=passage,
        coverage=scored.lexical.coverage if scored.lexical is not None else 0.0,
        also=tuple(sorted(entry.also, key=_day, reverse=True)),
    )
