"""Medicines: which, how much, how often, and what was done with them."""

from __future__ import annotations

from collections.abc import Sequence

from core.clinical_language.days import Named
from core.clinical_language.lexicon import Mention
from core.clinical_language.numbers import Amount
from core.clinical_language.scope import Scope
from core.facts.allergies import allergy_cue
from core.facts.dto import ANYTHING, Fact, FactStatus
from core.facts.said import Said, category, cue_places, overlaps

_NO_LIST = frozenset({"family", "review", "education", "results", "vitals", "exam"})
"""Where a medicine that is only named is not one that is taken."""
_OF_ACTION: dict[str, FactStatus] = {
    "started": "started",
    "stopped": "stopped",
    "changed": "changed",
    "switched": "changed",
    "continued": "continued",
    "taken": "active",
    "historical": "historical",
    "refused": "refused",
}
_NEGATED: dict[str, FactStatus] = {"stopped": "continued", "changed": "continued", "refused": "continued"}
_TO = frozenset({"to", "→", ">", "ל", "עד"})
_ENDS = frozenset({";", "\n", "."})
_ALERTS = "alerts"
_DATED = frozenset({"started", "stopped", "changed", "historical"})
_DAY_WORDS = 5
_DOSE_WORDS = 7
_LISTED_WORDS = 4
"""Of a list of what is taken, an item so far from the verb reads alone by its dose."""
_REASON_WORDS = 12
_BY_WORDS = frozenset({"with", "by", "to", "ל", "ב", "for"})
_NONE = frozenset({"none", "nil", "no", "אינ", "ללא"})
_BARE = frozenset({",", ".", "and", "&", "/", "-", "(", ")", "+", ":", "x", "ו", "tab", "mg"})


def medication_facts(said: Said) -> list[Fact]:
    """Every medicine of a statement that is said to be taken or not; not levels, classes or topics."""
    found = _none_taken(said)
    drugs = _drugs(said)
    if not drugs:
        return found
    governed = said.governed(drugs)
    switched = _switched(said, drugs, governed)
    for place, drug in enumerate(drugs):
        if place and _is_same(said, drugs[place - 1], drug):
            continue
        following = next((one for one in drugs[place + 1 :] if not _is_same(said, drug, one)), None)
        cues = governed[place]
        zone = _zone(said, drug, following)
        amounts = _amounts(said, drug, drugs[place - 1] if place else None, zone)
        frequency = _joined(said, "frequencies", drug.last, zone)
        left = switched.get(place)
        status = left[0] if left else _status(said, drug, cues, amounts, frequency, zone)
        if status is None or (drug.entry.kind == "drug_class" and status != "stopped"):
            continue
        step = left[1] if left else None
        found.append(_fact(said, drug, status, cues, amounts, frequency, zone, step))
    return found


def _none_taken(said: Said) -> list[Fact]:
    """`Takes no medicines`."""
    one = said.statement
    allergies = [each.first for each in one.of_kind("cue") if each.name == "allergy"]
    for form in one.of_kind("medication_form"):
        if form.last not in allergies and not _is_narrowed(said, form.last):
            return [said.fact("medication", ANYTHING, "denied", [(form.first, form.last)])]
    if one.section == "medications" and one.words and one.words[0].text in _NONE and len(one.words) <= 3:
        return [said.fact("medication", ANYTHING, "denied", [(0, len(one.words))])]
    return []


def _is_narrowed(said: Said, at: int) -> bool:
    """Whether what follows says of which medicines: `for pain`."""
    words = said.statement.words
    return at < len(words) and words[at].text in ("for", "other", "with", "ל", "that", "to")


