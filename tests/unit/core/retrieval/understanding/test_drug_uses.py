"""Which drugs count as an answer where it is asked what is taken for something."""

from __future__ import annotations

import pytest

from core.language.lexemes import question_query
from core.language.vocabulary import Vocabulary
from core.language.vocabulary.tables import DRUGS, USES, read_table
from core.retrieval.understanding.drug_uses import NO_DRUGS, Named, usual_drugs


def drugs_for(question: str) -> Named:
    return usual_drugs(question, question_query(question, Vocabulary.built_in()))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What did we start for the giddiness on standing?", "Start midodrine 2.5 mg on waking."),
        ("What is he on to curb the craving for drink?", "Naltrexone 50 mg daily."),
        ("Which tablet does she take for her migraine?", "Imitrex at the onset."),
        ("How was her iron replaced?", "Ferric carboxymaltose 750 mg IV."),
        ("What has he been given for the chest infection?", "Continue the Zithromax."),
        ("What is she taking for her mood?", "On SSRIs since May."),
        ("איזו תרופה היא מקבלת למיגרנה?", "אימיטרקס בעת התקף"),
        ("איזו תרופה קיבל לריכוז?", 'התחלת Ritalin SR 20 מ"ג בבוקר'),
    ],
)
def test_the_usual_drug_answers_under_any_of_its_names(question: str, sentence: str) -> None:
    assert drugs_for(question).stand_in(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What did we start for the migraine?", "Start lisinopril 20 mg."),
        ("Which tablet does she take for her migraine?", "Migraine twice a week."),
        ("What is she taking for her mood?", "She enjoys gardening."),
    ],
)
def test_another_drug_or_the_complaint_alone_does_not(question: str, sentence: str) -> None:
    assert drugs_for(question) != NO_DRUGS
    assert not drugs_for(question).stand_in(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What does he take for low blood pressure?", "Lisinopril 10 mg."),
        ("What is given for her high potassium?", "Potassium chloride 20 meq."),
        ("What does he take for low blood sugar?", "Insulin glargine 10 units."),
        ("What does she take for her overactive thyroid?", "Levothyroxine 50 mcg."),
        ("What is she taking for nerve pain?", "Lorazepam 1 mg."),
        ("What was used for the pain in her left eye?", "Timolol drops."),
        ("What was done and given for the kidney infection?", "Nitrofurantoin 100 mg."),
        ("What is he taking for his Parkinson?", "Propranolol 40 mg."),
    ],
)
def test_the_drug_for_the_opposite_does_not(question: str, sentence: str) -> None:
    assert not drugs_for(question).stand_in(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What does he take for low blood pressure?", "Midodrine 5 mg."),
        ("What does he take for high blood pressure?", "Lisinopril 10 mg."),
        ("What does she take for her underactive thyroid?", "Levothyroxine 50 mcg."),
        ("What is she taking for nerve pain?", "Gabapentin 300 mg."),
        ("What does she take for her heart?", "Apixaban 5 mg."),
    ],
)
def test_what_is_called_low_or_high_is_taken_as_such(question: str, sentence: str) -> None:
    assert drugs_for(question).stand_in(sentence)


@pytest.mark.parametrize(
    "question",
    ["When did the migraine begin?", "How much does she drink?", "Is his mood better?", "מתי אובחנה?"],
)
def test_a_question_that_asks_for_no_drug_has_none(question: str) -> None:
    assert drugs_for(question) == NO_DRUGS


def test_the_table_names_drugs_and_classes_that_the_others_know() -> None:
    known = {
        text.casefold()
        for name in (DRUGS, "drug_classes.txt")
        for row in read_table(name)
        for text in row.terms
    }
    members = {
        text.casefold() for name in ("drug_classes.txt",) for row in read_table(name) for text in row.narrower
    }
    unknown = {
        text for row in read_table(USES) for text in row.narrower if text.casefold() not in known | members
    }
    assert not unknown, "a drug has one name only where no table knows it"
