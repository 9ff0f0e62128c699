"""Habits, living situation and work: smoking and alcohol with amounts, household, occupation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from core.clinical_language.days import YEAR
from core.clinical_language.lexicon import Mention
from core.clinical_language.scope import Scope
from core.clinical_language.tables import word_list, words_of
from core.clinical_language.words import Word
from core.facts.dto import Fact, FactStatus
from core.facts.note_statement import NoteStatement, category, overlaps

_HABITS = ("smoking", "alcohol")
_STATUSES: dict[str, FactStatus] = {
    "active": "active",
    "former": "former",
    "never": "never",
    "denied": "denied",
}
_STRENGTH = ("never", "former", "active", "denied")
_NEVER_IN = frozenset({"plan", "education", "review", "results", "exam", "family"})
_PHRASE_ENDS = frozenset(
    {",", ".", ";", ":", "(", "and", "but", "who", "since", "for", "because", "where", "ו", "–", "-"}
)
_QUIT = frozenset({"quit", "stopped", "ex", "הפסיק", "הפסיקה"})
_CLIENT = frozenset({"he", "she", "patient", "pt", "client"})
_ARTICLES = frozenset({"a", "an", "the", "her", "his", "their"})
_CARING = frozenset(
    "carer caretaker doctor dentist nurse midwife paramedic pharmacist physiotherapist psychologist "
    "therapist counsellor counselor vet worker coordinator consultant officer".split()
)
"""Occupations of the people who treat the client, too."""
_BEHIND_JOB = frozenset({",", ".", ";", "at", "in", "for", "(", "full", "part", "x"})
_MOST_WORDS = 6
_HABIT_WORDS = 9
_DWELLING_WORDS = 6
_WHEN = frozenset({".", "since", "in", "six", "two", "three", "last", "מזה", "לפני", "מאז"})
"""Behind a habit that was stopped: when."""
_SINCE_WORDS = 3
_AGE = re.compile(r"(?:year|yr)s?[- ]old|y/?o\b|(?<![א-ת])(?:בן|בת) \d+", re.IGNORECASE)
_AGE_WORDS = 4
_JOB_WORDS = 3
_NEVER_WORDS = frozenset(
    {"never", "none", "no", "denies", "nil", "non", "לא", "שולל", "שוללת", "אינו", "אינה", "ללא"}
)
_FORMER_WORDS = frozenset(
    {"former", "ex", "quit", "previous", "past", "stopped", "לשעבר", "הפסיק", "הפסיקה", "בעבר"}
)


def habit_facts(said: NoteStatement) -> list[Fact]:
    """Smoking and alcohol in a statement, one fact of each."""
    one = said.statement
    if one.section in _NEVER_IN:
        return []
    found = []
    for habit in _HABITS:
        fact = _habit(said, habit)
        if fact is not None:
            found.append(fact)
    return found


def _habit(said: NoteStatement, habit: str) -> Fact | None:
    one = said.statement
    named = [
        each
        for each in one.of_kind("life")
        if each.name == habit
        and each.entry.data[0] in _STATUSES
        and not _is_of_cannabis(said, each)
        and not overlaps(each, one.of_kind("problem"))
    ]
    if not named:
        return _of_label(said, habit) if one.section == habit else None
    if (label := _label(said, named)) is not None:
        behind = [each for each in named if each.first > label.last]
        if not behind:
            return _of_label(said, habit, label.first)
        named = behind
    governed = said.governed(named)
    told: list[tuple[FactStatus, Mention]] = []
    denied: list[tuple[FactStatus, Mention]] = []
    places: list[tuple[int, int]] = []
    quits: list[tuple[int, int]] = []
    for each, cues in zip(named, governed, strict=True):
        if category(cues, "person") == "family" or category(cues, "condition") or "certainty" in cues:
            continue
        status = _STATUSES[each.entry.data[0]]
        if status == "active" and _is_given_up(said, cues, each):
            status = "former"
            quits.append((cues["action"].cue_first, each.last))
        if status == "active" and "polarity" in cues:
            denied.append(("denied", each))
            places.append((cues["polarity"].cue_first, each.last))
        else:
            told.append((status, each))
    # "Two beers a week, denies heavy use": an assertion outweighs a denial beside it.
    if told:
        places = quits
    told = told or denied
    if not told:
        return None
    places += [(each.first, each.last) for _, each in told]
    status = min((status for status, _ in told), key=_STRENGTH.index)
    if status == "active" and (quit_at := _quit(said, told[0][1])) is not None:
        status = "former"
        places.append(quit_at)
    if status == "former":
        places += _since_when(said, max(last for _, last in places))
    value, unit, amount = (
        ("", "", None) if status in ("never", "denied") else _amount(said, habit, told[0][1])
    )
    if amount is not None:
        places.append(amount)
    return said.fact("habit", habit, status, places, value=value, unit=unit)


def _is_of_cannabis(said: NoteStatement, mark: Mention) -> bool:
    """Whether it is not tobacco that is smoked: `smokes cannabis at weekends`."""
    words = said.statement.words
    for one in said.statement.of_kind("cannabis"):
        between = words[mark.last : one.first]
        if one.last == mark.first or (
            one.first >= mark.last and len(between) <= 1 and not any(word.is_mark for word in between)
        ):
            return True
    return False


def _quit(said: NoteStatement, mark: Mention) -> tuple[int, int] | None:
    """The words that date the end of a habit: `20 pack years, quit 2010`."""
    words = said.statement.words
    for at in range(mark.last, len(words) - 1):
        lasting = words[at + 1].text == "for"
        if words[at].text in _QUIT and not lasting and any(word.number for word in words[at + 1 : at + 3]):
            return at, at + 2
    return None


def _is_given_up(said: NoteStatement, cues: dict[str, Scope], mark: Mention) -> bool:
    """Whether the habit itself was stopped: `quit roll-ups`, `smoking stopped`, but not `smokes, quit for 2
    months last year`.
    """
    if category(cues, "action") != "stopped":
        return False
    cue = cues["action"]
    if cue.cue_last <= mark.first:
        return True
    words = said.statement.words
    begins = not mark.first or words[mark.first - 1].is_mark
    behind = words[cue.cue_last] if cue.cue_last < len(words) else None
    ends = behind is None or behind.text in _WHEN or (behind.number != "")
    return begins and cue.cue_first == mark.last and ends


def _since_when(said: NoteStatement, after: int) -> list[tuple[int, int]]:
    """The day or year directly after the words: `ex-smoker since 2015`, `quit roll-ups 1 May`."""
    words = said.statement.words
    for at in range(after, min(after + _SINCE_WORDS, len(words))):
        if words[at].text in (";", "."):
            break
        if YEAR.fullmatch(words[at].number):
            return [(after, at + 1)]
    return [(one.first, one.last) for one in said.days if after <= one.first < after + _SINCE_WORDS][:1]


def _label(said: NoteStatement, named: Sequence[Mention]) -> Mention | None:
    """A label for the following statement: `Tobacco use: non-smoker` does not assert use."""
    words = said.statement.words
    return next((each for each in named if each.last < len(words) and words[each.last].text == ":"), None)


def _of_label(said: NoteStatement, habit: str, first: int = 0) -> Fact | None:
    """The fact after a label such as `Smoking:`, including the label if it is part of the statement."""
    words = said.statement.words[first:]
    texts = {word.text for word in words}
    if "never" in texts:
        status: FactStatus = "never"
    elif texts & _NEVER_WORDS:
        status = "denied"
    elif texts & _FORMER_WORDS:
        status = "former"
    elif said.statement.amounts or texts & {
        "yes",
        "current",
        "occasional",
        "social",
        "occasionally",
        "socially",
    }:
        status = "active"
    else:
        return None
    value, unit, _ = ("", "", None) if status in ("never", "denied") else _amount(said, habit, None)
    return said.fact("habit", habit, status, [(first, first + len(words))], value=value, unit=unit)


def _amount(said: NoteStatement, habit: str, mark: Mention | None) -> tuple[str, str, tuple[int, int] | None]:
    """The amount: `10 cigarettes/day`, with its position."""
    one = said.statement
    units = one.of_kind(f"{habit}_unit")
    periods = one.of_kind("period_unit")
    values = {amount.bare_last: (amount.value, amount.first) for amount in one.amounts}
    values |= {each.last: (each.name, each.first) for each in one.of_kind("number")}
    # Hebrew expresses one by the unit alone: `חפיסה ביום`.
    values = {
        unit.first: ("1", unit.first)
        for unit in units
        if not one.words[unit.first].text.isascii() and any(each.first == unit.last for each in periods)
    } | values
    for unit in units:
        for gap in (0, 1):
            if unit.first - gap in values and (mark is None or abs(unit.first - mark.first) <= _HABIT_WORDS):
                value, first = values[unit.first - gap]
                period = next((each for each in periods if 0 <= each.first - unit.last <= 2), None)
                name = f"{unit.name}/{period.name}" if period else unit.name
                last = period.last if period else unit.last
                if unit.first < len(one.words) and one.words[unit.first].text == "ppd":
                    name = "packs/day"
                return value, name, (first, last)
    return "", "", None


def living_facts(said: NoteStatement) -> list[Fact]:
    """The client's household and place of living."""
    one = said.statement
    found: list[Fact] = []
    if one.section == "living" and not one.of_kind("life"):
        last = _phrase_end(said, 0)
        return [said.fact("living", _phrase(said, 0, last), "active", [(0, last)])] if last else []
    named = [each for each in one.of_kind("life") if each.name == "living" and each.entry.data[0] != "none"]
    for each, cues in zip(named, said.governed(named), strict=True):
        if category(cues, "person") == "family" or "certainty" in cues or category(cues, "condition"):
            continue
        how = each.entry.data[0]
        if how in ("by", "still"):
            alone = _is_in_a_dwelling(said, each) if how == "by" else _is_all(said, each)
            if not alone or "polarity" in cues:
                continue
            how = "alone"
        if how == "alone":
            found.append(said.fact("living", "alone", "active", [(each.first, each.last)]))
            continue
        last = _phrase_end(said, each.last)
        if "polarity" in cues or any(
            each.last <= ill.first < last for ill in one.of_kind("problem", "symptom")
        ):
            continue
        concept = _phrase(said, each.last, last)
        if not concept:
            continue
        if how == "with":
            lead = "" if one.words[each.last - 1].text == "with" or concept[:1].isascii() else "עם "
            concept = f"with {concept}" if not lead else f"{lead}{concept}"
        found.append(said.fact("living", concept, "active", [(each.first, last)]))
    return found


