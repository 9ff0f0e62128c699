"""Which words a cue governs: direction, ends, pseudo cues, brackets, conditions, relatives."""

from __future__ import annotations

import pytest

from core.clinical_language.lexicon import Lexicon
from core.clinical_language.scope import Target, governing, group_of
from core.clinical_language.statements import statements
from core.clinical_language.tables import rows, spellings
from core.clinical_language.words import words


def cues_over(text: str, word: str) -> dict[str, str]:
    """By group, what governs `word` in a one-sentence text."""
    (statement,) = statements(text, "subjective")
    at = next(place for place, one in enumerate(statement.words) if one.written == word)
    targets = [Target(one.first, one.last) for one in statement.of_kind("drug", "problem")]
    found = governing(statement.scopes(targets or [Target(at, at + 1)]), Target(at, at + 1))
    return {group: scope.category for group, scope in found.items()}


@pytest.mark.parametrize(
    ("text", "word", "group", "category"),
    [
        ("No asthma or pneumonia", "pneumonia", "polarity", "negated"),
        ("Stopped metformin", "metformin", "action", "stopped"),
        ("Stopped by cardiology: metformin", "metformin", "action", "stopped"),
        ("Metformin was stopped", "Metformin", "action", "stopped"),
        ("Metformin and lisinopril were stopped", "Metformin", "action", "stopped"),
        ("Metformin (stopped in May), aspirin", "Metformin", "action", "stopped"),
        ("Stopped metformin and started aspirin", "aspirin", "action", "started"),
        ("Has stopped taking metformin", "metformin", "action", "stopped"),
        ("Continue to hold metformin", "metformin", "action", "stopped"),
        ("Start aspirin if the scan is clear", "aspirin", "condition", "conditional"),
        ("Diabetes in her mother", "Diabetes", "person", "family"),
        ("Pneumonia was ruled out", "Pneumonia", "course", "ruled_out"),
        ("הפסיקה מטפורמין", "מטפורמין", "action", "stopped"),
        ("ומטפורמין הופסק", "ומטפורמין", "action", "stopped"),
        ("סוכרת אצל אמה", "סוכרת", "person", "family"),
    ],
)
def test_a_cue_governs_what_it_is_said_of(text: str, word: str, group: str, category: str) -> None:
    assert cues_over(text, word).get(group) == category


@pytest.mark.parametrize(
    ("text", "word", "group"),
    [
        ("No asthma but pneumonia", "pneumonia", "polarity"),
        ("No asthma, she has pneumonia", "pneumonia", "polarity"),
        ("No asthma, takes aspirin", "aspirin", "polarity"),
        ("Not only asthma", "asthma", "polarity"),
        ("Her wife reports that he has asthma", "asthma", "person"),
        ("Lives with her mother and has asthma", "asthma", "person"),
        ("Aspirin, metformin stopped", "Aspirin", "action"),
        ("Without asthma, takes aspirin", "aspirin", "polarity"),
    ],
)
def test_a_cue_ends_with_its_clause(text: str, word: str, group: str) -> None:
    assert group not in cues_over(text, word) or cues_over(text, word)[group] == "taken"


def test_every_category_of_the_cues_belongs_to_a_group() -> None:
    for name in ("cues", "cues_he"):
        for _, category, direction, reach, *_ in rows(name):
            assert group_of(category)
            assert direction in ("forward", "backward", "either", "subject", "around")
            assert int(reach) >= 0


def test_a_practice_and_a_question_name_a_thing_as_facts_do() -> None:
    lexicon = Lexicon.built_in()
    assert lexicon.name_of("drug", "Glucophage") == "metformin"
    assert lexicon.name_of("problem", "HTN") == lexicon.name_of("problem", "יתר לחץ דם") == "hypertension"
    assert lexicon.name_of("measure", "A1c") == "HbA1c"


def test_cues_of_the_check_repeat_others_only_where_a_longer_phrase_hides_them() -> None:
    shared = [
        (phrase, rest)
        for name in ("cues", "cues_he")
        for column, *rest in rows(name)
        for phrase in spellings(column)
    ]
    for column, *rest in rows("cues_checked"):
        for phrase in spellings(column):
            longer = any(f" {phrase} " in f" {other} " and phrase != other for other, _ in shared)
            assert longer or (phrase, rest) not in shared, phrase


@pytest.mark.parametrize("sign", ["¨", "´", "¸", "\u00a8\u00a8"])
def test_a_sign_that_folds_to_a_space_is_read_as_any_other(sign: str) -> None:
    found = words(f"Aspirin{sign} C{sign}")
    assert [one.name for one in Lexicon.built_in().mentions(found)][:1] == ["aspirin"]
