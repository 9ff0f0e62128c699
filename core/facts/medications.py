"""Medicines: which, how much, how often, and their changes."""

from __future__ import annotations

from collections.abc import Sequence

from core.clinical_language.days import Named
from core.clinical_language.lexicon import Mention
from core.clinical_language.numbers import Amount
from core.clinical_language.scope import Scope
from core.facts.dto import ANYTHING, TAKEN, Fact, FactStatus
from core.facts.medicine_courses import course_of
from core.facts.medicine_doses import dose_from_now, doses_of
from core.facts.medicine_status import OF_ACTION, before_what, status_of, switches
from core.facts.note_statement import NoteStatement, category, cue_places, overlaps

_ENDS = frozenset({";", "\n", "."})
_DATED = frozenset({"started", "stopped", "changed", "historical"})
_SINCE = frozenset({"since", "מאז"})
_DAY_WORDS = 5
_LISTED_WORDS = 4
"""In a list of medicines, an item this far from the verb is read by its dose alone."""
_COUNTED = frozenset({"tablets", "puffs", "drops"})
_MARKS_BETWEEN = 2
_REASON_WORDS = 12
_NONE = frozenset({"none", "nil", "no", "אינ", "ללא"})


def medication_facts(said: NoteStatement) -> list[Fact]:
    """Every medicine of a statement that is taken or not taken; not levels, classes or topics."""
    found = _none_taken(said)
    drugs = _drugs(said)
    if not drugs:
        return found
    governed = said.governed(drugs)
    switched = switches(said, drugs, governed)
    for place, drug in enumerate(drugs):
        if place and _is_same(said, drugs[place - 1], drug):
            continue
        following = next((one for one in drugs[place + 1 :] if not _is_same(said, drug, one)), None)
        cues = governed[place]
        zone = _zone(said, drug, following)
        amounts = doses_of(said, drug, drugs[place - 1] if place else None, zone)
        frequency = _frequency(said, drug, zone)
        left = switched.get(place)
        status = left[0] if left else status_of(said, drug, cues, amounts, frequency, zone)
        if status is None and not cues and _since(said, drug, zone) is not None:
            status = "active"
        if status is None or (drug.entry.kind == "drug_class" and status != "stopped"):
            continue
        step = left[1] if left else None
        found.append(_fact(said, drug, status, cues, amounts, frequency, zone, step))
    return found


def _none_taken(said: NoteStatement) -> list[Fact]:
    """`Takes no medicines`."""
    one = said.statement
    allergies = [each.first for each in one.of_kind("cue") if each.name == "allergy"]
    for form in one.of_kind("medication_form"):
        if form.last not in allergies and not _is_narrowed(said, form.last):
            return [said.fact("medication", ANYTHING, "denied", [(form.first, form.last)])]
    if one.section == "medications" and one.words and one.words[0].text in _NONE and len(one.words) <= 3:
        return [said.fact("medication", ANYTHING, "denied", [(0, len(one.words))])]
    return []


def _is_narrowed(said: NoteStatement, at: int) -> bool:
    """Whether the following words restrict which medicines: `for pain`."""
    words = said.statement.words
    return at < len(words) and words[at].text in ("for", "other", "with", "ל", "that", "to")


def _fact(
    said: NoteStatement,
    drug: Mention,
    status: FactStatus,
    cues: dict[str, Scope],
    amounts: list[Amount],
    frequency: tuple[int, int] | None,
    zone: int,
    step: tuple[int, int] | None,
) -> Fact:
    amount = dose_from_now(said, status, amounts)
    action = cues.get("action")
    listed = bool(amounts or frequency) and action is not None and action.category == "taken"
    if listed and action is not None and drug.first - action.cue_last > _LISTED_WORDS:
        cues = {group: cue for group, cue in cues.items() if group != "action"}
    later = ("later",) if status == "planned" else ()
    places = cue_places(cues, drug, "action", "polarity", "person", "certainty", "condition", *later)
    places += [(one.first, one.last) for one in amounts]
    if step is not None:
        places.insert(1, step)
    frequency = _with_count(said, drug, amount, frequency, zone)
    if frequency:
        places.append(frequency)
    route = _joined(said, "routes", max(0, drug.first - 2), zone)
    if route:
        places.append(route)
    reason = _reason(said, max(last for _, last in places), drug, zone)
    if reason:
        places.append(reason)
    if (status, category(cues, "action")) == ("planned", "stopped"):
        until = before_what(said, drug)
        places += [(until, _end_of_reason(said, until + 1))] if until is not None else []
    since = _since(said, drug, zone) if status in ("active", "continued") else None
    if since is not None and not since.whole:
        # A month or a year does not give the day on which it began.
        since = None
    if since is not None:
        status = "started"
        places.append((drug.last, since.last))
    # Days for which it is left out are no course.
    left_out = category(cues, "action") == "stopped"
    course = course_of(said, drug, zone) if status in TAKEN and not left_out else None
    if course is not None:
        places.append(course[1])
    day = since or (_day_of(said, places, zone) if status in _DATED else None)
    if day is not None:
        places.append((day.first, day.last))
    one = said.statement
    return said.fact(
        "medication",
        drug.name,
        status,
        places,
        day=day.day if day else None,
        dated=day is not None,
        value=amount.value if amount else "",
        unit=amount.unit if amount else "",
        frequency=one.written(*frequency) if frequency else "",
        route=one.written(*route) if route else "",
        reason=_words_of(said, reason),
        course_days=course[0] if course else 0,
    )


