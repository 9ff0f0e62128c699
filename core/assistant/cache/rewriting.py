"""What an English question is once it is put into one form by rewritings that leave its meaning as it is.

Each rewriting is local and keeps every word that it does not know: how it is asked for (*what is*, *show
me*), what is joined or shortened (*what's*, *didn't she*), names of the same thing, and the order of *dose of
ibuprofen* and *ibuprofen dose*. Tense, person, number, sides, denials, numbers, names, pronouns, comparisons
and question words stay, and so does the order of all that is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.assistant.cache.articles import BEFORE_NAME, with_latest, without_the
from core.assistant.cache.dates_said import with_dates
from core.assistant.cache.exact_words import ExactWords
from core.assistant.cache.question_order import BE, asked_directly, phrase_last, place_first
from core.assistant.cache.rewriting_hebrew import rewritten_hebrew, spoken_hebrew
from core.assistant.cache.saying import is_hebrew, plain, without_courtesy, words_of

ASKED_FOR = "what is"
"""Stands before what a question asks for by its name only, however it asks."""
_WH = "what|when|where|who|which|how|why"
_LEADS_TO_QUESTION = re.compile(
    rf"(?:do you know|i(?: would|'d) like to know|i (?:want|need) to know|i(?: am|'m| was) wondering"
    rf"|(?:can|could|would) you (?:please )?(?:check|look up|find out|let me know|remind me)"
    rf"|(?:please )?(?:check|remind me|find out|let me know)),? (?=(?:{_WH}|whose|if|whether)\b)",
    re.IGNORECASE,
)
_IMPERATIVES = tuple(
    tuple(each.split())
    for each in (
        "can I see; could I see; may I see; let me see; i want to see; i would like to see; i want to know"
        "; i need to know; i would like to know; list; display; find; look up; what is; what are"
    ).split("; ")
)
_WISHES = tuple(
    tuple(each.split())
    for each in (
        "can I have; could I have; may I have; let me have; i need; i would like; do you know; do you have"
    ).split("; ")
)
"""Ask for what is recorded only where it is somebody's: who *would like a higher dose* asks for the dose."""
_THEIRS = frozenset({"her", "his", "their"})
_LAST_OF_ASKING = frozenset({"know", "see", "need", "like", "list", "find", "display", "up", "'s"})
_KINDS = frozenset(
    "dose date result results level levels reading readings value values severity frequency duration"
    " side_effects".split()
)
"""What may stand before or after the thing that it is of."""
_MEASURES = frozenset(
    "blood_pressure heart_rate respiratory_rate body_mass_index weight height temperature age"
    " hba_1_c hemoglobin".split()
)
_MEASURED = frozenset({"dose", "level", "levels", "reading", "readings", "value", "values"})
"""Of these it is one whether *latest* stands before the kind or before the thing, which is no event."""
_SCOPED = BEFORE_NAME | frozenset(
    "next previous recent other another new old second third fourth early earlier late later same only every"
    " each any all some both no not never none without non".split()
)
_OWNERS = frozenset({"her", "his", "their", "my", "our", "your", "its"})
_PREPOSITIONS = frozenset(
    "of for in on at after before since during from until till by with about as per to following under over"
    " between within today yesterday now".split()
)
_COMPARES = frozenset({"under", "over", "within", "between", "as", "to", "by", "about", "per", "with"})
"""A word alone before these asks whether: *weight over 90 kg?*"""
_JUDGES = frozenset(
    "normal abnormal high low elevated raised stable unstable positive negative adequate inadequate wrong"
    " correct right double triple good bad poor fine ok okay safe toxic therapeutic same different enough"
    " further more less no not any other another new old big small strong weak true false serious severe mild"
    " effective late early clear consistent possible likely full partial".split()
)
"""Before the name of a thing these ask whether it is so: *normal blood pressure?*"""
_VERBS = frozenset(
    "is are was were be been being am do does did done has have had will would shall should can could may"
    " might must get got go went gone there".split()
)
_ADVISED = frozenset("advised prescribed given taken recommended ordered recorded measured noted".split())
_CLAUSES = frozenset(
    "that which who whom whose when where why how what if whether because while than".split()
)
_JOINS = frozenset({"and", "or", "nor", "but", "versus", "vs", ",", "not", "no", "n't"})
_ENDS_THING = _PREPOSITIONS | _ADVISED | BE
_NOT_OF_THING = _SCOPED | _OWNERS | _VERBS | _CLAUSES | _JOINS | _KINDS | {"left", "right", "a", "an"}
_HEADS = (
    _KINDS
    | _MEASURES
    | frozenset(
        "allergies medications diagnoses diagnosis symptoms creatinine potassium sodium calcium glucose"
        " cholesterol ldl hdl inr egfr ferritin platelets troponin hematocrit score scores vaccinations"
        " immunizations".split()
    )
)
"""What can be asked for by its name only."""
_TESTS = frozenset("imaging tomography biopsy electrocardiogram echocardiogram mammogram ultrasound".split())
_TOGETHER = {
    ("blood", "pressure"): "blood_pressure",
    ("heart", "rate"): "heart_rate",
    ("respiratory", "rate"): "respiratory_rate",
    ("side", "effects"): "side_effects",
    ("body", "mass", "index"): "body_mass_index",
    ("hba", "1", "c"): "hba_1_c",
    ("international", "normalized", "ratio"): "inr",
}
_PERSON = frozenset({"she", "he", "they", "it", "you", "i", "we"})
_CONTRACTED = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not")}
_SHORT_IS = frozenset({"what", "where", "when"})
_BARE_NOUNS = frozenset({"fever", "cough", "rash", "headache", "history", "fracture", "pacemaker", "seizure"})
"""With *a* before it or without it is the same to have it."""
_ANY_AFTER = frozenset({"have", "has", "had", "there", "take", "taking"})
_ANY_KEPT = frozenset(
    {"more", "other", "longer", "less", "better", "worse", "of", "one", "further", "new", "time"}
)


