"""Lookups of allergies, illnesses, habits, occupation and living situation."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.clinical_language.lexicon import Lexicon
from core.clinical_language.statements import Statement
from core.facts.dto import ANYTHING, FactKind
from core.facts.quoting import Stated
from core.language.folding import folded
from core.lookup.chart import LookupChart
from core.lookup.dto import Language, Line, Lookup
from core.lookup.mentions import is_unmentioned, mentioned_at, mentioning
from core.lookup.stated import ClientFacts, current, of_problem, when
from core.lookup.values import amount
from core.lookup.wording import knows, line, listed
from core.sources.dto import FIELDS_OF

_MOST_LISTED = 15


def allergies(asked: Lookup, told: ClientFacts, chart: LookupChart) -> list[Line] | None:
    """The recorded allergies, or the one asked about; None if it is mentioned without a fact."""
    every = told.of("allergy")
    last: dict[str, Stated] = {}
    for one in every:
        if one.fact.status != "family":
            last[one.fact.concept] = one
    active = [one for one in last.values() if one.fact.status == "active"]
    if asked.drugs:
        if any(name not in last and _is_named(chart, name) for name in asked.drugs):
            return None
        return [_allergy_to(name, last, active, told, asked) for name in asked.drugs]
    if active:
        names = listed([one.fact.concept for one in active])
        return [line("allergies", asked.language, told.quotes(*active), names=names)]
    none = last.get(ANYTHING)
    if none is not None:
        return [_no_allergy(none, told, asked.language)]
    return [line("allergies.none", asked.language)]


def _is_named(chart: LookupChart, name: str) -> bool:
    """Whether a note mentions an allergen that is not a drug, by its test: `cat: 4 mm`."""
    lexicon = Lexicon.built_in()
    if lexicon.name_of("drug", name):
        return False
    if lexicon.name_of("allergen", name):
        return mentioned_at(chart.visits, "allergen", name)
    return any(
        name in folded(visit.field_text(field)) for visit in chart.visits for field in FIELDS_OF["session"]
    )


def _allergy_to(
    name: str, last: dict[str, Stated], active: Sequence[Stated], told: ClientFacts, asked: Lookup
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


def reaction(asked: Lookup, told: ClientFacts) -> list[Line] | None:
    """The client's reaction to the allergen; None if no note gives it."""
    lines: list[Line] = []
    for name in asked.drugs:
        reacted = [one for one in told.of("allergy", (name,)) if one.fact.reason]
        if not reacted:
            return None
        last = reacted[-1]
        drug = asked.spoken(name)
        lines.append(line("reaction", asked.language, told.quotes(last), drug=drug, what=last.fact.reason))
    return lines


def _no_allergy(none: Stated, told: ClientFacts, language: Language) -> Line:
    if none.fact.day is None:
        return line("allergies.denied_in_record", language, told.quotes(none))
    return line("allergies.denied", language, told.quotes(none), day=none.day)


def problems(asked: Lookup, told: ClientFacts) -> list[Line] | None:
    """The illnesses that the last note of each calls present, the newest first."""
    last: dict[str, Stated] = {}
    for one in told.of("problem"):
        if one.fact.status != "family":
            last.pop(one.fact.concept, None)
            last[one.fact.concept] = one
    own = [one for one in told.of("problem") if one.fact.status != "family"]
    now = [current([one for one in own if one.fact.concept == name]) for name in last]
    active = [one for one in reversed(now) if one.fact.status == "active"][:_MOST_LISTED]
    if not active:
        return None
    return [
        line("problem.one", asked.language, told.quotes(one), problem=one.fact.concept, when=when(one, asked))
        for one in active
    ]


def problem_held(asked: Lookup, told: ClientFacts, chart: LookupChart) -> list[Line] | None:
    """Whether the client has an illness; None if a note mentions it without a fact."""
    lines: list[Line] = []
    for name in asked.problems:
        stated = of_problem(told, (name,))
        if not stated:
            if not is_unmentioned(chart, "problem", name):
                return None
            lines.append(line("silent", asked.language, name=asked.spoken(name)))
            continue
        own = [one for one in stated if one.fact.status != "family"]
        last = current(own) if own else stated[-1]
        code = f"problem.{last.fact.status}"
        if not knows(code) or (last.fact.day is None and "now.now" in asked.slots):
            # The record has no day, so it does not show whether it still applies.
            return None
        lines.append(
            line(code, asked.language, told.quotes(last), problem=asked.spoken(name), when=when(last, asked))
        )
    return lines


def daily_life(asked: Lookup, told: ClientFacts, chart: LookupChart) -> list[Line] | None:
    """The last note on smoking, alcohol, occupation or living; None if one mentions it without a fact."""
    kind: FactKind
    concepts: tuple[str, ...]
    if asked.frame in ("smoking", "alcohol"):
        kind, concepts = "habit", (asked.frame,)
    else:
        kind, concepts = ("occupation" if asked.frame == "job" else "living"), ()
    stated = [one for one in told.of(kind, concepts) if one.fact.status != "family"]
    if not stated:
        # The vocabulary of work and living is open: no chart can be known to be silent about them.
        if kind != "habit" or not is_unmentioned(chart, "life", asked.frame):
            return None
        return [line(f"{asked.frame}.silent", asked.language)]
    if "order.previous" in asked.slots:
        stated = [one for one in stated if one.fact.status == "historical"]
        if not stated:
            return None
    last = stated[-1]
    fact = last.fact
    before = {one.fact.status for one in stated[:-1]}
    if fact.status == "former" and before & {"denied", "never"} and "active" not in before:
        # A former habit of somebody who never had it may be another person's.
        return None
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


def test_result(asked: Lookup, told: ClientFacts, chart: LookupChart) -> list[Line] | None:
    """A test that was ordered without a recorded result, or is never mentioned.

    None if a note may contain a result: search finds the words.
    """
    lines: list[Line] = []
    for name in asked.tests:
        ordered = [one for one in told.of("test", (name,)) if one.fact.status == "ordered"]
        places = {(one.fact.field, one.fact.start) for one in ordered}
        if is_unmentioned(chart, "test", name):
            lines.append(line("silent", asked.language, name=asked.spoken(name)))
        elif ordered and all(_is_order(one, places) for one in mentioning(chart, "test", name)):
            last = ordered[-1]
            lines.append(
                line("test.ordered", asked.language, told.quotes(last), test=asked.spoken(name), day=last.day)
            )
        else:
            return None
    return lines


def _is_order(statement: Statement, ordered: Collection[tuple[str, int]]) -> bool:
    """Whether a statement only orders the test."""
    return any(
        field == statement.field_name and statement.start <= start < statement.end for field, start in ordered
    )
