"""Measured values: pressure, weight, laboratory values, scores, with their day if given."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from core.clinical_language.days import Named
from core.clinical_language.lexicon import Mention
from core.clinical_language.numbers import Amount
from core.clinical_language.scope import Scope
from core.clinical_language.tables import word_list
from core.clinical_language.words import HYPHENS, readings
from core.facts.dto import Fact, FactStatus
from core.facts.note_statement import NoteStatement, category
from core.language.memo import Memo

_MARKS = frozenset({":", "+", "=", "-", "–", "(", ",", "~", "→", ">", "<", "≥", "≤", "[", "'"})
_COMPARING = frozenset(
    {"<", ">", "≥", "≤", "below", "under", "above", "over", "than", "מתחת", "מעל", "לפחות", "עד"}
)
_SIGNS = {"<": "<", ">": ">", "≥": "≥", "≤": "≤"}
_STEP = frozenset({"by", "down", "up", "rose", "fell", "dropped", "risen", "fallen", "increased", "decreased",
                   "reduced", "improved", "ירד", "ירדה", "עלה", "עלתה", "drops"})  # fmt: skip
_TO = frozenset({"to", "ל", "→", "at", "now", "of", "is", "today"})
_BEFORE = frozenset(
    {"previous", "previously", "prior", "earlier", "baseline", "initially", "קודמ", "הקודמ", "בעבר", "קודמת"}
)
_LEADS_TO_EARLIER = frozenset({"was", "from", "vs", "היה", "היתה", "הייתה"})
_WAITING = frozenset({"when", "until", "once", "כאשר", "עד"})
_VITALS = frozenset(
    {"blood pressure", "pulse", "temperature", "respiratory rate", "oxygen saturation", "weight"}
)
"""For these a limit is never a measured value, unlike `CRP <5`."""
_SINCE = frozenset({"since", "from", "for", "מאז"})
_DAY_WORDS, _DAY_BEFORE_WORDS = 6, 3
_GAP_WORDS = 9
_PAIN_WORDS = 10
_NO_VALUE = frozenset({"birth", "לידה"})
_OF_BIRTH = frozenset({"weight", "height"})
_BIRTH_WORDS = 6
_NOT_UNITS = frozenset({"dose", "time"})
_OUT_OF = (("out", "of", "10"), ("of", "10"), ("out", "of", "ten"), ("מתוך", "10"))


def measure_facts(said: NoteStatement) -> list[Fact]:
    """Every measured value of a statement with its name."""
    one = said.statement
    measures = one.of_kind("measure")
    if not measures or not any(word.number for word in one.words):
        return []
    governed = said.governed(measures)
    found: list[Fact] = []
    taken = 0
    for place, measure in enumerate(measures):
        following = measures[place + 1].first if place + 1 < len(measures) else len(one.words)
        if measure.first < taken or _is_no_name(said, measure):
            continue
        for amount in _values(said, measure, following):
            fact = _fact(said, measure, amount, governed[place], following)
            if fact is not None:
                found.append(fact)
                taken = amount.last
    return found


def _fact(
    said: NoteStatement, measure: Mention, amount: Amount, cues: dict[str, Scope], following: int
) -> Fact | None:
    shape, low, high, units = measure.entry.data
    value, unit, last = _value(said, amount, shape, units)
    if not value or not _is_plausible(value, shape, low, high, unit):
        return None
    status = _status(said, measure, amount, cues)
    if status is None:
        return None
    sign = _sign(said, amount) if status == "active" else ""
    day = _day_of(said, measure, amount, last, following)
    places = [(measure.first, measure.last), (amount.first, last)]
    for group in ("target", "person"):
        if (cue := cues.get(group)) is not None:
            places.append((cue.cue_first, cue.cue_last))
    if day is not None:
        places.append((day.first, day.last))
    before = status == "historical" and day is None
    return said.fact(
        "measure", measure.name, status, places,
        day=day.day if day else None, dated=day is not None or before, value=sign + value, unit=unit,
        side=said.side(measure.first, last) if shape in ("of10", "angle") else "",
    )  # fmt: skip


def _is_no_name(said: NoteStatement, measure: Mention) -> bool:
    """Whether the word is not the name of a measure here: `24 hr`, `birth weight`, a lost weight."""
    one = said.statement
    before = one.words[measure.first - 1] if measure.first else None
    if before is not None and (before.text in _NO_VALUE or before.text == "/"):
        return True
    start = one.words[measure.first].start
    if before is not None and before.end == start - 1 and one.text[before.end : start] in HYPHENS:
        # The second half of `albumin-creatinine`.
        return True
    if measure.name in _OF_BIRTH and _is_of_birth(said, measure):
        return True
    units = {each.first for each in one.of_kind("unit")}
    return before is not None and bool(before.number) and measure.first in units


def _is_of_birth(said: NoteStatement, measure: Mention) -> bool:
    """Whether it was measured at the client's birth: `at birth, she weighed 4 pounds`."""
    words = said.statement.words
    near = words[max(0, measure.first - _BIRTH_WORDS) : measure.last + _BIRTH_WORDS]
    return any(
        (word.text == "birth" and at and near[at - 1].text == "at") or word.text == "בלידה"
        for at, word in enumerate(near)
    )


