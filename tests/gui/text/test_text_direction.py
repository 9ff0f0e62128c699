"""Direction by the first strong character, isolation, and positions past an emoji."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from ui.text.text_direction import isolate, paragraph_direction, qt_position

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("", LEFT),
        ("148/92", LEFT),
        ("Ramipril 5 mg פעם ביום", LEFT),
        ("נוטל Ramipril 5 mg", RIGHT),
        ("Ramipril 5 mg הופסק בשל שיעול טורדני מזה שבועיים", RIGHT),
        ("Patient says “כואב לי”", LEFT),
        ("148/92 לחץ דם", RIGHT),
        ("“כאב”, he said", RIGHT),
        ("ألم", RIGHT),
        ("\u200fAdler", RIGHT),
    ],
)
def test_paragraph_direction(text: str, direction: Qt.LayoutDirection) -> None:
    assert paragraph_direction(text) == direction


def test_isolation_wraps_and_leaves_nothing_alone() -> None:
    assert isolate("כהן") == "\u2068כהן\u2069"
    assert isolate("") == ""


@given(st.text(st.sampled_from("aé שב😀𝔄"), max_size=20), st.data())
def test_positions_select_the_same_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    document = QTextDocument()
    document.setPlainText(text)
    cursor = QTextCursor(document)
    cursor.setPosition(qt_position(text, start))
    cursor.setPosition(qt_position(text, end), QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == text[start:end]
