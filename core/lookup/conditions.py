"""Lookups of allergies, illnesses, habits, occupation and living situation."""

from __future__ import annotations

from collections.abc import Sequence

from core.facts.dto import ANYTHING, FactKind
from core.lookup.dto import Language, Line, Lookup
from core.lookup.stated import Stated, Told, when
from core.lookup.values import amount
from core.lookup.wording import knows, line, listed

_MOST_LISTED = 15


def allergies(asked: Lookup, told: Told) -> list[Line]:
    """What is recorded of allergies, or of the one that is asked about."""
    every = told.of("allergy")
    last: dict[str, Stated] = {}
    for one in every:
        if one.fact.status != "family":
            last[one.fact.concept] = one
    active = [one for one in last.values() if one.fact.status == "active"]
    if asked.drugs:
        return [_allergy_to(name, last, active, told, asked) for name in asked.drugs]
    if active:
        names = listed([one.fact.concept for one in active])
        return [line("allergies", asked.language, told.quotes(*active), names=names)]
    none = last.get(ANYTHING)
    if none is not None:
        return [_no_allergy(none, told, asked.language)]
    return [line("allergies.none", asked.language)]


def _allergy_to(
    name: str, last: dict[str, Stated], active: Sequence[Stated], told: Told, asked: Lookup
) -> Line:
    known = last.get(name)
    if known is not None and knows(f"allergy.{known.fact.status}"):
        return line(
            f"allergy.{known.fact.status}",
            asked.language,
            told.quotes(known),
            drug=asked.spoken(name),
            day=known.fact.day,
        )
    if active:
        others = listed([one.fact.concept for one in active])
        return line(
            "allergy.others", asked.language, told.quotes(*active), drug=asked.spoken(name), names=others
        )
    none = last.get(ANYTHING)
    if none is not None:
        return _no_allergy(none, told, asked.language)
    return line("allergy.none", asked.language, drug=asked.spoken(name))


def _no_allergy(none: Stated, told: Told, language: Language) -> Line:
    if none.fact.day is None:
        return line("allergies.denied_in_record", language, told.quotes(none))
    return line("allergies.denied", language, told.quotes(none), day=none.day)


def problems(asked: Lookup, told: Told) -> list[Line] | None:
    """The illnesses that the last note of each calls present, the newest first."""
    last: dict[str, Stated] = {}
    for one in told.of("problem"):
        if one.fact.status != "family":
            last.pop(one.fact.concept, None)
            last[one.fact.concept] = one
    active = [one for one in reversed(last.values()) if one.fact.status == "active"][:_MOST_LISTED]
    if not active:
        return None
    return [
        line("problem.one", asked.language, told.quotes(one), problem=one.fact.concept, when=when(one, asked))
        for one in active
    ]


def problem_held(asked: Lookup, told: Told) -> list[Line] | None:
    """Whether the client has an illness; None where no note says anything of it."""
    lines: list[Line] = []
    for name in asked.problems:
        stated = told.of("problem", (name,))
        if not stated:
            return None
        own = [one for one in stated if one.fact.status != "family"]
        last = own[-1] if own else stated[-1]
        code = f"problem.{last.fact.status}"
        if not knows(code):
            return None
        lines.append(
            line(code, asked.language, told.quotes(last), problem=asked.spoken(name), when=when(last, asked))
        )
    return lines


def daily_life(asked: Lookup, told: Told) -> list[Line] | None:
    """What the last note says of smoking, alcohol, occupation or living; None where none does."""
    kind: FactKind
    concepts: tuple[str, ...]
    if asked.frame in ("smoking", "alcohol"):
        kind, concepts = "habit", (asked.frame,)
    else:
        kind, concepts = ("occupation" if asked.frame == "job" else "living"), ()
    stated = [one for one in told.of(kind, concepts) if one.fact.status != "family"]
    if not stated:
        return None
    last = stated[-1]
    fact = last.fact
    if kind == "habit":
        much = f" ({amount(fact)})" if fact.value else ""
        code = f"{asked.frame}.{'never' if fact.status == 'denied' else fact.status}"
        if not knows(code):
            return None
        return [line(code, asked.language, told.quotes(last), amount=much, when=when(last, asked))]
    if fact.status == "historical" and kind == "occupation":
        code = "job.former"
    else:
        code = "job" if kind == "occupation" else "living"
    return [line(code, asked.language, told.quotes(last), what=fact.concept, when=when(last, asked))]