def _is_in_a_dwelling(said: NoteStatement, by: Mention) -> bool:
    """Whether somebody stays in a dwelling by himself: `she remains in the house on her own`.

    Not one who is left there for a time, or does something there: `in the house by himself all day`.
    """
    words = said.statement.words
    near = [word.text for word in words[max(0, by.first - _DWELLING_WORDS) : by.first] if not word.is_mark]
    behind = words[by.last] if by.last < len(words) else None
    if behind is not None and not behind.is_mark and behind.text not in words_of("dwellings", "for good"):
        return False
    if not near or near[-1] not in words_of("dwellings", "own"):
        return False
    # The dwelling may have an adjective: `in a ground floor flat`.
    inside = max((at for at, text in enumerate(near) if text in ("in", "at")), default=0)
    return inside > 0 and near[inside - 1] in words_of("dwellings", "stays")


def _is_all(said: NoteStatement, one: Mention) -> bool:
    """Whether it is a sentence, or one between commas: `Still alone, Dawn filed for divorce`."""
    words = said.statement.words
    ends = one.last == len(words) or words[one.last].is_mark
    return ends and one.first == 0


def occupation_facts(said: NoteStatement) -> list[Fact]:
    """The client's present or former occupation."""
    one = said.statement
    if one.section in ("plan", "review", "exam", "results", "family"):
        return []
    found: list[Fact] = []
    named = [each for each in one.of_kind("life") if each.name == "occupation"]
    for each, cues in zip(named, said.governed(named), strict=True):
        if category(cues, "person") == "family" or "certainty" in cues or "polarity" in cues:
            continue
        fact = _occupation(said, each)
        if fact is not None:
            found.append(fact)
    return found[:1] or _behind_age(said) or _behind_is(said) or _at_head(said)


