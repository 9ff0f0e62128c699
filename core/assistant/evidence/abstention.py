"""Decides when what was found is no answer at all, so that "not in the record" is said rather than implied.

It speaks up only where it can say why: nothing was found; nothing found is near the question; a drug, a drug
of a class or a test that is asked for by its name is not mentioned; the question asks for a kind of value (a
dose, a size, a reading, a name …) and no sentence found about its subject holds one; or a result is still
awaited. A question that none of this fits ends in evidence: the nearest words, quoted and dated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.assistant.evidence.asked import DOSE, PENDING, RESULT, rule_of
from core.assistant.evidence.kinds import kind_of
from core.assistant.evidence.near_misses import near_miss_signs
from core.assistant.evidence.people import asked_of
from core.assistant.evidence.reported import is_coming, tells_finding
from core.assistant.evidence.rule import Rule
from core.assistant.evidence.signs import Asked, absence_signs, value_signs
from core.assistant.evidence.subjects import SURE, Subjects, drug_lexemes, is_amount
from core.assistant.evidence.warned import is_warned
from core.assistant.evidence.weighing import reason
from core.assistant.spans import as_read, sentence_spans
from core.retrieval.dto import Hit
from core.retrieval.language.lexemes import note_lexemes
from core.retrieval.language.tokens import tokens
from core.retrieval.understanding.drug_uses import usual_drugs

FLOOR_DENSE = 0.1
"""Below this the starter embedder puts questions beside passages that have nothing to do with them."""

_CLOSE_AFTER, _CLOSE_BEFORE = 70, 30
"""Characters between a word and its value."""
_BEFORE_ITS_DOSE = re.compile(
    r"[\s:=-]*(?:(?:at|of|dose|tablets?|tabs?|caps?(?:ules?)?|[xesi]r|[xc]l|cr|ec|la|mr|hcl|sodium|succinate"
    r"|tartrate|cr[eè]me|cream|ב?מינון)\b\s*)?",
    re.IGNORECASE,
)
"""All that may stand between the name of a drug and its own dose: after a comma, a bracket or another word
the dose may be that of a name before.
"""
_ONE_DOSE = re.compile(
    r"[/(+=-]|\b(?:instead|replac|switch|chang|convert|swap|rather|lieu|substitut)\w*\b"
    r"|במקום|הוחלפ?|החלפ|החלי[פף]",
    re.IGNORECASE,
)
"""Between two names: the dose after both may be that of the first."""
_HOW_MUCH = re.compile(
    r"\W*(?:how much (?:of (?:the )?)?|(?:dose|dosage|strength) of (?:(?:the|his|her) )?|כמה )", re.IGNORECASE
)
_ONLY_DOSE = re.compile(r"\W*(?:[\w-]+ ){1,3}(?:dos(?:e|age)|strength)\W*$", re.IGNORECASE)
_WHICH = re.compile(r"\W*(?:which|what)\s+", re.IGNORECASE)
_NAME_WITH_DOSE = re.compile(r"\b(?P<name>[A-Z][a-z]{3,})\s+\d[\d.,]*\s?(?:mg|mcg|g|units?|puffs?)\b")
_NUMBER_ASKED = re.compile(
    r"\bhow (?:many|much|old|big|wide|large|high|tall|far|fast)\b"
    r"|\bwhat (?:year|percentage|number)\b|כמה|באיזו שנה",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"\b(?:switch|replac|chang|swap|instead|convert)\w*\b|(?<![א-ת])\S?(?:הוחלפ?|החלי[פף]|החלפ|במקום"
    r"|הומר)",
    re.IGNORECASE,
)
"""Of one drug something is asked that is told of another."""
_NO_DRUG = frozenset({"frame", "body", "word"})
"""Kinds of words that name no drug by themselves."""
_SUFFICES = frozenset(
    {"birth_weight", "children", "smoked", "drunk", "workplace", "work", "gestation", "ejection"}
)
"""Of these a value answers in whatever words it stands."""
_NUMERIC = frozenset({"dose", "share", "mass", "measure", "size", "count", "age"})


def why_not_in_record(
    question: str,
    hits: Sequence[Hit],
    *,
    by_meaning: bool,
    subjects: Subjects | None = None,
    mentioned: Sequence[float] | None = None,
    whole_practice: bool = False,
) -> str | None:
    """A code when the record does not say, as far as it was found, else None.

    `nothing_found`, `nothing_near`, `not_mentioned`, `value_not_found`, `awaited`, or
    `nothing_found_by_words` when only words could be compared (`by_meaning` false), which proves less.
    `subjects` of the question, with the practice's vocabulary. `mentioned`: how surely each of its groups
    stands anywhere in the scope; None: only what was found is known. Over the `whole_practice` only words
    that no chart mentions count: who is asked for is told by the list of clients.
    """
    if not hits:
        return "nothing_found" if by_meaning else "nothing_found_by_words"
    subjects = subjects or Subjects(question)
    if is_warned(subjects, hits):
        return None
    noted = _Noted.of(subjects, hits)
    if not noted.has_words:
        nearest = max((hit.dense for hit in hits if hit.dense is not None), default=-1.0)
        if not by_meaning:
            return "nothing_found_by_words"
        if nearest < FLOOR_DENSE:
            return "nothing_near"
    asked = Asked(question, noted.subjects, hits, mentioned)
    if not whole_practice and _is_told(question, noted):
        return None
    absence = {} if _names_usual_drug(question, noted) else absence_signs(asked)
    return reason(
        absence
        if whole_practice
        else absence | value_signs(asked) | near_miss_signs(asked) | _rules(asked, noted)
    )


def _names_usual_drug(question: str, noted: _Noted) -> bool:
    """Whether a drug stands there that is usual for what the question asks a drug for."""
    usual = usual_drugs(question, noted.subjects.query)
    return bool(usual) and any(usual.stand_in(sentence.text) for sentence in noted.sentences)


def missing_words(
    question: str, hits: Sequence[Hit], *, subjects: Subjects | None, mentioned: Sequence[float] | None
) -> tuple[str, ...]:
    """The question's own words that stand nowhere in the scope, in whatever words; () where only what was
    found is known (`mentioned` is None).
    """
    if mentioned is None:
        return ()
    return Asked(question, subjects or Subjects(question), hits, mentioned).missing


def _is_told(question: str, noted: _Noted) -> bool:
    """Whether the value that is asked for is there, and by itself is enough of an answer."""
    rule = rule_of(question)
    if rule is None or rule.name not in _SUFFICES or asked_of(question) is not None:
        return False
    return _value_found(rule, question, noted)


def _rules(asked: Asked, noted: _Noted) -> dict[str, float]:
    """The signs that rules tell: the kind of value that is asked for is not there, a result is awaited."""
    rule = rule_of(asked.question) or _dose_of_a_drug(asked.question, noted)
    missing = rule is not None and not _value_found(rule, asked.question, noted)
    sure = rule is None or rule.about in ("none", "measure", "drug") or asked.names_mentioned
    name = "value_missing" if sure else "value_missing_words"
    told = {"value_missing_hint" if rule is not None and rule.hint else name: float(missing)}
    if _is_class_only(asked, noted):
        told["class_only"] = 1.0
    if _is_awaited(asked.question, noted):
        told["unreported"] = 1.0
    return told


def asks_for_number(question: str) -> bool:
    """Whether an answer without any number cannot be one."""
    rule = rule_of(question)
    return (rule is not None and rule.name in _NUMERIC) or _NUMBER_ASKED.search(question) is not None


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    coming: bool
    held: dict[int, float]


@dataclass(frozen=True, slots=True)
class _Noted:
    """The sentences found, with the question's groups that each holds."""

    subjects: Subjects
    sentences: tuple[_Sentence, ...]
    best: dict[int, float]

    @classmethod
    def of(cls, subjects: Subjects, hits: Sequence[Hit]) -> _Noted:
        fields = {
            as_read(span.text, hit.passage.field): hit.passage.field
            for hit in reversed(hits)
            for span in sentence_spans(hit.passage)
        }
        sentences = tuple(
            _Sentence(text, is_coming(text, field=field) and not tells_finding(text), subjects.held(text))
            for text, field in fields.items()
        )
        best: dict[int, float] = {}
        for sentence in sentences:
            for place, sure in sentence.held.items():
                best[place] = max(best.get(place, 0.0), sure)
        return cls(subjects, sentences, best)

    @property
    def has_words(self) -> bool:
        """Whether any sentence holds a word of the question; a number alone is none."""
        numbers = {place for place, name in enumerate(self.subjects.names) if is_amount(name)}
        if len(numbers) == len(self.subjects.names):
            numbers = set()
        return any(sure >= SURE for place, sure in self.best.items() if place not in numbers)

    def mentions(self, place: int) -> bool:
        return self.best.get(place, 0.0) >= SURE


