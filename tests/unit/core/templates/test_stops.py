"""Cursor stops and letter fields are found where they are, and nowhere else."""

from __future__ import annotations

import pytest

from core.templates.fields import LETTER_FIELDS, unknown_fields, used_fields
from core.templates.starter_set import starter_set
from core.templates.stops import Stop, lay_out, left_open


@pytest.mark.parametrize(
    ("marked", "text", "stops"),
    [
        ("", "", ()),
        ("plain [sic] text", "plain [sic] text", ()),
        ("BP [[sys]]/[[dia]]", "BP [sys]/[dia]", ((3, 8), (9, 14))),
        ("[[]]end", "end", ((0, 0),)),
        ("a[[]]b[[]]", "ab", ((1, 1), (2, 2))),
        ("כאב [[מיקום]] 🧠 [[x]]", "כאב [מיקום] 🧠 [x]", ((4, 11), (14, 17))),
        ("[[a[b]]", "[[a[b]]", ()),
        ("[[over\nlines]]", "[[over\nlines]]", ()),
    ],
)
def test_a_text_is_laid_out_with_its_stops(marked, text, stops):
    laid_out = lay_out(marked)
    assert laid_out.text == text
    assert laid_out.stops == tuple(Stop(*each) for each in stops)


def test_fields_of_a_letter_are_told_from_slips():
    text = "{client_name} {clientname} {today} {client_name} {} { today } {John_Smith}"
    assert used_fields(text) == ("client_name", "today")
    assert unknown_fields(text) == ("clientname", "John_Smith")


def test_the_starter_letters_name_only_fields_that_exist():
    letters = starter_set("letter_template")
    assert {each.language for each in letters} == {"en", "he"}
    for letter in letters:
        assert not unknown_fields(letter.text)
        assert set(used_fields(letter.text)) <= set(LETTER_FIELDS)


def test_what_nobody_filled_in_is_found_and_plain_words_are_not():
    text = lay_out("BP [[systolic]]/[[diastolic]], [[]] seen by [[who]].").text.replace("[who]", "Dr Levi")
    assert left_open(text) == ("[systolic]", "[diastolic]")
    assert left_open("Nothing [\n] and [] and a lone [ bracket.") == ()
