"""Lookups of measured values: the last, the first, the highest, those of some days, all of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from core.facts.dto import Fact
from core.facts.quoting import Stated
from core.lookup.chart import LookupChart
from core.lookup.dto import Line, Lookup
from core.lookup.mentions import is_unmentioned, is_valued_at
from core.lookup.stated import ClientFacts, told_day
from core.lookup.visits import chosen, within
from core.lookup.wording import day_in_words, line, listed

_MOST_VALUES = 12


def measure(asked: Lookup, told: ClientFacts, chart: LookupChart) -> list[Line] | None:
    """The requested value of each measure: the last one, unless the question says otherwise."""
    lines: list[Line] = []
    for name in asked.measures:
        values = [one for one in told.of("measure", (name,)) if one.fact.status in ("active", "historical")]
        if not values:
            if not is_unmentioned(chart, "measure", name):
                return None
            lines.append(line("measure.none", asked.language, measure=asked.spoken(name)))
            continue
        found = _value_asked(asked, name, values, told, chart)
        if found is None:
            return None
        lines.append(found)
    return lines


def _value_asked(
    asked: Lookup, name: str, values: Sequence[Stated], told: ClientFacts, chart: LookupChart
) -> Line | None:
    """The sentence for one measure; None if a note of the given days mentions it without a fact."""
    if asked.days is not None:
        values = [one for one in values if asked.days.hold(one.day)]
        meant = within(chart.visits, asked.days)
    elif "thing.visit" in asked.slots:
        found = chosen(asked, chart)
        meant = [] if isinstance(found, Line) else found[1]
        ids = {each.session_id for each in meant}
        values = [one for one in values if one.source.source_id in ids]
    if not values:
        if is_valued_at(meant, name):
            return None
        return line("measure.none_then", asked.language, measure=asked.spoken(name))
    extreme = asked.value("extreme")
    if extreme in ("highest", "lowest"):
        pick = max if extreme == "highest" else min
        best = pick(values, key=lambda one: _size(one.fact.value))
        return _value(f"measure.{extreme}", name, [best], told, asked)
    order = asked.value("order")
    over_time = extreme == "trend" or "verb.change" in asked.slots
    if order == "all" or asked.days is not None or (over_time and order is None):
        return _value("measure.all", name, values[-_MOST_VALUES:], told, asked)
    days = sorted({one.day for one in values})
    if {"first", "last"} <= set(asked.values("order")):
        ends = [one for one in values if one.day in (days[0], days[-1])]
        return _value("measure.all", name, ends, told, asked)
    if order is not None and order.isdigit() and "thing.visit" not in asked.slots:
        if int(order) > len(days):
            return None
        place = int(order) - 1
    else:
        place = {"first": 0, "previous": -2 if len(days) > 1 else -1}.get(order or "", -1)
    day = days[place]
    return _value("measure", name, [one for one in values if one.day == day], told, asked)


def _value(code: str, name: str, values: Sequence[Stated], told: ClientFacts, asked: Lookup) -> Line:
    days = {one: told_day(one, told, asked.language) for one in values}
    if any(days[one] != day_in_words(one.day, asked.language) for one in values):
        # `On January 2025` is not a day.
        code = "measure.all" if code == "measure" else code
    each: dict[str, None] = {}
    for one in values:
        written = amount(one.fact)
        each[written if code == "measure" else f"{written} ({days[one]})"] = None
    return line(
        code,
        asked.language,
        told.quotes(*values),
        measure=asked.spoken(name),
        values=listed(list(each)),
        day=values[-1].day,
    )


def amount(fact: Fact) -> str:
    """The value with its unit."""
    space = "" if fact.unit in ("%", "/10") else " "
    value = fact.value.removesuffix("/10") if fact.unit == "/10" else fact.value
    return f"{value}{space}{fact.unit}".strip()


def _size(value: str) -> tuple[Decimal, ...]:
    try:
        return tuple(Decimal(part) for part in value.split("/"))
    except InvalidOperation:
        return (Decimal(0),)
