"""Hebrew lines of a PDF are read as they were written: doses, values and dates stay whole and in place.

What PDFium gives was recorded from pages drawn by Qt; the window's own tests draw them anew.
"""

from __future__ import annotations

import pytest

from core.attachments.confined.reading_order import in_reading_order

HEBREW_PAGE = "\n" + "שורה ארוכה בעברית כדי שהדף כולו יהיה בעברית " * 4
LINES = [
    ("12/03/2024 ביום HbA1c 6.5% נמדד", "נמדד HbA1c 6.5% ביום 12/03/2024"),
    ("המטופלת נטלה mg 400 ibuprofen שלוש פעמים", "המטופלת נטלה ibuprofen 400 mg שלוש פעמים"),
    ("המטופלת נטלה 400 ibuprofen mg שלוש", "המטופלת נטלה 400 mg ibuprofen שלוש"),
    ("לחץ דם 120/80 דופק 72", "לחץ דם 120/80 דופק 72"),
    ("בדיקה (CT (של 4.1-5.2 12:B תקין", "בדיקה (CT) של B12: 4.1-5.2 תקין"),
    ("a.b@c.com מייל ,03-1234567 טלפון", "טלפון 03-1234567, מייל a.b@c.com"),
    ('משקל 72.5 ק"ג, 24.1 BMI', 'משקל 72.5 ק"ג, BMI 24.1'),
    ("Penicillin (rash) :אלרגיה", "אלרגיה: Penicillin (rash)"),
]


@pytest.mark.parametrize(("given", "written"), LINES)
def test_a_line_is_read_as_it_was_written(given, written):
    assert in_reading_order(given + HEBREW_PAGE).split("\n")[0] == written


def test_hebrew_words_in_an_english_line():
    given = "Patient said חזק ראש כאב and left"
    assert in_reading_order(given) == "Patient said כאב ראש חזק and left"


@pytest.mark.parametrize("line", ["Potassium 4.1 mmol/L (low)", "120/80", "", "שָׁלוֹם mg 5"])
def test_other_lines_stay_as_they_are(line):
    assert in_reading_order(line) == line


@pytest.mark.parametrize(("given", "_written"), LINES)
def test_no_character_is_lost(given, _written):
    brackets = str.maketrans(")", "(")
    read = in_reading_order(given + HEBREW_PAGE).split("\n")[0]
    assert sorted(read.translate(brackets)) == sorted(given.translate(brackets))
