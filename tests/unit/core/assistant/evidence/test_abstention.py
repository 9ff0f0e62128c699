"""When it is said that the record does not say, and why."""

from __future__ import annotations

import pytest

from core.assistant.evidence.abstention import (
    _judged,
    asks_for_number,
    judge,
    missing_words,
)
from core.assistant.evidence.asked import rule_of
from core.assistant.evidence.subjects import Subjects
from core.language.vocabulary import OwnMeaning, Vocabulary
from tests.fakes.search import hits_of, passage_of


@pytest.mark.parametrize(
    ("question", "texts", "dense", "reason"),
    [
        ("What dose?", [], 0.9, "nothing_found"),
        ("Pancreatitis?", ["Sleeps well."], -0.05, "nothing_near"),
        ("Pancreatitis?", ["Sleeps well."], 0.4, "not_mentioned"),
        ("Why restless?", ["Sleeps well."], 0.4, None),
        ("Pancreatitis?", ["Sleeps well."], None, "nothing_found_by_words"),
        ("Pancreatitis?", [], None, "nothing_found_by_words"),
        ("Does she sleep?", ["Sleeps well."], -0.05, None),
    ],
)
def test_when_nothing_near_enough_was_found(
    question: str, texts: list[str], dense: float | None, reason: str | None
) -> None:
    hits = hits_of([passage_of(text) for text in texts], dense=dense)
    assert judge(question, hits, by_meaning=dense is not None).reason == reason


@pytest.mark.parametrize(
    ("question", "silent", "saying"),
    [
        ("What strength is her digoxin?", "Ibuprofen, digoxin.\nAspirin 81 mg.", "Digoxin 125 mcg daily."),
        ("How many milligrams of gabapentin?", "Gabapentin twice daily.", "Neurontin 300 mg at night."),
        ("What dose of anti-D was given?", "Anti-D given.\nAspirin 150 mg.", "Anti-D 500 units given."),
        ("How old was he when he started smoking?", "Smoking for years.", "Smoking since he was 17."),
        ("What time of day does she take the Buspar?", "Started on Buspar.", "Buspar 5 mg at bedtime."),
        ('כמה מ"ג אקמול היא נוטלת?', "נוטלת אקמול לפי צורך", 'אקמול 500 מ"ג'),
    ],
)  # fmt: skip
def test_a_value_is_held_to_be_noted_only_where_its_subject_is(
    question: str, silent: str, saying: str
) -> None:
    assert reason_for(question, silent) == "value_not_found"
    assert reason_for(question, silent, saying) is None


@pytest.mark.parametrize(
    ("question", "silent", "saying"),
    [
        ("Which statin does he take?", "Takes oral steroids.", "Takes Lipitor."),
        ("Is she on warfarin?", "Takes aspirin.", "Coumadin was stopped."),
        ("Does she have a pacemaker?", "Palpitations.", "Pacemaker since 2019."),
        ("Does she attend CBT?", "Weekly therapy.", "CBT every week."),
        ("Which antibiotic was given?", "Paracetamol.", "Doxy 200 mg stat."),
        ("How did she begin with insulin?", "Metformin.", "Insulatard at bedtime."),
    ],
)
def test_what_is_asked_for_by_name_has_to_be_mentioned(question: str, silent: str, saying: str) -> None:
    assert reason_for(question, silent) == "not_mentioned"
    assert reason_for(question, silent, saying) is None


def test_a_result_that_is_awaited_is_no_answer() -> None:
    question = "What did the pathology on his polyp show?"
    assert reason_for(question, "A polyp was removed. The pathology is still pending.") == "awaited"
    assert reason_for(question, "The pathology is pending.", "Pathology showed an adenoma.") is None


@pytest.mark.parametrize(
    "question",
    [
        "Why did she stop working?",
        "What sport led to her fall?",
        "Who noticed her walking?",
        "למה הוא השתעל?",
    ],
)
def test_a_question_that_no_rule_knows_ends_in_evidence(question: str) -> None:
    assert rule_of(question) is None
    assert reason_for(question, "Rest was advised.") is None


@pytest.mark.parametrize(
    ("question", "coming", "told"),
    [
        (
            "What did the chest CT show?",
            "We will order a CT of the chest.",
            "CT of the chest showed a nodule.",
        ),
        (
            "What did the dermatologist find?",
            "Referred to a dermatologist.",
            "The dermatologist found eczema.",
        ),
        ("What is his CD4 count?", "CD4 was ordered.", "CD4 count: 520."),
        ("מה מצא האורתופד?", "הופנה לאורתופד", "אצל האורתופד נמצא קרע"),
    ],
)
def test_a_test_that_shall_be_done_has_shown_nothing(question: str, coming: str, told: str) -> None:
    assert reason_for(question, coming) in ("awaited", "value_not_found")
    assert reason_for(question, coming, told) is None


