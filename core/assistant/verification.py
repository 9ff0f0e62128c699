"""Decides whether the words a sentence cites say what the sentence says; deterministic and explained.

A small model's sentence is a draft. It is shown as fact only when every number (with its unit), every side
and every content word of it stands in the cited passage, with the same denials, about the same person.
Paraphrase is refused with the rest: what is lost in fluency is won in trust.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.assistant.claims import Claims
from core.assistant.quantities import Kind, Match, Quantity, match, of_day
from core.assistant.sides import Side
from core.assistant.spans import Span, candidate_spans
from core.assistant.words import Word
from core.modality import Modality
from core.retrieval.dto import Passage

REQUIRED_SHARE = 1.0
"""Share of a sentence's content words that its cited words must hold. Calibrated on perturbed development
sentences: any lower and a swapped drug name passes in a long sentence."""

REASONS = (
    "no_citation",
    "unknown_source",
    "nothing_to_check",
    "unit_mismatch",
    "unsupported_number",
    "number_of_another",
    "side_mismatch",
    "negation_mismatch",
    "status_mismatch",
    "subject_mismatch",
    "unsupported_words",
)
"""Codes of why a sentence is withheld."""


@dataclass(frozen=True, slots=True)
class Support:
    """The words of source `number` that carry a sentence, and what of the sentence they carry."""

    number: int
    span: Span
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is a code when the sentence is not supported; `supports` is empty then."""

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
    terms: frozenset[int]
    quantities: frozenset[int]

    @property
    def weight(self) -> tuple[int, int, int]:
        return len(self.quantities), len(self.terms), -len(self.span.text)


class SentenceVerifier:
    """Checks sentences against the passages offered to the model, by their numbers."""

    def __init__(self, offered: Mapping[int, Passage]) -> None:
        self._offered = dict(offered)
        self._spans: dict[int, list[tuple[Span, Claims]]] = {}

    def check(self, text: str, cited: Sequence[int]) -> Verdict:
        """The verdict on `text` (without its citation marks) as supported by the sources `cited`.

        A reason is one of `REASONS`.
        """
        if not cited:
            return Verdict(reason="no_citation")
        if any(number not in self._offered for number in cited):
            return Verdict(reason="unknown_source")
        stated = Claims(text)
        if not stated.terms:
            return Verdict(reason="nothing_to_check")
        ranked = {number: self._candidates(stated, number) for number in dict.fromkeys(cited)}
        alone = [found for candidates in ranked.values() if (found := _first_carrier(stated, candidates))]
        if alone:
            return Verdict(supports=tuple(_support(stated, part) for part in alone))
        together = [part for candidates in ranked.values() if (part := _best_agreeing(stated, candidates))]
        if len(together) > 1:
            reason = _problem(stated, together)
            supports = () if reason else tuple(_support(stated, part) for part in together)
            return Verdict(supports, reason)
        nearest = max((candidates[0] for candidates in ranked.values()), key=lambda part: part.weight)
        return Verdict(reason=_problem(stated, [nearest]) or "unsupported_words")

    def _candidates(self, stated: Claims, number: int) -> list[_Candidate]:
        passage = self._offered[number]
        if number not in self._spans:
            self._spans[number] = [(span, Claims(span.text)) for span in candidate_spans(passage)]
        found = [
            _Candidate(
                number=number,
                span=span,
                noted=noted,
                day=passage.day,
                terms=frozenset(i for i, term in enumerate(stated.terms) if _stands_in(term, noted)),
                quantities=frozenset(
                    i for i, stated_one in enumerate(stated.quantities)
                    if match(stated_one, _quantities_of(noted, passage.day)) is Match.SAME
                ),
            )
            for span, noted in self._spans[number]
        ]  # fmt: skip
        return sorted(found, key=lambda candidate: candidate.weight, reverse=True)


def _first_carrier(stated: Claims, candidates: list[_Candidate]) -> _Candidate | None:
    """The best span that carries the whole sentence by itself.

    A span with all the words of the sentence that yet says otherwise is not rescued by its neighbours.
    """
    against: list[Span] = []
    for part in candidates:
        if any(part.span.start <= span.start and span.end <= part.span.end for span in against):
            continue
        if _problem(stated, [part]) is None:
            return part
        if len(part.terms) == len(stated.terms) and len(part.quantities) == len(stated.quantities):
            against.append(part.span)
    return None


def _best_agreeing(stated: Claims, candidates: list[_Candidate]) -> _Candidate | None:
    """The span that carries most of the sentence and says nothing against it."""
    agreeing = (part for part in candidates if (part.terms or part.quantities) and not _against(stated, part))
    return next(agreeing, None)


def _against(stated: Claims, part: _Candidate) -> str | None:
    return _side_problem(stated, [part.noted]) or _modality_problem(stated, part.noted)


