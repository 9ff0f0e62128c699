"""What is understood in a question, in English and Hebrew, and what is taken for its content."""

from __future__ import annotations

from datetime import date

import pytest

from core.language.vocabulary import Vocabulary
from core.retrieval.question import Question, as_asked, understand

VOCABULARY = Vocabulary(())


def read(text: str, *, practice: bool = False) -> Question:
    return understand(text, today=date(2024, 9, 15), vocabulary=VOCABULARY, practice=practice)


def sources(question: Question) -> list[str]:
    return [group.source for group in question.query.groups]


@pytest.mark.parametrize(
    "text",
    [
        "What's her latest potassium?",
        "Most recent creatinine?",
        "Last weight on file?",
        "What did her ferritin read the last time we checked?",
        "When did she last have a mammogram?",
        "Which insulin is he on now?",
        "Is he currently working?",
        "Does she still drink?",
        "Which eye drops does she use these days?",
        "מה המשקל האחרון שלו?",
        "מה הערך העדכני ביותר של הקריאטינין?",
        "אילו תרופות היא נוטלת כיום?",
        "What is his current dose and since when?",
        "מה הציון הנוכחי?",
    ],
)
def test_the_newest_is_asked_for(text):
    question = read(text)
    assert question.order == "latest"
    assert "latest" in [one.code for one in question.spoken]


@pytest.mark.parametrize(
    "text",
    [
        "What was her first reading?",
        "When was the murmur first noted?",
        "What did he weigh at the first visit?",
        "How was it initially treated?",
        "When did the migraines begin?",
        "When was sertraline started?",
        "מתי אובחנה לראשונה?",
        "מה היה המשקל בביקור הראשון?",
        "מתי התחיל הטיפול?",
    ],
)
def test_the_oldest_is_asked_for(text):
    assert read(text).order == "first"


@pytest.mark.parametrize(
    "text",
    [
        "How long does an attack last?",
        "How long did the rash last?",
        "Did it last for weeks?",
        "What is his last name?",
        "When was her last menstrual period?",
        "What happened last night?",
        "Who first spotted the lump?",
        "Is the first metatarsal broken?",
        "What is the first-line treatment she got?",
        "Did she have a first degree burn?",
        "Has he been pain free until now?",
        "What did he weigh at the first visit and what does he weigh now?",
        "What was her first score and after the treatment?",
        "The latest size of the nodule before and after radiation?",
        "מה היה הציון בהתחלה ולאחר הטיפול?",
        "Was there concurrent infection?",
        "What was he like as a child?",
        "מתי חלה?",
    ],
)
def test_words_of_the_content_ask_for_no_order(text):
    assert read(text).order is None


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Which patients take warfarin?", ["warfarin"]),
        ("Which of our patients are on warfarin?", ["warfarin"]),
        ("Who on our books has psoriasis?", ["psoriasis"]),
        ("Who have we written tramadol for?", ["tramadol"]),
        ("List everyone with psoriasis.", ["psoriasis"]),
        ("List all patients with psoriasis", ["psoriasis"]),
        ("Whose biopsy was malignant?", ["biopsy", "malignant"]),
        ("Do we have anyone with psoriasis?", ["psoriasis"]),
        ("How many patients have psoriasis?", ["psoriasis"]),
        ("Any patients with psoriasis?", ["psoriasis"]),
        ("Patients with psoriasis", ["psoriasis"]),
        ("אילו מטופלים נוטלים וורפרין?", ["וורפרין"]),
        ("מי מהמטופלים סובל מפסוריאזיס?", ["מפסוריאזיס"]),
        ("לאילו מטופלים יש פסוריאזיס?", ["פסוריאזיס"]),
    ],
)
def test_a_list_of_clients_is_asked_of_the_practice_only(text, core):
    question = read(text, practice=True)
    assert question.listing
    assert sources(question) == core
    assert [one.code for one in question.spoken] == ["listing"]
    assert not read(text).listing


