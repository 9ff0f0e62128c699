"""Habits, living and work."""

from __future__ import annotations

import pytest

from tests.unit.core.facts.reading import facts, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smokes 10 cigarettes a day.", [("smoking", "active", "10")]),
        (
            "Never smoked. Drinks 2 glasses of wine a week.",
            [("smoking", "never", ""), ("alcohol", "active", "2")],
        ),
        ("Ex-smoker. Does not drink alcohol.", [("smoking", "former", ""), ("alcohol", "denied", "")]),
        ("Counselled on smoking cessation.", []),
        ("Her husband smokes.", []),
        ("Passive smoker, exposed to smoke at home.", []),
        ("Denied smoking but smells of smoke.", [("smoking", "denied", "")]),
        ("Smoker? ex 2010", [("smoking", "former", "")]),
    ],
)
def test_habits(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text, "habit") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tobacco use: non-smoker.", [("smoking", "denied")]),
        ("Smoking history: 20 pack years, quit 2010.", [("smoking", "former")]),
        ("Smokes 10 cigarettes a day, quit for 2 months last year.", [("smoking", "active")]),
        ("Tobacco use: none.", [("smoking", "denied")]),
        ("Tobacco use: former smoker.", [("smoking", "former")]),
        ("Tobacco use: 10 cigarettes a day.", [("smoking", "active")]),
    ],
)
def test_the_label_of_a_habit_does_not_say_that_it_is_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.concept, one.status) for one in facts(text) if one.kind == "habit"] == expected


@pytest.mark.parametrize(
    ("text", "status", "clause"),
    [
        ("Quit roll-ups 1 May with lozenges.", "former", "Quit roll-ups 1 May"),
        ("Ex-smoker since 2015.", "former", "Ex-smoker since 2015"),
        ("Smokes roll-ups 5/d.", "active", "Smokes roll-ups"),
    ],
)
def test_a_habit_given_up_quotes_since_when(text: str, status: str, clause: str) -> None:
    (habit,) = (one for one in facts(text) if one.kind == "habit")
    assert (habit.status, text[habit.start : habit.end]) == (status, clause)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vapes.", []),
        ("מעשן שוב קנביס, פעם בשבועיים", []),
        ("Smokes cannabis at weekends.", []),
        ("Smoking stopped six weeks ago.", [("smoking", "former", "")]),
        ("עישון הופסק מזה שישה שבועות", [("smoking", "former", "")]),
        ("Smokes, stopped for two months last year.", [("smoking", "active", "")]),
        ("Needs smoking stopped before surgery.", [("smoking", "active", "")]),
        ("Current smoker; joints swollen.", [("smoking", "active", "")]),
    ],
)
def test_what_is_smoked_and_no_longer(text, expected):
    assert read(text, "habit") == expected


def test_living_and_work() -> None:
    found = facts("Lives with her husband. Works as a school secretary.")
    assert [(one.kind, one.concept) for one in found] == [
        ("living", "with husband"),
        ("occupation", "school secretary"),
    ]
    assert not facts("Her mother lives alone.")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("He's in the house by himself now.", True),
        ("She remains in the house on her own.", True),
        ("She is in a ground floor flat on her own.", True),
        ("Still alone.", True),
        ("Walks alone to the shop.", False),
        ("Cannot be left alone in the house.", False),
        ("Cannot be left in the house by herself.", False),
        ("Her mother is in the flat by herself.", False),
        ("Mobilises around the house by herself.", False),
        ("Used to be in the flat on her own.", False),
        ("Wants to live in a flat on his own.", False),
        ("Is in the house by himself all day.", False),
        ("He is not in the flat on his own.", False),
        ("Eating still on her own.", False),
        ("Not still alone.", False),
        ("He is still on his own meds.", False),
    ],
)
def test_who_is_in_a_dwelling_alone_lives_alone(text: str, alone: bool) -> None:
    assert [one.concept for one in facts(text) if one.kind == "living"] == ["alone"] * alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [("He is a farmer.", ["farmer"]), ("She met a man who is a teacher.", []), ("He is a smoker.", [])],
)
def test_what_somebody_is_may_be_the_occupation(text: str, expected: list[str]) -> None:
    assert [one.concept for one in facts(text) if one.kind == "occupation"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Retired clockmaker, hands shake.", [("clockmaker", "historical")]),
        ("27 yo violin maker's apprentice, seen urgently.", [("violin maker's apprentice", "active")]),
        ("Software tester, remote.", [("software tester", "active")]),
        ("Occupation: bus driver.", [("bus driver", "active")]),
        ("Work: school gave light desk, filing.", []),
        ("Tearful about the staff she laid off.", []),
        ("Nurse, will call back.", []),
        ("גננת בגן, עומדת הרבה.", [("גננת בגן", "active")]),
        ("גננת, עומדת הרבה.", [("גננת", "active")]),
        ("ביקרה אצל פסיכולוגית, לא המשיכה.", []),
    ],
)
def test_only_the_name_of_an_occupation_is_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.concept, one.status) for one in facts(text) if one.kind == "occupation"] == expected
