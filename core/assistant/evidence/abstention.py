"""Decides when the sentences found do not answer, so that "not in the record" is stated explicitly.

A question is refused only with a reason: nothing was found; nothing found is near the question; a drug or a
clinical term that is asked for by its name is not mentioned; the question asks for a kind of value and no
sentence found about its subject contains one; a result is still awaited; it is recorded of another person or
side; a trained reader (`core.assistant.reader`) finds that none of the sentences answers. The signs are added
up with weights in a table, a logistic regression (decision 0047); without any of them nothing is refused. In
all other cases the answer is evidence: the nearest sentences, quoted and dated.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.assistant.evidence.asked import DOSE, NUMERIC, Rule, rule_of
from core.assistant.evidence.kinds import kind_of
from core.assistant.evidence.signs import NAMED_KINDS, Said, ScopedQuestion, signs_of
from core.assistant.evidence.subjects import SURE, Subjects, drug_lexemes
from core.assistant.evidence.times import DaysAsked
from core.assistant.evidence.warned import is_warned
from core.clinical_language.statements import statement_of
from core.language.lexemes import note_lexemes
from core.language.tokens import tokens
from core.retrieval.dto import Hit
from core.retrieval.understanding.drug_uses import usual_drugs

WEIGHTS: dict[str, float] = {
    "drug_absent": 1.8,
    "test_absent": 1.8,
    "problem_absent": 1.0,
    "specialist_absent": 1.0,
    "abbreviation_absent": 0.6,
    "value_missing": 1.8,
    "subject_missing": 0.9,
    "unreported": 2.0,
    "of_another": 1.3,
    "other_side": 1.5,
    "other_time": 1.3,
    "reader_none": 0.4,
}
"""A logistic regression over 3,555 questions, each chart left out in turn (decision 0047); `other_time` was
set manually (0068). A model that reads
the sentences has its own scale for `reader_none`: by itself it refuses only if it is nearly certain
(decisions 0054 and 0063).
"""
READER_SLOPE, READER_OFFSET = 1.0, 0.0
"""Calibrate the log-odds of the reader, for its model and adapter."""
READER_BOUND = 3.0
"""The largest log-odds of a reading, in either direction."""
ENOUGH = 0.95
"""A question is refused from this sum on: about 3 in 100 of those that a chart answers reach it."""
UNCERTAIN = 0.6
"""From this sum on an answer says that it may not be one (decision 0077)."""
_ABSENCE = tuple(f"{kind}_absent" for kind in NAMED_KINDS)
REASONS = dict.fromkeys(WEIGHTS, "value_not_found") | {
    **dict.fromkeys(_ABSENCE, "not_mentioned"),
    "unreported": "awaited",
    "reader_none": "nothing_answers",
    "other_time": "other_time",
}
"""The reason shown to the user for each sign."""

FLOOR_DENSE = 0.0
"""If all passages have lower similarities with the starter embedder, none is related: half of a chart's
sentences have.
"""

_FEW_WORDS = 5
"""`Losartan dose?`"""
_CLOSE_AFTER, _CLOSE_BEFORE = 70, 30
"""Characters between a word and its value."""
_BEFORE_ITS_DOSE = re.compile(
    r"[\s:=-]*(?:(?:at|of|dose|tablets?|tabs?|caps?(?:ules?)?|[xesi]r|[xc]l|cr|ec|la|mr|hcl|sodium|succinate"
    r"|tartrate|cr[eè]me|cream|ב?מינון)\b\s*)?",
    re.IGNORECASE,
)
"""The text allowed between the name of a drug and its own dose: after a comma, a bracket or another word the
dose may belong to an earlier name.
"""
_ONE_DOSE = re.compile(r"[/(+=-]")
"""Between two names: the dose after both may belong to the first; so it may where one replaced the other."""
_REPLACED = frozenset({"switched", "stopped"})
_NO_DRUG = frozenset({"frame", "body", "word"})
"""Kinds of words that do not name a drug by themselves."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the sentences found answer. `reason`: a code if the record does not; `uncertain`: they may not,
    though the signs do not suffice to refuse.
    """

    reason: str | None = None
    uncertain: bool = False


def judge(
    question: str,
    hits: Sequence[Hit],
    *,
    by_meaning: bool,
    subjects: Subjects | None = None,
    mentioned: Sequence[float] | None = None,
    days: DaysAsked | None = None,
    whole_practice: bool = False,
    reader_none: float | None = None,
) -> Judgement:
    """Whether the record, as far as it was found, answers. The codes:

    `nothing_found`, `nothing_near`, `not_mentioned`, `value_not_found`, `awaited`, `other_time`,
    `nothing_answers`, or `nothing_found_by_words` when only words could be compared (`by_meaning` false),
    which proves less. `subjects` of the question, with the practice's vocabulary. `mentioned`: how certainly
    each of its groups occurs anywhere in the scope; None: only the passages found are known. `days`: those
    that the question names. Over the `whole_practice` only words that no chart mentions count: the list of
    clients answers who is asked for. `reader_none` is the probability that none of the sentences found
    answers, from a model that read them; None: no model was asked.
    """
    if not hits:
        return Judgement("nothing_found" if by_meaning else "nothing_found_by_words")
    subjects = subjects or Subjects(question)
    if is_warned(subjects, hits):
        return Judgement()
    asked = ScopedQuestion(question, subjects, hits, mentioned, days)
    if not asked.finds_words:
        nearest = max((hit.dense for hit in hits if hit.dense is not None), default=-1.0)
        if not by_meaning:
            return Judgement("nothing_found_by_words")
        if nearest < FLOOR_DENSE:
            return Judgement("nothing_near")
    signs = signs_of(asked) | _value_signs(asked)
    if _names_usual_drug(asked):
        signs |= dict.fromkeys(_ABSENCE, 0.0)
    if whole_practice:
        return _judged({name: signs[name] for name in _ABSENCE})
    if reader_none is not None:
        # It can add to the other signs; where it outweighed one it was wrong (decision 0068).
        signs["reader_none"] = max(0.0, reader_odds(reader_none))
    return _judged(signs)


def _judged(signs: Mapping[str, float]) -> Judgement:
    """The code of the sign with the largest weight if the signs suffice."""
    parts = {name: WEIGHTS[name] * sign for name, sign in signs.items()}
    together = sum(parts.values())
    if together < ENOUGH:
        return Judgement(uncertain=together >= UNCERTAIN)
    return Judgement(REASONS[max(parts, key=parts.__getitem__)])


def reader_odds(none: float) -> float:
    """The calibrated log-odds that nothing answers, within bounds; above 0 it is more likely than not."""
    certain = min(max(none, 1e-6), 1 - 1e-6)
    odds = READER_SLOPE * math.log(certain / (1 - certain)) + READER_OFFSET
    return min(max(odds, -READER_BOUND), READER_BOUND)


def refuses_alone(none: float) -> bool:
    """Whether a reading suffices to refuse, without any other sign."""
    return WEIGHTS["reader_none"] * reader_odds(none) >= ENOUGH


def _names_usual_drug(asked: ScopedQuestion) -> bool:
    """Whether a sentence found names a usual drug for the condition in the question."""
    usual = usual_drugs(asked.question, asked.subjects.query)
    return bool(usual) and any(usual.stand_in(one.text) for one in asked.said)


def missing_words(
    question: str, hits: Sequence[Hit], *, subjects: Subjects | None, mentioned: Sequence[float] | None
) -> tuple[str, ...]:
    """The question's own words that occur nowhere in the scope, nor any synonym; () if only the passages
    found are known (`mentioned` is None).
    """
    if mentioned is None:
        return ()
    return ScopedQuestion(question, subjects or Subjects(question), hits, mentioned).missing


def asks_for_number(question: str) -> bool:
    """Whether every answer must contain a number."""
    rule = rule_of(question)
    return (rule is not None and rule.name in NUMERIC) or "asks for number" in statement_of(question).says


def _value_signs(asked: ScopedQuestion) -> dict[str, float]:
    """Whether no sentence about its subject contains the kind of value asked for, or none is about it."""
    rule = rule_of(asked.question) or _dose_of_a_drug(asked)
    if rule is None:
        return {}
    places = _about(rule, asked)
    if places is None:
        return {"subject_missing": 1.0}
    # The statement may be about another drug, which replaced the one of the question.
    alone = "switched" not in asked.asked.says
    held = any(
        _holds(rule, one, places, asked.subjects, alone=alone)
        for one in asked.said
        if _is_on(one, places, rule, asked)
    )
    return {"value_missing": float(not held)}


def _dose_of_a_drug(asked: ScopedQuestion) -> Rule | None:
    """Whether the question asks for the dose of a drug: "how much", or only the drug and the word "dose"."""
    subjects, words = asked.subjects, asked.asked.words
    drugs = [place for place in range(len(subjects.names)) if subjects.drugs(place)]
    if drugs and "asks for only the dose" in asked.asked.says and len(words) <= _FEW_WORDS:
        return DOSE
    for cue in asked.asked.cues:
        following = words[cue.last : cue.last + 1]
        if cue.name == "asks how much" and following:
            return DOSE if any(subjects.places[place] == following[0].start for place in drugs) else None
    return None


def _about(rule: Rule, asked: ScopedQuestion) -> list[int] | None:
    """The indices of the groups that the sentence must be about; None if no sentence is about them."""
    subjects = asked.subjects
    asks = rule.asked(asked.question)
    if rule.about == "none":
        return []
    drugs = [place for place in range(len(subjects.names)) if subjects.drugs(place)]
    if rule.about == "drug" and drugs:
        # A class may have members that are in no table: then any dose may be meant.
        return [place for place in drugs if not subjects.is_class(place)]
    if asks is None:
        return []
    inside = [
        place for place, name in enumerate(subjects.names)
        if asks[0] <= asked.question.find(name) < asks[1]
    ]  # fmt: skip
    rest = [place for place in range(len(subjects.names)) if place not in inside]
    if all(asked.kinds[place] == "frame" for place in rest):
        # `Who is her dentist?` is about the word that asks; `How long should she stop?` has no subject.
        rest = [place for place in inside if asked.kinds[place] != "frame"]
    if rule.about == "first":
        rest = rest[:1]
    held = [place for place in rest if asked.found[place] >= SURE]
    if not held and rule.about == "any":
        held = [place for place in inside if asked.found[place] >= SURE and asked.kinds[place] != "frame"]
    return held if held or not rest else None


def _is_on(one: Said, places: list[int], rule: Rule, asked: ScopedQuestion) -> bool:
    """Whether a sentence is about enough of it."""
    if not places:
        return True
    enough = 1 if rule.about == "any" else (len(places) + 1) // 2
    if sum(one.held.get(place, 0.0) >= SURE for place in places) >= enough:
        return True
    return rule.about == "drug" and any(asked.subjects.holds_drug(place, one.text) for place in places)


def _holds(rule: Rule, said: Said, places: list[int], subjects: Subjects, *, alone: bool) -> bool:
    """Whether a sentence contains the value; `alone`: one near the name may not be another drug's."""
    text, values = said.text, list(rule.holds(said.statement))
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
    """The positions of other drugs than the one asked for."""
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
    return any(
        end <= first
        and _ONE_DOSE.search(text, end, first) is None
        and _REPLACED.isdisjoint(statement_of(text[end:first]).says)
        for first, _ in its_own
    )
