"""Whether a stated number, with its unit, or a stated date occurs in a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.assistant.verification.reading.quantities import Quantity

_SAME_MEASURE: dict[str, tuple[str, Decimal]] = {
    unit: (base, Decimal(size))
    for base, sizes in (
        ("mcg", {"mcg": 1, "mg": 1_000, "g": 1_000_000}),
        ("ml", {"ml": 1, "l": 1_000}),
        ("mm", {"mm": 1, "cm": 10}),
        ("minute", {"minute": 1, "hour": 60, "day": 1_440, "week": 10_080}),
        ("month", {"month": 1, "year": 12}),
    )
    for unit, size in sizes.items()
}
"""Units of a measure in multiples of its smallest: `1 g` is `1000 mg`."""

_CONFLICTS = {
    frozenset(pair)
    for pair in (
        ("from", "to"), ("above", "below"), ("every", "during"), ("above", "between"), ("below", "between"),
        ("above", ""), ("below", ""),
    )
}  # fmt: skip


class Match(StrEnum):
    """How a stated quantity compares with those of a note."""

    SAME = "same"
    OTHER_UNIT = "other_unit"
    ABSENT = "absent"


def match(stated: Quantity, noted: Iterable[Quantity]) -> Match:
    """Whether `stated` is among `noted`: the same value, without another or an added unit."""
    result = Match.ABSENT
    for quantity in noted:
        if frozenset({stated.role, quantity.role}) in _CONFLICTS:
            continue
        if _same_measure(stated, quantity):
            return Match.SAME
        if _same_value(stated, quantity):
            if _unit_agrees(stated, quantity):
                return Match.SAME
            result = Match.OTHER_UNIT
    return result


def dated_near(quantity: Quantity, day: date | None) -> Quantity:
    """A date without a year, completed to the year nearest to `day`, the date of the note."""
    if day is None or not quantity.dated:
        return quantity
    found = {full for value in quantity.values if value.startswith("--") and (full := _nearest(value, day))}
    return replace(quantity, values=quantity.values | found) if found else quantity


def _nearest(value: str, day: date) -> str | None:
    month, _, of_month = value[2:].partition("-")
    try:
        near = [
            date(year, int(month), int(of_month or 15)) for year in (day.year - 1, day.year, day.year + 1)
        ]
    except ValueError:
        return None
    best = min(near, key=lambda one: abs((one - day).days))
    return best.isoformat() if of_month else f"{best.year}-{best.month:02}"


def _same_measure(stated: Quantity, noted: Quantity) -> bool:
    if stated.unit == noted.unit or stated.unit not in _SAME_MEASURE or noted.unit not in _SAME_MEASURE:
        return False
    (base, factor), (other_base, other) = _SAME_MEASURE[stated.unit], _SAME_MEASURE[noted.unit]
    if base != other_base or any("/" in value for value in stated.values | noted.values):
        return False
    return not {_scaled(value, factor) for value in stated.values}.isdisjoint(
        _scaled(value, other) for value in noted.values
    )


def _scaled(value: str, factor: Decimal) -> str:
    try:
        return format((Decimal(value) * factor).normalize(), "f")
    except ArithmeticError:
        return value


def _same_value(stated: Quantity, noted: Quantity) -> bool:
    if noted.dated:
        return any(_date_within(wanted, whole) for wanted in stated.values for whole in noted.values)
    return not stated.dated and not stated.values.isdisjoint(noted.values)


def _date_within(wanted: str, whole: str) -> bool:
    """Whether each part that `wanted` gives is the same in `whole`."""
    if not wanted.startswith("--") and len(wanted) < 4:
        return False
    return all(part in ("", other) for part, other in zip(_parts(wanted), _parts(whole), strict=True))


def _parts(value: str) -> tuple[str, str, str]:
    """Year, month and day of a date; "" for omitted parts."""
    year, rest = ("", value[2:]) if value.startswith("--") else (value[:4], value[5:])
    month, _, day = rest.partition("-")
    return year, month, day


def _unit_agrees(stated: Quantity, noted: Quantity) -> bool:
    if stated.unit is None or stated.unit == noted.unit:
        return True
    if "time" in (stated.unit, noted.unit):
        # "x2" on a prescription is twice a day.
        return (stated.unit + "/").startswith("time/") and ((noted.unit or "") + "/").startswith("time/")
    # A blood pressure is written with and without its only unit.
    return stated.unit == "mmhg" and noted.unit is None and any("/" in value for value in noted.values)
