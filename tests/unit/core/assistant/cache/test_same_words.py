"""Which questions share an answer: those in the same words, and none that ask something else.

Questions are compared by their words in order, so two in different words can only share an answer if a rule
of `what_is_said` leaves out or folds what tells them apart. There are pairs for each of these rules, and for
the foldings that it does not do.
"""

from __future__ import annotations

import pytest

from core.assistant.cache.same_words import what_is_said

OTHER_QUESTIONS = {
    "signs and points of numbers": (
        ("Is the T-score -2.5?", "Is the T-score 2.5?"),
        ("Is the T-score 2.5?", "Is the T-score 25?"),
        ("Was the INR 2.5?", "Was the INR 2,5?"),
        ("Was the INR 2.5?", "Was the INR 2-5?"),
        ("Is the dose .5 mg?", "Is the dose 5 mg?"),
        ("Is the dose 0.5 mg?", "Is the dose 05 mg?"),
        ("Is it 1:10?", "Is it 1.10?"),
        ("What happened on 3/4/2024?", "What happened on 3.4.2024?"),
        ("What happened on 03/04/2024?", "What happened on 04/03/2024?"),
        ("Does he take 3-5 mg daily?", "Does he take 35 mg daily?"),
        ("Does he take 3-5 mg daily?", "Does he take 3 5 mg daily?"),
        ("Is it L4-5?", "Is it L45?"),
        ("What is 5' in the note on height?", 'What is 5" in the note on height?'),
        ("What is 5' in the note on height?", "What is 5 in the note on height?"),
    ),
    "numbers and units themselves": (
        ("Does she take 5 mg?", "Does she take 10 mg?"),
        ("Does she take 5 mg?", "Does she take 5 mcg?"),
        ("Does she take 5 mg?", "Does she take five mg?"),
        ("L4 or L5?", "L4 or L6?"),
        ('האם קיבלה 5 מ"ג?', 'האם קיבלה 5 מק"ג?'),
    ),
    "other signs": (
        ("Platelets 10⁹?", "Platelets 10⁸?"),
        ("Platelets 10⁹?", "Platelets 109?"),
        ("Is it given in 1½ tablets?", "Is it given in 1 tablets?"),
        ("Is the HbA1c > 7 now?", "Is the HbA1c < 7 now?"),
        ("Is the HbA1c >= 7 now?", "Is the HbA1c > 7 now?"),
        ("Is the HbA1c ~7 now?", "Is the HbA1c 7 now?"),
        ("Is she HER2+ now?", "Is she HER2 now?"),
        ("Is it mg/kg as a dose?", "Is it mg kg as a dose?"),
    ),
    "hyphens": (
        ("Is she HER2- now?", "Is she HER2 now?"),
        ("Is his blood group O-?", "Is his blood group O?"),
        ("Is she Rh -?", "Is she Rh?"),
        ("Is the T-score T-5?", "Is the T-score T5?"),
        ("Is the T-score T-5?", "Is the T-score T -5?"),
        ("Did they re-sign the consent?", "Did they resign the consent?"),
    ),
    "stops within": (
        ("Is there pain, no swelling?", "Is there pain no swelling?"),
        ("Not stopped, increased?", "Not stopped increased?"),
        ("No MI. Stroke?", "No MI stroke?"),
        ("No MI; stroke?", "No MI stroke?"),
        ("The mother, said the patient, smokes?", "The mother said the patient smokes?"),
    ),
    "case": (
        ("Is she HbS positive?", "Is she HBs positive?"),
        ("Does he have PsA?", "Does he have PSA?"),
        ("PsA result?", "PSA result?"),
        ("Does she have AIDS?", "Does she have aids?"),
        ("What is the Mg level?", "What is the mg level?"),
        ("Is it 5 mM now?", "Is it 5 mm now?"),
        ("Is it 5 M now?", "Is it 5 m now?"),
        ("Is it in US units?", "Is it in us units?"),
        ("Was the May dose higher?", "Was the may dose higher?"),
        ("What did Will say?", "What did will say?"),
    ),
    "short words": (
        ("Is hemoglobin A low?", "Is hemoglobin low?"),
        ("Group A strep?", "Group strep?"),
        ("Type I diabetes?", "Type diabetes?"),
        ("Did he get IT chemo?", "Did he get chemo?"),
        ("Is she with the child?", "Is she with child?"),
        ("Does she drink a little?", "Does she drink little?"),
    ),
    "courtesy": (
        ("Please", "Show me"),
        ("Show me up to five?", "Up to five?"),
        ("Give me the dose.", "Give her the dose."),
        ("Can you tell me what she takes?", "Can you tell her what she takes?"),
        ("Tell me why her weight fell.", "Her weight fell."),
        ("I need a new diagnosis?", "A new diagnosis?"),
        ("האם האם מעשנת?", "האם מעשנת?"),
        ("האם מעשנת?", "מעשנת?"),
        ("אמר לי מה המינון?", "מה המינון?"),
        ("תראה לי את המשקל", "תראה לה את המשקל"),
    ),
    "what's": (
        ("What's she taking?", "What has she taken?"),
        ("She's stopped?", "She is stopped?"),
        ("What is normal BP?", "Normal BP?"),
        ("Is it the patient's dose?", "Is it the patient dose?"),
        ("Why didn't she take it?", "Why did she take it?"),
    ),
    "order": (
        ("Aspirin before ibuprofen?", "Ibuprofen before aspirin?"),
        ("When did he hit her?", "When did she hit him?"),
        ("In May, what was planned?", "What was planned in May?"),
        ("כאב לפני הנפילה?", "נפילה לפני הכאב?"),
    ),
    "words that say little": (
        ("Is there chest pain?", "Is there no chest pain?"),
        ("Does she take aspirin?", "Did she take aspirin?"),
        ("What did you give him for pain?", "What did they give him for pain?"),
        ("When did she stop smoking?", "Why did she stop smoking?"),
        ("What is the last but one visit?", "What is the last visit?"),
        ("מה אמר לו?", "מה אמר לה?"),
        ("האם היא נוטלת אספירין?", "האם היא לא נוטלת אספירין?"),
    ),
    "inflection and other names": (
        ("Is she taking sertraline?", "Is she taken sertraline?"),
        ("What is the result?", "What is the results?"),
        ("What is the latest date for surgery?", "What is the most recent date for surgery?"),
        ("Is she on ibuprofen?", "Is she on Advil?"),
        ("Is the left lobe clear?", "Is the right lobe clear?"),
        ("האם לקח כדור?", "האם לקחה כדור?"),
        ("האם הוריד נפגע?", "האם וריד נפגע?"),
        ("מה תאריך הפסקה?", "מה תאריך פסקה?"),
        ("כאב בברך שמאל?", "כאב בברך ימין?"),
    ),
}
"""Of each pair the second must not be answered as the first was."""


