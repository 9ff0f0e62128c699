"""Medicines begun, stopped or changed: what is ordered, what the client says, and doses that differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.quantities import Kind, Quantity
from core.assistant.verification.reading.words import Word
from core.briefs.comparing import is_certain
from core.briefs.cues import BLOOD_LEVEL, CHANGED, ON_AS_BEFORE, ORDERING, TO_TAKE
from core.briefs.said import Said
from core.modality import Modality

_NEAR_CHARS = 30
"""A dose belongs to the drug it follows within so many characters."""
_BEFORE_CHARS = 24
"""What is done with a drug stands so near before its name."""
_PER = re.compile(r"\s?/\s?(?:(?P<day>day|d|daily|24\s?h|יום|ליום)(?!\w)|\w)", re.IGNORECASE)
_STRENGTHS = frozenset({"mg", "mcg", "g", "unit"})
_NOT_TAKEN = (Modality.NEGATED, Modality.STOPPED, Modality.CONSIDERED, Modality.ALLERGY, Modality.FAMILY)


@dataclass(frozen=True, slots=True)
class Dose:
    """A drug with a strength, as noted: `at` runs from the drug's name to the dose. `drug` are its marks."""

    drug: frozenset[str]
    values: frozenset[str]
    unit: str
    at: Said
    around: Said


@dataclass(frozen=True, slots=True)
class DoseChange:
    """One drug in two strengths."""

    before: Dose
    now: Dose


def has_strength(one: Said) -> bool:
    """Whether a sentence gives a dose in milligrams or the like."""
    return any(_is_strength(quantity) for quantity in one.claims.quantities)


def names_a_medicine(one: Said) -> bool:
    """Whether a sentence names a drug as one that is taken, or something given in doses."""
    return has_strength(one) or (bool(one.claims.drugs) and not _is_of_blood(one))


def is_change(one: Said) -> bool:
    """Whether a sentence begins, stops or changes a medicine (or speaks of that)."""
    return names_a_medicine(one) and CHANGED.search(one.words) is not None


def is_order(one: Said) -> bool:
    """Whether a sentence says how much of a medicine to take from now on."""
    return has_strength(one) and TO_TAKE.search(one.words) is not None


def was_begun_or_stopped(one: Said) -> bool:
    """Whether a sentence says of a drug that the client began it, was given it, or left it."""
    said = one.claims.modalities
    if not names_a_medicine(one):
        return False
    for drug in one.claims.drugs:
        kinds = said.of(drug)
        if Modality.FAMILY in kinds or Modality.NEGATED in kinds:
            continue
        before = one.words[max(0, drug.start - _BEFORE_CHARS) : drug.start]
        if not kinds.isdisjoint((Modality.STARTED, Modality.STOPPED)) or CHANGED.search(before):
            return True
    return False


def _is_of_blood(one: Said) -> bool:
    """Whether a drug's name is that of a level which was measured."""
    return BLOOD_LEVEL.search(one.words) is not None and ORDERING.search(one.words) is None


def goes_on(one: Said) -> bool:
    """Whether a sentence keeps a medicine as it is."""
    return names_a_medicine(one) and ON_AS_BEFORE.search(one.words) is not None


def is_allergy(one: Said) -> bool:
    return one.claims.modalities.has(Modality.ALLERGY) or "allerg" in one.heading.casefold()


def doses(sentences: Sequence[Said]) -> list[Dose]:
    """Every drug that is taken or ordered with a strength, in order.

    Not those that were offered, refused, thought of, given by mistake, or may be another person's.
    """
    return [dose for one in sentences if is_certain(one, sentences) for dose in _doses_of(one)]


def dose_changes(now: Sequence[Dose], before: Sequence[Dose]) -> list[DoseChange]:
    """The drugs whose strength is another than it was; of several mentions the last says how it is."""
    found: list[DoseChange] = []
    told: set[str] = set()
    for dose in reversed(now):
        name = min(dose.drug)
        if name in told:
            continue
        told.add(name)
        earlier = next((one for one in reversed(before) if one.drug & dose.drug), None)
        if earlier is None:
            # Raised within one visit: what is taken stands above what is ordered.
            earlier = next((one for one in now if one.drug & dose.drug and one.unit == dose.unit), None)
        if earlier is not None and earlier.unit == dose.unit and earlier.values.isdisjoint(dose.values):
            found.append(DoseChange(earlier, dose))
    return list(reversed(found))


def _doses_of(one: Said) -> list[Dose]:
    claims = one.claims
    found: list[Dose] = []
    for place, drug in enumerate(claims.drugs):
        last = claims.drugs[place + 1].start if place + 1 < len(claims.drugs) else len(claims.text)
        strength = next(
            (
                quantity
                for quantity in claims.quantities
                if _is_strength(quantity)
                and drug.end <= quantity.start < min(last, drug.end + _NEAR_CHARS)
                and "\n" not in claims.text[drug.end : quantity.start]
            ),
            None,
        )
        if strength is not None and strength.unit is not None and _is_taken(claims, drug):
            marks = frozenset(form for form in drug.forms if form.startswith("drug:"))
            values = frozenset(_plain(value) for value in strength.values)
            end = _end_of_rate(claims.text, strength.end)
            if end is not None and not _is_combined(claims.text, drug):
                found.append(Dose(marks, values, strength.unit, one.part(drug.start, end), one))
    return found


def _is_taken(claims: Claims, drug: Word) -> bool:
    said = claims.modalities.of(drug)
    return not any(kind in said for kind in _NOT_TAKEN) and not claims.modalities.has(Modality.ALLERGY)


def _end_of_rate(text: str, end: int) -> int | None:
    """Where a dose ends: behind `a day`. None for a concentration, or a dose by weight."""
    per = _PER.match(text, end)
    if per is None:
        return end
    return per.end() if per["day"] else None


def _is_combined(text: str, drug: Word) -> bool:
    """Whether it is one of two drugs in a tablet: whose the dose is cannot be told."""
    return text[: drug.start].endswith("/") or text.startswith("/", drug.end)


def _is_strength(quantity: Quantity) -> bool:
    return quantity.unit in _STRENGTHS and quantity.kind is Kind.DOSE


def _plain(value: str) -> str:
    try:
        return str(Decimal(value).normalize())
    except InvalidOperation:
        return value