def _values(said: NoteStatement, measure: Mention, following: int) -> Iterator[Amount]:
    """The amounts after a name: the first one; for a change the new one; for pressures also repeated ones."""
    shape = measure.entry.data[0]
    first = _first_amount(said, measure, following, shape)
    if first is None:
        return
    words, amounts = said.statement.words, said.statement.amounts
    later = [one for one in amounts if first.last <= one.first < following]
    if later and later[0].first - first.last <= 4:
        lead = words[later[0].first - 1].text
        led_from = words[first.first - 1].text in ("from", "מ") or words[first.first - 1].text.endswith(
            "from"
        )
        if lead in ("→", "to", "ל", ">") and (led_from or lead == "→" or _same_shape(first, later[0])):
            yield later[0]
            return
    yield first
    if shape == "pressure":
        for one in later[:2]:
            between = words[first.last : one.first]
            if (
                _is_pressure(one.value)
                and len(between) <= 6
                and not any(word.text == ";" for word in between)
            ):
                yield one


def _same_shape(one: Amount, other: Amount) -> bool:
    return (("/" in one.value) == ("/" in other.value) and not other.unit) or one.unit == other.unit


def _first_amount(said: NoteStatement, measure: Mention, following: int, shape: str) -> Amount | None:
    words = said.statement.words
    for amount in said.statement.amounts:
        if amount.first < measure.last:
            continue
        if amount.first >= following:
            return None
        if any(day.first <= amount.first < day.last for day in said.days):
            continue
        gap = words[measure.last : amount.first]
        if shape == "of10":
            if len(gap) <= _PAIN_WORDS and not any(word.text in (".", ";") for word in gap):
                if _is_of10(said, amount):
                    return amount
                continue
            return None
        if len(gap) > _GAP_WORDS or not all(
            _may_stand_between(word.text)
            or (shape == "pressure" and word.text in word_list("gap_words_pressure"))
            or word.number
            or _is_part(said, at)
            for at, word in enumerate(gap, measure.last)
        ):
            return None
        if _is_step(said, measure, amount):
            continue
        if amount.kind in _NOT_UNITS:
            return None
        return amount
    return None


def _stands_between(text: str) -> bool:
    gaps = word_list("gap_words")
    return (
        text in _MARKS
        or text in _COMPARING
        or text in ("'", "less", "more")
        or any(form in gaps for form in readings(text))
    )


_may_stand_between = Memo(_stands_between, maxsize=2_000)


def _is_part(said: NoteStatement, at: int) -> bool:
    """Whether the word belongs to another amount, or to a date."""
    amounts = any(one.first <= at < one.last for one in said.statement.amounts)
    return amounts or any(one.first <= at < one.last for one in said.days)


def _is_step(said: NoteStatement, measure: Mention, amount: Amount) -> bool:
    """Whether the number is a difference: `weight down 3 kg`."""
    words = [word.text for word in said.statement.words[measure.last : amount.first]]
    steps = [at for at, text in enumerate(words) if text in _STEP]
    return bool(steps) and not any(text in _TO or text.startswith("ל") for text in words[steps[-1] + 1 :])


def _is_of10(said: NoteStatement, amount: Amount) -> bool:
    if amount.value.endswith("/10") and not amount.unit:
        return True
    after = tuple(word.text for word in said.statement.words[amount.bare_last : amount.bare_last + 3])
    return any(after[: len(form)] == form for form in _OUT_OF)


def _value(said: NoteStatement, amount: Amount, shape: str, units: str) -> tuple[str, str, int]:
    """The plain value, its unit, and the index of the word where both end."""
    if shape == "of10":
        last = amount.last if amount.value.endswith("/10") else amount.bare_last + 3
        last = min(last, len(said.statement.words))
        return amount.value.removesuffix("/10"), "/10", last
    if shape == "pressure":
        return (amount.value, "mmHg", amount.last) if _is_pressure(amount.value) else ("", "", 0)
    words = said.statement.words
    if shape == "score":
        value = amount.value.split("/")[0]
        return (value, "", amount.bare_last) if value.isdigit() else ("", "", 0)
    if shape == "length":
        return _length(said, amount)
    if not _is_number(amount.value) or _is_glued(said, amount) or (shape == "angle" and amount.unit != "°"):
        return "", "", 0
    unit = amount.unit if amount.kind == "other" else ""
    last = amount.last if unit else amount.bare_last
    if not unit and last < len(words) and words[last].text == "%":
        unit, last = "%", last + 1
    return amount.value, _canonical(unit, amount.value, units), last


