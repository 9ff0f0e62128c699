"""Questions over the practice that are read by what they name, in whatever words they ask for the clients."""

from __future__ import annotations

from datetime import date

import pytest

from core.lookup.naming import read_by_names
from core.lookup.parsing import QuestionParser
from core.sources.dto import SearchScope

TODAY = date(2024, 9, 2)


def read(question: str):
    return read_by_names(question, today=TODAY)


@pytest.mark.parametrize(
    ("question", "frame", "concept", "passed_over"),
    [
        ("Which of our patients are bothered by asthma attacks?", "having", "asthma", "bothered, attacks"),
        (
            "warfarin folk - who, for the Tuesday fridge audit",
            "takers",
            "warfarin",
            "folk, Tuesday fridge audit",
        ),
        ("Everyone with psoriasis, wherever they sit", "having", "psoriasis", "wherever, sit"),
        (
            "who reacted to co-trimoxazole, whole shebang",
            "allergic",
            "trimethoprim sulfamethoxazole",
            "whole shebang",
        ),
        ("TSH > 5, whose, roughly speaking", "measured", "TSH", "roughly speaking"),
        ("smokers, the lot, who", "smokers", "", "lot"),
        ("סטטינים - מי מטופל בהם כיום?", "takers", "statin", ""),
        (
            "Anyone still taking warfarin? INR clinic is closing",
            "takers",
            "warfarin",
            "INR clinic is closing",
        ),
        ("who lives alone - winter check calls", "alone", "", "winter check calls"),
        ("who stopped amlodipine bc of swollen ankles", "takers", "amlodipine", "bc of swollen ankles"),
        ("COPD pts for flu jab, who", "having", "COPD", "for flu jab"),
        ("hypertensives", "having", "hypertension", ""),
        ("flu jab recall: which patients have asthma", "having", "asthma", "flu jab recall"),
        ("לפני שרושמים מוקסיפן: למי יש אלרגיה לפניצילין?", "allergic", "penicillin", "לפני שרושמים מוקסיפן"),
        ("תחליף לבלוטת התריס, מי נוטל", "takers", "thyroid replacement", ""),
        ("everyone on an antidepressant as of their last note", "takers", "antidepressant", ""),
        ("Patients on weekly alendronate at present?", "takers", "alendronate", "weekly"),
        ("מי חי לבד בבית", "alone", "", ""),
        ("על SSRI כיום - שמות בבקשה", "takers", "SSRI", ""),
    ],
)
def test_the_list_is_that_of_what_is_named(question, frame, concept, passed_over):
    found = read(question)
    assert (found and found.frame) == frame
    if found is not None:
        named = (*found.drugs, *found.classes, *found.problems, *found.measures)
        assert named == ((concept,) if concept else ())
        assert found.passed_over == passed_over


@pytest.mark.parametrize(
    "question",
    [
        "metformin folk",  # asks for nobody
        "בעלי כלבים ברשימה שלנו, מי?",  # an allergen that nobody takes
        "asthma: who takes salbutamol",  # the label limits the list
        "eGFR under 30 list: who takes metformin",
        "came off warfarin list: who has AF",
        "declined flu jab list: who has asthma",
        "guidance for patients on warfarin",
        "patients on the ward with asthma",
        "שמות מסחריים של מטפורמין",
        "who takes peanuts",
        "Who on metformin had low B12, fridge audit?",  # two things are named
        "everyone on metformin, HbA1c over 60",
        "everyone except diabetics",
        "who mustn't take penicillin",
        "who needs to stop metformin",
        "penicillin - who is safe?",
        "who takes penicillin although allergic",
        "who takes something instead of warfarin",
        "which doctor gives warfarin",
        "clients on warfarin, previously",
        "who takes warfarin? I mean who doesn't",
        "מי נוטל רק מטפורמין",
        "למי מותר לתת פניצילין",
        "מי נוטל וורפרין (לשעבר)",
        "כולם חוץ מהסוכרתיים",
        "who must not have Bactrim because of a penicillin allergy",
        "למי אסור לתת רספרים בגלל רגישות לסולפה",
        "who is on aspirin, no clopidogrel",
        "Who is not on metformin, fridge audit",
        "whose mother had psoriasis, fridge audit",
        "who might get metformin, fridge audit",
        "who took metformin in March, fridge audit",
        "who has psoriasis of the left knee, fridge audit",
        "why does everybody take metformin, fridge audit",
        "who prescribed metformin, fridge audit",
        "when did everyone start metformin, fridge audit",
        "who is on metformin and went to the fridge audit with Tuesday gloves again",  # too much is unknown
    ],
)
def test_what_limits_a_list_or_asks_for_more_is_searched_for(question):
    assert read(question) is None


@pytest.mark.parametrize(
    ("question", "frame"),
    [
        ("אצל אילו מטופלים הסיסטולי במדידה האחרונה עבר 140?", "measured"),
        ("מי עבר אוטם", "having"),
        ("who takes dogs", None),
    ],
)
def test_what_was_passed_is_a_number_and_what_is_taken_a_medicine(question, frame):
    found = QuestionParser(TODAY).parse(question, practice=True)
    assert (found and found.frame) == frame


def test_the_answer_says_what_was_passed_over(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), plan="Continue warfarin 3 mg.")
    found = lookups.answer("warfarin folk - who, for the Tuesday fridge audit", SearchScope())
    assert [line.text for line in found.lines] == [
        "1 client takes warfarin: Byron, Ada.",
        "Not taken into account of the question: “folk, Tuesday fridge audit”.",
    ]


