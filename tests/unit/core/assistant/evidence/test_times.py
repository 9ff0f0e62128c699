"""A sentence is about the days that it names, and otherwise about those of its note."""

from __future__ import annotations

from datetime import date

import pytest

from core.assistant.evidence.times import DaysAsked, is_of_days, may_be_of_days

MAY = DaysAsked(date(2025, 5, 1), date(2025, 5, 31))
AUGUST = DaysAsked(date(2025, 8, 1), date(2025, 8, 31))


@pytest.mark.parametrize(
    ("text", "noted", "of_may"),
    [
        ("Urate 0.41.", date(2025, 5, 6), True),
        ("Urate 0.41.", date(2025, 8, 6), False),
        ("Urate was 0.41 in May.", date(2025, 8, 6), True),
        ("Urate 0.41 (2 May).", date(2025, 8, 6), True),
        ("Urate was 0.5 in January.", date(2025, 5, 6), False),
        ("Urate 0.5 in 2023.", date(2025, 5, 6), False),
        ("Fell three weeks ago.", date(2025, 6, 10), True),
        ("Off work since March.", date(2025, 5, 6), True),
        ("Repeat urate in December.", date(2025, 5, 6), True),
        ("Stay on 10 mg until January.", date(2025, 5, 6), True),
        ("Stay on 10 mg until January.", date(2025, 2, 6), False),
        ("HbA1c 7.9, down from 8.8 in January.", date(2025, 5, 6), True),
        ("PHQ-9 12 (previous 18 on 3 Feb).", date(2025, 5, 6), True),
        ("BP 130/80 (150/90 in July 2024).", date(2025, 5, 6), True),
        ("T2DM (2015), HbA1c 7.9.", date(2025, 5, 6), True),
        ("Weight 70 (was 74 3 months ago).", date(2025, 5, 6), True),
        ("Metformin 2000 mg daily.", date(2025, 5, 6), True),
        ("CK 1950.", date(2025, 5, 6), True),
        ("Metformin reduced from 2000 mg to 1000 mg.", date(2025, 5, 6), True),
        ("BNP was 1950.", date(2025, 5, 6), True),
        ("Ferritin: 2040.", date(2025, 5, 6), True),
        ("CT on 4/5/2025: clear.", date(2025, 5, 6), True),
        ("K 5.9 in January.", date(2025, 5, 6), False),
        ("Due to have an MRI in March.", date(2025, 5, 6), True),
        ("Wrist fracture 2019.", date(2025, 5, 6), False),
        ("המשקל היה 74 בפברואר.", date(2025, 5, 6), False),
        ("MRI 01/2024: normal disc.", date(2025, 5, 6), False),
        ("Last smear 12/5/20255, normal.", date(2025, 5, 6), True),
        ("Tel 03-12-123456.", date(2025, 5, 6), True),
        ("Gone 2026 years ago and in 9000 years.", date(2025, 5, 6), False),
        ("Gout, first attack May 2025.", None, True),
        ("Gout, first attack in May.", None, False),
        ("Gout.", None, False),
        ("חום ב-3 במאי 2025.", date(2025, 8, 6), True),
    ],
)
def test_a_sentence_is_about_the_time_that_it_names_or_that_of_its_note(text, noted, of_may):
    assert is_of_days(text, noted, MAY) is of_may


def test_a_note_soon_after_may_report_without_naming_the_day():
    assert may_be_of_days("Echo: EF 40.", date(2025, 6, 20), MAY)
    assert not may_be_of_days("Echo: EF 40.", date(2025, 9, 20), MAY)
    assert not may_be_of_days("Echo in April: EF 40.", date(2025, 6, 20), MAY)
    assert not may_be_of_days("Echo: EF 40.", date(2025, 4, 20), MAY)
    assert may_be_of_days("Echo in April: EF 40.", date(2025, 5, 20), MAY)
    assert not may_be_of_days("Ferritin 188.", date(2025, 5, 20), DaysAsked(None, date(2025, 4, 20)))


def test_a_month_without_its_year_may_be_that_of_any_year():
    last = DaysAsked(date(2025, 5, 1), date(2025, 5, 31), yearless=True)
    assert is_of_days("Urate 0.41.", date(2023, 5, 6), last)
    assert not is_of_days("Urate 0.41.", date(2023, 6, 6), last)
    assert not is_of_days("Urate 0.41.", date(2023, 5, 6), MAY)


def test_open_ends_are_met_by_all_that_is_later_or_earlier():
    since, until = DaysAsked(date(2025, 5, 1), None), DaysAsked(None, date(2025, 5, 31))
    assert is_of_days("Urate 0.41.", date(2025, 9, 1), since)
    assert not is_of_days("Urate 0.41.", date(2025, 4, 1), since)
    assert is_of_days("Urate 0.41.", date(2025, 4, 1), until)
    assert not is_of_days("Urate 0.41.", date(2025, 9, 1), until)
