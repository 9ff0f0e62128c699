"""Cues of a whole statement: found in any form, except in words of another sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.assistant import evidence
from core.assistant.evidence.asked import RULES
from core.clinical_language.lexicon import NOT_MEANT, Lexicon
from core.clinical_language.statements import statement_of
from core.clinical_language.tables import rows
from core.clinical_language.words import words


@pytest.mark.parametrize(
    ("text", "category", "said"),
    [
        ("MRI due in May.", "order", True),
        ("Limp due to a fall.", "order", False),
        ("She is due to have an MRI.", "coming", True),
        ("Recommending physiotherapy.", "coming", True),
        ("הומלצה בדיקה.", "coming", True),
        ("Letter sent.", "done", True),
        ("Letter to be sent.", "done", False),
        ("What insulin before meals?", "habit", True),
        ("And did she have the vaccine?", "asks whether done", True),
        ("What did she have?", "asks whether done", False),
        ("Hepatitis C, latest result?", "asks for all findings", True),
        ("Which result is the latest?", "asks for all findings", False),
        ("Denies fever.", "negated", True),
    ],
)
def test_what_is_said_of_the_whole(text: str, category: str, said: bool) -> None:
    assert (category in statement_of(text).says) is said


def test_a_stem_has_any_ending_and_is_no_word_of_its_own() -> None:
    lexicon = Lexicon()
    lexicon.add("cue", "carry", "carr* on")
    lexicon.add("cue", "star", "*")
    for text, names in (("carried on", ["carry"]), ("car on", []), ("carrying", []), ("* on", ["star"])):
        assert [one.name for one in lexicon.mentions(words(text))] == names


def test_the_names_of_a_kind_are_those_of_the_concepts() -> None:
    assert statement_of("Her mum has pain in the left knee and BP 120/80.").names("side") == {"left"}
    assert statement_of("Her mum and her uncle smoke.").names("person") >= {"mother", "uncle"}


def test_each_category_is_asked_for_somewhere() -> None:
    room = "\n".join(path.read_text("utf-8") for path in Path(evidence.__file__).parents[1].rglob("*.py"))
    of_rules = {f"asks for {rule.name}" for rule in RULES}
    named = {row[1].removeprefix(NOT_MEANT) for name in ("cues_whole", "cues_whole_he") for row in rows(name)}
    assert {name for name in named - of_rules if f'"{name}"' not in room} == set()
