"""Days that a question names: those that limit it are taken, those that belong to its content are not."""

from __future__ import annotations

from datetime import date

import pytest

from core.retrieval.understanding.dates_meant import dates_meant

TODAY = date(2024, 9, 15)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("question", "since", "until", "firm"),
    [
        ("BP since March?", "2024-03-01", None, True),
        ("How many falls since October?", "2023-10-01", None, True),
        ("Weight since 3 April 2023", "2023-04-03", None, True),
        ("What was found after March 2023?", "2023-04-01", None, True),
        ("From 2020 on, which statins?", "2020-01-01", None, True),
        ("Falls since last year", "2023-01-01", None, True),
        ("How has her pressure run from March through June?", "2024-03-01", "2024-06-30", True),
        ("Labs between January and May 2024", "2024-01-01", "2024-05-31", True),
        ("Labs between 3 Jan 2024 and 5/13/2024", "2024-01-03", "2024-05-13", True),
        ("HbA1c in the last 6 months", "2024-03-17", None, True),
        ("HbA1c over the past year", "2023-09-16", None, True),
        ("Weight in the last couple of months", "2024-07-17", None, True),
        ("Which drugs before 2023?", None, "2022-12-31", False),
        ("Which drugs until May 2023?", None, "2023-05-31", False),
        ("What did we do on 3 April 2024?", "2024-04-03", "2024-04-03", False),
        ("What did we do on April 3rd?", "2024-04-03", "2024-04-03", False),
        ("Plan at the visit of 13/4/2024", "2024-04-13", "2024-04-13", False),
        ("Visits last week?", "2024-09-02", "2024-09-14", False),
        ("ביקורים בשבוע שעבר", "2024-09-02", "2024-09-14", False),
        ("How did he sleep last month?", "2024-08-01", "2024-08-31", False),
        ("What was her weight a year ago?", "2022-09-16", "2024-09-15", False),
        ("Any fever in the last 2 days?", "2024-09-13", None, False),
        ("urate aug 23", "2023-08-01", "2023-08-31", False),
        ("Visits since March 12", "2024-03-12", None, True),
        ("Blood pressure on June 15?", "2024-06-15", "2024-06-15", False),
        ("Labs between june 12 and june 20", "2024-06-12", "2024-06-20", True),
        ("visits since jan 23", "2023-01-01", None, False),
        ("bp between jan 23 and june 24", "2023-01-01", "2024-06-30", False),
        ("urate june 15", "2024-06-15", "2024-06-15", False),
        ("urate 2 may", "2024-05-02", "2024-05-02", False),
        ("Betahistine from Sept 23", "2023-09-01", "2023-09-30", False),
        ("Which antibiotic in jul/aug?", "2024-07-01", "2024-08-31", False),
        ("Which antibiotic in dec/jan?", "2023-12-01", "2024-01-31", False),
        ("Assessment at the June 2023 home visit", "2023-06-01", "2023-06-30", False),
        ("Bone density at the end of 2023", "2023-01-01", "2023-12-31", False),
        ("TSH של פברואר 2024", "2024-02-01", "2024-02-29", False),
        ("משקל מאז מרץ", "2024-03-01", None, True),
        ("מה היה לחץ הדם בחצי השנה האחרונה?", "2024-03-17", None, True),
        ("בדיקות בשלושת החודשים האחרונים", "2024-06-16", None, True),
        ("בדיקות בין ינואר למאי 2024", "2024-01-01", "2024-05-31", True),
        ("מה רשמנו ב-3 באפריל 2024?", "2024-04-03", "2024-04-03", False),
        ("איך ישן בחודש שעבר?", "2024-08-01", "2024-08-31", False),
        ("מה היה המשקל לפני שנה?", "2022-09-16", "2024-09-15", False),
    ],
)
def test_what_limits_a_question_is_understood(question, since, until, firm):
    meant = dates_meant(question, today=TODAY)
    assert meant is not None
    assert (meant.since, meant.until, meant.firm) == (day(since), day(until), firm)


@pytest.mark.parametrize(
    "question",
    [
        "Did he pick his birthday as a quit date?",
        "Who prescribed the 3-month course?",
        "What was she given for 5 days?",
        "Why has he had the pain for the last 3 weeks?",
        "When did the cough start 2 weeks ago?",
        "Is the pain 5/10 or 3/10?",
        "Was it 120/80 or 130/85?",
        "Does she take 2.5 mg in 10 days?",
        "Which antiplatelets is he on since the MI?",
        "How is she after the surgery?",
        "What may help, and does she march?",
        "What happened on 3/4/2024?",
        "Was it in March or in April?",
        "weights of jan and feb 2024",
        "HbA1c jan 2023 vs jan 2024",
        "Shoulder surgery 2019?",
        "Who is May?",
        "Does she march?",
        "seen by jan",
        "who is april",
        "Does she know june?",
        "Any fluid on OCT?",
        "Is it on the MAR?",
        "BP 140",
        "כאבים שהחלו לפני כחצי שנה",
        "כמה פעמים בשבוע היא שוחה?",
        "מה קיבל אחרי הניתוח?",
        "",
    ],
)
def test_what_belongs_to_the_content_or_is_not_clear_is_left_alone(question):
    assert dates_meant(question, today=TODAY) is None


def test_a_month_without_its_year_is_the_last_that_has_begun_and_says_so():
    meant = dates_meant("since October", today=TODAY)
    assert meant is not None
    assert (meant.since, meant.yearless) == (date(2023, 10, 1), True)
    dated = dates_meant("since October 2022", today=TODAY)
    assert dated is not None
    assert not dated.yearless


def test_the_place_of_the_words_is_told():
    question = "Her weight since March, please"
    meant = dates_meant(question, today=TODAY)
    assert meant is not None
    assert question[meant.start : meant.end] == "since March"


@pytest.mark.parametrize(
    "question", ["since 31 February 2024", "in the last 99 years", "since 00/00/2024", "since 2024-13-45"]
)
def test_impossible_days_do_no_harm(question):
    dates_meant(question, today=date(2024, 2, 29))
