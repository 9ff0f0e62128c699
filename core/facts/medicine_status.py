"""The status of a medicine, from the cues that govern its name."""

from __future__ import annotations

from collections.abc import Sequence

from core.clinical_language.lexicon import Mention
from core.clinical_language.numbers import Amount
from core.clinical_language.scope import Scope
from core.clinical_language.tables import words_of
from core.facts.allergies import allergy_cue
from core.facts.dto import FactStatus
from core.facts.medicine_courses import LONGEST_DAYS, days_of
from core.facts.medicine_doses import is_year, tell_of_a_change
from core.facts.note_statement import NoteStatement, category

_NO_LIST = frozenset({"family", "review", "education", "results", "vitals", "exam"})
"""Sections in which a medicine that is only mentioned is not taken."""
OF_ACTION: dict[str, FactStatus] = {
    "started": "started",
    "stopped": "stopped",
    "changed": "changed",
    "switched": "changed",
    "resumed": "started",
    "continued": "continued",
    "taken": "active",
    "historical": "historical",
    "refused": "refused",
}
"""The status for the cue of an action."""
_NEGATED: dict[str, FactStatus] = {"stopped": "continued", "changed": "continued", "refused": "continued"}
_AUXILIARIES = frozenset("be been being to yet ever".split())
"""Between a negation and its verb."""
_ALERTS = "alerts"
_TIMES = frozenset("1234")
_AFTER_COUNT = frozenset({"daily", "a", "per", "d", "day", "ליומ", "ביומ", "בלי", "ללא"})
_TO_COME = frozenset({"will", "plans", "should", "going"})
_AFTER = frozenset({"after", "once"})
_BY_WORDS = frozenset({"with", "by", "to", "ל", "ב", "for"})
_BETWEEN_ITEMS = frozenset({",", ";", ".", "\n"})
_BARE = frozenset({",", ".", "and", "&", "/", "-", "(", ")", "+", ":", "x", "ו", "tab", "mg"})


