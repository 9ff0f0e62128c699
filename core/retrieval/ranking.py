"""Combines the results of the two indexes into one order.

The score is the cosine of the meaning plus a lexical share: up to `MOST_BY_WORDS`, growing with BM25 and
levelling off, half of it at `HALF_BM25`. So a common word lifts a passage among similar ones, and no number
of rare words outweighs the subject. For a question in another script than Latin, which embedders know less
well, the lexical share is larger. Then preferences decide between passages on the same subject: those that
contain the kind of value asked for (a dose, a measurement, a negation) or name a usual drug for the subject,
the newest or oldest visit if the question asks for that, and otherwise, unless switched off, newer before
older. The score rises with both indexes, and both scores of every candidate are exact.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.ids import ClientId
from core.retrieval.answers import holds_answer
from core.retrieval.dto import Sides
from core.retrieval.memory.scored import Scored
from core.retrieval.understanding.drug_uses import Named

HALF_BM25 = 10.0
MOST_BY_WORDS = 0.4
MOST_BY_WORDS_OTHER_SCRIPT = 1.0
"""On development charts 0.3 to 0.6 gave equal results in English (decision 0017), 0.7 to 1.0 in Hebrew
(0070).
"""

KIND_HELD = 0.12
DRUG_NAMED = 0.2
"""For a passage that names a usual drug for the condition in the question."""
ORDER = 0.3
"""Between the newest and the oldest visit of a client, if the question asks for one of them."""
RECENCY = 0.02
"""The same if it does not."""
_TIMELESS = 0.5
"""The recency of a client's record and of a client's only visit: the middle."""
_IN_ORDER = 60
"""At least this many are in their final order. Preferences are not computed for candidates they could not
lift among these: a passage's text is built on access, for few of thousands.
"""


class RankingQuestion(Protocol):
    """The parts of a question that ranking uses."""

    @property
    def text(self) -> str: ...
    @property
    def order(self) -> str | None: ...
    @property
    def expects(self) -> frozenset[str]: ...
    @property
    def drugs(self) -> Named: ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its final score."""

    score: float
    scored: Scored


def ranked(
    candidates: Sequence[Scored], *, question: RankingQuestion, recency: bool, sides: Sides = "both"
) -> list[Ranked]:
    """Best first; ties among the first are broken by the passages' identity: one question, one answer.

    `sides` other than "both" leaves one index out. `recency` prefers newer visits if the question asks for
    neither the newest nor the oldest.
    """
    found = sorted(_by_sides(candidates, most_by_words(question.text), sides), key=_score)
    by_kind = KIND_HELD if question.expects else 0.0
    by_drug = DRUG_NAMED if question.drugs else 0.0
    by_day = ORDER if question.order is not None else RECENCY if recency else 0.0
    if by_day:
        newest = question.order != "first"
        found = _preferring(found, lambda held: _new(held, newest), by_day, reach=by_day + by_kind + by_drug)
    if by_kind:
        found = _preferring(
            found, lambda held: _kinds(held, question.expects), by_kind, reach=by_kind + by_drug
        )
    if by_drug:
        found = _preferring(found, lambda held: _naming(held, question.drugs), by_drug, reach=by_drug)
    return sorted(found[:_IN_ORDER], key=_order) + found[_IN_ORDER:]


def led_by_parts(whole: Sequence[Ranked], parts: Sequence[Sequence[Ranked]]) -> list[Ranked]:
    """The best of the whole question, the best of each of its parts, then the rest of the whole.

    All are best first. A passage may recur; `core.retrieval.collapsing` removes repetitions.
    """
    return [*whole[:1], *(one for part in parts for one in part[:1]), *whole[1:]]


def _by_sides(candidates: Sequence[Scored], by_words: float, sides: Sides) -> Iterator[Ranked]:
    # Candidates without a vector yet get the lowest cosine of the others.
    unknown = min((one.dense for one in candidates if one.dense is not None), default=0.0)
    for one in candidates:
        score = 0.0
        if sides != "words":
            score += one.dense if one.dense is not None else unknown
        if sides != "meaning" and one.lexical is not None:
            score += by_words * _levelled(one.lexical.bm25)
        yield Ranked(score, one)


def most_by_words(question: str) -> float:
    """The largest lexical share, by the script of the question."""
    letters = [char for char in question if char.isalpha()]
    other = sum(not unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return MOST_BY_WORDS_OTHER_SCRIPT if 2 * other > len(letters) else MOST_BY_WORDS


def _levelled(bm25: float) -> float:
    return bm25 / (bm25 + HALF_BM25)


def _preferring(
    found: list[Ranked], shares: Callable[[list[Scored]], list[float]], most: float, *, reach: float
) -> list[Ranked]:
    """Sorted again with `most` times each one's share (0 to 1) added, as far down as `reach` can lift."""
    reached = len(found)
    if len(found) > _IN_ORDER:
        least = found[_IN_ORDER - 1].score - reach
        reached = next((place for place, one in enumerate(found) if one.score < least), reached)
    near = found[:reached]
    lifts = shares([one.scored for one in near])
    lifted = [Ranked(one.score + most * lift, one.scored) for one, lift in zip(near, lifts, strict=True)]
    return sorted(lifted, key=_score) + found[reached:]


def _new(found: list[Scored], newest: bool) -> list[float]:
    """How new each is (old, if not `newest`) among the days found of its client, evenly spaced."""
    whose = [(one.client_id, one.day) for one in found]
    days: dict[ClientId, set[date]] = {}
    for client_id, day in whose:
        if day is not None:
            days.setdefault(client_id, set()).add(day)
    newness: dict[tuple[ClientId, date | None], float] = {
        (client_id, day): place / (len(held) - 1)
        for client_id, held in days.items()
        if len(held) > 1
        for place, day in enumerate(sorted(held))
    }
    shares = [newness.get(each, _TIMELESS) for each in whose]
    return shares if newest else [1.0 - share for share in shares]


def _kinds(found: list[Scored], expects: frozenset[str]) -> list[float]:
    passages = (one.passage for one in found)
    return [float(holds_answer(one.text, field=one.field, expects=expects)) for one in passages]


def _naming(found: list[Scored], drugs: Named) -> list[float]:
    return [float(drugs.stand_in(one.passage.text)) for one in found]


def _score(one: Ranked) -> float:
    return -one.score


def _order(one: Ranked) -> tuple[float, int, str, str, int]:
    passage = one.scored.passage
    newest_first = -(passage.day.toordinal() if passage.day else 0)
    return -one.score, newest_first, str(passage.source_id), passage.field, passage.start