def _is_class_only(asked: Asked, noted: _Noted) -> bool:
    """Whether it is asked which drug of a class, and no sentence found names one."""
    which = _WHICH.match(asked.question)
    if which is None or any(_names_unknown_drug(sentence.text) for sentence in noted.sentences):
        return False
    return any(
        noted.subjects.is_class(place) and not _names_drug(noted, place) and not asked.has_member(place)
        for place, name in enumerate(noted.subjects.names)
        if asked.question.find(name) == which.end()
    )


def _dose_of_a_drug(question: str, noted: _Noted) -> Rule | None:
    """How much of a drug asks for its dose, as does a drug with that word and nothing else."""
    asked = _HOW_MUCH.match(question)
    drugs = [place for place in range(len(noted.subjects.names)) if noted.subjects.drugs(place)]
    if drugs and _ONLY_DOSE.match(question):
        return DOSE
    if asked is None or all(question.find(noted.subjects.names[place]) != asked.end() for place in drugs):
        return None
    return DOSE


def _names_unknown_drug(text: str) -> bool:
    """Whether a dose follows a name that no table knows: it may be of any class."""
    return any(
        drug_lexemes().isdisjoint(note_lexemes(found["name"])) for found in _NAME_WITH_DOSE.finditer(text)
    )


def _names_drug(noted: _Noted, place: int) -> bool:
    return any(noted.subjects.holds_drug(place, sentence.text) for sentence in noted.sentences)


