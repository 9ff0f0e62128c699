"""What words of a question may mean in notes, by the tables that ship and by the practice's own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from core.language.lexemes import note_lexemes, question_query
from core.language.query import Alternative
from core.language.vocabulary import OwnMeaning, Vocabulary
from core.language.vocabulary.tables import Row, rows
from core.language.vocabulary.vocabulary import MOST_ALTERNATIVES

BUILT_IN = Vocabulary.built_in()


def weight(question: str, note: str, vocabulary: Vocabulary = BUILT_IN) -> float:
    """How sure the best alternative is, of all groups of the question, that the note holds."""
    held = set(note_lexemes(note))
    every = (each for group in question_query(question, vocabulary).groups for each in group.alternatives)
    return max((each.weight for each in every if set(each.lexeme.split()) <= held), default=0.0)


SURE, LIKELY, POSSIBLE = 0.8, 0.5, 0.3


@pytest.mark.parametrize(
    ("question", "note", "at_least"),
    [
        ("Who has AF?", "Atrial fibrillation, rate controlled", SURE),
        ("atrial fibrillation", "AF since 2015", SURE),
        ("heart attack", "s/p NSTEMI", LIKELY),
        ("trouble with his waterworks", "urinary hesitancy", SURE),
        ("her gullet", "esophageal stricture", SURE),
        ("broken upper arm", "proximal humerus fracture", SURE),
        ("upper arm", "humeral shaft", SURE),
        ("water pill", "furosemide 40 mg", LIKELY),
        ("water pill", "Lasix 40 mg", LIKELY),
        ("statin", "atorvastatin 20 mg", LIKELY),
        ("Which ACE inhibitor?", "lisinopril", LIKELY),
        ("atorvastatin", "Lipitor at night", SURE),
        ("Lipitor", "atorvastatin at night", SURE),
        ("atorvastatin", "statin at night", POSSIBLE),
        ("was he sterilised", "no vasectomy", SURE),
        ("was he yellow", "no jaundice", LIKELY),
        ("how often: twice a day", "carvedilol BID", SURE),
        ("twice daily", "2 times a day", SURE),
        ("as needed", "PRN", SURE),
        ("two tablets", "2 tablets", SURE),
        ("renal", "kidney transplant", SURE),
        ("HbA1c", "hemoglobin A1c of 7", SURE),
        ("blood pressure", "לחץ דם 130/80", SURE),
        ("מה לחץ הדם שלו", "BP 130/80", SURE),
        ('ל"ד', "blood pressure 130/80", SURE),
        ("המוגלובין המסוכרר", "HbA1c 7.1%", SURE),
        ('אק"ג', "ECG normal", SURE),
        ("רמיפריל", "Ramipril 5 mg", SURE),
        ("הציפרלקס", "Cipralex 10 mg", SURE),
        ("Ramipril", "הפסקת רמיפריל", LIKELY),
        ("metformin", 'נוטל מטפורמין 850 מ"ג', SURE),
        ("סטטין", "Atorvastatin", LIKELY),
        ("diabetes", "סוכרת סוג 2", SURE),
    ],
)
def test_a_clinician_would_take_them_for_the_same(question: str, note: str, at_least: float) -> None:
    assert weight(question, note) >= at_least


@pytest.mark.parametrize(
    ("question", "note", "below"),
    [
        ("Who has depression?", "blue sclera, low sodium, tears in the meniscus", LIKELY),
        ("mitral stenosis", "MS since 2001", LIKELY),
        ("diabetes", "blood sugar 90", LIKELY),
        ("neck pain", "cervical cancer screening", LIKELY),
        ("lisinopril", "ramipril", POSSIBLE),
        ("metformin", "insulin glargine", POSSIBLE),
        ("what was it as of his visit", "aortic stenosis", POSSIBLE),
        ("knee", "elbow", POSSIBLE),
    ],
)
def test_what_is_another_thing_weighs_little_or_nothing(question: str, note: str, below: float) -> None:
    assert weight(question, note) < below


def test_a_phrase_is_one_group_and_its_words_weigh_little() -> None:
    (group,) = question_query("blood pressure", BUILT_IN).groups
    assert group.source == "blood pressure"
    assert group.alternatives[0].lexeme == "blood pressur"
    assert Alternative("blood", 0.35) in group.alternatives


def test_common_words_are_abbreviations_in_capitals_only() -> None:
    assert weight("US of the abdomen", "ultrasound") >= SURE
    assert weight("tell us more about the fall", "ultrasound") == 0


def test_alternatives_are_sorted_bounded_and_say_how_they_are_written() -> None:
    (group,) = question_query("antibiotic", BUILT_IN).groups
    weights = [each.weight for each in group.alternatives]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) <= MOST_ALTERNATIVES + 1
    assert len({each.lexeme for each in group.alternatives}) == len(weights)
    (penicillin,) = (each for each in group.alternatives if each.lexeme == "penicillin")
    assert penicillin.written == "penicillin"


def test_the_practices_own_abbreviations_are_understood_at_once() -> None:
    own = BUILT_IN.with_own([OwnMeaning("OOH", ("out of hours",)), OwnMeaning('טל"מ', ("טיפול מונע",))])
    assert weight("seen OOH", "seen out of hours by a colleague", own) >= SURE
    assert weight("out of hours", "seen OOH by a colleague", own) >= SURE
    assert weight("טל״מ", "מקבל טיפול מונע", own) >= SURE
    assert weight("seen OOH", "out of hours", BUILT_IN) == 0, "the one that ships stays as it is"
    assert weight("Who has AF?", "atrial fibrillation", own) >= SURE
    assert BUILT_IN.with_own([]) is BUILT_IN


def test_steps_from_one_word_to_another_do_not_drift() -> None:
    vocabulary = Vocabulary(
        rows(["a1 = b1", "b1 = c1", "c1 = d1", "kind > one, two", "ab : long form; other"])
    )
    assert weight("a1", "b1", vocabulary) >= SURE
    assert POSSIBLE <= weight("a1", "c1", vocabulary) < LIKELY
    assert weight("a1", "d1", vocabulary) == 0
    assert weight("one", "two", vocabulary) == 0
    assert weight("long form", "other", vocabulary) == 0


def test_rows_are_read_and_malformed_ones_named() -> None:
    assert list(rows(["# a comment", "", "a = b ~ c > d, e  # why", "AB : x; y"])) == [
        Row(("a", "b"), ("c",), ("d", "e")),
        Row(("AB", "x", "y"), abbreviates=True),
    ]
    for malformed in ("alone", "a = ", "a > b, ,c"):
        with pytest.raises(ValueError, match="line 2"):
            list(rows(["a = b", malformed]))


def test_the_same_question_means_the_same_in_every_process():
    ask = (
        "from core.language.lexemes import question_query as q;"
        "from core.language.vocabulary import Vocabulary as V;"
        "print([q(text, V.built_in()) for text in ('any antibiotic', 'which opioid', 'who has cancer')])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", ask],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
