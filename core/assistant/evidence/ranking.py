"""Orders the sentences of the passages found by how well they answer: what is quoted when no model writes.

Search has compared the meaning already, part by part of each passage. Which sentence it was is told by that,
by the words it shares with the question, in whatever words notes use for them, by the kind of answer that it
holds, and by the drugs it names where one is asked for: of the class meant, or usual for what is asked about.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.assistant.evidence.subjects import SURE, Subjects, is_amount
from core.assistant.evidence.warned import speaks_against
from core.assistant.spans import Span, as_read, sentence_spans
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
    "reading": 2.0,
}
"""A conditional logit over the sentences found for 1,742 answerable questions by several hands, English and
Hebrew, each chart left out in turn (decision 0047). Few of them turn on `kind`, `drug` and `warning`, set so
that the drug comes before the complaint, and what speaks against a drug before all else. `reading` is not
fitted yet: nearly certain, a trained reader puts a sentence before one that is a little nearer.
"""
FIELD_WEIGHTS = {"subjective": 1.1, "objective": 0.6}
"""Most of what is asked in other words than the note's was told by the client."""
_SPREAD = 8.0
"""A score is e to the log-odds over this: a share of the best score is a distance in log-odds."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the passage with source number `number` and how near it is to the question.

    `matched` are the words of the question that it holds, or others that mean the same.
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
    question: str, hits: Sequence[Hit], *, subjects: Subjects | None = None
) -> tuple[Evidence, ...]:
    """Every sentence of `hits`, best first, by meaning, shared words and passage; numbers count from 1.

    `subjects` of the question, with the practice's vocabulary; without it the built-in one.
    """
    spans = [(number, span) for number, hit in enumerate(hits, 1) for span in sentence_spans(hit.passage)]
    if not spans:
        return ()
    subjects = subjects or Subjects(question)
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
            **drugs.signs(text, hit.passage.field),
        }
        odds = sum(WEIGHTS[name] * sign for name, sign in signs.items())
        odds += FIELD_WEIGHTS.get(hit.passage.field, 0.0)
        matched = tuple(subjects.names[place] for place, sure in groups.items() if sure >= SURE)
        found.append(Evidence(number, span, math.exp(odds / _SPREAD), matched))
    return _best_first(found)


def with_reading(evidence: Sequence[Evidence], share: Callable[[Evidence], float]) -> tuple[Evidence, ...]:
    """`evidence` in the order that it has with one more sign: how likely each sentence is what answers.

    `share` says that, as a trained reader found it.
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
        """Whether a sentence names the drugs (a reading instead counts against it) or warns of them."""
        named = self.stand_in(text)
        only_read = self.usual and not named and holds_answer(text, field="", expects=("reading",))
        warns = bool(self.places) and speaks_against(self.subjects, text, field=field)
        return {"drug": float(named) - float(bool(only_read)), "warning": float(warns)}

    def stand_in(self, text: str) -> bool:
        named = any(self.subjects.holds_drug(place, text) for place in self.places)
        return named or (bool(self.usual) and self.usual.stand_in(text))


def _best_first(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda one: (-one.score, one.number, one.span.start)))


def _nearness(hit: Hit, span: Span) -> float:
    """The cosine of the part that holds most of `span`; of the whole passage where its parts are unknown."""
    if not hit.nearness:
        return hit.dense or 0.0
    shared = [(min(span.end, part.end) - max(span.start, part.start), part.dense) for part in hit.nearness]
    most, dense = max(shared)
    return dense if most > 0 else min(dense for _, dense in shared)


def _grounds(subjects: Subjects, held: dict[int, float]) -> dict[int, float]:
    """What a sentence holds of the question; nothing where that is a number alone: `5` is in many."""
    if all(map(is_amount, subjects.names)):
        return held
    return held if any(not is_amount(subjects.names[place]) for place in held) else {}


def _rarity(names: int, held: Sequence[dict[int, float]]) -> list[float]:
    """How telling each group of the question is among the sentences; the weights add up to 1."""
    rarity = [math.log1p(len(held) / (1 + sum(place in one for one in held))) for place in range(names)]
    total = sum(rarity) or 1.0
    return [value / total for value in rarity]
