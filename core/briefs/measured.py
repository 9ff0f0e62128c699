"""Values that are measured again and again, and which of them moved between one session and the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.briefs.sentences import Quote, Sentence
from core.clinical_language.lexicon import Mention
from core.facts.dto import Fact

_PLACES = ("objective", "subjective", "assessment", "addendum", "attachment")
"""Where what was measured at a visit is looked for, the surest first; a plan holds targets."""
_LOCAL = frozenset({"pain score", "flexion", "extension", "abduction", "external rotation"})
"""Of a place of the body."""
_ENDS = frozenset({",", ";", "."})
_FARTHEST = Decimal("1.6")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value, and of what it is: the side, the way of measuring, for what is local the part of the body."""

    fact: Fact
    quote: Quote
    of: frozenset[tuple[str, str]]


def measured(sentences: Sequence[Sentence]) -> dict[str, Measured]:
    """By name, the value of one visit: the first one in the surest place."""
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
    """What is another value than when last measured, most moved first; `earlier` visits, the latest first."""
    found: list[tuple[Measured, Measured]] = []
    for concept, value in now.items():
        before = next((one[concept] for one in earlier if concept in one), None)
        if before is not None and _moved(before, value):
            found.append((before, value))
    return sorted(found, key=_share, reverse=True)


def _share(pair: tuple[Measured, Measured]) -> Decimal:
    """By how much of itself a value moved."""
    before, now = _numbers(pair[0].fact), _numbers(pair[1].fact)
    moves = [
        abs(one - other) / max(abs(one), abs(other))
        for one, other in zip(before, now, strict=True)
        if one != other
    ]
    return max(moves)


def _moved(before: Measured, now: Measured) -> bool:
    """Whether it is another number of the same thing: of one side and one part, in one unit."""
    one, other = _numbers(before.fact), _numbers(now.fact)
    if not one or len(one) != len(other) or one == other:
        return False
    if (before.fact.unit, before.of) != (now.fact.unit, now.of):
        return False
    if now.fact.concept in _LOCAL:
        return any(kind == "site" for kind, _ in now.of)
    if now.fact.concept == "weight" and not now.fact.unit:
        # It may be kilograms once and pounds the other time.
        return max(one, other)[0] < min(one, other)[0] * _FARTHEST
    return True


def _numbers(fact: Fact) -> tuple[Decimal, ...]:
    """`7.5` and `7.50` are one number; none for a range or a limit."""
    try:
        return tuple(Decimal(part) for part in fact.value.split("/"))
    except InvalidOperation:
        return ()


def _of(fact: Fact, sentence: Sentence, before: Sequence[Sentence]) -> frozenset[tuple[str, str]]:
    """What a value is of, as its clause says; of what is local also as the field says before it."""
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