def canonical(question: str, names: ExactWords) -> tuple[str, ...]:
    """The one form of `question`; equal only for questions that ask the same."""
    words = _words(question)
    if is_hebrew(words):
        return rewritten_hebrew(words, names)
    said = _without_small_words(phrase_last(_asked(words, names), heads=_HEADS))
    return tuple(_by_name(without_the(_thing_first(place_first(said)), heads=_HEADS | _TESTS)))


def as_embedded(question: str, names: ExactWords) -> str:
    """What is embedded of `question`: its words in their own order, without how it asks for something and
    with one name for each thing, since embedders know few abbreviations (0.39 between *HR* and *heart rate*).
    """
    words = _words(question)
    said = spoken_hebrew(words, names) if is_hebrew(words) else _by_name(_asked(words, names))
    return " ".join(word for word in said if word != ASKED_FOR).replace("_", " ")


def _words(question: str) -> list[str]:
    text = without_courtesy(plain(question))
    if (lead := _LEADS_TO_QUESTION.match(text)) is not None:
        text = text[lead.end() :]
    return words_of(with_dates(text))


def _asked(words: Sequence[str], names: ExactWords) -> list[str]:
    """A question's words, with one name for each thing and what is asked at its beginning."""
    said = with_latest(_together(names.named(_uncontracted(words))), heads=_HEADS)
    said = without_the(said, heads=_HEADS | _TESTS)
    return asked_directly(said, verbs=_VERBS, joins=_JOINS)


def _uncontracted(words: Sequence[str]) -> list[str]:
    """*what's* as *what is*, *doesn't she* as *does she not*; *she's* may be *is* or *has* and stays."""
    said: list[str] = []
    at = 0
    while at < len(words):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        if word == "'s" and said[-1:] and said[-1] in _SHORT_IS and not after.endswith(("ed", "en")):
            said.append("is")
        elif word in _CONTRACTED or word.endswith("n't"):
            verb, denial = _CONTRACTED.get(word, (word.removesuffix("n't"), "not"))
            moved = after in _PERSON
            said += [verb, after, denial] if moved else [verb, denial]
            at += moved
        elif word == "i'd" and after == "like":
            said += ["i", "would"]
        else:
            said.append(word)
        at += 1
    return said


