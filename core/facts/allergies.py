"""Allergies: the allergen, and whether the allergy is active, denied, removed or a relative's."""

from __future__ import annotations

from collections.abc import Sequence

from core.clients.allergies import is_denial
from core.clinical_language.inquiries import answer
from core.clinical_language.lexicon import Mention
from core.clinical_language.scope import Scope
from core.clinical_language.tables import words_of
from core.clinical_language.words import Word
from core.facts.dto import ANYTHING, Fact, FactStatus
from core.facts.note_statement import NoteStatement, category, overlaps

_PARTS = frozenset({",", ";", "\n", "/", "•"})
_BEFORE_REACTION = frozenset({"(", "-", "–", "—", ":", ">", "→", "="})
_UNTOLD = frozenset({"certainty", "condition", "polarity", "order", "topic"})
"""Groups of cues under which a reaction is not told of the client."""
_ARROWS = frozenset({"->", ">", "→", "=>"})
_IN_LIST = frozenset({",", "and", "or", "&", "/", "ו", "או", "(", ")", "rash", "hives", "ל"})
_BREAKS = frozenset({".", ";", ",", "but", "however", "has", "have", "takes", "uses", "carries", "אכ", "אבל"})
_MOST_LEAD_WORDS = 6
_MOST_LINK_WORDS = 3
_MOST_NAME_WORDS = 4
_NO_NAME = frozenset(
    "none nil no unknown yes see and reports denies patient reviewed no1 confirmed updated".split()
)
_WITHOUT_NAME = "anaphylaxis"
_ACTIONS = frozenset({"started", "stopped", "changed", "continued", "taken", "switched"})


def allergy_facts(said: NoteStatement) -> list[Fact]:
    """The allergies in a statement."""
    one = said.statement
    if (one.section == "allergies" and not _is_behind_a_denial(said)) or one.field_name == "allergies":
        return _of_list(said)
    none = [
        each
        for each in one.of_kind("allergy_form")
        if each.name == "none" and not _is_bare_none(said, each) and not _is_of_some(said, each)
    ]
    if none:
        found = [said.fact("allergy", ANYTHING, "denied", [(none[0].first, none[0].last)])]
        return found + [fact for fact in _of_cues(said) if fact.status != "denied"]
    return _of_cues(said)


def allergy_cue(said: NoteStatement, drug: Mention) -> Mention | None:
    """The allergy cue that applies to a drug; None if there is none."""
    cues = _cues(said)
    return _cue_of(said, cues, drug, _allergens(said)) if cues else None


def _is_behind_a_denial(said: NoteStatement) -> bool:
    """Whether the list is over: `Allergies: none known. Asthma - yes.`, but not `NKDA. Latex.`"""
    before = said.before
    return (
        before is not None
        and before.section == "allergies"
        and is_denial(before.text[before.start : before.end].rpartition(":")[2])
        and not any(each.first == 0 for each in _allergens(said))
    )


def _is_bare_none(said: NoteStatement, one: Mention) -> bool:
    """`Nil known` concerns allergies only under their heading."""
    return said.statement.written(one.first, one.last).casefold() in ("none known", "nil known")


def _is_of_some(said: NoteStatement, none: Mention) -> bool:
    """Whether only the allergen after it is denied: `no allergies to penicillin`."""
    words = said.statement.words
    led = none.last < len(words) and words[none.last].text in ("to", "ל")
    return any(each.first == none.last or (led and each.first > none.last) for each in _allergens(said))


def _of_list(said: NoteStatement) -> list[Fact]:
    """A list of allergies: each part names one, unless it has another cue."""
    one = said.statement
    if is_denial(one.text[one.start : one.end]):
        return [
            said.fact("allergy", _denied_of(one.text[one.start : one.end]), "denied", [(0, len(one.words))])
        ]
    found: list[Fact] = []
    for first, last in _parts(said):
        found.extend(_of_part(said, first, last))
    return found


def _denied_of(denial: str) -> str:
    """The object of a denial: all allergies, or only food."""
    plain = denial.casefold()
    food = any(word in plain for word in ("food", "מזון"))
    return (
        "food"
        if food and not any(word in plain for word in ("drug", "medic", "תרופ", "known all"))
        else ANYTHING
    )


def _parts(said: NoteStatement) -> list[tuple[int, int]]:
    words = said.statement.words
    made, first, depth = [], 0, 0
    for at, word in enumerate(words):
        depth += (word.text == "(") - (word.text == ")")
        sentence_end = word.text == "." and (at + 1 == len(words) or words[at + 1].written[:1].isupper())
        joined = word.text == "and" and _is_name(said, at + 1) and _is_name(said, at - 1)
        if depth == 0 and (word.text in _PARTS or sentence_end or joined):
            made.append((first, at))
            first = at + 1
    made.append((first, len(words)))
    parts: list[tuple[int, int]] = []
    for start, end in made:
        if parts and _goes_on(said, parts[-1], start, end):
            parts[-1] = parts[-1][0], end
        elif end > start:
            parts.append((start, end))
    return parts