def _day_of(said: NoteStatement, places: Sequence[tuple[int, int]], zone: int) -> Named | None:
    """The day of a change, if its clause names a past one."""
    if said.day is None:
        return None
    first, last = min(one for one, _ in places), max(one for _, one in places)
    step = places[1][0] if len(places) > 1 else first
    words = said.statement.words
    near = [
        one
        for one in said.days
        if first <= one.first < min(last + _DAY_WORDS, max(zone, last))
        and one.day < said.day
        and not any(word.text in (",", ";", ".") for word in words[last : one.first])
        and not _is_of_earlier_step(said, one, step)
    ]
    return min(near, key=lambda one: abs(one.first - step), default=None)


def _since(said: NoteStatement, drug: Mention, zone: int) -> Named | None:
    """The day since which it is taken: `letrozole since 20 Nov`."""
    words = said.statement.words
    for one in said.days:
        lead = one.first if words[one.first].text in _SINCE else one.first - 1
        near = drug.last <= lead < zone and lead - drug.last <= _DAY_WORDS
        if near and words[lead].text in _SINCE and not _is_broken(said, drug.last, lead):
            return one
    return None


def _is_broken(said: NoteStatement, first: int, last: int) -> bool:
    return any(word.text in (",", ";", ".") for word in said.statement.words[first:last])


def _is_of_earlier_step(said: NoteStatement, day: Named, step: int) -> bool:
    """Whether another change was mentioned before the day: `started in 2019 but stopped`."""
    steps = [each for each in said.statement.of_kind("cue") if each.name in _DATED and each.first < day.first]
    return bool(steps) and steps[-1].first < step and day.first < step


def _drugs(said: NoteStatement) -> list[Mention]:
    """The drugs that may be meant as medicines; classes only if no drug has the same words."""
    one = said.statement
    mentions = one.mentions
    drugs = one.of_kind("drug")
    classes = [
        each
        for each in one.of_kind("drug_class")
        if not any(each.first < other.last and other.first < each.last for other in drugs)
    ]
    others = [
        each
        for each in mentions
        if each.entry.kind in ("problem", "test", "measure", "life", "specialist", "no_drug")
    ]
    kept = [each for each in (*drugs, *classes) if not overlaps(each, others) and not _is_level(said, each)]
    return sorted(kept, key=lambda each: each.first)


def _is_level(said: NoteStatement, drug: Mention) -> bool:
    """Whether the name is that of a level with its value: `B12 210 pg/mL`."""
    one = said.statement
    if _is_ordered(said, drug):
        return True
    if not any(each.first == drug.first for each in one.of_kind("measure")):
        return False
    values = [each for each in one.amounts if 0 <= each.first - drug.last <= 2]
    return bool(values) and values[0].kind in ("", "other")


def _is_ordered(said: NoteStatement, drug: Mention) -> bool:
    """Whether it is among the tests to be ordered: `recheck CBC, B12 and folate`."""
    one = said.statement
    if any(each.kind == "dose" and each.first >= drug.last for each in one.amounts):
        return False
    cues = [each for each in one.of_kind("cue") if each.last <= drug.first]
    last = max((each.first for each in cues if each.name in (*OF_ACTION, "order")), default=-1)
    at_last = {each.name for each in cues if each.first == last}
    if "order" not in at_last or at_last.intersection(OF_ACTION):
        return False
    beside = one.of_kind("test", "measure")
    return any(last < each.first and each.last <= drug.first for each in beside)


