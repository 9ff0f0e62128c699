"""Three to five lines out of everything that could be told: the weightiest of each kind, nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from core.briefs.candidates import Candidate
from core.briefs.dto import LINE_KINDS, MOST_LINES, LineKind

LINE_CHARS = 230
"""Quotes of one kind share a line up to this many characters."""
MOST_QUOTES = 2
"""A pair: a line is taken in at a glance."""
_MOST_LINES_OF: dict[LineKind, int] = {
    "medication": 3,
    "planned": 2,
    "awaited": 2,
    "finding": 3,
    "new": 2,
    "alert": 2,
}
_SAME_SHARE = 0.75
"""A sentence that has so many of its words in common with a weightier one adds nothing to it."""
_BESIDE = 1.3
"""Something that is lighter by more does not share a line: it would bury what matters."""
_LEAST_BESIDE = 1.2
_SECOND: dict[LineKind, float] = {"finding": 2.3}
_SECOND_ELSE = 1.5
"""A second line of a kind has to be as heavy as that, unless there are too few lines."""
_WEAK = 1.0
"""Lighter than that only where there is little else."""
_FEWEST_LINES = 3
_FIRST = 100.0
_BEHIND: dict[LineKind, float] = {"medication": 0.6}
"""A second line stands back behind every kind's first; one of medication only by so much: it may harm."""

Line = list[Candidate]


def choose(candidates: Sequence[Candidate]) -> list[Line]:
    """The lines in the order in which they are told; a line's candidates are of one kind."""
    by_kind: dict[LineKind, list[Line]] = defaultdict(list)
    taken: list[Candidate] = []
    for one in sorted(candidates, key=lambda each: (-each.weight, each.order)):
        if any(_says_again(one, other) for other in taken):
            continue
        if _joins(by_kind[one.kind], one):
            taken.append(one)
    lines = [line for of_kind in by_kind.values() for line in of_kind]
    return sorted(_best(lines), key=lambda line: (LINE_KINDS.index(line[0].kind), -line[0].weight))


def _joins(lines: list[Line], one: Candidate) -> bool:
    """Puts a candidate into a line that has room for it, or begins one."""
    for line in lines:
        chars = sum(each.chars for each in line) + one.chars
        if chars <= LINE_CHARS and _quotes(line) + len(one.quotes) <= MOST_QUOTES:
            if one.weight < max(_weight(line) - _BESIDE, _LEAST_BESIDE):
                continue
            line.append(one)
            line.sort(key=lambda each: each.order)
            return True
    if len(lines) < _MOST_LINES_OF[one.kind]:
        lines.append([one])
        return True
    return False


def _best(lines: list[Line]) -> list[Line]:
    """As many as there is room for: what to beware of, then by weight, a second line of a kind behind."""
    ranked: list[tuple[float, Line]] = []
    kinds: set[LineKind] = set()
    for line in sorted(lines, key=_weight, reverse=True):
        kind, second = line[0].kind, line[0].kind in kinds
        kinds.add(kind)
        first = _FIRST if kind == "alert" and not second else 0.0
        ranked.append((first + _weight(line) - (_BEHIND.get(kind, _FIRST) if second else 0.0), line))
    chosen: list[Line] = []
    told: set[LineKind] = set()
    for _, line in sorted(ranked, key=lambda each: each[0], reverse=True):
        kind = line[0].kind
        least = _SECOND.get(kind, _SECOND_ELSE) if kind in told else _WEAK
        if len(chosen) < MOST_LINES and (_weight(line) >= least or len(chosen) < _FEWEST_LINES):
            chosen.append(line)
            told.add(kind)
    return chosen


def _quotes(line: Line) -> int:
    return sum(len(one.quotes) for one in line)


def _weight(line: Line) -> float:
    return max(one.weight for one in line)


def _says_again(one: Candidate, other: Candidate) -> bool:
    if not one.told.isdisjoint(other.told):
        return True
    if one.joined == "became" or other.joined == "became":
        return False
    mine = frozenset().union(*(quote.terms for quote in one.quotes))
    theirs = frozenset().union(*(quote.terms for quote in other.quotes))
    # A test that was ordered says more than the finding it is for, whose words it has.
    share = _SAME_SHARE if one.kind == other.kind else 1.0
    return bool(mine) and len(mine & theirs) >= share * len(mine)