def _together(words: Sequence[str]) -> list[str]:
    """Names of several words as one."""
    said: list[str] = []
    at = 0
    while at < len(words):
        found = next((name for name in _TOGETHER if tuple(words[at : at + len(name)]) == name), None)
        said.append(_TOGETHER[found] if found else words[at])
        at += len(found) if found else 1
    return said


def _without_small_words(words: Sequence[str]) -> list[str]:
    """Without *any* and *a* where they say nothing: *does she have any allergies*, *have a fever*."""
    said: list[str] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        if word == "any" and before in _ANY_AFTER and after and after not in _ANY_KEPT:
            continue
        if word == "a" and before in ("have", "has", "had") and after in _BARE_NOUNS:
            continue
        said.append(word)
    return said


def _thing_first(words: list[str]) -> list[str]:
    """*dose of ibuprofen* and *ibuprofen's dose* as *ibuprofen dose*; once, and where nothing hangs on it."""
    for at, word in enumerate(words):
        if word == "'s" and at and words[at + 1 : at + 2] and words[at + 1] in _KINDS | _MEASURES:
            return [*words[:at], *words[at + 1 :]]
        if word in _KINDS | _MEASURES and words[at + 1 : at + 2] == ["of"]:
            return _turned(words, at)
    return words


def _turned(words: list[str], kind: int) -> list[str]:
    start = kind + 2
    owner = words[start : start + 1] if words[start : start + 1] and words[start] in _OWNERS else []
    end = start + len(owner)
    while end < len(words) and words[end] not in _ENDS_THING:
        end += 1
    thing = words[start + len(owner) : end]
    first = kind
    while first and words[first - 1] in BEFORE_NAME:
        first -= 1
    leads, before = words[first:kind], words[:first]
    owned = bool(before) and (before[-1] in _OWNERS or before[-1] == "'s")
    if (
        not 1 <= len(thing) - (thing[:1] == ["the"]) <= (1 if _asks_of_doing(before) else 3)
        or not all(map(_is_of_thing, thing))
        or (end < len(words) and words[end] == "of")
        or (leads and (words[kind] not in _MEASURED or owner))
        or (owned and (owner or "'s" in thing))
        or not _may_stand_before(before)
    ):
        return words
    return [*before, *owner, *leads, *thing, words[kind], *words[end:]]


def _asks_of_doing(before: Sequence[str]) -> bool:
    """Whether a verb may follow the thing: *did the dose of aspirin change*."""
    named = before[2:] if tuple(before[:1]) == ("what",) and before[1:2] and before[1] in BE else before
    return not _VERBS.isdisjoint(named)


def _is_of_thing(word: str) -> bool:
    return word == "'s" or (word not in _NOT_OF_THING and word.replace("_", "").isalpha())


def _may_stand_before(before: Sequence[str]) -> bool:
    """Whether nothing stands before the kind that would be said of the thing if that came first."""
    if not before:
        return True
    last = before[-1]
    return last in _OWNERS | _VERBS | (_PREPOSITIONS - {"of"}) | _CLAUSES | _LAST_OF_ASKING


def _by_name(words: list[str]) -> list[str]:
    """What is asked for by its name only, however it is asked: *what is*, *show me*, nothing at all."""
    for asks in sorted((*_IMPERATIVES, *_WISHES), key=len, reverse=True):
        if tuple(words[: len(asks)]) == asks:
            if asks in _WISHES and _THEIRS.isdisjoint(words[len(asks) : len(asks) + 1]):
                return words
            named, ends = words[len(asks) :], _PREPOSITIONS | _ADVISED
            break
    else:
        named, ends = words, _PREPOSITIONS - _COMPARES
    if not named or not (_VERBS | _CLAUSES).isdisjoint(named):
        return words
    head = next((at for at, word in enumerate(named) if word in ends), len(named))
    if not head or named[head - 1] not in _HEADS:
        return words
    if named is words and any(word in _JUDGES or word.endswith("ed") for word in named[: head - 1]):
        return words
    return [ASKED_FOR, *named]
