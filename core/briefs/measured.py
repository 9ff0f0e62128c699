"""Repeatedly measured values, and which of them changed between two sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.briefs.sentences import Quote, Sentence
from core.clinical_language.lexicon import Mention
from core.facts.dto import Fact

_PLACES = ("objective", "subjective", "assessment", "addendum", "attachment")
"""Where a visit's measurements are searched, the most reliable first; a plan contains targets."""
_LOCAL = frozenset({"pain score", "flexion", "extension", "abduction", "external rotation"})
"""Measures of a part of the body."""
_ENDS = frozenset({",", ";", "."})
_FARTHEST = Decimal("1.6")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value and its subject: the side, the method, and for local measures the part of the body."""

    fact: Fact
    quote: Quote
    of: frozenset[tuple[str, str]]


def measured(sentences: Sequence[Sentence]) -> dict[str, Measured]:
    """The values of one visit by name: the first in the most reliable field."""
    found: dict[str, Measured] = {}
    placed = [(place, one) for place, one in enumerate(sentences) if one.field in _PLACES]
    for place, one in sorted(placed, key=lambda each: _PLACES.index(each[1].field)):
        for fact in one.facts_of("measure"):
            of_the_visit = fact.status == "active" and fact.day == one.quote.of.day
            if of_the_visit and fact.concept not in found:
                before = [each for each in sentences[:place] if each.quote.of == one.quote.of]
                found[fact.concept] = Measured(fact, one.clause(fact), _of(fact, one, before))
    return found


def moved(
    now: dict[str, Measured], earlier: Sequence[dict[str, Measured]]
) -> list[tuple[Measured, Measured]]:
    """Values that differ from the last one, largest change first; `earlier` visits, the latest first."""
    found: list[tuple[Measured, Measured]] = []
    for concept, value in now.items():
        before = next((one[concept] for one in earlier if concept in one), None)
        if before is not None and _moved(before, value):
            found.append((before, value))
    return sorted(found, key=_share, reverse=True)


def _share(pair: tuple[Measured, Measured]) -> Decimal:
    """The relative change of a value."""
    before, now = _numbers(pair[0].fact), _numbers(pair[1].fact)
    moves = [
        abs(one - other) / max(abs(one), abs(other))
        for one, other in zip(before, now, strict=True)
        if one != other
    ]
    return max(moves)


def _moved(before: Measured, now: Measured) -> bool:
    """Whether it is a different number of the same subject: one side and part, one unit."""
    one, other = _numbers(before.fact), _numbers(now.fact)
    if not one or len(one) != len(other) or one == other:
        return False
    if (before.fact.unit, before.of) != (now.fact.unit, now.of):
        return False
    if now.fact.concept in _LOCAL:
        return any(kind == "site" for kind, _ in now.of)
    if now.fact.concept == "weight" and not now.fact.unit:
        # One may be in kilograms and the other in pounds.
        return max(one, other)[0] < min(one, other)[0] * _FARTHEST
    return True


def _numbers(fact: Fact) -> tuple[Decimal, ...]:
    """`7.5` and `7.50` are equal; empty for a range or a limit."""
    try:
        return tuple(Decimal(part) for part in fact.value.split("/"))
    except InvalidOperation:
        return ()


def _of(fact: Fact, sentence: Sentence, before: Sequence[Sentence]) -> frozenset[tuple[str, str]]:
    """The subject of a value, from its clause; for local measures also from the preceding text."""
    first, last = _clause(sentence, fact)
    inside = [one for one in _named(sentence) if first <= one.first < last]
    above: list[Mention] = []
    if fact.concept in _LOCAL:
        above = [one for each in before for one in _named(each)]
        above += [one for one in _named(sentence) if one.last <= first]
    found = {("manner", one.name) for one in inside if one.entry.kind == "manner"}
    for kind in ("side", "site") if fact.concept in _LOCAL else ("side",):
        names = [one.name for one in inside if one.entry.kind == kind]
        names = names or [one.name for one in above if one.entry.kind == kind]
        found.update((kind, name) for name in names[-1:])
    return frozenset(found)


def _named(sentence: Sentence) -> list[Mention]:
    return sentence.statement.of_kind("side", "site", "manner")


def _clause(sentence: Sentence, fact: Fact) -> tuple[int, int]:
    """The words around a fact up to the next comma or full stop."""
    words = sentence.statement.words
    first = max(
        (at + 1 for at, word in enumerate(words) if word.end <= fact.start and word.text in _ENDS), default=0
    )
    last = min(
        (at for at, word in enumerate(words) if word.start >= fact.end and word.text in _ENDS),
        default=len(words),
    )
    return first, last