def test_a_bound_counts_where_it_decides(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), objective="eGFR >90.")
    visit(ben, date(2024, 1, 9), objective="eGFR 52.")

    def told(question):
        found = lookups.answer(question, SearchScope())
        return None if found is None else found.lines[0].text

    assert told("who has an eGFR below 60").startswith("1 client with eGFR below 60: Katz, Ben (52")
    assert told("who has an eGFR above 60").startswith("1 client with eGFR above 60: Byron, Ada (>90")
    assert told("who has an eGFR above 95") is None, "it may be"


def test_a_class_and_its_member_are_one(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Continue gliclazide 80 mg.")
    found = lookups.answer("who takes sulfonylureas, incl gliclazide", SearchScope())
    assert found.lines[0].text.startswith("1 client takes")


def test_what_ends_every_insulin_ends_this_one(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Continue insulin detemir 14 units at night.")
    visit(ada, date(2024, 3, 9), plan="Insulin stopped at delivery.")
    found = lookups.answer("who takes insulin", SearchScope())
    assert [line.text for line in found.lines] == [
        "No client takes insulin, as far as the notes say.",
        "In the past or stopped (1): Byron, Ada.",
    ]


def test_what_is_denied_after_it_was_taken_is_over(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), plan="Continue methotrexate 15 mg weekly.")
    visit(ada, date(2024, 3, 9), subjective="Not taking methotrexate.")
    visit(ben, date(2024, 1, 9), subjective="Has never taken methotrexate.")
    found = lookups.answer("who takes methotrexate", SearchScope())
    assert "In the past or stopped (1): Byron, Ada." in [line.text for line in found.lines]


def test_who_lives_alone_and_who_no_longer_does(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), subjective="Lives alone.")
    visit(ben, date(2024, 1, 9), subjective="Lives alone.")
    visit(ben, date(2024, 3, 9), subjective="Lives with his daughter.")
    found = lookups.answer("anyone who lives by themselves, for the heatwave list", SearchScope())
    assert found.lines[0].text == "1 client lives alone: Byron, Ada."
    visit(ada, date(2024, 4, 9), subjective="She moved into Beech Lodge care home in March.")
    now = lookups.answer("anyone who lives by themselves, for the heatwave list", SearchScope())
    assert now.lines[0].text == "No client lives alone, as far as the notes say."
    assert "In the past or stopped (1): Katz, Ben." in [line.text for line in found.lines]


def test_an_allergy_told_by_its_reaction(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), subjective="Co-trimoxazole gave her hives.")
    found = lookups.answer("who must not be given co-trimoxazole?", SearchScope())
    assert found.lines[0].text == "1 client is allergic to co-trimoxazole: Byron, Ada."


def test_an_allergy_to_a_class_is_one_to_its_members(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), subjective="Allergic to penicillin.")
    visit(ben, date(2024, 1, 9), subjective="Allergic to ibuprofen.")

    def told(question):
        return lookups.answer(question, SearchScope()).lines[0].text

    assert told("who is allergic to amoxicillin?") == "1 client is allergic to amoxicillin: Byron, Ada."
    assert told("NSAID allergy - anyone?").endswith("Katz, Ben.")
    assert told("who is allergic to codeine?").startswith("No client")


def test_a_return_that_a_note_plans_stands_beside_the_missing_appointment(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Continue ramipril 5 mg. Review in 3 months.")
    found = lookups.answer("next appointment?", SearchScope(client_id=ada))
    assert [line.text for line in found.lines] == [
        "No appointment is booked.",
        "The note of 9 January 2024 plans a return:",
    ]
    assert [quote.text for quote in found.lines[1].quotes] == ["Review in 3 months"]


def test_the_parts_of_a_list_have_their_clients(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), plan="Continue aspirin 75 mg.")
    visit(ben, date(2024, 1, 9), plan="Stop aspirin.")
    parts = [(each.part, each.about) for each in lookups.answer("who takes aspirin", SearchScope()).lines]
    assert parts == [("now", (ada,)), ("earlier", (ben,))]
    nobody = lookups.answer("who takes prednisone", SearchScope()).lines
    assert [(each.part, each.about) for each in nobody] == [("now", ())]


def test_who_stopped_it_is_asked_by_the_verb(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), plan="Continue aspirin 75 mg.")
    visit(ben, date(2024, 1, 9), plan="Stop aspirin.")
    found = lookups.answer("who came off aspirin, Tuesday audit", SearchScope())
    assert found.lines[0].text == "In the past or stopped (1): Katz, Ben."


def test_a_kind_of_insulin_is_insulin(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Continue insulin glargine 14 units at night.")
    found = lookups.answer("Who injects insulin?", SearchScope())
    assert found.lines[0].text == "1 client takes insulin: Byron, Ada."


def test_those_who_have_an_illness_are_named_by_the_illness(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), assessment="Asthma, well controlled.")
    assert (
        lookups.answer("all asthmatics here", SearchScope()).lines[0].text
        == "1 client has asthma: Byron, Ada."
    )
    told = lookups.answer("רשימת האסתמטיים במרפאה", SearchScope()).lines[0].text
    assert told.startswith("מטופל אחד עם אסתמה")
