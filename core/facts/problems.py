"""Illnesses: in the assessment and the past history, and those a sentence attributes to the client."""

from __future__ import annotations

from core.clinical_language.days import YEAR
from core.clinical_language.lexicon import Entry, Mention
from core.clinical_language.scope import POSSESSIVES, Scope
from core.clinical_language.tables import word_list
from core.clinical_language.words import HYPHENS, Word
from core.facts.dto import Fact, FactStatus
from core.facts.note_statement import NoteStatement, category, cue_places, overlaps

_LISTS = frozenset({"assessment", "past_history"})
"""Sections in which a named illness is one of the client's."""
_NEVER = frozenset({"review", "exam", "results", "vitals", "education", "allergies", "plan", "medications"})
"""Sections in which a name alone means nothing, and a cue seldom more."""
_OF_COURSE: dict[str, FactStatus] = {
    "resolved": "resolved",
    "ruled_out": "ruled_out",
    "suspected": "considered",
}
_LOOKED_INTO = frozenset({"work", "workup", "evaluate", "evaluation"})
_DONE = frozenset({"status", "s/p", "s"})
_OPERATIONS = frozenset({"surgery", "extraction", "repair", "removal", "excision", "resection"})
_NAME_ENDS = frozenset(
    {",", ".", ":", ";", "(", "-", "–", "—", "with", "secondary", "due", "likely", "consistent"}
)
_MOST_NAME_WORDS = 6
_ARTICLES = frozenset({"the", "a", "an", "of"})
_MOST_WORDS_TO_YEAR = 4
_SINCE = frozenset({"since", "from", "מאז"})
_NO = frozenset({"no", "not", "without", "never", "ללא", "בלי", "לא"})
_AGAIN = ("recur", "relaps", "again", "persist", "ongoing", "חוזר", "חזר", "שוב")
"""Beginnings of words that tell that what happened once is there again."""
_SUFFIXES = (
    "itis",
    "osis",
    "emia",
    "aemia",
    "oma",
    "pathy",
    "algia",
    "uria",
    "plegia",
    "rrhea",
    "rrhoea",
    "edema",
)


def problem_facts(said: NoteStatement) -> list[Fact]:
    """Every illness of a statement with its status."""
    one = said.statement
    problems = _problems(said)
    governed = said.governed(problems)
    found: list[Fact] = []
    for problem, cues in zip(problems, governed, strict=True):
        status = _status(said, problem, cues)
        if status is not None:
            places = cue_places(cues, problem, "course", "polarity", "person", "time")
            side = said.side(problem.first, problem.last)
            found.append(said.fact("problem", problem.name, status, places, side=side))
    if not problems and one.section == "assessment" and one.is_item:
        found.extend(_named_freely(said))
    return found


def _problems(said: NoteStatement) -> list[Mention]:
    """The illnesses named, except in the words of a drug, a measured value or a clinic."""
    one = said.statement
    others = one.of_kind("drug", "measure", "specialist", "test", "cue", "life", "allergen", "place")
    problems = [each for each in one.of_kind("problem") if not overlaps(each, others)]
    values = {amount.first for amount in one.amounts}
    measures = {(each.first, each.last) for each in one.of_kind("measure")}
    return [
        each
        for each in problems
        if not _is_only_like(said, each)
        and not ((each.first, each.last) in measures and (each.last in values or each.last + 1 in values))
    ]


def _is_only_like(said: NoteStatement, problem: Mention) -> bool:
    """Whether something is compared with the illness: `gout-like pain`."""
    words = said.statement.words
    following = words[problem.last] if problem.last < len(words) else None
    return (
        following is not None
        and following.text in ("like", "type")
        and said.statement.text[words[problem.last - 1].end : following.start] in HYPHENS
    )


def _status(said: NoteStatement, problem: Mention, cues: dict[str, Scope]) -> FactStatus | None:
    section = said.statement.section
    course, time = category(cues, "course"), category(cues, "time")
    denied = bool(category(cues, "polarity"))
    if course == "suspected" and _is_worked_up(said, problem, cues["course"]):
        course = ""
    if (
        (category(cues, "condition") and section != "family")
        or course == "risk"
        or category(cues, "certainty") == "spoken_of"
    ):
        return None
    if "believed" in cues and course != "ruled_out":
        return "considered" if section in _LISTS else None
    if section == "family" or category(cues, "person") == "family" or _is_in_a_relative(said, problem):
        return None if denied else "family"
    if section in _NEVER:
        return None
    if _is_operated(said, problem, cues) and not denied:
        return "historical"
    if not course and not denied and _is_of_earlier_year(said, problem):
        return "historical"
    if section in _LISTS:
        return _listed(section, problem, course, time, denied=denied)
    if time == "" and course == "" and denied:
        return "denied" if _is_chronic(problem) and not _is_of_illness(said, problem) else None
    if time == "":
        return _OF_COURSE[course] if course == "ruled_out" else None
    if course in ("suspected", "ruled_out", "resolved"):
        return _OF_COURSE[course]
    if denied:
        sure = category(cues, "certainty") == "" and not _is_of_illness(said, problem)
        return "denied" if sure and (time == "past" or _is_chronic(problem)) else None
    return _by_course(problem) if time == "past" else "active"


