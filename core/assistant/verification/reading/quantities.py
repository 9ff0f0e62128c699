"""Parses the numbers, units and dates of a text into comparable values: `.5 mg` is `0.50 mg`.

A wrong dose is the most harmful error of an answer, so numbers are compared as exact decimal values with
their units, never as words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.clinical_language.months import month_numbers
from core.clinical_language.tables import rows, spellings, words_of


class Kind(StrEnum):
    """What a unit measures."""

    DOSE = "dose"
    MASS = "mass"
    LENGTH = "length"
    TIME = "time"
    TIMES = "times"
    SHARE = "share"
    RATE = "rate"
    PRESSURE = "pressure"
    TEMPERATURE = "temperature"


_KIND_OF = {
    **dict.fromkeys(("kg", "lb", "oz"), Kind.MASS),
    **dict.fromkeys(("mm", "cm", "ft", "inch"), Kind.LENGTH),
    "bpm": Kind.RATE,
    "mmhg": Kind.PRESSURE,
    "degree": Kind.TEMPERATURE,
}
_KIND_OF_ROW = {"dose": Kind.DOSE, "time": Kind.TIME, "other": Kind.SHARE}
_NO_UNITS = words_of("frame_words", "no unit")
"""Letters and words of the table that have other meanings where no fact reader asks for a unit."""


def _units() -> tuple[dict[str, Kind], dict[str, str]]:
    """The kind of each unit, and the unit of each spelling, from the table of units."""
    kinds, names = {"time": Kind.TIMES}, dict.fromkeys(("time", "times", "x", "×", "פעמים"), "time")
    for row, line in rows("units"):
        spelt = [name.casefold() for name in spellings(line, "=")]
        unit = "degree" if "°" in spelt[0] else _SAME_UNIT.get(spelt[0], spelt[0].removesuffix("s"))
        kinds[unit] = _KIND_OF.get(unit, _KIND_OF_ROW[row])
        for name in spelt:
            if name not in _NO_UNITS:
                names.setdefault(name, unit)
    return kinds, names


_SAME_UNIT = {"in": "inch", "mmol/l": "mmol", "umol/l": "umol", "patches": "patch"}
_UNITS, _UNIT_OF = _units()
_UNIT_NAMES = "|".join(
    re.escape(name).replace('"', '["״”]') for name in sorted(_UNIT_OF, key=len, reverse=True)
)
_QUOTES = str.maketrans({"״": '"', "”": '"'})
_UNIT_AFTER = re.compile(
    rf"(?:\s{{0,2}}|-)(?P<unit>{_UNIT_NAMES})(?![^\W\d_])(?P<per>/[^\W\d_]{{1,6}})?", re.IGNORECASE
)

_NUMBER_WORDS = {
    word: value
    for kind, value, words in rows("dates")
    for word in spellings(words)
    if kind == "number" and value.isdigit() and word not in _NO_UNITS and " " not in word
}
_WITH_UNIT = {
    word: ("2", value) if kind == "pair" else tuple(value.split())
    for kind, value, words in rows("dates")
    for word in spellings(words)
    if kind in ("often", "pair")
}

_MONTHS = month_numbers()
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True)).replace("|may", "|(?-i:May|MAY)")
_MONTH_NAMES = "|".join(name for name in _MONTHS if name.isascii())

_TOKEN = re.compile(
    rf"""
      (?<![\w/.])(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)
    | (?<![\w/.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?ב?(?P<m>{_MONTH})\.?(?:,?\s(?P<y>\d{{4}}))?(?!\w)
    | (?<!\w)(?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<y2>\d{{4}}))?(?![\w/.]\d|\w)
    | (?<!\w)ב?(?P<m3>{_MONTH})\.?,?\s(?P<y3>\d{{4}})(?!\w)
    | (?<![\w/.])(?P<s1>\d{{1,2}})(?P<by>[/.])(?P<s2>\d{{1,2}})[/.](?P<s3>\d{{4}}|\d{{2}})(?![\w/])
    | (?<!\w)(?P<half>half\s(?:of\s)?(?:an?\s)?|½\s?|חצי\s)(?=(?:tab(?:let)?|pill|capsule)s?\b|כדור|טבלי)
    | (?<![\w/.])(?P<mon>\d{{1,2}})/(?P<year>(?:19|20)\d{{2}})(?![\w/])
    | (?<![\w/.])(?P<over>\d+(?:\.\d+)?\s?/\s?\d+(?:\.\d+)?)(?![\d/])
    | (?<![\w.,:])(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]\.?m\b\.?)?|1?\d\s?[ap]\.?m\b\.?)(?!:)
    | (?<!\w)(?P<every>q\.?\s?\d{{1,2}}\s?(?:h|hr|hrs|hours|d|days|w|wks?)\b)
    | (?<!\w)(?P<period>every\s(?:other|second)\sday|on\salternate\sdays|alternate\sdays|qod
        |כל\sיומיים|יום\sכן\sיום\sלא|(?:every|each|a|per)\s(?:day|week|month)(?!\w)
        |(?:אחת\s[לב]|כל\s|ל)(?:יום|שבוע|חודש)(?![\u05d0-\u05ea]))
    | (?<!\w)(?:in|since|until|by|from|of|to|during|early|late|last|mid-?)\s?
        (?P<m4>(?=(?-i:[A-Z]))(?:{_MONTH_NAMES}))(?!\w|,?\s\d)
    | (?<![^\W\d_])(?<![\d.,])(?<!\d\s)(?P<times>[x×]\s?\d{{1,2}})(?!\w)
    | (?<![^\W_])(?<!\d[.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)
    | (?<![\w'])(?P<word>[a-z]+|[\u05d0-\u05ea]+)(?![\w'])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_PER_PERIOD = re.compile(
    r"\s?(?:(?:a|per|each|every)\s|/\s?|\s)(?P<period>day|week|month|year|daily|weekly|monthly)\b"
    r"|\s[בל](?P<period_he>יום|שבוע|חודש)(?![\u05d0-\u05ea])",
    re.IGNORECASE,
)
_PERIODS = _UNIT_OF | {"daily": "day", "weekly": "week", "monthly": "month"}
_EVERY_SECOND_DAY = ("qod", "כל יומיים", "יום כן יום לא")
_SHORT_UNITS = {"h": "hour", "d": "day", "w": "week"}
_ROLE = re.compile(
    r"(?P<from>\bfrom|(?<![\u05d0-\u05ea])מ-)\s?$|(?P<to>\bto|(?<![\u05d0-\u05ea])ל-)\s?$"
    r"|(?P<every>\b(?:every|each)|כל)\s$"
    r"|(?P<below>\b(?:under|below|(?<!no )(?<!not )less than|up to|at most|(?:no|not) (?:more|greater) than"
    r"|max(?:imum)?(?: of)?)|[<≤]|מתחת ל-?|עד|לא יותר מ-?)\s?$"
    r"|(?P<above>\b(?:over|above|(?<!no )(?<!not )more than|at least|(?<!no )(?<!not )greater than|exceeding"
    r"|(?:no|not) (?:less|fewer) than|min(?:imum)? of)|[>≥]|מעל|לפחות|יותר מ-?)\s?$"
    r"|(?P<between>\bbetween|(?<![\u05d0-\u05ea])בין)\s$|(?P<during>\bfor|למשך)\s$",
    re.IGNORECASE,
)
_ROLE_CHARS = 16
_ENUMERATOR = re.compile(r"(?:^|\n)\s*\d{1,2}[.)]\s")
BETWEEN = re.compile(r"\s?(?:-|–|to|or|עד|או)\s?")
"""The text between the two numbers of a range: what follows the second applies to both."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, ratio or date at `[start, end)`, unit included.

    `values` contains every reading, each a canonical decimal, `a/b`, or `YYYY-MM-DD` with missing parts
    omitted (`2024-04`, `--04-07`, `--04`); `01/02/2013`, whose month is ambiguous, is `2013-?01/02`. `unit`
    is a canonical name or None. `role` is the word before it: `from`, `to`, `every`, `above`, `below`,
    `during` or "".
    """

    values: frozenset[str]
    unit: str | None
    start: int
    end: int
    dated: bool = False
    role: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it is a date or a year."""
        return self.dated or (self.unit is None and any(_YEAR.fullmatch(value) for value in self.values))

    @property
    def kind(self) -> Kind | None:
        if self.unit is not None:
            return _UNITS[self.unit if self.unit in _UNITS else self.unit.split("/")[0]]
        return Kind.PRESSURE if any("/" in value for value in self.values) else None


def quantities(text: str) -> list[Quantity]:
    """The quantities of `text` in order. Digits inside words (`L5`, `HbA1c`) are not numbers."""
    numbered = {found.end() for found in _ENUMERATOR.finditer(text)}
    found: list[Quantity] = []
    for token in _TOKEN.finditer(text):
        within = found and token.start() < found[-1].end
        if within or any(token.start() < end <= token.end() + 2 for end in numbered):
            continue
        if (quantity := _read(text, token)) is not None:
            found.append(quantity)
    for index in range(len(found) - 1, 0, -1):
        first, second = found[index - 1], found[index]
        shares = first.unit is None and second.unit is not None and not first.dated
        if shares and BETWEEN.fullmatch(text, first.end, second.start):
            found[index - 1] = replace(first, unit=second.unit)
    return [replace(one, role=_role(text, one)) if not one.role else one for one in found]


def of_day(day: date) -> Quantity:
    """The date of a note, as a quantity of its text."""
    return Quantity(frozenset({day.isoformat()}), None, 0, 0, dated=True)


def _role(text: str, one: Quantity) -> str:
    found = _ROLE.search(text, max(0, one.start - _ROLE_CHARS), one.start)
    return (found.lastgroup or "") if found else ""


def _read(text: str, found: re.Match[str]) -> Quantity | None:
    kind = found.lastgroup
    start, end = found.span()
    groups = {name: value for name, value in found.groupdict().items() if value is not None}
    if (values := _date_values(groups)) is not None:
        return Quantity(values, None, start, end, dated=True)
    if kind in ("clock", "every", "period"):
        return _read_rhythm(kind, groups[kind].casefold(), start, end)
    if "half" in groups:
        unit = _UNIT_AFTER.match(text, end)
        return Quantity(frozenset({"0.5", "1/2"}), "tablet", start, unit.end() if unit else end)
    if kind == "word":
        return _read_word(text, groups["word"].casefold(), start, end)
    if "times" in groups:
        lasting = _UNIT_AFTER.match(text, end)
        if lasting is not None and _UNITS.get(_unit_name(lasting) or "") is Kind.TIME:
            value = _decimal(groups["times"].lstrip("xX× "))
            return Quantity(frozenset({value}), _unit_name(lasting), start, lasting.end(), role="during")
        return _per_period(text, _decimal(groups["times"].lstrip("xX× ")), start, end)
    raw = groups.get("over") or groups.get("number")
    if raw is None:
        # Not a valid date, `32/13/2024`: only the same spelling matches.
        return Quantity(frozenset({found[0]}), None, start, end)
    if ordinal := _ORDINAL.match(text, end):
        return Quantity(frozenset({f"{raw}th"}), None, start, ordinal.end())
    unit = _UNIT_AFTER.match(text, end)
    if unit is None and end < len(text) and (text[end].isalpha() or text[end] == "_"):
        return None
    parts = [_decimal(part.strip()) for part in raw.split("/")]
    if unit is not None and _unit_name(unit) == "time":
        return _per_period(text, parts[0], start, unit.end())
    return Quantity(frozenset({"/".join(parts)}), _unit_name(unit), start, unit.end() if unit else end)


def _read_word(text: str, word: str, start: int, end: int) -> Quantity | None:
    if word in _WITH_UNIT:
        value, unit_name = _WITH_UNIT[word]
        if unit_name == "time":
            return _per_period(text, value, start, end)
        return Quantity(frozenset({value}), unit_name, start, end)
    if word not in _NUMBER_WORDS:
        return None
    unit = _UNIT_AFTER.match(text, end)
    if unit is None and word == "one":
        # Without a unit it is mostly a pronoun.
        return None
    if unit is not None and _unit_name(unit) == "time":
        return _per_period(text, _NUMBER_WORDS[word], start, unit.end())
    return Quantity(frozenset({_NUMBER_WORDS[word]}), _unit_name(unit), start, unit.end() if unit else end)


def _per_period(text: str, value: str, start: int, end: int) -> Quantity:
    """`twice` with what follows: `a day`, `/week`, `ביום`."""
    found = _PER_PERIOD.match(text, end)
    if found is None:
        return Quantity(frozenset({value}), "time", start, end)
    period = (found["period"] or found["period_he"]).casefold()
    return Quantity(frozenset({value}), f"time/{_PERIODS.get(period, period)}", start, found.end())


def _read_rhythm(kind: str, written: str, start: int, end: int) -> Quantity:
    """A time of the day, `q6h`, `every day`."""
    if kind == "clock":
        figures = [int(part) for part in re.findall(r"\d+", written)]
        hour = figures[0] % 12 + 12 * ("p" in written) if re.search("[ap]", written) else figures[0]
        return Quantity(
            frozenset({f"{hour:02}:{figures[1] if len(figures) > 1 else 0:02}"}), None, start, end
        )
    if kind == "every":
        number = re.findall(r"\d+", written)[0]
        unit = _SHORT_UNITS[re.sub(r"[^hdw]", "", written)[0]]
        return Quantity(frozenset({number}), unit, start, end, role="every")
    if ("day" in written and re.search("other|second|altern", written)) or written in _EVERY_SECOND_DAY:
        return Quantity(frozenset({"1"}), "time/2days", start, end)
    period = re.findall("day|week|month|יום|שבוע|חודש", written)[0]
    return Quantity(frozenset({"1"}), f"time/{_PERIODS.get(period, period)}", start, end)


def _unit_name(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    unit, per = found["unit"].casefold().translate(_QUOTES), (found["per"] or "").casefold()
    return _UNIT_OF.get(unit + per, _UNIT_OF[unit] + per)


def _date_values(groups: dict[str, str]) -> frozenset[str] | None:
    if "iso" in groups:
        return frozenset({groups["iso"]})
    for day, month, year in (("d", "m", "y"), ("d2", "m2", "y2")):
        if month in groups:
            number = _MONTHS[groups[month].casefold()]
            return frozenset({f"{groups.get(year, '-')}-{number:02}-{int(groups[day]):02}"})
    if "m4" in groups:
        return frozenset({f"--{_MONTHS[groups['m4'].casefold()]:02}"})
    if "m3" in groups:
        return frozenset({f"{groups['y3']}-{_MONTHS[groups['m3'].casefold()]:02}"})
    if "s1" in groups:
        first, second = int(groups["s1"]), int(groups["s2"])
        year = groups["s3"] if len(groups["s3"]) == 4 else f"20{groups['s3']}"
        return _numeric_date(year, first, second, dotted=groups["by"] == ".")
    if "mon" in groups:
        return frozenset({f"{groups['year']}-{int(groups['mon']):02}"})
    return None


def _numeric_date(year: str, first: int, second: int, *, dotted: bool) -> frozenset[str] | None:
    """The one reading of `5.6.2023` or `25/6/2023`; for `5/6/2023` one that only the same spelling
    matches.
    """
    if min(first, second) < 1 or min(first, second) > 12 or max(first, second) > 31:
        return None
    if first == second or second > 12 or first > 12 or dotted:
        month, day = (first, second) if second > 12 else (second, first)
        return frozenset({f"{year}-{month:02}-{day:02}"})
    return frozenset({f"{year}-?{first:02}/{second:02}"})


def _decimal(raw: str) -> str:
    thousands = re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", raw)
    value = Decimal(raw.replace(",", "" if thousands else ".")).normalize()
    return format(value, "f")