def _value_found(rule: Rule, question: str, noted: _Noted) -> bool:
    """Whether a sentence about what the question is about holds such a value."""
    places = _about(rule, question, noted)
    if places is None:
        return False
    return any(
        _holds(rule, one, places, noted.subjects, alone=_REPLACED.search(question) is None)
        for one in noted.sentences
        if _is_on(one, places, rule, noted)
    )


def _about(rule: Rule, question: str, noted: _Noted) -> list[int] | None:
    """The places of the groups that the sentence must be about; None when no sentence is about them."""
    subjects = noted.subjects
    asks = rule.asks.search(question)
    if rule.about == "none":
        return []
    drugs = [place for place in range(len(subjects.names)) if subjects.drugs(place)]
    if rule.about == "drug" and drugs:
        # A class may have members that no table knows: then any dose may be meant.
        return [place for place in drugs if not subjects.is_class(place)]
    if asks is None:
        return []
    inside = {
        place for place, name in enumerate(subjects.names)
        if asks.start() <= question.find(name) < asks.end()
    }  # fmt: skip
    if rule.about == "measure":
        named = [place for place in sorted(inside) if _is_measured(asks, subjects.names[place])]
        return named if named and all(noted.mentions(place) for place in named) else None
    rest = [place for place in range(len(subjects.names)) if place not in inside]
    if all(kind_of(subjects, place) == "frame" for place in rest):
        # `Who is her dentist?` is about what asks for it; `How long should she stop?` about nothing.
        rest = [place for place in sorted(inside) if kind_of(subjects, place) != "frame"]
    if rule.about == "first":
        rest = rest[:1]
    held = [place for place in rest if noted.mentions(place)]
    if not held and rule.about == "any":
        held = [
            place for place in sorted(inside)
            if noted.mentions(place) and kind_of(subjects, place) != "frame"
        ]  # fmt: skip
    return held if held or not rest else None


def _is_measured(asks: re.Match[str], name: str) -> bool:
    what = (asks["what"] or asks["what_he"] or "").casefold()
    return name.casefold() in what or what in name.casefold()


def _is_on(sentence: _Sentence, places: list[int], rule: Rule, noted: _Noted) -> bool:
    """Whether a sentence is about enough of it."""
    if not places:
        return True
    enough = 1 if rule.about == "any" else (len(places) + 1) // 2
    if sum(sentence.held.get(place, 0.0) >= SURE for place in places) >= enough:
        return True
    return rule.about == "drug" and any(noted.subjects.holds_drug(place, sentence.text) for place in places)


def _holds(rule: Rule, sentence: _Sentence, places: list[int], subjects: Subjects, *, alone: bool) -> bool:
    """Whether a value stands there; `alone`: near the name of a drug it may belong to no other drug."""
    if rule.about == "measure" and sentence.coming:
        return False
    text = sentence.text
    values = [found.start() for found in rule.holds.finditer(text)]
    if not rule.close or not values:
        return bool(values)
    marks = [mark for place in places for mark in subjects.marks_of(place, text)] or subjects.marks(text)
    if rule.about == "drug" and all(kind_of(subjects, place) in _NO_DRUG for place in places):
        # `The dose of that knee tablet` names no drug: the dose of any drug for the knee may be meant.
        return True
    others = _other_drugs(text, marks) if alone and rule.about == "drug" else ()
    return not marks or any(
        _is_close(value, start, end) and not _is_of_other(text, value, start, end, others)
        for value in values
        for start, end in marks
    )


def _is_close(value: int, start: int, end: int) -> bool:
    return -_CLOSE_BEFORE <= value - end <= _CLOSE_AFTER


def _other_drugs(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where drugs stand that are not the one that is asked for."""
    return [
        (token.start, token.end)
        for token in tokens(text)
        if not drug_lexemes().isdisjoint(note_lexemes(token.written))
        and all(token.end <= start or end <= token.start for start, end in marks)
    ]


def _is_of_other(text: str, value: int, start: int, end: int, others: Sequence[tuple[int, int]]) -> bool:
    """Whether a dose after a name belongs to a name in between, and one before it to a name before that."""
    its_own = [
        (first, last)
        for first, last in others
        if last <= value and _BEFORE_ITS_DOSE.fullmatch(text, last, value)
    ]
    if value < start:
        return bool(its_own)
    return any(end <= first and _ONE_DOSE.search(text, end, first) is None for first, _ in its_own)


def _is_awaited(question: str, noted: _Noted) -> bool:
    """Whether all that is said of a specimen is that its result is still to come."""
    asked = RESULT.search(question)
    if asked is None:
        return False
    what = (asked["what"] or asked["what2"]).casefold()
    said = [sentence.text for sentence in noted.sentences if what in sentence.text.casefold()]
    return bool(said) and all(PENDING.search(text) for text in said)
