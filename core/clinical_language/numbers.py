"""Numbers of a statement with their units: `7.5 mg`, `120/80`, `two tablets`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.clinical_language.lexicon import Mention
from core.clinical_language.words import Word

_RANGE = ("-", "–", "to")


class Amount(NamedTuple):
    """A number at the words `[first, last)`, its unit included. `kind`: `dose`, `time`, `other` or ""."""

    value: str
    unit: str
    kind: str
    first: int
    last: int
    bare_last: int
    """The end of the number without its unit."""


def amounts(text_words: Sequence[Word], mentions: Sequence[Mention]) -> list[Amount]:
    """The amounts in order. `120/80` is one; a range is one with a hyphen."""
    units = {one.first: one for one in mentions if one.entry.kind == "unit"}
    spelt = {one.first: one for one in mentions if one.entry.kind == "number"}
    found: list[Amount] = []
    at = 0
    while at < len(text_words):
        made = _amount_at(text_words, at, units, spelt)
        if made is None:
            at += 1
        else:
            found.append(made)
            at = made.last
    return found


def _amount_at(
    text_words: Sequence[Word], at: int, units: dict[int, Mention], spelt: dict[int, Mention]
) -> Amount | None:
    word = text_words[at]
    if word.number:
        if largest(word.number) is None:
            # A day: `3.5.24`.
            return None
        value, last = _joined(text_words, at)
    elif at in spelt:
        value, last = spelt[at].name, spelt[at].last
    else:
        return None
    unit = units.get(last)
    if unit is None and last + 1 < len(text_words) and text_words[last].text == "-":
        unit = units.get(last + 1)
    if unit is None:
        return Amount(value, "", "", at, last, last) if word.number else None
    if unit.name in ("m", "c", "in", "w") and text_words[unit.first].written not in (
        "m",
        "C",
        "in",
        "w",
        "°C",
    ):
        return Amount(value, "", "", at, last, last)
    return Amount(value, unit.name, unit.entry.data[0], at, unit.last, last)


def _is_range(text_words: Sequence[Word], at: int) -> bool:
    """`3 to 4` is a range; `from 40 to 20` is a change. Days do not count."""
    led = at and text_words[at - 1].text in ("from", "מ")
    first, second = largest(text_words[at].number), largest(text_words[at + 2].number)
    if first is None or second is None:
        return False
    return text_words[at + 1].text != "to" or not (led or first >= second)


def _joined(text_words: Sequence[Word], at: int) -> tuple[str, int]:
    """`120/80` and `3-4` from their parts."""
    value, last = text_words[at].number, at + 1
    if last + 1 < len(text_words) and text_words[last + 1].number:
        mark = text_words[last].text
        if mark == "/" or (mark in _RANGE and _is_range(text_words, at)):
            joined = "/" if mark == "/" else "-"
            value, last = f"{value}{joined}{text_words[last + 1].number}", last + 2
            follows = last + 1 < len(text_words) and text_words[last + 1].number
            if follows and text_words[last].text == "/":
                value, last = f"{value}/{text_words[last + 1].number}", last + 2
    return value, last


def largest(value: str) -> float | None:
    """The number, or the end of a range; None for a ratio or a date."""
    try:
        return float(value.split("-")[-1])
    except ValueError:
        return None