@pytest.mark.parametrize(
    "question",
    ["When was the TSH sent?", "Why was a TSH sent?", "Has a TSH been done?", "Who asked for the TSH?"],
)
def test_an_order_answers_what_does_not_ask_for_its_value(question: str) -> None:
    assert reason_for(question, "TSH sent.") != "awaited"


def test_a_word_that_stands_anywhere_in_the_chart_is_mentioned() -> None:
    subjects = Subjects("What was her lipase?")
    hits = hits_of([passage_of("Sleeps well.", field="subjective")])
    for mentioned, reason in (((0.0,), "not_mentioned"), ((1.0,), None)):
        said = judge(subjects.question, hits, by_meaning=True, subjects=subjects, mentioned=mentioned).reason
        assert said == reason


def test_an_abbreviation_that_the_practice_taught_counts_as_mentioned() -> None:
    question, hits = "Any ZZTOP?", hits_of([passage_of("Knee arthroplasty in May.", field="subjective")])
    nowhere = missing_words(question, hits, subjects=Subjects(question), mentioned=[0.0])
    assert nowhere == ("ZZTOP",)
    taught = Vocabulary.built_in().with_own([OwnMeaning("ZZTOP", ("knee arthroplasty",))])
    subjects = Subjects(question, taught)
    assert missing_words(question, hits, subjects=subjects, mentioned=[0.0]) == ()
    assert judge(question, hits, by_meaning=True, subjects=subjects).reason is None


def test_over_the_practice_only_words_that_no_chart_mentions_count() -> None:
    hits = hits_of([passage_of("Takes digoxin.", field="subjective")])
    assert judge("Who takes digoxin?", hits, by_meaning=True, whole_practice=True).reason is None
    asked = "Who takes warfarin?"
    assert judge(asked, hits, by_meaning=True, whole_practice=True).reason == "not_mentioned"


def test_which_questions_only_a_number_answers() -> None:
    assert asks_for_number("How old was she?")
    assert asks_for_number("What strength is her digoxin?")
    assert not asks_for_number("Which drug did she stop?")


def test_a_drug_is_known_by_its_other_names_and_a_class_by_its_drugs() -> None:
    (amlodipine,) = [Subjects("amlodipine")]
    assert amlodipine.holds_drug(0, "Norvasc 5 mg.")
    assert not amlodipine.is_class(0)
    statin = Subjects("statin")
    assert statin.is_class(0)
    assert statin.holds_drug(0, "Crestor daily.")
    assert not statin.holds_drug(0, "Neurological: normal.")
    assert Subjects("tablets").drugs(0) == frozenset()


@pytest.mark.parametrize(
    ("question", "mentioned"),
    [
        ("Was the chest infection treated with steroids?", (0.35, 1.0, 1.0)),
        ("האם יש לה אסתמה?", (0.45,)),
    ],
)
def test_a_word_half_mentioned_speaks_less_for_silence_than_one_that_is_not(
    question: str, mentioned: tuple[float, ...]
) -> None:
    """A word of a phrase, or what may be the root of a Hebrew word, stands in the chart."""
    subjects = Subjects(question)
    hits = hits_of([passage_of("Sleeps well.", field="subjective")])

    def reason(sure: tuple[float, ...]) -> str | None:
        return judge(question, hits, by_meaning=True, subjects=subjects, mentioned=sure).reason

    assert reason(mentioned) is None
    assert reason(tuple(0.0 for _ in mentioned)) == "not_mentioned"


def test_the_words_that_are_nowhere_mentioned_are_told_in_the_question_s_own_words() -> None:
    question = "What did the Lipase test show in the morning?"
    subjects = Subjects(question)
    hits = hits_of([passage_of("Sleeps well.", field="subjective")])
    nowhere = tuple(0.0 for _ in subjects.names)
    assert missing_words(question, hits, subjects=subjects, mentioned=nowhere) == ("Lipase",)
    everywhere = tuple(1.0 for _ in subjects.names)
    assert missing_words(question, hits, subjects=subjects, mentioned=everywhere) == ()
    assert missing_words(question, hits, subjects=subjects, mentioned=None) == (), (
        "only what was found is known"
    )


