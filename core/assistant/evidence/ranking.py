"""Ranks the sentences of the passages found by how well they answer: quoted if no model writes.

Search has compared the meaning already, part by part of each passage. The rank combines that, the words
shared with the question (synonyms included), the kind of value the sentence contains, and the drugs it names
if one is asked for: of the class meant, or usual for the subject.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.assistant.evidence.kinds import kind_of
from core.assistant.evidence.subjects import SURE, Subjects, is_amount
from core.assistant.evidence.times import DaysAsked, is_of_days
from core.assistant.evidence.warned import speaks_against
from core.assistant.spans import Span, as_read, sentence_spans
from core.clinical_language.statements import statement_of
from core.retrieval.answers import holds_answer
from core.retrieval.dto import Hit
from core.retrieval.understanding.drug_uses import Named, usual_drugs
from core.retrieval.understanding.question_words import expected_of

WEIGHTS = {
    "meaning": 2.6,
    "passage": 3.3,
    "words": 3.4,
    "groups": 1.8,
    "length": 0.34,
    "kind": 1.0,
    "drug": 4.0,
    "warning": 10.0,
    "days": 4.0,
    "reading": 5.0,
}
"""A conditional logit over the sentences found for 1,742 answerable questions by several authors, English and
Hebrew, each chart left out in turn (decision 0047). Few of them depend on `kind`, `drug`, `warning` and
`days`, set manually so that the drug precedes the complaint, the time asked about another, and a warning
against a drug all else. `reading` is that of the cross-encoder, chosen on charts that were not used for
training, with an earlier adapter (decisions 0063 and 0070).
"""
FIELD_WEIGHTS = {"subjective": 1.1, "objective": 0.6}
"""Most questions in other words than the note's are about what the client reported."""
_SPREAD = 8.0
"""A score is e to the log-odds over this: a share of the best score is a distance in log-odds."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the passage with source number `number`, and its similarity to the question.

    `matched` are the words of the question that it contains, directly or as synonyms.
    """

    number: int
    span: Span
    score: float
    matched: tuple[str, ...]


def near_the_best(one: Evidence, evidence: Sequence[Evidence], share: float) -> bool:
    """Whether `one` scores at least `share` of the best of `evidence`; the best itself always does."""
    best = evidence[0].score
    return one.score >= min(best, share * best)


def rank_evidence(
    question: str,
    hits: Sequence[Hit],
    *,
    subjects: Subjects | None = None,
    days: DaysAsked | None = None,
) -> tuple[Evidence, ...]:
    """Every sentence of `hits`, best first, by meaning, shared words and passage; numbers count from 1.

    `subjects` of the question use the practice's vocabulary; without them the built-in one. Sentences about
    the `days` that the question names precede the others.
    """
    spans = [(number, span) for number, hit in enumerate(hits, 1) for span in sentence_spans(hit.passage)]
    if not spans:
        return ()
    subjects = subjects or Subjects(question)
    if days is not None and days.clause is not None:
        rest = subjects.without(*days.clause)
        if _asks_for_a_value(rest):
            # Of a value the event says only when; of anything else its words may be the subject too.
            subjects, question = rest, rest.question
    read = [as_read(span.text, hits[number - 1].passage.field) for number, span in spans]
    held = [_grounds(subjects, subjects.held(text)) for text in read]
    weights = _rarity(len(subjects.names), held)
    expects = expected_of(question)
    drugs = _DrugsAsked.of(question, subjects)
    best_hit = max(hit.score for hit in hits) or 1.0
    found = []
    for (number, span), text, groups in zip(spans, read, held, strict=True):
        hit = hits[number - 1]
        signs = {
            "meaning": _nearness(hit, span),
            "passage": max(0.0, hit.score / best_hit),
            "words": sum(weights[place] * sure for place, sure in groups.items()),
            "groups": sum(sure >= SURE for sure in groups.values()),
            "length": math.log1p(len(span.text)),
            "kind": holds_answer(text, field=hit.passage.field, expects=expects),
            "days": days is not None and is_of_days(span.text, hit.passage.day, days),
            **drugs.signs(text, hit.passage.field),
        }
        odds = sum(WEIGHTS[name] * sign for name, sign in signs.items())
        odds += FIELD_WEIGHTS.get(hit.passage.field, 0.0)
        matched = tuple(subjects.names[place] for place, sure in groups.items() if sure >= SURE)
        found.append(Evidence(number, span, math.exp(odds / _SPREAD), matched))
    return _best_first(found)


def with_reading(evidence: Sequence[Evidence], share: Callable[[Evidence], float]) -> tuple[Evidence, ...]:
    """Ranks `evidence` again with an additional feature: how likely each sentence is the answer.

    `share` gives a trained reader's probability.
    """
    odds = WEIGHTS["reading"] / _SPREAD
    found = [replace(one, score=one.score * math.exp(odds * share(one))) for one in evidence]
    return _best_first(found)


@dataclass(frozen=True, slots=True)
class _DrugsAsked:
    """The groups of a question that are a drug or a class, and the usual drugs for what it names."""

    subjects: Subjects
    places: tuple[int, ...]
    usual: Named

    @classmethod
    def of(cls, question: str, subjects: Subjects) -> _DrugsAsked:
        places = tuple(place for place in range(len(subjects.names)) if subjects.drugs(place))
        return cls(subjects, places, usual_drugs(question, subjects.query))

    def signs(self, text: str, field: str) -> dict[str, float]:
        """Whether a sentence names the drugs (negative for a measured value) or warns of them."""
        named = self.stand_in(text)
        only_read = self.usual and not named and holds_answer(text, field="", expects=("reading",))
        warns = bool(self.places) and speaks_against(self.subjects, text, field=field)
        return {"drug": float(named) - float(bool(only_read)), "warning": float(warns)}

    def stand_in(self, text: str) -> bool:
        named = any(self.subjects.holds_drug(place, text) for place in self.places)
        return named or (bool(self.usual) and self.usual.stand_in(text))


def _asks_for_a_value(subjects: Subjects) -> bool:
    """Whether a drug, a test or a measure is asked for."""
    kinds = (kind_of(subjects, place) for place in range(len(subjects.names)))
    return any(kind in ("drug", "test") for kind in kinds) or bool(
        statement_of(subjects.question).of_kind("measure")
    )


def _best_first(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda one: (-one.score, one.number, one.span.start)))


def _nearness(hit: Hit, span: Span) -> float:
    """The cosine of the part that contains most of `span`; of the whole passage if its parts are unknown."""
    if not hit.nearness:
        return hit.dense or 0.0
    shared = [(min(span.end, part.end) - max(span.start, part.start), part.dense) for part in hit.nearness]
    most, dense = max(shared)
    return dense if most > 0 else min(dense for _, dense in shared)


def _grounds(subjects: Subjects, held: dict[int, float]) -> dict[int, float]:
    """The parts of the question that a sentence contains; none if that is a number alone: `5` is in many."""
    if all(map(is_amount, subjects.names)):
        return held
    return held if any(not is_amount(subjects.names[place]) for place in held) else {}


def _rarity(names: int, held: Sequence[dict[int, float]]) -> list[float]:
    """How rare each group of the question is among the sentences; the weights add up to 1."""
    rarity = [math.log1p(len(held) / (1 + sum(place in one for one in held))) for place in range(names)]
    total = sum(rarity) or 1.0
    return [value / total for value in rarity]
