"""Extracts facts from notes: each field is split into statements, and each kind is read from them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from core.clinical_language.inquiries import answer, answer_words, is_unticked
from core.clinical_language.statements import Statement, statements
from core.facts.allergies import allergy_facts
from core.facts.daily_life import habit_facts, living_facts, occupation_facts
from core.facts.dto import TAKEN, Fact, SourceText
from core.facts.measures import measure_facts
from core.facts.medications import medication_facts
from core.facts.note_statement import NoteStatement
from core.facts.problems import problem_facts
from core.facts.tests_and_plans import plan_facts, test_facts

EXTRACTOR_VERSION = 11
"""Raised with every change of the extraction: stored facts of another version are extracted again."""

_ASSERTED = frozenset({"medication", "allergy", "problem", "habit", "living", "occupation"})
"""Kinds of which a text that only asks says nothing. Values, tests and plans are written with a question."""
_DENIABLE = frozenset({"allergy", "habit"})
"""Kinds whose denial is a fact of its own, because it is asked for."""
_NOT_HELD = frozenset({"denied", "never", "ruled_out", "removed"})
_DOUBTED = frozenset({"considered", "planned"})
Reader = Callable[[NoteStatement], list[Fact]]
_READERS: tuple[Reader, ...] = (
    medication_facts,
    allergy_facts,
    measure_facts,
    problem_facts,
    test_facts,
    plan_facts,
    habit_facts,
    living_facts,
    occupation_facts,
)


def extract_facts(texts: Sequence[SourceText]) -> tuple[Fact, ...]:
    """Every fact of `texts`, field by field, each in the order of its words.

    Any failure raises: with incomplete facts nothing may be reported as absent.
    """
    return tuple(
        fact
        for source in texts
        for fact in sorted(_of_field(source), key=lambda fact: (fact.start, fact.end))
    )


def _of_field(source: SourceText) -> list[Fact]:
    read: dict[Fact, None] = {}
    before: list[Fact] = []
    previous: Statement | None = None
    for statement in statements(source.text, source.field):
        said = NoteStatement(statement, source.day, previous)
        previous = statement
        if _is_refusal(said):
            for fact in before:
                if fact.kind == "medication" and fact.status in TAKEN:
                    read.pop(fact, None)
                    read[dataclasses.replace(fact, status="refused")] = None
        read_here = [fact for reader in _READERS for fact in reader(said)]
        before = [answered for fact in read_here for answered in _as_answered(said, fact)]
        read.update(dict.fromkeys(before))
    return list(read)


def _as_answered(said: NoteStatement, fact: Fact) -> list[Fact]:
    """The fact, unless the text only asks for it: `asked if she smokes`, `Latex allergy?`

    Denied if an answer behind it denies it: `Latex allergy - no`.
    """
    if fact.kind not in _ASSERTED or fact.status in _NOT_HELD:
        return [fact]
    words = said.statement.words
    if words[-1].text == "?":
        return [fact] if fact.status in _DOUBTED else []
    if said.is_asked(fact.start, fact.end):
        return []
    first = next(at for at, word in enumerate(words) if word.end > fact.start)
    last = next((at for at, word in enumerate(words) if word.start >= fact.end), len(words))
    if is_unticked(words, first, last):
        return []
    told = answer(words, last)
    if told == "no" and fact.kind in _DENIABLE:
        return [dataclasses.replace(fact, status="denied", end=words[answer_words(words, last)[-1]].end)]
    return [] if told else [fact]


def _is_refusal(said: NoteStatement) -> bool:
    """Whether a statement only refuses the previous one: `She declined.`"""
    cues = said.statement.of_kind("cue")
    held = {at for cue in cues if cue.name in ("refused", "subject") for at in range(cue.first, cue.last)}
    refused = any(cue.name == "refused" for cue in cues)
    return refused and all(at in held or word.is_mark for at, word in enumerate(said.statement.words))