@pytest.mark.parametrize("rule", OTHER_QUESTIONS)
def test_no_question_is_taken_for_another(rule: str) -> None:
    assert [pair for pair in OTHER_QUESTIONS[rule] if what_is_said(pair[0]) == what_is_said(pair[1])] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What dose of ibuprofen was advised?", "what dose of  Ibuprofen was advised"),
        ("What's the dose?", "What is the dose?"),
        ("Does she smoke?", "Please tell me: does she smoke?"),
        ("Does she smoke?", "Could you please tell me, does she smoke?"),
        ("Does she take 5 mg?", "Does she take 5mg?"),
        ("A beta-blocker?", "a beta blocker"),
        ("האם היא נוטלת אספירין?", "בבקשה תגיד לי האם היא נוטלת אספירין"),
    ],
)
def test_courtesy_case_and_marks_may_differ(one: str, other: str) -> None:
    assert what_is_said(one) == what_is_said(other)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n\n", "\u2028"])
def test_a_new_line_divides_as_a_stop_does(line_break: str) -> None:
    assert what_is_said(f"No{line_break}fever?") != what_is_said("No fever?")
    assert what_is_said(f"Not IV{line_break}stopped?") != what_is_said("Not IV stopped?")
    assert what_is_said(f"No fever?{line_break}") == what_is_said("No fever?")
    assert what_is_said(f"No fever.{line_break}Cough?") == what_is_said("No fever. Cough?")


def test_how_kindly_it_is_asked_changes_nothing() -> None:
    for question in {one for pairs in OTHER_QUESTIONS.values() for pair in pairs for one in pair}:
        if question not in {"Please", "Show me"}:
            said = what_is_said(question)
            assert said == what_is_said(f"  {question}  ") == what_is_said(f"please {question}")