def _occupation(said: NoteStatement, mark: Mention) -> Fact | None:
    how = mark.entry.data[0]
    last = _phrase_end(said, mark.last)
    concept = _phrase(said, mark.last, last)
    if how == "without":
        return said.fact("occupation", "not working", "active", [(mark.first, mark.last)])
    if how == "retired":
        before = _job_before(said, mark)
        if before is not None:
            return said.fact(
                "occupation", _phrase(said, *before), "historical", [before, (mark.first, mark.last)]
            )
        if (job := _job_end(said, mark.last)) is not None:
            place = (mark.first, job)
            return said.fact("occupation", _phrase(said, mark.last, job), "historical", [place])
        return said.fact("occupation", "retired", "active", [(mark.first, mark.last)])
    if how == "past" and said.statement.words[mark.first].text == "former":
        job = _job_end(said, mark.last)
        last = job if job is not None else mark.last
        concept = _phrase(said, mark.last, last) if job is not None else ""
    if not concept:
        return None
    status: FactStatus = "historical" if how == "past" else "active"
    return said.fact("occupation", concept, status, [(mark.first, last)])


def _job_end(said: NoteStatement, first: int) -> int | None:
    """The end of an occupation's name that begins at the word `first`; None if there is none."""
    words = said.statement.words
    for at in range(first, min(first + _JOB_WORDS, len(words))):
        if words[at].is_mark:
            return None
        if _is_job(words[at].text) and not _is_of_somebody(words, at):
            following = words[at + 1] if at + 1 < len(words) else None
            more = following is not None and not following.text.isascii() and not following.is_mark
            return at + 2 if more and following and not following.number else at + 1
    return None


