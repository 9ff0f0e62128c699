"""Lookups of medicines: current ones, whether a drug is taken, since and until when, why, and the dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.clinical_language.lexicon import class_members
from core.clinical_language.statements import statement_of
from core.facts.dto import ANYTHING, TAKEN, Fact
from core.facts.quoting import Stated
from core.lookup.chart import LookupChart
from core.lookup.dto import Language, Line, Lookup
from core.lookup.mentions import has_unnamed_dose, is_dosed_at
from core.lookup.stated import ClientFacts, because, is_overruled, latest, names_whole_day, none_taken
from core.lookup.visits import chosen
from core.lookup.wording import knows, line
from core.sessions.dto import Session

_MOST_LISTED = 15
_PER = frozenset({"per", "a", "an", "each", "ליום", "ביום"})


def dose_text(fact: Fact) -> str:
    """`500 mg twice daily`; "" if neither is noted."""
    amount = f"{fact.value} {fact.unit}".strip() if fact.value else ""
    return " ".join(part for part in (amount, fact.route, fact.frequency) if part)


def dosed(stated: Sequence[Stated]) -> Stated | None:
    """The last mention with a dose since the drug was last stopped; else the last with a frequency."""
    often: Stated | None = None
    for one in reversed(stated):
        if one.fact.status == "stopped":
            break
        if one.fact.value and one.fact.status in TAKEN:
            return one
        if often is None and _says_how_often(one.fact) and one.fact.status in TAKEN:
            often = one
    return often


def medication(asked: Lookup, told: ClientFacts) -> list[Line] | None:
    """Every current medicine, as last noted; None if no note names a medicine."""
    every = told.of("medication")
    if not every:
        return None
    none = latest([one for one in every if one.fact.concept == ANYTHING])
    denied = none_taken(told)
    names = dict.fromkeys(one.fact.concept for one in reversed(every) if one.fact.concept != ANYTHING)
    taken: list[Line] = []
    for name in names:
        of_drug = [one for one in every if one.fact.concept == name]
        last = latest(of_drug)
        if last is None or last.fact.status not in TAKEN:
            continue
        if not is_overruled(last, denied):
            taken.append(_as_taken(name, of_drug, last, told, asked.language))
    if taken:
        shown = taken[:_MOST_LISTED]
        quotes = tuple(quote for told_of in shown for quote in told_of.quotes)
        return [line("medication", asked.language, quotes, count=len(taken)), *shown]
    if none is not None:
        return [line("medication.denied", asked.language, told.quotes(none), day=none.day)]
    return [line("medication.none", asked.language)]


def _as_taken(
    name: str, of_drug: Sequence[Stated], last: Stated, told: ClientFacts, language: Language
) -> Line:
    dose = dosed(of_drug)
    named = " ".join(part for part in (name, dose_text(dose.fact) if dose else "") if part)
    return line("medication.one", language, told.quotes(dose, last), drug=named, day=last.day)


def drug_taken(asked: Lookup, told: ClientFacts) -> list[Line] | None:
    """Whether each drug is taken; None if no note mentions one of them."""
    lines: list[Line] = []
    denied = none_taken(told)
    for name in asked.drugs:
        of_drug = told.of("medication", (name,))
        last = latest(of_drug) or (of_drug[-1] if of_drug else None)
        if last is None:
            return None
        status = last.fact.status
        if status in TAKEN and denied is not None and is_overruled(last, denied):
            lines.append(_not_taken(name, denied, last, told, asked))
            continue
        if status == "planned" and _tells_of_a_stop(told, last):
            return None
        code = f"drug.{'taken' if status in TAKEN else status}"
        if not knows(code):
            return None
        dose = dosed(of_drug) if status in TAKEN else None
        lines.append(
            line(
                code,
                asked.language,
                told.quotes(dose, last),
                drug=" ".join(part for part in (name, dose_text(dose.fact) if dose else "") if part),
                day=last.day,
                why=because(last.fact, asked.language),
            )
        )
    return lines


def class_taken(asked: Lookup, told: ClientFacts) -> list[Line] | None:
    """The drugs of a class that are taken now, else what the notes say of others; None if they name none.

    A class may have members that are in no table, so its absence is never told.
    """
    if len(asked.classes) != 1:
        return None
    members = class_members(asked.classes[0])
    named = dict.fromkeys(one.fact.concept for one in told.of("medication") if one.fact.concept in members)
    if not named:
        return None
    held = {name: latest(told.of("medication", (name,))) for name in named}
    taken = [name for name, last in held.items() if last is not None and last.fact.status in TAKEN]
    return drug_taken(replace(asked, drugs=tuple(taken or named)), told)


def drug_started(asked: Lookup, told: ClientFacts) -> list[Line] | None:
    """When a drug was begun; None if no note says so: taking it does not give the day.

    A day stated in a note takes precedence over the day of a note that begins it: `letrozole since 20 Nov`.
    """
    lines: list[Line] = []
    for name in asked.drugs:
        stated = told.of("medication", (name,))
        begun = [one for one in stated if one.fact.status == "started" and one.fact.day is not None]
        if not begun:
            return None
        dated = [one for one in begun if told.quotes(one)[0].day != one.fact.day]
        first = (dated or begun)[0]
        if not names_whole_day(first, told.quotes(first)[0]):
            return None
        if asked.value("ask") == "why" and not first.fact.reason:
            return None
        why = because(first.fact, asked.language)
        lines.append(
            line(
                "drug.begun",
                asked.language,
                told.quotes(first),
                drug=asked.spoken(name),
                day=first.day,
                why=why,
            )
        )
    return lines


def drug_span(asked: Lookup, told: ClientFacts) -> list[Line] | None:
    """When a drug was begun and when it was stopped; None if notes do not give both, once each."""
    for name in asked.drugs:
        of_drug = told.of("medication", (name,))
        stops = [one.day for one in of_drug if one.fact.status == "stopped"]
        if not stops or any(one.day > stops[0] for one in of_drug if one.fact.status in TAKEN):
            # Still taken, or taken again: one line of time does not tell it.
            return None
    begun, stopped = drug_started(asked, told), drug_stopped(asked, told)
    return None if begun is None or stopped is None else [*begun, *stopped]


def drug_stopped(asked: Lookup, told: ClientFacts) -> list[Line] | None:
    """When a drug was stopped, and why; None if no note says so, or not why."""
    lines: list[Line] = []
    for name in asked.drugs:
        of_drug = told.of("medication", (name,))
        taken = max((one.day for one in of_drug if one.fact.status in TAKEN), default=date.min)
        every = [one for one in of_drug if one.fact.status == "stopped"]
        if not every:
            return None
        # Later notes only mention the stop; one before the drug was taken again is another.
        stops = [one for one in every if one.day >= taken]
        if not stops and {"when", "why"}.isdisjoint(asked.values("ask")):
            return None
        stops = stops or every[-1:]
        reasoned = next((one for one in stops if one.fact.reason), None)
        if asked.value("ask") == "why" and reasoned is None:
            return None
        stop = reasoned or stops[0]
        lines += _stopped(name, stop, told, asked)
    return lines


def drug_dose(asked: Lookup, told: ClientFacts, chart: LookupChart) -> list[Line] | None:
    """The last noted dose; None if the drug is not mentioned, or no longer taken.

    For given days or a visit the dose noted then; None if there was none, or several.
    """
    if asked.days is not None or "thing.visit" in asked.slots:
        return _doses_then(asked, told, chart)
    lines: list[Line] = []
    denied = none_taken(told)
    for name in asked.drugs:
        of_drug = told.of("medication", (name,))
        taken = [one for one in of_drug if one.fact.status in TAKEN]
        if not taken:
            return None
        with_dose = [one for one in taken if one.fact.value]
        if not with_dose:
            lines.append(line("dose.none", asked.language, told.quotes(taken[-1]), drug=asked.spoken(name)))
            strength = "also.strength" in asked.slots
            with_dose = [one for one in taken if _says_how_often(one.fact) and not strength]
        if not with_dose:
            continue
        first = asked.value("order") == "first"
        dose = with_dose[0 if first else -1]
        if not first and (is_dosed_at(_visits_after(dose, chart), name) or _goes_on(dose, chart)):
            # Possibly the dose since then, in words that are not understood.
            return None
        noted = dose_text(dose.fact)
        lines.append(
            line("dose", asked.language, told.quotes(dose), drug=asked.spoken(name), dose=noted, day=dose.day)
        )
        last = latest(of_drug)
        if last is not None and last.fact.status == "stopped":
            lines += _stopped(name, last, told, asked)
        elif denied is not None and is_overruled(taken[-1], denied):
            lines.append(_not_taken(name, denied, taken[-1], told, asked))
    return lines


def _doses_then(asked: Lookup, told: ClientFacts, chart: LookupChart) -> list[Line] | None:
    found = chosen(asked, chart)
    ids = set() if isinstance(found, Line) else {each.session_id for each in found[1]}
    lines: list[Line] = []
    for name in asked.drugs:
        noted = [
            one
            for one in told.of("medication", (name,))
            if one.source.source_id in ids and one.fact.status in TAKEN and one.fact.value
        ]
        if len({(one.fact.value, one.fact.unit) for one in noted}) != 1:
            return None
        dose = noted[-1]
        text = dose_text(dose.fact)
        lines.append(
            line("dose", asked.language, told.quotes(dose), drug=asked.spoken(name), dose=text, day=dose.day)
        )
    return lines


def _goes_on(dose: Stated, chart: LookupChart) -> bool:
    """Whether the note of a dose goes on with one of no named drug."""
    noted = [each for each in chart.visits if each.session_id == dose.source.source_id]
    return any(has_unnamed_dose(each, dose.fact.field, dose.fact.end) for each in noted)


def _visits_after(one: Stated, chart: LookupChart) -> list[Session]:
    """The visits after the day of a fact, without the one that states it."""
    return [each for each in chart.visits if each.date > one.day and each.session_id != one.source.source_id]


def _not_taken(name: str, denied: Stated, last: Stated, told: ClientFacts, asked: Lookup) -> Line:
    quotes = told.quotes(denied, last)
    return line("drug.denied", asked.language, quotes, drug=asked.spoken(name), day=denied.day)


def _tells_of_a_stop(told: ClientFacts, one: Stated) -> bool:
    """Whether stopping it is planned, which implies that it is taken, but not when it began."""
    return any("stopped" in statement_of(quote.text).says for quote in told.quotes(one))


def _says_how_often(fact: Fact) -> bool:
    """Whether the frequency is complete: `per day` is not, after a number that is not a dose."""
    return bool(fact.frequency) and fact.frequency.casefold().split()[0] not in _PER


def _stopped(name: str, stop: Stated, told: ClientFacts, asked: Lookup) -> list[Line]:
    why = because(stop.fact, asked.language)
    drug = asked.spoken(name)
    return [line("drug.stopped", asked.language, told.quotes(stop), drug=drug, day=stop.day, why=why)]
