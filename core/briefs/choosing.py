"""Chooses three to five lines: the most important of each kind, without repetition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from core.briefs.candidates import Candidate
from core.briefs.dto import LINE_KINDS, MOST_LINES, LineKind

LINE_CHARS = 230
"""Quotes of one kind share a line up to this many characters."""
MOST_QUOTES = 2
"""Two quotes at most, to be readable at a glance."""
_MOST_LINES_OF: dict[LineKind, int] = {
    "medication": 3,
    "planned": 2,
    "awaited": 2,
    "finding": 3,
    "new": 2,
    "alert": 2,
}
_SAME_SHARE = 0.75
"""A sentence sharing this many words with a more important one adds nothing."""
_BESIDE = 1.3
"""A candidate lighter by more than this factor does not share a line, which would hide the important one."""
_LEAST_BESIDE = 1.2
_SECOND: dict[LineKind, float] = {"finding": 2.3}
_SECOND_ELSE = 1.5
"""The least weight of a second line of a kind, unless there are too few lines."""
_WEAK = 1.0
"""Lighter candidates are used only if there is little else."""
_FEWEST_LINES = 3
_FIRST = 100.0
_BEHIND: dict[LineKind, float] = {"medication": 0.6}
"""The penalty of a second line behind the first of other kinds; small for medication, because of the risk."""

Line = list[Candidate]


def choose(candidates: Sequence[Candidate]) -> list[Line]:
    """The lines in display order; a line's candidates are of one kind."""
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
    """Adds a candidate to a line with room, or begins one."""
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
    """The lines that fit: warnings first, then by weight, a second line of a kind later."""
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
    # An ordered test adds to its finding, whose words it repeats.
    share = _SAME_SHARE if one.kind == other.kind else 1.0
    return bool(mine) and len(mine & theirs) >= share * len(mine)
