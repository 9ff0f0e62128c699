"""Lookups of measured values: the last, the first, the highest, those of some days, all of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from core.facts.dto import Fact
from core.lookup.chart import LookupChart
from core.lookup.dto import Line, Lookup
from core.lookup.mentions import is_unmentioned
from core.lookup.stated import Stated, Told
from core.lookup.visits import chosen
from core.lookup.wording import day_in_words, line, listed

_MOST_VALUES = 12


def measure(asked: Lookup, told: Told, chart: LookupChart) -> list[Line] | None:
    """The value that is asked for of each measure: the last one, unless the question says otherwise."""
    lines: list[Line] = []
    for name in asked.measures:
        values = [one for one in told.of("measure", (name,)) if one.fact.status in ("active", "historical")]
        if not values:
            if not is_unmentioned(chart, "measure", name):
                return None
            lines.append(line("measure.none", asked.language, measure=asked.spoken(name)))
            continue
        lines += _values(asked, name, values, told, chart)
    return lines


def _values(asked: Lookup, name: str, values: Sequence[Stated], told: Told, chart: LookupChart) -> list[Line]:
    if asked.days is not None:
        values = [one for one in values if asked.days.hold(one.day)]
    elif "thing.visit" in asked.slots:
        found = chosen(asked, chart)
        meant = [] if isinstance(found, Line) else [each.session_id for each in found[1]]
        values = [one for one in values if one.source.source_id in meant]
    if not values:
        return [line("measure.none_then", asked.language, measure=asked.spoken(name))]
    extreme = asked.value("extreme")
    if extreme in ("highest", "lowest"):
        pick = max if extreme == "highest" else min
        best = pick(values, key=lambda one: _size(one.fact.value))
        return [_value(f"measure.{extreme}", name, [best], told, asked)]
    if (
        extreme == "trend"
        or "verb.change" in asked.slots
        or asked.value("order") == "all"
        or asked.days is not None
    ):
        return [_value("measure.all", name, values[-_MOST_VALUES:], told, asked)]
    days = sorted({one.day for one in values})
    if {"first", "last"} <= set(asked.values("order")):
        ends = [one for one in values if one.day in (days[0], days[-1])]
        return [_value("measure.all", name, ends, told, asked)]
    order = asked.value("order")
    place = {"first": 0, "previous": -2 if len(days) > 1 else -1}.get(order or "", -1)
    day = days[place]
    return [_value("measure", name, [one for one in values if one.day == day], told, asked)]


def _value(code: str, name: str, values: Sequence[Stated], told: Told, asked: Lookup) -> Line:
    each: dict[str, None] = {}
    for one in values:
        written = amount(one.fact)
        each[written if code == "measure" else f"{written} ({day_in_words(one.day, asked.language)})"] = None
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
