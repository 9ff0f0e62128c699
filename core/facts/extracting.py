"""Reads facts from the text of notes: each field is cut into statements, and each kind read from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.clinical_language.statements import statements
from core.facts.allergies import allergy_facts
from core.facts.daily_life import habit_facts, living_facts, occupation_facts
from core.facts.dto import Fact, SourceText
from core.facts.measures import measure_facts
from core.facts.medications import medication_facts
from core.facts.note_statement import NoteStatement
from core.facts.problems import problem_facts
from core.facts.tests_and_plans import plan_facts, test_facts

EXTRACTOR_VERSION = 2
"""Raised with every change of what is read: stored facts of another version are made again."""

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
    """Every fact of `texts`, field by field, each in the order of its words."""
    found: list[Fact] = []
    for source in texts:
        found.extend(sorted(_of_field(source), key=lambda fact: (fact.start, fact.end)))
    return tuple(found)


def _of_field(source: SourceText) -> list[Fact]:
    read: dict[Fact, None] = {}
    for statement in statements(source.text, source.field):
        said = NoteStatement(statement, source.day)
        for reader in _READERS:
            read.update(dict.fromkeys(reader(said)))
    return list(read)
