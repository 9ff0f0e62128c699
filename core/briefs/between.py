"""Changes between the last session and earlier ones: doses, values, and assessments."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from core.briefs.candidates import Candidate, single
from core.briefs.last_visit import STRENGTHS, is_phrase
from core.briefs.measured import measured, moved
from core.briefs.sentences import Quote, Sentence
from core.facts.dto import TAKEN, Fact
from core.language.lexemes import note_lexemes

_MOST_EARLIER = 6
"""How many earlier sessions are searched for a value that is not measured each time."""
_SHORT_CHARS = 110
_BEHIND = 50
_ALWAYS_TAKEN = frozenset({"height", "BMI", "pulse", "respiratory rate", "temperature"})
"""Measured at most visits, and small changes mean little."""

Dose = tuple[Sentence, Fact]


def doses_moved(last: Sequence[Sentence], before: Sequence[Sentence]) -> list[Candidate]:
    """Drugs whose strength changed: both doses, as noted."""
    found: list[Candidate] = []
    now, earlier = _doses(last), _doses(before)
    for concept in dict.fromkeys(fact.concept for _, fact in now):
        of_it = [dose for dose in now if dose[1].concept == concept]
        sentence, fact = of_it[-1]
        # Raised within one visit: the dose taken precedes the one ordered.
        was = next((dose for dose in reversed(earlier) if dose[1].concept == concept), of_it[0])
        if fact.unit == was[1].unit and not _tells(fact, sentence, was[1]):
            found.append(
                Candidate(
                    "medication",
                    4.3,
                    (was[0].clause(was[1]), _now(sentence, fact)),
                    order=-1,
                    joined="became",
                    about=(sentence.quote,),
                )
            )
    return found


def _doses(sentences: Sequence[Sentence]) -> list[Dose]:
    """Every drug taken or ordered with a strength, in order."""
    return [
        (one, fact)
        for one in sentences
        for fact in one.facts_of("medication")
        if fact.status in TAKEN and fact.value and fact.unit in STRENGTHS
    ]


def _tells(fact: Fact, sentence: Sentence, was: Fact) -> bool:
    """Whether the sentence itself names the earlier dose."""
    said = {amount.value for amount in sentence.statement.amounts if amount.unit in ("", was.unit)}
    return _number(was.value) in {_number(value) for value in (*said, fact.value)}


def _number(value: str) -> Decimal | str:
    try:
        return Decimal(value)
    except InvalidOperation:
        return value


def _now(sentence: Sentence, fact: Fact) -> Quote:
    """The whole sentence if it is short, because it has the context."""
    return sentence.quote if len(sentence.quote.words) <= _SHORT_CHARS else sentence.clause(fact)


def values_moved(last: Sequence[Sentence], earlier: Sequence[Sequence[Sentence]]) -> list[Candidate]:
    """Values measured again with another result; `earlier` sessions, the latest first."""
    found = moved(measured(last), [measured(each) for each in earlier[:_MOST_EARLIER]])
    return [
        Candidate(
            "finding",
            (1.8 if now.fact.concept in _ALWAYS_TAKEN else 3.3) - place * 0.05,
            (before.quote, now.quote),
            # After the assessment.
            order=_BEHIND + place,
            joined="became",
        )
        for place, (before, now) in enumerate(found)
    ]


def thought(last: Sequence[Sentence], before: Sequence[Sentence]) -> list[Candidate]:
    """The last session's assessment: new statements count more, form phrases nothing."""
    known = frozenset(stem for one in before for stem in note_lexemes(one.quote.words))
    found: list[Candidate] = []
    for order, one in enumerate(one for one in last if one.field == "assessment"):
        weight = _weight(one, known) - order * 0.05
        if weight > 0.5:
            found.append(single("finding", weight, one.quote, order))
    return found


def complained_of(last: Sequence[Sentence]) -> list[Candidate]:
    """The complaint: for a brief that would otherwise be nearly empty."""
    first = next((one for one in last if one.field == "subjective"), None)
    return [single("finding", 0.9, first.quote, 99)] if first is not None else []


def _weight(one: Sentence, known: frozenset[str]) -> float:
    terms = one.quote.terms
    if not terms:
        return 0.0
    weight = 1.6
    new = len(terms - known) / len(terms)
    # New subjects rank before changed ones.
    weight += 1.3 if new >= 1.0 else 0.9 if new >= 0.5 else 0.0
    weight += 0.3 if one.statement.of_kind("problem", "symptom") else 0.0
    weight += 0.3 if one.statement.of_kind("change") else 0.0
    weight -= 0.9 if one.statement.of_kind("old", "unchanged") else 0.0
    weight -= 2.6 if is_phrase(one) else 0.0
    # A diagnosis is short; the rest is its reasoning.
    return weight + (0.5 if len(one.quote.words) <= 90 else 0.0)
