"""Numbers, units and dates as values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assistant.verification.reading.comparing import Match, dated_near, match
from core.assistant.verification.reading.quantities import Kind, of_day, quantities


def read(text: str) -> list[tuple[set[str], str | None]]:
    return [(set(one.values), one.unit) for one in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.50 mg", [({"0.5"}, "mg")]),
        (".5 mg", [({"0.5"}, "mg")]),
        ("1,500 mL", [({"1500"}, "ml")]),
        ("0,5 mg", [({"0.5"}, "mg")]),
        ("25mg twice", [({"25"}, "mg"), ({"2"}, "time")]),
        ("BP 120/70 mmHg", [({"120/70"}, "mmhg")]),
        ("HbA1c 7.1%", [({"7.1"}, "%")]),
        ("6 to 8 hours", [({"6"}, "hour"), ({"8"}, "hour")]),
        ("six-month", [({"6"}, "month")]),
        ("42-year-old", [({"42"}, "year")]),
        ("10 ml/hr", [({"10"}, "ml/hr")]),
        ('128 מ"ג/ד"ל', [({"128"}, "mg/dl")]),
        ('850 מ"ג x2', [({"850"}, "mg"), ({"2"}, "time")]),
        ("פעמיים ביום, שלושה שבועות", [({"2"}, "time/day"), ({"3"}, "week")]),
        ("on 2024-04-07", [({"2024-04-07"}, None)]),
        ("April 7, 2024", [({"2024-04-07"}, None)]),
        ("7 Apr 2024", [({"2024-04-07"}, None)]),
        ("7 באפריל 2024", [({"2024-04-07"}, None)]),
        ("in March 2024", [({"2024-03"}, None)]),
        ("in 06/2021", [({"2021-06"}, None)]),
        ("on 01/02/2013", [({"2013-?01/02"}, None)]),
        ("on 01.02.2013", [({"2013-02-01"}, None)]),
        ("on 01/22/2013", [({"2013-01-22"}, None)]),
        ("half a tablet", [({"0.5", "1/2"}, "tablet")]),
        ("the 2nd metatarsal", [({"2th"}, None)]),
        ("L5 and T2", []),
        ("one of them", []),
        ("one tablet", [({"1"}, "tablet")]),
        ("may 5 mg do", [({"5"}, "mg")]),
    ],
)
def test_reads(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("stated", "noted", "result"),
    [
        ("600 mg", "600 mg three times", Match.SAME),
        ("600", "600 mg", Match.SAME),
        ("600 mg", "600", Match.OTHER_UNIT),
        ("600 mg", "600 mcg", Match.OTHER_UNIT),
        ("600 mg", "800 mg", Match.ABSENT),
        ("120/70 mmHg", "BP 120/70", Match.SAME),
        ("twice", "2 times", Match.SAME),
        ("three weeks", "3 weeks", Match.SAME),
        ("1 week", "1 day", Match.OTHER_UNIT),
        ("2024", "on 01/22/2024", Match.SAME),
        ("April 2024", "7 April 2024", Match.SAME),
        ("7 April 2024", "April 2024", Match.ABSENT),
        ("7 April 2024", "8 April 2024", Match.ABSENT),
        ("1 g", "1000 mg", Match.SAME),
        ("0.5 mg", "500 mcg", Match.SAME),
        ("2 weeks", "14 days", Match.SAME),
        ("1.2 cm", "12 mm", Match.SAME),
        ("1 g", "100 mg", Match.ABSENT),
        ("twice daily", "BID", Match.SAME),
        ("two times a day", "2x/day", Match.SAME),
        ("twice a day", "x2", Match.SAME),
        ("every 6 hours", "q6h", Match.SAME),
        ("every 6 hours", "for 6 hours", Match.ABSENT),
        ("once a day", "daily", Match.SAME),
        ("daily", "weekly", Match.OTHER_UNIT),
        ("daily", "BID", Match.ABSENT),
        ("10 pm", "22:00", Match.SAME),
        ("from 5 mg", "to 5 mg", Match.ABSENT),
        ("over 5 mg", "up to 5 mg", Match.ABSENT),
        ("2x ביום", "פעמיים ביום", Match.SAME),
        ("in March", "12 March 2024", Match.SAME),
        ("in May", "12 March 2024", Match.ABSENT),
    ],
)
def test_matches(stated, noted, result):
    (quantity,) = quantities(stated)
    assert match(quantity, quantities(noted)) is result


def test_the_date_of_a_note_counts_as_noted():
    (stated,) = quantities("7 Apr 2024")
    assert match(stated, [of_day(date(2024, 4, 7))]) is Match.SAME
    assert match(stated, [of_day(date(2024, 4, 8))]) is Match.ABSENT


@pytest.mark.parametrize(
    ("noted", "full"),
    [("on 5 January", "2024-01-05"), ("on 20 December", "2023-12-20"), ("in October", "2023-10")],
)
def test_a_date_without_its_year_is_of_the_year_nearest_to_its_note(noted, full):
    (quantity,) = quantities(noted)
    assert full in dated_near(quantity, date(2024, 2, 7)).values
    assert dated_near(quantity, None) == quantity


def test_the_number_of_a_list_item_is_no_quantity():
    assert read("1. Aspirin 81 mg\n2) Rest") == [({"81"}, "mg")]


def test_units_have_kinds():
    kinds = [one.kind for one in quantities("5 mg, 3 mm, 45%, 96 kg, 120/80, 5 days, 10 mg/kg, 7")]
    assert kinds == [
        Kind.DOSE, Kind.LENGTH, Kind.SHARE, Kind.MASS, Kind.PRESSURE, Kind.TIME, Kind.DOSE, None,
    ]  # fmt: skip


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=100_000, places=2), st.sampled_from(["mg", "mcg", "ml", "kg"]))
def test_a_dose_is_itself_and_nothing_else(value, unit):
    (stated,) = quantities(f"took {value} {unit} then")
    assert match(stated, quantities(f"{value:f}{unit}")) is Match.SAME
    assert match(stated, quantities(f"{value + 1} {unit}")) is Match.ABSENT


def test_a_day_of_no_calendar_is_only_itself():
    (stated,) = quantities("Surgery on 32/13/2024.")
    assert match(stated, quantities("Operated on 32/13/2024.")) is Match.SAME
    assert match(stated, quantities("Operated on 31/12/2024.")) is Match.ABSENT


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for one in quantities(text):
        assert 0 <= one.start < one.end <= len(text)
