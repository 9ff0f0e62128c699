"""Lookups of measured values: the last, the first, the highest, those of some days, all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from core.facts.dto import Fact
from core.facts.quoting import Stated
from core.lookup.chart import LookupChart, quote_of
from core.lookup.dto import Line, Lookup
from core.lookup.mentions import has_unread_value, is_unmentioned, is_valued_at, only_ahead, size
from core.lookup.stated import ClientFacts, told_day
from core.lookup.visits import chosen, within
from core.lookup.wording import day_in_words, line, listed
from core.sessions.dto import Session

_MOST_VALUES = 12
_VISITS = frozenset({"thing.visit", "thing.appointment"})


def measure(asked: Lookup, told: ClientFacts, chart: LookupChart) -> list[Line] | None:
    """The requested value of each measure: the last one, unless the question says otherwise."""
    lines: list[Line] = []
    for name in asked.measures:
        values = [one for one in told.of("measure", (name,)) if one.fact.status in ("active", "historical")]
        if not values:
            none = _none_of(asked, name, chart)
            if none is None:
                return None
            lines.append(none)
            continue
        found = _value_asked(asked, name, values, told, chart)
        if found is None:
            return None
        lines.append(found)
    return lines


def _none_of(asked: Lookup, name: str, chart: LookupChart) -> Line | None:
    """That there is no value of a measure; None if a note may hold one that was not understood."""
    if is_unmentioned(chart, "measure", name):
        return line("measure.none", asked.language, measure=asked.spoken(name))
    found = only_ahead(chart, name)
    if found is None:
        return None
    visit, said = found
    quote = quote_of(visit, said.field_name, said.start, said.end)
    return line("measure.ahead", asked.language, (quote,), measure=asked.spoken(name), day=visit.date)


def _value_asked(
    asked: Lookup, name: str, values: Sequence[Stated], told: ClientFacts, chart: LookupChart
) -> Line | None:
    """The sentence for one measure; None if a note that matters has a number that may be its value, too."""
    if has_unread_value(_that_matter(asked, values, chart), name, told.facts):
        return None
    order = asked.value("order")
    if asked.days is not None:
        values = [one for one in values if asked.days.hold(one.day)]
        meant = within(chart.visits, asked.days)
    elif _is_of_a_visit(asked):
        found = chosen(asked, chart)
        meant = [] if isinstance(found, Line) else found[1]
        ids = {each.session_id for each in meant}
        values = [one for one in values if one.source.source_id in ids]
    if _asks_for_change(asked) and (_is_of_a_visit(asked) or order not in (None, "all")):
        # From what the value changed is not said.
        return None
    if not values:
        if is_valued_at(meant, name):
            return None
        return line("measure.none_then", asked.language, measure=asked.spoken(name))
    extreme = _extreme(asked, name)
    if extreme is None:
        return None
    if extreme in ("highest", "lowest") and (not are_comparable(values) or (order or "").isdigit()):
        # `The third highest` is not told.
        return None
    if extreme in ("highest", "lowest"):
        pick = max if extreme == "highest" else min
        best = pick(values, key=lambda one: size(one.fact.value))
        return _value(f"measure.{extreme}", name, [best], told, asked)
    over_time = extreme == "trend" or _asks_for_change(asked)
    days = sorted({one.day for one in values})
    orders = set(asked.values("order"))
    if "place.between" in asked.slots:
        # `At first compared with now`.
        orders |= {"last"} if "now.now" in asked.slots else set()
        if len(orders) == 1:
            return None
    if {"first", "last"} <= orders:
        ends = [one for one in values if one.day in (days[0], days[-1])]
        return _value("measure.all", name, ends, told, asked)
    if asked.values("order") == ("last", "previous"):
        return _value("measure.all", name, [one for one in values if one.day in days[-2:]], told, asked)
    if order == "all" or asked.days is not None or (over_time and order is None):
        return _value("measure.all", name, values[-_MOST_VALUES:], told, asked)
    if order is not None and order.isdigit() and _VISITS.isdisjoint(asked.slots):
        if int(order) > len(days):
            return None
        place = int(order) - 1
    else:
        place = {"first": 0, "previous": -2 if len(days) > 1 else -1}.get(order or "", -1)
    day = days[place]
    return _value("measure", name, [one for one in values if one.day == day], told, asked)


def _asks_for_change(asked: Lookup) -> bool:
    return not {"verb.change", "also.by_how_much"}.isdisjoint(asked.slots)


def are_comparable(values: Sequence[Stated]) -> bool:
    """Whether all values are plain numbers in one unit."""
    units = {one.fact.unit for one in values}
    return len(units) == 1 and all(size(one.fact.value) for one in values)


def _is_of_a_visit(asked: Lookup) -> bool:
    """Whether the value of one visit is asked for; two orders, or none, ask for values of several."""
    visit = not _VISITS.isdisjoint(asked.slots) and {"extreme", "place"}.isdisjoint(asked.filled)
    return visit and asked.value("order") not in (None, "all")


def _that_matter(asked: Lookup, values: Sequence[Stated], chart: LookupChart) -> Sequence[Session]:
    """The visits that may hold another answer: the later ones for the last value, all of them for most."""
    order, days = asked.value("order"), [one.day for one in values]
    if _is_of_a_visit(asked):
        return ()
    if asked.days is not None:
        return within(chart.visits, asked.days)
    if asked.value("extreme") is None and not _asks_for_change(asked) and order in (None, "last"):
        return [each for each in chart.visits if each.date >= days[-1]]
    if order == "first":
        return [each for each in chart.visits if each.date <= days[0]]
    return chart.visits


def _extreme(asked: Lookup, name: str) -> str | None:
    """The extreme asked for, "" for none; None if it is not known which value is the worst or best."""
    extreme = asked.value("extreme") or ""
    if extreme not in ("worst", "best"):
        return extreme
    better = _better().get(name)
    if better is None:
        return None
    return "highest" if (extreme == "best") == (better == "high") else "lowest"


@cache
def _better() -> dict[str, str]:
    """Of each measure whether `high` or `low` values are good (`tables/better.txt`)."""
    text = files("core.lookup.tables").joinpath("better.txt").read_text("utf-8")
    rows = (line.partition(" : ") for line in text.splitlines() if line and not line.startswith("#"))
    return {name.strip(): which for which, _, names in rows for name in names.split(";")}


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