def _fact(
    said: Said,
    drug: Mention,
    status: FactStatus,
    cues: dict[str, Scope],
    amounts: list[Amount],
    frequency: tuple[int, int] | None,
    zone: int,
    step: tuple[int, int] | None,
) -> Fact:
    amount = _of_status(said, status, amounts)
    action = cues.get("action")
    listed = bool(amounts or frequency) and action is not None and action.category == "taken"
    if listed and action is not None and drug.first - action.cue_last > _LISTED_WORDS:
        cues = {group: cue for group, cue in cues.items() if group != "action"}
    places = cue_places(cues, drug, "action", "polarity", "person", "certainty", "condition", "later")
    places += [(one.first, one.last) for one in amounts]
    if step is not None:
        places.insert(1, step)
    if frequency:
        places.append(frequency)
    route = _joined(said, "routes", max(0, drug.first - 2), zone)
    if route:
        places.append(route)
    reason = _reason(said, max(last for _, last in places), drug, zone)
    if reason:
        places.append(reason)
    day = _day_of(said, places) if status in _DATED else None
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
    )


def _day_of(said: Said, places: Sequence[tuple[int, int]]) -> Named | None:
    """The day that a step was taken on, where its clause names one that is past."""
    if said.day is None:
        return None
    first, last = min(one for one, _ in places), max(one for _, one in places)
    step = places[1][0] if len(places) > 1 else first
    words = said.statement.words
    near = [
        one
        for one in said.days
        if first <= one.first < last + _DAY_WORDS
        and one.day < said.day
        and not any(word.text in (",", ";", ".") for word in words[last : one.first])
        and not _is_of_earlier_step(said, one, step)
    ]
    return min(near, key=lambda one: abs(one.first - step), default=None)


def _is_of_earlier_step(said: Said, day: Named, step: int) -> bool:
    """Whether another step was told of before the day: `started in 2019 but stopped`."""
    steps = [each for each in said.statement.of_kind("cue") if each.name in _DATED and each.first < day.first]
    return bool(steps) and steps[-1].first < step and day.first < step


def _drugs(said: Said) -> list[Mention]:
    """The drugs that may be meant as medicines; classes only where no drug is named at the same words."""
    one = said.statement
    mentions = one.mentions
    drugs = one.of_kind("drug")
    classes = [
        each
        for each in one.of_kind("drug_class")
        if not any(each.first < other.last and other.first < each.last for other in drugs)
    ]
    others = [
        each for each in mentions if each.entry.kind in ("problem", "test", "measure", "life", "specialist")
    ]
    kept = [each for each in (*drugs, *classes) if not overlaps(each, others)]
    return sorted(kept, key=lambda each: each.first)


def _is_same(said: Said, one: Mention, other: Mention) -> bool:
    """Whether the second is the same drug again in brackets: `levothyroxine (Synthroid)`."""
    between = said.statement.words[one.last : other.first]
    return one.name == other.name and len(between) <= 1 and all(word.text in "(/" for word in between)


def _zone(said: Said, drug: Mention, following: Mention | None) -> int:
    """Where the words end that may tell of `drug`: at the next drug, or the end of its clause."""
    words = said.statement.words
    last = following.first if following is not None else len(words)
    ends = (at for at in range(drug.last, last) if words[at].text in _ENDS and at + 1 < len(words))
    return next(ends, last)


def _amounts(said: Said, drug: Mention, before: Mention | None, zone: int) -> list[Amount]:
    """The doses of a drug: behind its name, or else right before it."""
    one = said.statement
    measures = [each.first for each in one.of_kind("measure") if each.first >= drug.last]
    last = min([zone, *measures])
    found = [
        each
        for each in one.amounts
        if drug.last <= each.first < last
        and (each.kind == "dose" or (each.first == drug.last and _is_bare_dose(said, each)))
    ]
    measured = _of_it(said, drug)
    if measured is not None:
        return [measured]
    near: list[Amount] = []
    at = drug.last
    for each in found:
        if each.first - at > _DOSE_WORDS:
            break
        near.append(each)
        at = each.last
    if near:
        return _bare_from(said, drug, near, last)
    floor = before.last + 2 if before is not None else 0
    return [
        each for each in one.amounts if each.kind == "dose" and floor <= each.first and each.last == drug.first
    ][-1:]


def _of_it(said: Said, drug: Mention) -> Amount | None:
    """The amount of which a drug is told: `1 cc of Celestone`."""
    words = said.statement.words
    if not drug.first or words[drug.first - 1].text != "of":
        return None
    return next((one for one in said.statement.amounts if one.kind == "dose" and one.last == drug.first - 1), None)