def _goes_on(said: NoteStatement, before: tuple[int, int], first: int, last: int) -> bool:
    """Whether a part names one more reaction: `Acetazolamide - tingling, confusion`."""
    words = said.statement.words
    if first == 0 or words[first - 1].text != "," or any(_is_name(said, at) for at in range(first, last)):
        return False
    led = any(words[at].text in _BEFORE_REACTION - {"(", "/"} for at in range(*before))
    return led and not any(words[at].text in _BEFORE_REACTION for at in range(first, last))


def _is_name(said: NoteStatement, at: int) -> bool:
    return any(each.first <= at < each.last for each in _allergens(said))


def _of_part(said: NoteStatement, first: int, last: int) -> list[Fact]:
    one = said.statement
    forms = [each for each in one.of_kind("allergy_form") if first <= each.first < last]
    if any(each.name == "none" and not _is_of_some(said, each) for each in forms):
        return [said.fact("allergy", ANYTHING, "denied", [(first, last)])]
    inside = [each for each in _allergens(said) if first <= each.first < last]
    cues = said.governed(inside)[0] if inside else {}
    status = _status(said, cues, inside[0] if inside else None, first, last)
    if status is None:
        return []
    words = one.words[first:last]
    name_last = next((at for at, word in enumerate(words) if word.text in _BEFORE_REACTION), len(words))
    if inside:
        concepts = list(dict.fromkeys(each.name for each in inside if each.first < first + max(name_last, 1)))
        concepts = concepts or [inside[0].name]
    elif 0 < name_last <= _MOST_NAME_WORDS and words[0].text not in _NO_NAME and words[0].text[:1].isalpha():
        concepts = [" ".join(word.text for word in words[:name_last])]
    else:
        return []
    told = answer(one.words[:last], first + name_last)
    if told == "unsure":
        return []
    no = told == "no"
    if no:
        status = "denied"
    reaction = "" if no else _reaction(said, first + name_last, last)
    return [said.fact("allergy", concept, status, [(first, last)], reason=reaction) for concept in concepts]


def _reaction(said: NoteStatement, first: int, last: int) -> str:
    """The text after the name, in brackets or after a dash."""
    words = said.statement.words
    if first >= last:
        return ""
    until = next((at for at in range(first + 1, last) if words[at].text == ")"), last)
    written = said.statement.written(first + 1, until)
    return written if written.casefold() not in ("removed", "label removed") else ""


def _allergens(said: NoteStatement) -> list[Mention]:
    """Drugs, classes of drugs and other allergens; the longest of overlapping ones."""
    one = said.statement
    found = one.of_kind("drug", "allergen", "drug_class")
    order = {"allergen": 0, "drug": 1, "drug_class": 2}
    kept: list[Mention] = []
    for each in sorted(found, key=lambda each: (each.first, each.first - each.last, order[each.entry.kind])):
        if not kept or each.first >= kept[-1].last:
            kept.append(each)
    return kept


def _of_cues(said: NoteStatement) -> list[Fact]:
    one = said.statement
    cues = _cues(said)
    if one.section in ("family", "education"):
        return _of_family(said, cues)
    found = _pairs(said, cues)
    told = {one.concept for one in found}
    return found + [one for one in _of_reactions(said) if one.concept not in told]


def _of_reactions(said: NoteStatement) -> list[Fact]:
    """The allergies of a statement with the reaction: `sulfa gave her hives`, `rash on amoxicillin`."""
    one = said.statement
    reactions = one.of_kind("reaction")
    allergens = _allergens(said) if reactions else []
    found: list[Fact] = []
    for allergen, cues in zip(allergens, said.governed(allergens), strict=True):
        reaction = next((each for each in reactions if _did(said, allergen, each)), None)
        told = (
            reaction is not None and _UNTOLD.isdisjoint(cues) and not _is_weakened(said, allergen, reaction)
        )
        if (
            reaction is not None
            and told
            and category(cues, "course") not in ("suspected", "risk", "ruled_out")
        ):
            status: FactStatus = "family" if category(cues, "person") == "family" else "active"
            places = [(allergen.first, allergen.last), (reaction.first, reaction.last)]
            written = one.written(reaction.first, reaction.last)
            found.append(said.fact("allergy", allergen.name, status, places, reason=written))
    return found


def _is_weakened(said: NoteStatement, allergen: Mention, reaction: Mention) -> bool:
    """Whether a word beside them says that it was none, or is over: `Penicillin -> no rash`, `resolved`."""
    words = said.statement.words
    first, last = min(allergen.first, reaction.first), max(allergen.last, reaction.last)
    behind = next(
        (at for at in range(last, len(words)) if words[at].is_mark and words[at].text != "?"), len(words)
    )
    near = words[max(0, first - _MOST_LINK_WORDS) : min(behind, last + _MOST_LINK_WORDS)]
    return any(word.text in words_of("reactions", "weakening") for word in near)