def _is_in_a_relative(said: NoteStatement, problem: Mention) -> bool:
    """Whether `in` and a relative follow it, and nothing of theirs: `migraine in her daughter`.

    Not `asthma in daughter's house`, nor `croup in infant`, who may be the client.
    """
    words = [word.text for word in said.statement.words[problem.last : problem.last + 4]]
    if words[:1] != ["in"]:
        return False
    at = 2 if len(words) > 1 and words[1] in POSSESSIVES else 1
    behind = said.statement.words[problem.last + at + 1 :][:1]
    ends = not behind or behind[0].is_mark or behind[0].text in ("and", "but", "too", "also")
    return len(words) > at and words[at] in word_list("family_members") and ends


def _is_worked_up(said: NoteStatement, problem: Mention, cue: Scope) -> bool:
    """Whether a complaint is being investigated, which is present and not suspected: `work up for
    headaches`.
    """
    words = [word.text for word in said.statement.words[cue.cue_first : cue.cue_last]]
    complaint = any(
        (each.first, each.last) == (problem.first, problem.last) for each in said.statement.of_kind("symptom")
    )
    return complaint and bool(_LOOKED_INTO.intersection(words))


def _is_operated(said: NoteStatement, problem: Mention, cues: dict[str, Scope]) -> bool:
    """Whether it is part of the name of a past operation: `status post cataract surgery`."""
    words = said.statement.words
    cue = cues.get("time")
    done = cue is not None and words[cue.cue_first].text in _DONE
    return done and problem.last < len(words) and words[problem.last].text in _OPERATIONS


def _listed(section: str, problem: Mention, course: str, time: str, *, denied: bool) -> FactStatus | None:
    """The status of an illness in the assessment or the past history."""
    if course:
        return _OF_COURSE[course]
    if denied:
        return "ruled_out" if section == "assessment" and not time else "denied"
    if section == "past_history" or time == "past":
        return _by_course(problem)
    return "active"


def _is_of_earlier_year(said: NoteStatement, problem: Mention) -> bool:
    """Whether it happens at a time, and an earlier year is told with it: `PE 2016, provoked`."""
    if problem.entry.data[0] != "event" or said.day is None:
        return False
    words = said.statement.words
    near = words[problem.last : problem.last + _MOST_WORDS_TO_YEAR]
    ends = next((at for at, word in enumerate(near) if word.text in ";.,"), len(near))
    year = next((word.number for word in near[:ends] if YEAR.fullmatch(word.number)), "")
    return (
        bool(year)
        and int(year) < said.day.year
        and _SINCE.isdisjoint(word.text for word in near[:ends])
        and not any(
            word.text.startswith(_AGAIN) and not (at and words[at - 1].text in _NO)
            for at, word in enumerate(words)
        )
    )


def _is_chronic(problem: Mention) -> bool:
    return problem.entry.data[0] == "chronic"


def _is_of_illness(said: NoteStatement, problem: Mention) -> bool:
    """Whether a part of the illness is meant: its complications, an attack."""
    return any(
        each.first == problem.last or problem.first - 3 <= each.first < problem.first
        for each in said.statement.of_kind("of_illness")
    )


def _by_course(problem: Mention) -> FactStatus:
    """A statement about the past still applies if the illness is a chronic one."""
    return "active" if _is_chronic(problem) else "historical"


def _named_freely(said: NoteStatement) -> list[Fact]:
    """An unknown complaint in the assessment: its words up to the first mark."""
    words = said.statement.words
    last = next((at for at, word in enumerate(words) if word.text in _NAME_ENDS), len(words))
    if not 0 < last <= _MOST_NAME_WORDS or not any(_is_complaint(said, at) for at in range(last)):
        return []
    if any(one.name != "present" and one.first < last for one in said.statement.of_kind("cue")):
        return []
    concept = " ".join(word.text for word in _without_side(said, last))
    name = Mention(Entry("problem", concept, ("episode",)), 0, last)
    cues = said.governed([name])[0]
    status = _listed("assessment", name, category(cues, "course"), "", denied="polarity" in cues)
    if not concept or status is None or category(cues, "course") == "risk":
        return []
    places = cue_places(cues, name, "course", "polarity")
    return [said.fact("problem", concept, status, places, side=said.side(0, last))]


def _without_side(said: NoteStatement, last: int) -> list[Word]:
    sides = {at for one in said.statement.of_kind("side") for at in range(one.first, one.last)}
    named = enumerate(said.statement.words[:last])
    return [word for at, word in named if at not in sides and word.text not in _ARTICLES]


def _is_complaint(said: NoteStatement, at: int) -> bool:
    word = said.statement.words[at].text
    if word.endswith(_SUFFIXES):
        return True
    return any(one.first <= at < one.last for one in said.statement.of_kind("symptom"))
