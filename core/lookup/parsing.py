"""Parses a typed question into a lookup; None for questions that need more than the structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.clinical_language.statements import statement_of
from core.language.folding import folded
from core.lookup.concepts import Named, concepts_in
from core.lookup.dto import Days, Language, Lookup
from core.lookup.frames import CLIENT, CONCEPT_KINDS, PRACTICE, frames
from core.lookup.question_words import Tagged, tag, words_of
from core.retrieval.understanding.dates_meant import DatesMeant, dates_meant

_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_LETTER = re.compile(r"[^\W\d_]")
_ALLERGIC_TO = re.compile(r"\b(?:allergic|allergy|allergies|intolerant|intolerance) (?:to|against) $", re.I)
_NUMBER = re.compile(
    r"(?<![\w/.-])(?:ה?[במל]?-)?(\d+(?:[./]\d+)?)(?![\w-])(?:\s*(?:kgs?|mmhg|%|קילו|ק[\"״]ג))?"
    r"(?!\s*(?:mg|mmol|g/|readings?|values?|visits?|times?|years?|months?|weeks?|days?))",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\s*(>=|<=|[<>≥≤])\s*(?=\d)")
_PASSED = re.compile(r"(?<![א-ת])עבר(?:ה|ו)? (?:את )?(?:ה-?)?(?=\d)")
"""`Passed 140`; before anything else it says what somebody underwent."""
_IN_WORDS = {">": "above", "<": "below", ">=": "at least", "≥": "at least", "<=": "at most", "≤": "at most"}
_PRESSURE, _PRESSURE_PART = "blood pressure", frozenset({"also.systolic", "also.diastolic"})
_WORDS_ALONE = re.compile(r"[\w'’-]+(?: [\w'’-]*\w[\w'’-]*)*")
"""Words separated by single blanks only: `cat - class` asks for more than `cat`."""
_LONGEST_CHARS = 160
"""Questions on structure are not longer; a longer one has several parts."""


@dataclass(frozen=True)
class QuestionParser:
    """`today` resolves dates such as `last month`."""

    today: date

    def parse(self, text: str, *, practice: bool, names: Iterable[str] = ()) -> Lookup | None:
        """The lookup that `text` asks for; `names` of the client are ignored."""
        if len(text) > _LONGEST_CHARS:
            return None
        text = with_comparisons_in_words(text)
        meant = dates_meant(text, today=self.today)
        if meant is not None and meant.guessed:
            return None
        found = None if meant is None else self._fitting(text, meant, practice=practice, names=names)
        if found is not None and found.frame == "seen" and not is_past(meant, self.today):
            found = None
        # `This week` ends today when it limits notes, and begins today when it asks for appointments.
        return found or self._fitting(text, None, practice=practice, names=names)

    def _fitting(
        self, text: str, meant: DatesMeant | None, *, practice: bool, names: Iterable[str]
    ) -> Lookup | None:
        """By the drugs it names, else by the measures: `B12` is both."""
        tried = (
            self._fitting_by(text, meant, first, practice=practice, names=names)
            for first in ("drug", "measure")
        )
        return next((found for found in tried if found is not None), None)

    def _fitting_by(
        self, text: str, meant: DatesMeant | None, first: str, *, practice: bool, names: Iterable[str]
    ) -> Lookup | None:
        named, taken = concepts_beside(text, meant, first)
        tagged = tag(text, taken=taken, names={word.text for name in names for word in words_of(name)})
        limit = limit_of(text, tagged)
        if tagged.rest and not limit:
            unknown = _allergen(text, tagged)
            if unknown is None:
                return None
            named.append(unknown)
        if limit and _PRESSURE_PART.intersection(tagged.slots) and not _of("measures", named):
            named.append(Named("measures", _PRESSURE, 0, 0))
        counts = {kind: sum(one.kind == kind for one in named) for kind in CONCEPT_KINDS}
        for frame in frames(PRACTICE if practice else CLIENT):
            if frame.name == "takers" and names_allergens_only(text, named):
                continue
            if frame.fits(tagged.slots, days=meant is not None, named=counts, weak=tagged.weak):
                weak = frozenset(filter(frame.takes, tagged.weak))
                slots = tagged.slots | weak | frozenset(frame.adds)
                return made_lookup(frame.name, slots, text, meant, named, limit)
        return None


def names_allergens_only(text: str, named: Sequence[Named]) -> bool:
    """Whether something is named that one may be allergic to and nobody takes: dogs, peanuts."""
    drugs = statement_of(text).names("drug")
    return any(one.kind == "drugs" and one.concept not in drugs for one in named)


def made_lookup(
    frame: str,
    slots: frozenset[str],
    text: str,
    meant: DatesMeant | None,
    named: Sequence[Named],
    limit: str = "",
) -> Lookup:
    """The lookup of `frame` with everything that the question `text` names."""
    return Lookup(
        frame=frame,
        slots=slots,
        language=language_of(text),
        days=None if meant is None else Days(meant.since, meant.until, meant.yearless),
        drugs=_of("drugs", named),
        classes=_of("classes", named),
        measures=_of("measures", named),
        problems=_of("problems", named),
        tests=_of("tests", named),
        written=tuple((one.concept, text[one.start : one.end]) for one in named if one.end),
        limit=limit,
    )


def is_past(meant: DatesMeant | None, today: date) -> bool:
    """Whether the days that a question names are all over."""
    return meant is not None and meant.until is not None and meant.until < today


def with_comparisons_in_words(text: str) -> str:
    """`text` with `>` before a number as `above`, and so on, and a Hebrew number that was passed."""
    text = _PASSED.sub("מעל ", text)
    return _COMPARED.sub(lambda found: f" {_IN_WORDS[found[1]]} ", text)


def concepts_beside(
    text: str, meant: DatesMeant | None, first: str = "drug"
) -> tuple[list[Named], list[tuple[int, int]]]:
    """The concepts of a question outside its days, and the spans of both; `first` as in `concepts_in`."""
    taken = [] if meant is None else [(meant.start, meant.end)]
    named: list[Named] = []
    for one in concepts_in(text, first):
        if not any(start < one.end and one.start < end for start, end in taken):
            named.append(one)
            taken.append((one.start, one.end))
    return named, taken


def limit_of(text: str, tagged: Tagged, *, alone: bool = True) -> str:
    """The number of `above 4.5 kg`; "" if there is none. `alone`: it has to be, with its unit, all unknown
    words of the question.
    """
    numbers = list(_NUMBER.finditer(text))
    if tagged.of("limit") is None or len(numbers) != 1 or not tagged.rest:
        return ""
    start, end = numbers[0].span()
    return numbers[0][1] if not alone or all(start <= one.start < end for one in tagged.rest) else ""


def _allergen(text: str, tagged: Tagged) -> Named | None:
    """The allergen asked about, if it is in no table: adjacent words after `allergic to`.

    None if the question asks for the allergen: `what is he allergic to then`.
    """
    first, last = tagged.rest[0], tagged.rest[-1]
    together = _WORDS_ALONE.fullmatch(text, first.start, last.end)
    apart = not together or len(words_of(text[first.start : last.end])) != len(tagged.rest)
    if apart or "ask.which" in tagged.slots or _ALLERGIC_TO.search(text[: first.start]) is None:
        return None
    return Named("drugs", folded(text[first.start : last.end]), first.start, last.end)


def language_of(text: str) -> Language:
    """The language of most letters of `text`."""
    return "he" if 2 * len(_HEBREW.findall(text)) > len(_LETTER.findall(text)) else "en"


def _of(kind: str, named: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.concept for one in named if one.kind == kind))