def _is_same(said: NoteStatement, one: Mention, other: Mention) -> bool:
    """Whether the second is the same drug repeated in brackets: `levothyroxine (Synthroid)`."""
    between = said.statement.words[one.last : other.first]
    return one.name == other.name and len(between) <= 1 and all(word.text in "(/" for word in between)


def _zone(said: NoteStatement, drug: Mention, following: Mention | None) -> int:
    """The end of the words that may apply to `drug`: the next drug, or the end of its clause."""
    words = said.statement.words
    last = following.first if following is not None else len(words)
    ends = (at for at in range(drug.last, last) if words[at].text in _ENDS and at + 1 < len(words))
    return next(ends, last)


def _frequency(said: NoteStatement, drug: Mention, zone: int) -> tuple[int, int] | None:
    """The frequency of a medicine, not of a complaint: `prednisone, less pain at night`."""
    found = _joined(said, "frequencies", drug.last, zone)
    one = said.statement
    if found is None or _is_time_of_day(said, found):
        return None
    aims = [each.first for each in one.of_kind("cue") if each.name in ("purpose", "reason")]
    for each in one.of_kind("symptom", "problem"):
        aimed = any(drug.last <= at < each.first for at in aims)
        if drug.last <= each.first and each.last <= found[0] and not aimed:
            return None
    return found


def _is_time_of_day(said: NoteStatement, found: tuple[int, int]) -> bool:
    """Whether it is the time of something else: `groggy for the 4am start`."""
    words = said.statement.words
    hour = found[0] and words[found[0] - 1].number
    return bool(hour) and words[found[0]].text in ("am", "pm")


def _with_count(
    said: NoteStatement, drug: Mention, amount: Amount | None, frequency: tuple[int, int] | None, zone: int
) -> tuple[int, int] | None:
    """The frequency, with the count if a strength is noted: `5 mg half tablet daily`."""
    if amount is None or amount.unit in _COUNTED or amount.last <= drug.first:
        return frequency
    words = said.statement.words
    counts = [
        one
        for one in said.statement.amounts
        if one.unit in _COUNTED
        and amount.last <= one.first < zone
        and all(word.is_mark or word.text == "take" for word in words[amount.last : one.first])
    ]
    if not counts:
        return frequency
    count = counts[0]
    if frequency is None:
        return count.first, count.last
    near = 0 <= frequency[0] - count.last <= _MARKS_BETWEEN
    return (count.first, frequency[1]) if near else frequency


def _joined(said: NoteStatement, kind: str, first: int, last: int) -> tuple[int, int] | None:
    """The adjacent words of a kind in `[first, last)`."""
    found: tuple[int, int] | None = None
    for one in said.statement.of_kind(kind):
        if not first <= one.first < last:
            continue
        if found is None:
            found = (one.first, one.last)
        elif one.first - found[1] <= 1:
            found = (found[0], one.last)
    return found


def _reason(said: NoteStatement, after: int, drug: Mention, zone: int) -> tuple[int, int] | None:
    """The words for the reason: after `because of`, `due to`, or `for` before an illness or complaint."""
    one = said.statement
    for cue in one.of_kind("cue"):
        if cue.name not in ("reason", "purpose") or not drug.last <= cue.first <= zone + 1:
            continue
        last = _end_of_reason(said, cue.last)
        if last <= cue.last or any(cue.last <= one.first < last for one in said.days):
            continue
        if cue.name == "purpose" and not any(
            each.entry.kind in ("problem", "symptom", "measure") and cue.last <= each.first < last
            for each in one.mentions
        ):
            continue
        return cue.last, last
    return None


def _end_of_reason(said: NoteStatement, first: int) -> int:
    words = said.statement.words
    actions = {
        each.first for each in said.statement.of_kind("cue") if each.name in OF_ACTION or each.name == "end"
    }
    for at in range(first, min(len(words), first + _REASON_WORDS)):
        if words[at].text in (",", ".", ";", ")", "(") or (at > first and at in actions):
            joined = at - 1 if at - 1 > first and words[at - 1].text in ("and", "ו") else at
            return joined
    return min(len(words), first + _REASON_WORDS)


def _words_of(said: NoteStatement, place: tuple[int, int] | None) -> str:
    return said.statement.written(*place) if place else ""