def _problem(stated: Claims, chosen: list[_Candidate]) -> str | None:
    """The first reason why the chosen spans do not carry the sentence."""
    return (
        _number_problem(stated, chosen)
        or _side_problem(stated, [part.noted for part in chosen])
        or next((found for part in chosen if (found := _modality_problem(stated, part.noted))), None)
        or _word_problem(stated, chosen)
    )


def _number_problem(stated: Claims, chosen: list[_Candidate]) -> str | None:
    held = frozenset().union(*(part.quantities for part in chosen))
    for index, quantity in enumerate(stated.quantities):
        if index not in held:
            noted = [other for part in chosen for other in _quantities_of(part.noted, part.day)]
            return "unit_mismatch" if match(quantity, noted) is Match.OTHER_UNIT else "unsupported_number"
        carriers = [part.noted for part in chosen if index in part.quantities]
        if not any(_same_owner(stated, quantity, noted) for noted in carriers):
            return "number_of_another"
    return None


def _same_owner(stated: Claims, quantity: Quantity, noted: Claims) -> bool:
    """Whether the number is of the same thing: `aspirin 81 mg, Brilinta 90 mg` is not `aspirin 90 mg`."""
    if quantity.dated or quantity.kind in (Kind.TIME, Kind.TIMES):
        return True
    owners = _owners(stated, quantity)
    places = [other for other in noted.quantities if match(quantity, [other]) is Match.SAME]
    if not owners or not places:
        return True
    for place in places:
        noted_owners = _owners(noted, place)
        if not noted_owners or any(a.same_as(b) for a in owners for b in noted_owners):
            return True
    return False


def _owners(claims: Claims, quantity: Quantity) -> list[Word]:
    """The content words since the quantity before (of its kind), and the one that `of` leads to."""
    alike = [other for other in claims.quantities if other.kind == quantity.kind and not other.dated]
    since = max((other.end for other in alike if other.end <= quantity.start), default=0)
    before = [term for term in claims.terms if since <= term.start < quantity.start]
    after = next((term for term in claims.terms if term.start >= quantity.end), None)
    follows = after is not None and claims.text[quantity.end : after.start].split() in (["of"], ["של"], [])
    return ([after] if after is not None and follows else []) + before


def _side_problem(stated: Claims, noted: list[Claims]) -> str | None:
    """A side must stand in a text that holds its word too; no other source can lend it."""
    for side in stated.sides:
        about = [claims for claims in noted if side.of is None or _stands_in(side.of, claims)]
        if about and not any(_side_agrees(side, claims.sides) for claims in about):
            return "side_mismatch"
    return None


def _side_agrees(side: Side, there: list[Side]) -> bool:
    names = {other.name for other in there}
    if side.name == "both":
        return "both" in names or {"left", "right"} <= names
    if not names & {side.name, "both"}:
        return False
    return not {"left", "right"} <= names or _stands_with(side, there)


def _stands_with(side: Side, there: list[Side]) -> bool:
    """With both sides in the note, the side must stand with the same word: left knee, right ankle."""
    if side.of is None:
        return True
    same = [other for other in there if other.of is not None and other.of.same_as(side.of)]
    return not same or any(other.name in (side.name, "both") for other in same)


def _modality_problem(stated: Claims, noted: Claims) -> str | None:
    for kind, code in ((Modality.NEGATED, "negation_mismatch"), (Modality.STOPPED, "status_mismatch")):
        if _differs(kind, stated, noted):
            return code
    for kind in (Modality.FAMILY, Modality.ALLERGY):
        if noted.modalities.has(kind) != stated.modalities.has(kind):
            return "subject_mismatch"
    return None


def _differs(kind: Modality, stated: Claims, noted: Claims) -> bool:
    """Whether a word is under a denial (a stop) in one text and never so in the other."""
    shared = [term for term in stated.terms if _stands_in(term, noted)]
    if stated.modalities.has(kind) and not noted.modalities.has(kind):
        return True
    for term in shared:
        here = {kind in stated.modalities.of(word) for word in stated.words if word.same_as(term)}
        there = {kind in noted.modalities.of(word) for word in noted.words if word.same_as(term)}
        if here.isdisjoint(there):
            return True
    return False


def _word_problem(stated: Claims, chosen: list[_Candidate]) -> str | None:
    if not stated.terms:
        return None
    held = frozenset().union(*(part.terms for part in chosen))
    return None if len(held) >= REQUIRED_SHARE * len(stated.terms) else "unsupported_words"


def _stands_in(term: Word, noted: Claims) -> bool:
    return not term.forms.isdisjoint(noted.forms)


def _quantities_of(noted: Claims, day: date | None) -> list[Quantity]:
    return noted.quantities + ([of_day(day)] if day is not None else [])


def _support(stated: Claims, part: _Candidate) -> Support:
    words = [stated.terms[index].text for index in sorted(part.terms)]
    numbers = [stated.quantities[index] for index in sorted(part.quantities)]
    return Support(part.number, part.span, tuple(words + [stated.text[q.start : q.end] for q in numbers]))