def status_of(
    said: NoteStatement,
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
    apart = polarity and _is_apart(said, drug, cues)
    if polarity and not apart and not _is_of_complaint(said, drug, cues["polarity"]):
        return _negated(said, action, cues, zone)
    if not polarity and "action" in cues and _is_denied(said, drug, cues["action"]):
        return _NEGATED.get(action, "denied")
    if action == "refused":
        return "refused"
    if action == "stopped" and _is_of_another(said, drug, cues["action"]):
        return None
    if certainty == "considered" and action != "continued":
        return "considered"
    if condition:
        return "planned"
    later = "later" in cues and not _is_past(said, cues["action"] if action else None, cues["later"])
    if action == "stopped" and (later or before_what(said, drug) is not None):
        return "planned"
    if action == "stopped" and _is_interrupted(said, cues["action"]):
        return "continued"
    if not frequency and _is_of_procedure(said, drug, amounts):
        return "historical"
    if later and action in ("started", "stopped", "changed", "switched"):
        return "planned"
    alert = said.statement.field_name == _ALERTS and action == "taken" and not amounts
    if alert and _is_on(said, cues["action"]):
        # An alert names what was not tolerated: "cough on lisinopril".
        return None
    if action == "taken" and _is_of_earlier_year(said, drug):
        return "historical"
    if action in ("taken", "continued", "") and tell_of_a_change(said, amounts):
        return "changed"
    if action:
        return OF_ACTION[action]
    section = said.statement.section
    if section == "medications":
        return "active"
    if section in _NO_LIST or "topic" in cues:
        return None
    if any(one.unit for one in amounts) or frequency or _is_counted(said, amounts):
        return "active"
    if amounts and _is_item(said, drug):
        return "active"
    if _is_list(said):
        # A heading for the past: `PAST HISTORY`, with a name below it.
        past = section == "past_history" and said.statement.field_name != "medical_history"
        return "historical" if past else "active"
    return None


def switches(
    said: NoteStatement, drugs: Sequence[Mention], governed: Sequence[dict[str, Scope]]
) -> dict[int, tuple[FactStatus, tuple[int, int]]]:
    """Which drug replaced which, by index, and the words: `switched from ramipril to losartan`."""
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


def before_what(said: NoteStatement, drug: Mention) -> int | None:
    """The start of the words for a future event before which it is stopped: `will stop aspirin prior to
    surgery`.
    """
    texts = [word.text for word in said.statement.words]
    if not _TO_COME.intersection(texts[: drug.first]):
        return None
    places = range(drug.last, len(texts))
    return next((at for at in places if texts[at] == "before" or texts[at : at + 2] == ["prior", "to"]), None)


def _is_of_earlier_year(said: NoteStatement, drug: Mention) -> bool:
    """Whether an earlier year stands directly behind the name: `gastric bleed on aspirin 2009`."""
    behind = [word.number for word in said.statement.words[drug.last : drug.last + 1]]
    return any(is_year(each) and (said.day is None or int(each) < said.day.year) for each in behind)


def _is_apart(said: NoteStatement, drug: Mention, cues: dict[str, Scope]) -> bool:
    """Whether a denial before a comma has its own object, and the medicine behind it its own verb: `no op,
    apixaban stopped`.

    A list of medicines shares the denial: `no aspirin, ibuprofen taken`.
    """
    words, cue = said.statement.words, cues["polarity"]
    comma, action = drug.first - 1, cues.get("action")
    if action is None or comma <= cue.cue_last or words[comma].text != ",":
        return False
    denied = words[cue.cue_last : comma]
    drugs = said.statement.of_kind("drug")
    verb = action.cue_first - (words[action.cue_first - 1].text in words_of("verb_forms", "was", "be"))
    return (
        not any(word.is_mark for word in denied)
        and not any(cue.cue_last <= one.first < comma for one in drugs)
        and verb == drug.last
        and _is_past_form(words[action.cue_last - 1].text)
    )


def _is_past_form(verb: str) -> bool:
    return verb.endswith("ed") or verb in words_of("verb_forms", "past")


def _is_past(said: NoteStatement, action: Scope | None, later: Scope) -> bool:
    """Whether the event that a medicine was changed after is over: `metformin was stopped after delivery`.

    A plan leaves the auxiliary out, and is not told from what was done: `metformin stopped after delivery`.
    """
    words = said.statement.words
    if action is None or words[later.cue_first].text not in _AFTER or action.cue_first > later.cue_first:
        return False
    was = words_of("verb_forms", "was")
    led = words[action.cue_first].text in was or words[action.cue_first - 1].text in was
    planned = said.statement.section == "plan" or any(word.text == "?" for word in words)
    return led and action.cue_first > 0 and not planned


def _is_interrupted(said: NoteStatement, cue: Scope) -> bool:
    """Whether it is left out for some days, or kept at a dose: `held for four days`, `hold 40 till April`."""
    one = said.statement
    if not any(each.first == cue.cue_first for each in one.of_kind("interrupted")):
        return False
    words, behind = one.words, cue.cue_last
    # `Hold 40` is a dose, `held 48 h` and `held for four days` a time.
    time = any(each.kind == "time" and each.first == behind for each in one.amounts)
    if behind < len(words) and words[behind].number and not time:
        return True
    return any(
        each.kind == "time"
        and behind <= each.first <= behind + 1
        and 0 < days_of(each.value, each.unit) <= LONGEST_DAYS
        and not any(word.text == "ago" for word in words[each.last : each.last + 1])
        for each in one.amounts
    )


def _is_of_another(said: NoteStatement, drug: Mention, cue: Scope) -> bool:
    """Whether the stopped drug is before the comma: `stop gummies, if needed melatonin`."""
    words = said.statement.words
    between = words[cue.cue_last : drug.first]
    comma = next((at for at, word in enumerate(between) if word.text == ","), None)
    if not comma:
        return False
    told = {at for each in said.statement.mentions for at in range(each.first, each.last)}
    return any(cue.cue_last + at not in told and not between[at].is_mark for at in range(comma))


def _is_of_procedure(said: NoteStatement, drug: Mention, amounts: list[Amount]) -> bool:
    """Whether it was injected at the visit, by volume: `a second injection with 1 cc of triamcinolone`."""
    words = said.statement.words
    first = max((at + 1 for at in range(drug.first) if words[at].text in (";", ".", "\n")), default=0)
    injected = any(
        word.text.startswith(("inject", "infiltrat", "הזרק", "הוזרק")) for word in words[first : drug.first]
    )
    return injected and any(one.unit == "ml" for one in amounts)


def _is_on(said: NoteStatement, cue: Scope) -> bool:
    return said.statement.words[cue.cue_first].text in ("on", "with", "תחת")


def _is_denied(said: NoteStatement, drug: Mention, action: Scope) -> bool:
    """Whether the verb behind a medicine is negated: `azathioprine will not be restarted`.

    The negation governs the words after it, so not the medicine.
    """
    words = said.statement.words
    at = action.cue_first
    while at > drug.last and words[at - 1].text in _AUXILIARIES:
        at -= 1
    if at > drug.last and words[at - 1].text == "not":
        # `Should not`, `must not` are cues of their own.
        return not any(one.name == "none" and one.first < at <= one.last for one in said.statement.mentions)
    return any(
        one.name == "negated" and one.last == at and one.first >= drug.last
        for one in said.statement.of_kind("cue")
    )


def _is_of_complaint(said: NoteStatement, drug: Mention, cue: Scope) -> bool:
    """Whether a complaint is denied, not the drug after it: `no dizziness on losartan`."""
    complaints = said.statement.of_kind("symptom", "problem")
    return any(cue.cue_last <= one.first and one.last <= drug.first for one in complaints)


def _negated(said: NoteStatement, action: str, cues: dict[str, Scope], zone: int) -> FactStatus:
    """`Not stopped` means continued, `not taken regularly` means taken, `not taken` means denied."""
    if action in _NEGATED:
        return _NEGATED[action]
    if any(one.first > cues["polarity"].cue_last for one in said.statement.of_kind("outcome")):
        # "Neither helped": it was taken.
        return "historical"
    adherence = said.statement.of_kind("adherence")
    if any(cues["polarity"].cue_last <= one.first <= zone for one in adherence):
        return "active"
    return "denied"


def _is_allergy(said: NoteStatement, drug: Mention) -> bool:
    return said.statement.section == "allergies" or allergy_cue(said, drug) is not None


def _is_list(said: NoteStatement) -> bool:
    """Whether a statement consists only of drugs with their doses."""
    return _is_listed(said, 0, len(said.statement.words))


def _is_counted(said: NoteStatement, amounts: list[Amount]) -> bool:
    """Whether the times a day are written to the dose, and nothing that could tell when: `Keppra 250x2`."""
    words = said.statement.words
    return any(
        [word.text for word in words[one.last : one.last + 1]] == ["x"]
        and any(word.number in _TIMES for word in words[one.last + 1 : one.last + 2])
        and all(word.is_mark or word.text in _AFTER_COUNT for word in words[one.last + 2 : one.last + 3])
        for one in amounts
    )


def _is_item(said: NoteStatement, drug: Mention) -> bool:
    """Whether a statement begins with a list of drugs with their doses that it is in: `amlodipine 10, aspirin
    75, rest as before`.
    """
    words = said.statement.words
    first = max((at + 1 for at in range(drug.first) if words[at].text in _BETWEEN_ITEMS), default=0)
    last = next((at for at in range(drug.last, len(words)) if words[at].text in _BETWEEN_ITEMS), len(words))
    listed = any(word.text == "," for word in (*words[:first], *words[last:]))
    return listed and _is_listed(said, 0, last)


def _is_listed(said: NoteStatement, first: int, last: int) -> bool:
    one = said.statement
    held = {at for each in one.mentions if each.entry.kind in ("drug", "frequencies", "routes", "unit")
            for at in range(each.first, each.last)}  # fmt: skip
    words = one.words[first:last]
    return not any(is_year(word.number) for word in words) and all(
        first + at in held or word.number or word.text in _BARE for at, word in enumerate(words)
    )


def _is_unsure(said: NoteStatement, cue: Mention) -> bool:
    return any(
        each.name in ("considered", "condition", "later", "spoken_of") and each.first < cue.first
        for each in said.statement.of_kind("cue")
    )


def _led_to(said: NoteStatement, drug: Mention) -> bool:
    words = said.statement.words
    texts = [word.text for word in words[max(0, drug.first - 4) : drug.first]]
    return any(text in _BY_WORDS for text in texts) or _bears_prefix(said, drug)


def _bears_prefix(said: NoteStatement, drug: Mention) -> bool:
    """Whether the name itself has the Hebrew prefix for *to* or *by*."""
    text = said.statement.words[drug.first].text
    return text[:1] in ("ל", "ב") and not said.statement.lexicon.name_of("drug", text)