def _is_of_somebody(words: Sequence[Word], at: int) -> bool:
    """Whether it modifies the next word: `violin maker's apprentice`."""
    return words[at].written.endswith(("'s", "’s"))


def _is_job(word: str) -> bool:
    """Whether a word ends the name of an occupation: from the list, or by its ending."""
    forms = (word, word.removesuffix("s"))
    return any(form in word_list("occupations") or form.endswith(_job_endings()) for form in forms)


@cache
def _job_endings() -> tuple[str, ...]:
    return tuple(word[1:] for word in word_list("occupations") if word.startswith("-"))


def _job_before(said: NoteStatement, mark: Mention) -> tuple[int, int] | None:
    """In Hebrew the occupation precedes the word for retired."""
    words, jobs = said.statement.words, word_list("occupations")
    for at in range(mark.first - 1, max(-1, mark.first - 4), -1):
        if words[at].is_mark:
            return None
        if words[at].text in jobs:
            return at, mark.first
    return None


def _behind_age(said: NoteStatement) -> list[Fact]:
    """`45-year-old teacher`: the occupation directly after the age, at the beginning of a note."""
    one = said.statement
    found = _AGE.search(one.text, one.start, one.end)
    if found is None:
        return []
    first = next((at for at, word in enumerate(one.words) if word.start >= found.end()), len(one.words))
    while first < len(one.words) and (one.words[first].text in (",", "male", "female", "man", "woman", "א")):
        first += 1
    last = _job_end(said, first)
    if last is None or last - first > _AGE_WORDS:
        return []
    return [said.fact("occupation", _phrase(said, first, last), "active", [(first, last)])]


def _behind_is(said: NoteStatement) -> list[Fact]:
    """`He is a farmer`: an occupation attributed to the client, not to somebody else."""
    words = said.statement.words
    for at in range(len(words) - 3):
        if [word.text for word in words[at + 1 : at + 2]] != ["is"] or words[at].text not in _CLIENT:
            continue
        last = _job_end(said, at + 3) if words[at + 2].text in _ARTICLES else None
        if last is not None:
            return [said.fact("occupation", _phrase(said, at + 2, last), "active", [(at, last)])]
    return []


def _at_head(said: NoteStatement) -> list[Fact]:
    """`Software tester, remote`: an occupation at the beginning of a sentence of the client's history.

    Also under a heading for work; not another person: `Nurse, will call back`.
    """
    one = said.statement
    if one.field_name != "subjective" and one.section != "occupation":
        return []
    last = _job_end(said, 0)
    if last is None or one.words[last - 1].text in _CARING:
        return []
    if not one.words[0].text.isascii() and not _is_job(one.words[0].text):
        # A Hebrew name of an occupation begins with its noun.
        return []
    behind = one.words[last].text if last < len(one.words) else "."
    if behind not in _BEHIND_JOB:
        return []
    return [said.fact("occupation", _phrase(said, 0, last), "active", [(0, last)])]


def _phrase_end(said: NoteStatement, first: int) -> int:
    words = said.statement.words
    for at in range(first, min(len(words), first + _MOST_WORDS)):
        if words[at].text in _PHRASE_ENDS:
            return at
    return min(len(words), first + _MOST_WORDS)


def _phrase(said: NoteStatement, first: int, last: int) -> str:
    """The words folded, without preceding articles."""
    words = said.statement.words
    while first < last and words[first].text in _ARTICLES:
        first += 1
    return " ".join(word.written.casefold() for word in words[first:last])
