"""Which drugs count as an answer where it is asked what is taken for something."""

from __future__ import annotations

import pytest

from core.retrieval.language.lexemes import question_query
from core.retrieval.language.vocabulary import Vocabulary
from core.retrieval.language.vocabulary.tables import DRUGS, USES, read_table
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