def _length(said: NoteStatement, amount: Amount) -> tuple[str, str, int]:
    words = said.statement.words
    if amount.unit == "ft" or (amount.bare_last < len(words) and words[amount.bare_last].text in ("'", "’")):
        at = amount.last if amount.unit == "ft" else amount.bare_last + 1
        inches = words[at].number if at < len(words) else ""
        last = at + 1 if inches else at
        if last < len(words) and words[last].text in ('"', "in", "inch", "inches", "”"):
            last += 1
        return f"{amount.value}'{inches or 0}", "ft", last
    if amount.unit == "m" or (not amount.unit and _is_number(amount.value) and Decimal(amount.value) < 3):
        return (
            (str((Decimal(amount.value) * 100).normalize().quantize(Decimal(1))), "cm", amount.last)
            if _is_number(amount.value)
            else ("", "", 0)
        )
    return (amount.value, amount.unit or "cm", amount.last) if _is_number(amount.value) else ("", "", 0)


def _canonical(unit: str, value: str, units: str) -> str:
    """The canonical unit; if none is noted the usual one, depending on the value if necessary."""
    if unit in ("", "°", "mm", "in"):
        if "," not in units and " " not in units:
            return units
        for pair in units.split(","):
            limit, _, name = pair.strip().partition(" ")
            if Decimal(value) <= Decimal(limit):
                return name
        return ""
    return unit


def _is_glued(said: NoteStatement, amount: Amount) -> bool:
    """`140s`, `3rd`: not a value."""
    text, end = said.statement.text, said.statement.words[amount.bare_last - 1].end
    return not amount.unit and text[end : end + 1].isalpha()


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()


def _is_pressure(value: str) -> bool:
    above, _, below = value.partition("/")
    return above.isdigit() and below.isdigit() and 50 <= int(above) <= 280 and 20 <= int(below) < int(above)


def _is_plausible(value: str, shape: str, low: str, high: str, unit: str) -> bool:
    if shape == "pressure" or unit == "ft":
        return True
    try:
        return all(Decimal(low) <= Decimal(part) <= Decimal(high) for part in value.split("-"))
    except InvalidOperation:
        return False


def _status(
    said: NoteStatement, measure: Mention, amount: Amount, cues: dict[str, Scope]
) -> FactStatus | None:
    words = said.statement.words
    before = [word.text for word in words[max(0, amount.first - 3) : amount.first]]
    compared = any(text in _COMPARING for text in before)
    if category(cues, "condition"):
        return None
    cues_between = (cue for cue in said.statement.of_kind("cue") if measure.last <= cue.first < amount.first)
    if category(cues, "person") == "family" or any(cue.name == "family" for cue in cues_between):
        return "family"
    if said.statement.section == "family":
        return "family"
    if "target" in cues:
        return "planned"
    if compared and (before[-1] not in _SIGNS or said.statement.section == "plan"):
        return "planned" if said.statement.section == "plan" else None
    if category(cues, "polarity") and not before:
        return None
    near = [word.text for word in words[max(0, measure.first - 2) : amount.first] if not word.number]
    if any(text in _WAITING for text in near) or (compared and measure.name in _VITALS):
        return None
    return "historical" if any(form in _BEFORE for text in near for form in readings(text)) else "active"


def _sign(said: NoteStatement, amount: Amount) -> str:
    words = said.statement.words
    if not amount.first or (amount.first > 1 and words[amount.first - 2].text in ("-", "–")):
        return ""
    return _SIGNS.get(words[amount.first - 1].text, "")


def _is_repeated(said: NoteStatement, measure: Mention, amount: Amount) -> bool:
    """Whether the previous value, which has the day, is of the same measure."""
    values = (
        one
        for one in said.statement.amounts
        if measure.last <= one.first < amount.first
        and not any(day.first <= one.first < day.last for day in said.days)
    )
    return any(("/" in one.value) == ("/" in amount.value) and one.kind != "time" for one in values)


def _is_of_earlier_value(said: NoteStatement, first: int, day: Named) -> bool:
    """Whether a day belongs to an earlier value: `7.2% (8.1% in January)`, `80 kg, was 84 kg in May`."""
    words = said.statement.words
    between = [word.text for word in words[first : day.first]]
    until = day.first
    if "(" in between and ")" not in between:
        until = next((at for at in range(day.last, len(words)) if words[at].text == ")"), len(words))
    elif not any(text in _LEADS_TO_EARLIER or text in _BEFORE for text in between):
        return False
    return any(
        first <= one.first
        and one.last <= until
        and one.kind != "time"
        and not day.first <= one.first < day.last
        for one in said.statement.amounts
    )


def _day_of(said: NoteStatement, measure: Mention, amount: Amount, last: int, following: int) -> Named | None:
    """The day of a value: after it, or directly before the name; not a future day."""
    if said.day is None:
        return None
    words = said.statement.words
    past = [
        one
        for one in said.days
        if one.day <= said.day
        and not words[one.first].text.startswith("מ")
        and not (one.first and words[one.first - 1].text in _SINCE)
    ]
    repeated = _is_repeated(said, measure, amount)
    between = [one for one in past if measure.last <= one.first < amount.first and not repeated]
    behind = [
        one
        for one in past
        if last <= one.first < min(following, last + _DAY_WORDS)
        and not any(word.text == ";" for word in words[last : one.first])
        and not _is_of_earlier_value(said, last, one)
    ]
    before = [one for one in past if 0 <= measure.first - one.last <= _DAY_BEFORE_WORDS and not repeated]
    return next(iter((*between, *behind, *before)), None)