def test_a_word_that_is_half_mentioned_is_not_told_to_be_missing() -> None:
    question = "Any chest infection treated with doxycycline?"
    subjects = Subjects(question)
    place = subjects.names.index("chest infection")
    sure = tuple(0.35 if at == place else 0.0 for at in range(len(subjects.names)))
    told = missing_words(question, hits_of([passage_of("Sleeps.")]), subjects=subjects, mentioned=sure)
    assert "doxycycline" in told
    assert "chest infection" not in told


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("איזה מרפה שרירים הוא נוטל?", "נוטל Muscol בערב."),
        ("מדוע הופסק אטופן?", "Etopan הופסק בגלל צרבת."),
        ("מה הציון בשאלון הדיכאון?", "PHQ-9: 4."),
        ("האם יש לה סוכרת הריונית?", "סוכרת היריון לפי ערך שעה."),
        ("Which flozin was started?", "Add empagliflozin 10 mg."),
    ],
)
def test_other_words_for_what_is_noted_are_no_reason_to_refuse(question: str, said: str) -> None:
    assert reason_for(question, said) is None
    assert reason_for(question, "Knees.") is not None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("מה היא לומדת?", "סטודנטית למשפטים."),
        ("Has the defibrillator fired?", "CRT-D in 2019, no shocks."),
        ("What is her occupation?", "Nurse, 40 years old."),
    ],
)
def test_other_words_of_everyday_life_are_none_either(question: str, said: str) -> None:
    assert reason_for(question, said) is None


def reason_for(question: str, *texts: str) -> str | None:
    return judge(question, hits_of([passage_of(text) for text in texts]), by_meaning=True).reason


@pytest.mark.parametrize("question", ["What's it for?", "by whom?", "?", "ומה זה?"])
def test_a_question_without_a_telling_word_is_judged_as_any_other(question: str) -> None:
    hits = hits_of([passage_of("Sleeps well.", field="subjective")])
    mentioned = [0.0] * len(Subjects(question).names)
    assert judge(question, hits, by_meaning=True, mentioned=mentioned).reason in (
        None,
        "nothing_near",
        "not_mentioned",
    )


@pytest.mark.parametrize("none", [None, 0.0, 0.5, 0.85, 0.97, 1.0])
def test_a_trained_reader_refuses_by_itself_only_what_it_is_nearly_certain_of(none):
    hits = hits_of([passage_of("Sleeps well.")])
    reason = "nothing_answers" if none is not None and none > 0.95 else None
    assert judge("Does she sleep?", hits, by_meaning=True, reader_none=none).reason == reason


def test_a_trained_reader_is_one_sign_among_others():
    """It may add to other signs, never outweigh one, and the person is told what weighs most."""
    hits = hits_of([passage_of("Takes aspirin.")])

    def told(none: float) -> str | None:
        return judge("Is she on warfarin?", hits, by_meaning=True, reader_none=none).reason

    assert {told(0.01), told(0.5), told(0.99)} == {"not_mentioned"}
    hesitant = {"abbreviation_absent": 1.0}
    assert _judged(hesitant).reason is None
    assert _judged({**hesitant, "reader_none": 1.0}).reason == "not_mentioned"


@pytest.mark.parametrize(
    ("none", "uncertain"),
    [(None, False), (0.0, False), (0.5, False), (0.8, False), (0.85, True), (0.9, True)],
)
def test_what_a_reader_doubts_is_shown_with_that_doubt(none: float | None, uncertain: bool) -> None:
    hits = hits_of([passage_of("Sleeps well.")])
    judged = judge("Does she sleep?", hits, by_meaning=True, reader_none=none)
    assert (judged.reason, judged.uncertain) == (None, uncertain)


def test_what_is_refused_is_in_no_doubt() -> None:
    assert not _judged({"drug_absent": 1.0}).uncertain
    assert _judged({"abbreviation_absent": 1.0}).uncertain
    assert not _judged({}).uncertain


def test_over_the_practice_a_reading_of_one_chart_says_nothing():
    hits = hits_of([passage_of("Sleeps well.")])
    said = judge("Who sleeps?", hits, by_meaning=True, whole_practice=True, reader_none=1.0).reason
    assert said is None


def test_no_reading_counts_without_bounds():
    hits = hits_of([passage_of("Sleeps well.")])
    for none in (0.0, 1e-30):
        assert (
            judge("Is she on warfarin?", hits, by_meaning=True, reader_none=none).reason
            == judge("Is she on warfarin?", hits, by_meaning=True, reader_none=0.04).reason
        )