def _bare_from(said: Said, drug: Mention, near: list[Amount], last: int) -> list[Amount]:
    """With the number without unit that a change began at: `from 5 to 10 mg`."""
    return [each for each in near if each.last <= last and not _is_difference(said, each)]


def _is_difference(said: Said, amount: Amount) -> bool:
    """Whether it says by how much a dose was changed, or the most that may be taken."""
    return said.statement.words[amount.first - 1].text in ("by", "ב") and amount.first > 0


def _is_bare_dose(said: Said, amount: Amount) -> bool:
    """Whether a number without unit may be a dose: `lisinopril 10`."""
    words = said.statement.words
    after = words[amount.last].text if amount.last < len(words) else ""
    if (
        amount.kind
        or amount.unit
        or "-" in amount.value
        or not amount.value.replace(".", "").replace("/", "").isdigit()
    ):
        return False
    return (
        after not in ("/", "%", "weeks", "days", "months", "years", "times", "x") and "/" not in amount.value
    )


def _of_status(said: Said, status: FactStatus, amounts: Sequence[Amount]) -> Amount | None:
    """Of several doses the one that is taken from now on."""
    if not amounts:
        return None
    words = said.statement.words
    for each in amounts[1:] if len(amounts) > 1 else ():
        lead = words[each.first - 1].text
        if lead in _TO or (status == "changed" and each is amounts[-1]):
            return each
    return amounts[0]


def _joined(said: Said, kind: str, first: int, last: int) -> tuple[int, int] | None:
    """The words of a kind in `[first, last)` that stand together."""
    found: tuple[int, int] | None = None
    for one in said.statement.of_kind(kind):
        if not first <= one.first < last:
            continue
        if found is None:
            found = (one.first, one.last)
        elif one.first - found[1] <= 1:
            found = (found[0], one.last)
    return found


def _status(
    said: Said,
    drug: Mention,
    cues: dict[str, Scope],
    amounts: list[Amount],
    frequency: tuple[int, int] | None,
    zone: int,
) -> FactStatus | None:
    action, certainty = category(cues, "action"), category(cues, "certainty")
    condition, polarity = category(cues, "condition"), category(cues, "polarity")
    if _is_allergy(said, drug) or condition == "condition" or certainty == "spoken_of":
        return None
    if "topic" in cues and not amounts and action not in ("started", "stopped", "continued", "changed"):
        return None
    if category(cues, "person") == "family" or said.statement.section == "family":
        return "family"
    if polarity and not _is_of_complaint(said, drug, cues["polarity"]):
        return _negated(said, action, cues, zone)
    if action == "refused":
        return "refused"
    if certainty == "considered" and action != "continued":
        return "considered"
    if condition:
        return "planned"
    if "later" in cues and action in ("started", "stopped", "changed", "switched"):
        return "planned"
    alert = said.statement.field_name == _ALERTS and action == "taken" and not amounts
    if alert and _is_on(said, cues["action"]):
        # An alert names what was not tolerated: "cough on lisinopril".
        return None
    if action in ("taken", "continued", "") and _is_step(said, amounts):
        return "changed"
    if action:
        return _OF_ACTION[action]
    section = said.statement.section
    if section == "medications":
        return "active"
    if section in _NO_LIST or "topic" in cues:
        return None
    if any(one.unit for one in amounts) or frequency or _is_list(said):
        return "active"
    return None


def _is_on(said: Said, cue: Scope) -> bool:
    return said.statement.words[cue.cue_first].text in ("on", "with", "תחת")


def _is_of_complaint(said: Said, drug: Mention, cue: Scope) -> bool:
    """Whether a complaint is denied and not the drug behind it: `no dizziness on losartan`."""
    complaints = said.statement.of_kind("symptom", "problem")
    return any(cue.cue_last <= one.first and one.last <= drug.first for one in complaints)


