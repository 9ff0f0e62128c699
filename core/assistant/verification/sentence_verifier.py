"""Decides whether the cited words support a sentence; deterministic and explained.

A small model's sentence is a draft. It is shown as fact only if every number (with its unit), every side and
every content word of it occurs in the cited passage, with the same negations, about the same person. Another
name of a drug, an abbreviation for its expansion, another unit or form of a date and frame words are allowed;
any other paraphrase is refused, trading fluency for trust.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.assistant.spans import Span, candidate_spans, sentence_spans
from core.assistant.verification.checks.additions import added_otherwise
from core.assistant.verification.checks.disagreements import (
    other_drug,
    relation_problem,
    side_problem,
)
from core.assistant.verification.checks.numbers import number_problem, quantities_of
from core.assistant.verification.checks.telling import telling_problem
from core.assistant.verification.cross_sentence_support import lent_astray, lent_by_clauses
from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.meanings import Meanings
from core.language.sentences import sentences
from core.retrieval.dto import Passage

_UNDER_HEADING = re.compile(r"(?<=\w):[ \t]*\n\s*(?:[-–—•*·▪‣]\s*)?")
_BULLET = re.compile(r"^\s*[-–—•*·▪‣]\s*")
_DOUBT_BEFORE = re.compile(r"(?:^|[\n.;:,])\s*\?\s*$")

_NUMBERS_ALONE = 2
"""A sentence without content words needs so many numbers to be checked: `ten weeks, due 9 December`."""

REASONS = (
    "no_citation",
    "unknown_source",
    "nothing_to_check",
    "unit_mismatch",
    "unsupported_number",
    "number_of_another",
    "date_mismatch",
    "drug_mismatch",
    "side_mismatch",
    "negation_mismatch",
    "status_mismatch",
    "subject_mismatch",
    "unsupported_words",
)
"""Codes for why a sentence is withheld."""


@dataclass(frozen=True, slots=True)
class Support:
    """The words of source `number` that support a sentence, and the parts of the sentence they support."""

    number: int
    span: Span
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is a code if the sentence is not supported; `supports` is then empty."""

    supports: tuple[Support, ...] = ()
    reason: str | None = None

    @property
    def supported(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    span: Span
    noted: Claims
    day: date | None
    heading: Claims | None
    listed: Claims | None
    terms: frozenset[int]
    quantities: frozenset[int]

    @property
    def sentences(self) -> list[Claims]:
        """One for each of its sentences, without a heading before the first."""
        texts = [self.span.text[one.start : one.end] for one in sentences(self.span.text)]
        return [self.noted.of(text.rpartition(":\n")[2]) for text in texts or [self.span.text]]

    @property
    def weight(self) -> tuple[int, int, int]:
        return len(self.quantities), len(self.terms), -len(self.span.text)


class SentenceVerifier:
    """Checks sentences against the passages offered to the model, by their numbers."""

    def __init__(self, offered: Mapping[int, Passage], meanings: Meanings | None = None) -> None:
        """`meanings`: the equivalent words; None is those shipped with the program."""
        self._offered = dict(offered)
        self._meanings = meanings if meanings is not None else Meanings.built_in()
        self._spans: dict[tuple[int, bool], list[tuple[Span, Claims]]] = {}
        self._listed: dict[tuple[int, Span], Claims | None] = {}

    def check(self, text: str, cited: Sequence[int]) -> Verdict:
        """The verdict on `text` (without its citation marks) as supported by the sources `cited`.

        A reason is one of `REASONS`.
        """
        if not cited:
            return Verdict(reason="no_citation")
        if any(number not in self._offered for number in cited):
            return Verdict(reason="unknown_source")
        stated = Claims(text, self._meanings)
        if not stated.terms and len(stated.quantities) < _NUMBERS_ALONE:
            return Verdict(reason="nothing_to_check")
        numbers = tuple(dict.fromkeys(cited))
        ranked = {number: self._candidates(stated, number, pairs=False) for number in numbers}
        alone = _carriers(stated, ranked)
        if not alone:
            ranked = {number: self._candidates(stated, number, pairs=True) for number in numbers}
            alone = _carriers(stated, ranked)
        if alone:
            return Verdict(supports=tuple(_support(stated, part) for part in alone))
        together = [part for candidates in ranked.values() if (part := _best_agreeing(stated, candidates))]
        if len(together) > 1:
            reason = _problem(stated, together)
            supports = () if reason else tuple(_support(stated, part) for part in together)
            return Verdict(supports, reason)
        nearest = max((candidates[0] for candidates in ranked.values()), key=lambda part: part.weight)
        return Verdict(reason=_problem(stated, [nearest]) or "unsupported_words")

    def _candidates(self, stated: Claims, number: int, *, pairs: bool) -> list[_Candidate]:
        """The sentences of a source, with their pairs only if none sufficed, because parsing is slow."""
        passage = self._offered[number]
        if (number, pairs) not in self._spans:
            cut = candidate_spans if pairs else sentence_spans
            known = {span: noted for span, noted in self._spans.get((number, False), [])}
            self._spans[number, pairs] = [
                (span, known.get(span) or stated.of(_with_its_doubt(span, passage))) for span in cut(passage)
            ]
            for span, _ in self._spans[number, pairs]:
                under = _under_its_heading(span, passage)
                self._listed[number, span] = None if under is None else stated.of(under)
        above = stated.of(passage.heading) if passage.heading and _lies_above(passage) else None
        found = [
            _Candidate(
                number=number,
                span=span,
                noted=noted,
                day=passage.day,
                heading=above,
                listed=self._listed[number, span],
                terms=frozenset(
                    i for i, term in enumerate(stated.terms)
                    if noted.holds(term) or (above is not None and above.holds(term))
                ),
                quantities=frozenset(
                    i for i, stated_one in enumerate(stated.quantities)
                    if match(stated_one, quantities_of(noted, passage.day)) is Match.SAME
                ),
            )
            for span, noted in self._spans[number, pairs]
        ]  # fmt: skip
        return sorted(found, key=lambda candidate: candidate.weight, reverse=True)


def _carriers(stated: Claims, ranked: Mapping[int, list[_Candidate]]) -> list[_Candidate]:
    return [found for candidates in ranked.values() if (found := _first_carrier(stated, candidates))]


def _first_carrier(stated: Claims, candidates: list[_Candidate]) -> _Candidate | None:
    """The best span that supports the whole sentence alone.

    A span that contradicts it is not combined with its neighbours, which might add a word or a number.
    """
    against: list[Span] = []
    for part in candidates:
        if any(part.span.start <= span.start and span.end <= part.span.end for span in against):
            continue
        if _problem(stated, [part]) is None:
            return part
        if _speaks_of_it(stated, part):
            against.append(part.span)
    return None


def _speaks_of_it(stated: Claims, part: _Candidate) -> bool:
    """Whether a span has all of a sentence except the differing part: another drug, another number."""
    lacking = [term for index, term in enumerate(stated.terms) if index not in part.terms]
    drugs = {drug.start for drug in stated.drugs}
    if any(term.start not in drugs for term in lacking) or len(lacking) == len(stated.terms):
        return False
    if lacking:
        return other_drug(stated, part.noted)
    missing = [one for index, one in enumerate(stated.quantities) if index not in part.quantities]
    kinds = {
        other.kind for other in part.noted.quantities if match(other, stated.quantities) is not Match.SAME
    }
    return all(one.kind in kinds for one in missing)


def _best_agreeing(stated: Claims, candidates: list[_Candidate]) -> _Candidate | None:
    """The span that supports most of the sentence and does not contradict it."""
    agreeing = (
        part
        for part in candidates
        if (part.terms or part.quantities)
        and not side_problem(stated, [part.noted])
        and not _said_otherwise(stated, part)
    )
    return next(agreeing, None)


def _said_otherwise(stated: Claims, part: _Candidate) -> str | None:
    """Why a sentence tells something otherwise than the span: taken by itself, or under its heading.

    Where a list ends is not always visible. A sentence has to hold either way: a heading can refuse a
    sentence and never supports one.
    """
    found = telling_problem(stated, part.noted, part.heading) or relation_problem(stated, part.noted)
    if found is None and part.listed is not None:
        found = telling_problem(stated, part.listed, part.heading)
    return found


def _problem(stated: Claims, chosen: list[_Candidate]) -> str | None:
    """The first reason why the chosen spans do not support the sentence."""
    noted = [part.noted for part in chosen]
    lacking = frozenset(range(len(stated.terms))).difference(*(part.terms for part in chosen))
    if lacking and all(other_drug(stated, one) for one in noted):
        return "drug_mismatch"
    found = number_problem(stated, [(part.noted, part.day) for part in chosen]) or side_problem(stated, noted)
    found = found or next(filter(None, (_said_otherwise(stated, part) for part in chosen)), None)
    if found:
        return found
    each = [one for part in chosen for one in part.sentences]
    if (
        lacking
        or added_otherwise(stated, noted)
        or any(lent_by_clauses(stated, one) for one in each)
        or (len(each) > 1 and lent_astray(stated, each))
    ):
        return "unsupported_words"
    return None


def _with_its_doubt(span: Span, passage: Passage) -> str:
    """The words of a span, with a question mark before them: `? pneumonia`."""
    before = passage.text[: max(0, span.start - passage.start)]
    return f"? {span.text}" if _DOUBT_BEFORE.search(before) else span.text


def _under_its_heading(span: Span, passage: Passage) -> str | None:
    """The words of a span as said under the heading above it: an item of `Denies:` is denied.

    None if there is no heading.
    """
    start = span.start - passage.start
    above = next((one.heading for one in sentences(passage.text) if one.start <= start < one.end), "")
    if not above:
        return None
    last = above.rpartition(", ")[2]
    text = _UNDER_HEADING.sub(" ", span.text)
    return text if last in span.text else f"{last} {_BULLET.sub('', text)}"


def _lies_above(passage: Passage) -> bool:
    """Whether the last heading of a passage is before its text rather than in it."""
    return passage.heading.rpartition(" > ")[2] not in passage.text


def _support(stated: Claims, part: _Candidate) -> Support:
    words = [stated.terms[index].text for index in sorted(part.terms)]
    numbers = [stated.quantities[index] for index in sorted(part.quantities)]
    return Support(part.number, part.span, tuple(words + [stated.text[q.start : q.end] for q in numbers]))