@pytest.mark.parametrize(
    "text",
    [
        "Who referred her?",
        "Which patient education did he get?",
        "What does he take?",
        "Metformin",
        "Does the patient smoke?",
        "Which dose does she take?",
        "מי הפנה אותה?",
        "איזו תרופה הוא נוטל?",
    ],
)
def test_a_question_about_somebody_lists_nobody(text):
    assert not read(text, practice=True).listing


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Who is on sertraline or fluoxetine?", [["sertraline"], ["fluoxetine"]]),
        ("Who has broken a hip, wrist or rib?", [["broken", "hip"], ["broken", "wrist"], ["broken", "rib"]]),
        ("אצל מי נמצאה אנמיה או פסוריאזיס?", [["אנמיה"], ["פסוריאזיס"]]),
        ("Who takes warfarin, aspirin?", [["warfarin", "aspirin"]]),
    ],
)
def test_a_list_may_leave_several_ways_open(text, ways):
    question = read(text, practice=True)
    assert question.listing
    every = [question.query, *question.or_else]
    assert [[group.source for group in query.groups] for query in every] == ways
    assert [group.source for group in question.words.groups] == [word for way in ways for word in way]


def test_what_was_understood_is_not_searched_for_as_words():
    question = read("Her most recent potassium since March 2024?")
    assert (question.order, question.since) == ("latest", date(2024, 3, 1))
    assert sources(question) == ["potassium"]
    assert [one.code for one in question.spoken] == ["latest", "since"]
    assert question.asked.split() == ["potassium", "?"]


def test_what_is_only_preferred_is_searched_for_too():
    question = read("What was taken out in 2018?")
    assert (question.firm, question.since) == (False, date(2018, 1, 1))
    assert "2018" in sources(question)
    assert [one.code for one in question.spoken] == ["preferred"]


def test_days_of_one_part_do_not_limit_the_others():
    question = read("Which pill was stopped since February, and which is he on after the operation?")
    assert not question.dated
    assert read("Which pill was stopped since February?").dated


def test_a_listing_question_may_be_dated():
    question = read("Which patients have fallen since June?", practice=True)
    assert question.listing
    assert question.since == date(2024, 6, 1)
    assert sources(question) == ["fallen"]
    assert "June" not in question.asked


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("How many milligrams of lithium?", {"dose", "count"}),
        ("What dose of lithium?", {"dose"}),
        ("What is his blood pressure?", {"reading"}),
        ("When was the operation?", {"date"}),
        ("Is she allergic to anything?", {"yes_no"}),
        ("Why was it stopped?", {"reason"}),
        ("Which antibiotic did he get?", {"drug"}),
        ("What was diagnosed?", {"diagnosis"}),
        ("What does she do for a living?", set()),
        ("כמה מיליגרם ליתיום?", {"dose", "count"}),
        ("מתי הניתוח?", {"date"}),
        ("האם היא אלרגית?", {"yes_no"}),
    ],
)
def test_the_kind_of_answer_is_expected(text, kinds):
    assert read(text).expects == kinds


def test_with_understanding_off_only_words_are_left():
    question = as_asked("Which patients take warfarin since March?", vocabulary=VOCABULARY)
    assert (question.order, question.dated, question.listing, question.spoken) == (None, False, False, ())
    assert "warfarin" in sources(question)


@pytest.mark.parametrize(
    "text", ["since March", "now", "latest", "Which patients?", "who", "?", "מי", "list all", " "]
)
def test_a_question_of_nothing_else_keeps_its_words(text):
    question = read(text, practice=True)
    assert question.asked.strip() or not text.strip()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Who does not take metformin?", True),
        ("Which patients have never smoked?", True),
        ("מי מהמטופלים לא לוקח מטפורמין?", True),
        ("Who takes metformin?", False),
        ("Who can't have penicillin because of an allergy?", False),
    ],
)
def test_a_list_of_those_it_does_not_hold_for_says_what_it_lists_instead(text, said):
    found = understand(text, today=date(2024, 6, 1), vocabulary=Vocabulary.built_in(), practice=True)
    assert found.listing
    assert ("negation" in {one.code for one in found.spoken}) == said