def _negated(said: Said, action: str, cues: dict[str, Scope], zone: int) -> FactStatus:
    """`Not stopped` goes on, `not taken regularly` is taken, what is not taken is denied."""
    if action in _NEGATED:
        return _NEGATED[action]
    adherence = said.statement.of_kind("adherence")
    if any(cues["polarity"].cue_last <= one.first <= zone for one in adherence):
        return "active"
    return "denied"


def _is_allergy(said: Said, drug: Mention) -> bool:
    return said.statement.section == "allergies" or allergy_cue(said, drug) is not None


def _is_step(said: Said, amounts: Sequence[Amount]) -> bool:
    """Whether the doses themselves tell of a change: `10 mg -> 20 mg`, `goes down to 50 mg`."""
    words = said.statement.words
    for one in amounts:
        if [word.text for word in words[max(0, one.first - 2) : one.first]] == ["down", "to"]:
            return True
    return len(amounts) > 1 and any(
        words[at].text in ("→", ">") for at in range(amounts[0].last, amounts[-1].first)
    )


def _is_list(said: Said) -> bool:
    """Whether a statement is nothing but drugs with their doses."""
    one = said.statement
    held = {at for each in one.mentions if each.entry.kind in ("drug", "frequencies", "routes", "unit")
            for at in range(each.first, each.last)}  # fmt: skip
    return all(at in held or word.number or word.text in _BARE for at, word in enumerate(one.words))


def _reason(said: Said, after: int, drug: Mention, zone: int) -> tuple[int, int] | None:
    """The words that say why: behind `because of`, `due to`, or `for` before an illness or complaint."""
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


def _end_of_reason(said: Said, first: int) -> int:
    words = said.statement.words
    actions = {
        each.first for each in said.statement.of_kind("cue") if each.name in _OF_ACTION or each.name == "end"
    }
    for at in range(first, min(len(words), first + _REASON_WORDS)):
        if words[at].text in (",", ".", ";", ")", "(") or (at > first and at in actions):
            joined = at - 1 if at - 1 > first and words[at - 1].text in ("and", "ו") else at
            return joined
    return min(len(words), first + _REASON_WORDS)


def _words_of(said: Said, place: tuple[int, int] | None) -> str:
    return said.statement.written(*place) if place else ""


def _switched(
    said: Said, drugs: Sequence[Mention], governed: Sequence[dict[str, Scope]]
) -> dict[int, tuple[FactStatus, tuple[int, int]]]:
    """Which drug was left for which, by place, and the words for it: `switched from ramipril to losartan`."""
    found: dict[int, tuple[FactStatus, tuple[int, int]]] = {}
    for cue in said.statement.of_kind("cue"):
        if cue.name != "switched" or _is_unsure(said, cue):
            continue
        ahead = [
            at for at, drug in enumerate(drugs) if drug.first >= cue.last and drug.first - cue.last <= 14
        ]
        behind = [
            at for at, drug in enumerate(drugs) if drug.last <= cue.first and cue.first - drug.last <= 8
        ]
        led = [at for at in ahead if _led_to(said, drugs[at])]
        step = (cue.first, cue.last)
        if led and (ahead[0] not in led or behind):
            left = ahead[0] if ahead[0] not in led else behind[-1]
            if category(governed[left], "polarity") or category(governed[left], "person"):
                continue
            found[left], found[led[0]] = ("stopped", step), ("started", step)
        elif led and len(ahead) == 1:
            found[led[0]] = ("started", step)
    return found


def _is_unsure(said: Said, cue: Mention) -> bool:
    return any(
        each.name in ("considered", "condition", "later", "spoken_of") and each.first < cue.first
        for each in said.statement.of_kind("cue")
    )


def _led_to(said: Said, drug: Mention) -> bool:
    words = said.statement.words
    texts = [word.text for word in words[max(0, drug.first - 4) : drug.first]]
    return any(text in _BY_WORDS for text in texts) or _bears_prefix(said, drug)


def _bears_prefix(said: Said, drug: Mention) -> bool:
    """Whether the name itself bears the Hebrew prefix for *to* or *by*."""
    text = said.statement.words[drug.first].text
    return text[:1] in ("ל", "ב") and not said.statement.lexicon.name_of("drug", text)