def _did(said: NoteStatement, allergen: Mention, reaction: Mention) -> bool:
    """Whether the words between a name and a reaction say that one brought the other."""
    words = said.statement.words
    if reaction.last <= allergen.first:
        between = [word.text for word in words[reaction.last : allergen.first]]
        links = said.statement.of_kind("reacted_to")
        return len(between) <= _MOST_LINK_WORDS and any(each.first == reaction.last for each in links)
    brought = [each.last for each in said.statement.of_kind("brought") if each.first == allergen.last]
    if any(
        word.text not in words_of("reactions", "to the client")
        for last in brought
        for word in words[last : reaction.first]
    ):
        return False
    arrows = [at for at in range(allergen.last, reaction.first) if words[at].text in _ARROWS]
    if arrows and all(_is_amount(said, at) for at in range(allergen.last, arrows[0])):
        if arrows[-1] + 1 != reaction.first:
            return False
        brought.append(arrows[-1] + 1)
    return any(0 <= reaction.first - last <= _MOST_LINK_WORDS for last in brought)


def _is_amount(said: NoteStatement, at: int) -> bool:
    """Whether a word is a part of a dose or a frequency: `trimethoprim 200 bd 3/7 -> rash`."""
    one = said.statement
    named = one.of_kind("frequencies", "routes", "unit")
    word = one.words[at]
    return bool(word.number) or word.is_mark or any(each.first <= at < each.last for each in named)


def _cues(said: NoteStatement) -> list[Mention]:
    """The words for allergy, except in the names of clinics, tests and illnesses."""
    one = said.statement
    others = one.of_kind("specialist", "test", "problem")
    return [each for each in one.of_kind("cue") if each.name == "allergy" and not overlaps(each, others)]


def _of_family(said: NoteStatement, cues: Sequence[Mention]) -> list[Fact]:
    return [] if said.statement.section != "family" else _pairs(said, cues)


def _pairs(said: NoteStatement, cues: Sequence[Mention]) -> list[Fact]:
    """The allergies that the cues of a statement apply to."""
    found: list[Fact] = []
    allergens = _allergens(said)
    governed = said.governed(allergens)
    for place, allergen in enumerate(allergens):
        cue = _cue_of(said, cues, allergen, allergens)
        if cue is None:
            continue
        status = _status(said, governed[place], allergen, 0, len(said.statement.words))
        if status is None:
            continue
        places = [(cue.first, cue.last), (allergen.first, allergen.last)]
        for group in ("polarity", "person"):
            if (scope := governed[place].get(group)) is not None:
                places.append((scope.cue_first, scope.cue_last))
        if status == "removed":
            places += [(each.first, each.last) for each in said.statement.of_kind("allergy_form")]
        found.append(said.fact("allergy", allergen.name, status, places, reason=_because(said, allergen)))
    # `Anaphylaxis to peanuts` is one to peanuts; if nothing is named it is kept without a name.
    return [one for one in found if one.concept != _WITHOUT_NAME] or found


def _because(said: NoteStatement, allergen: Mention) -> str:
    """The reaction in brackets after the name."""
    words = said.statement.words
    if allergen.last < len(words) and words[allergen.last].text == "(":
        until = next((at for at in range(allergen.last, len(words)) if words[at].text == ")"), allergen.last)
        return said.statement.written(allergen.last + 1, until)
    return ""


def _cue_of(
    said: NoteStatement, cues: Sequence[Mention], allergen: Mention, allergens: Sequence[Mention]
) -> Mention | None:
    """The allergy cue that applies to `allergen`: directly after it, or before it with nothing between."""
    words = said.statement.words
    actions = [each.first for each in said.statement.of_kind("cue") if each.name in _ACTIONS]
    for cue in cues:
        if cue.first == allergen.first or allergen.last <= cue.first <= allergen.last + 1:
            return cue
        if cue.last <= allergen.first:
            between = words[cue.last : allergen.first]
            free = not any(cue.last <= at < allergen.first for at in actions)
            if free and _leads(between, cue, allergen, allergens):
                return cue
    return None


def _leads(between: Sequence[Word], cue: Mention, allergen: Mention, allergens: Sequence[Mention]) -> bool:
    """Whether the words between a cue and a name connect them, possibly through a list of names."""
    first = next((each for each in allergens if each.first >= cue.last), allergen)
    lead = between[: first.first - cue.last]
    if len(lead) > _MOST_LEAD_WORDS or any(word.text in _BREAKS for word in lead):
        return False
    at, until = first.first, allergen.first
    for each in (one for one in allergens if first.first <= one.first < until):
        if any(word.text not in _IN_LIST for word in between[at - cue.last : each.first - cue.last]):
            return False
        at = each.last
    return all(word.text in _IN_LIST for word in between[at - cue.last :])


def _status(
    said: NoteStatement, cues: dict[str, Scope], allergen: Mention | None, first: int, last: int
) -> FactStatus | None:
    if category(cues, "person") == "family" or said.statement.section == "family":
        return "family"
    forms = said.statement.of_kind("allergy_form")
    if any(each.name == "removed" and first <= each.first < last for each in forms):
        return "removed"
    if category(cues, "condition") == "condition":
        return None
    if category(cues, "course") == "ruled_out":
        return "removed"
    if category(cues, "course") in ("suspected", "risk"):
        return None
    if category(cues, "polarity"):
        return "denied"
    return "active"
