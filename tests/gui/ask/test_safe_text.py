"""Model-written text: bold, lists and tables come through, everything else stays the characters it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from core.assistant.dto import Sentence
from ui.ask.markdown_blocks import blocks
from ui.ask.safe_text import answer_html, number_of, safe_html
from ui.theme import LIGHT

TAG = re.compile(r"<(/?[a-z]+)")
ALLOWED = {"p", "b", "br", "a", "ul", "ol", "li", "table", "tr", "th", "td"}
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="http://example.org/x.png">',
    "![x](http://example.org/x.png)",
    "[click](javascript:alert(1))",
    '<a href="source:1">1</a>',
    "&lt;b&gt;",
    "<!-- x --><style>*{display:none}</style>",
    "- <img src=x>\n- **<b onclick=x>**",
    "| <a href=x> | b |\n|---|---|\n| ![x](y) | </table><img src=x> |",
    "**<img src=x>**",
    "<ul dir='x'>\u202e<li>",
    "1. </ol><a href='http://x'>\n2. x",
    "<" * 3_000,
    "**" * 3_000,
    "| " * 3_000 + "\n" + "|---" * 3_000,
)


def _made(text: str) -> str:
    return answer_html([Sentence(text, (1,), True)], [1], LIGHT)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_becomes_markup(text: str) -> None:
    made = _made(text)
    assert {tag.strip("/") for tag in TAG.findall(made)} <= ALLOWED
    assert made.count("<a ") == made.count('<a href="source:1"') == 1
    assert "<img" not in made


@given(st.text(st.sampled_from("ab<>&\"'*|-\n 1.)[](!#`אב"), max_size=80))
def test_no_text_makes_another_link_or_an_image(text: str) -> None:
    made = _made(text)
    assert {tag.strip("/") for tag in TAG.findall(made)} <= ALLOWED
    assert made.count("<a ") <= 1
    document = QTextDocument()
    document.setHtml(made)
    assert "\ufffc" not in document.toPlainText(), "an image leaves this character"


@given(st.text(st.sampled_from("ab c\nאב"), max_size=60))
def test_no_word_is_lost(text: str) -> None:
    document = QTextDocument()
    document.setHtml(_made(text))
    shown = re.sub(r"\s|\[1\]|[\u200e\u200f]", "", document.toPlainText())
    assert shown == re.sub(r"\s", "", text)


def test_lists_and_tables_come_through() -> None:
    made = _made("Her drugs:\n- **Ramipril** 5 mg\n- Metformin 500 mg")
    assert "<ul" in made
    assert made.count("<li>") == 2
    assert "<b>Ramipril</b>" in made
    assert made.index("Metformin") < made.index("source:1"), "the citation stands at the end"
    made = _made("| Day | Pressure |\n|---|:--:|\n| 7 Apr | 148/92 |\n| 8 Apr |")
    assert made.count("<tr>") == 3
    assert "<th dir='ltr'>Day</th>" in made
    assert "148/92" in made
    assert made.index("</table>") < made.index("source:1")


def test_what_only_looks_like_a_list_stays_a_paragraph() -> None:
    assert [block.kind for block in blocks("7. April it was stopped.")] == ["text"]
    assert [block.kind for block in blocks("5 mg | 10 mg")] == ["text"]
    assert [block.kind for block in blocks("-5 degrees")] == ["text"]
    numbered = blocks("3. one\n4. two")
    assert (numbered[0].kind, numbered[0].first, len(numbered[0].rows)) == ("numbers", 3, 2)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("**x** and ** y **", "<b>x</b> and ** y **"),
        ("**<i>**", "<b>&lt;i&gt;</b>"),
        ("\"a\" & 'b'", "&quot;a&quot; &amp; &#x27;b&#x27;"),
        ("one\ntwo", "one<br>two"),
        ("[link](javascript:x)", "[link](javascript:x)"),
    ],
)
def test_only_bold_survives(text, html):
    assert safe_html(text) == html


def test_marks_are_made_of_the_sources_and_not_of_the_text():
    sentences = [Sentence("Stopped on day 4 [7] [2, 9].", (2, 1, 5), True)]
    made = answer_html(sentences, [1, 2], LIGHT)
    assert "[7]" not in made
    assert "[9]" not in made
    assert made.index("source:1") < made.index("source:2")
    assert "source:5" not in made


def test_a_hebrew_sentence_runs_from_the_right_beside_an_english_one():
    made = answer_html(
        [Sentence("הופסק Ramipril 5 mg.", (1,), True), Sentence("Stopped.", (1,), True)], [1], LIGHT
    )
    right, left = made.split("</p>")[:2]
    assert 'dir="rtl"' in right
    assert "\u200f" in right
    assert 'dir="ltr"' in left


@pytest.mark.parametrize(
    ("link", "number"), [("source:3", 3), ("source:", None), ("source:٣", None), ("http://3", None)]
)
def test_links_other_than_citations_are_none(link, number):
    assert number_of(link) == number


@pytest.mark.parametrize(
    ("name", "text", "side"),
    [
        ("כהן, אריאל", "כהן, אריאל takes metformin 550 mg.", "ltr"),
        ("Castro, Hector", "Castro, Hector: metformin 650 מ״ג פעמיים ביום לאחר הארוחה.", "rtl"),
        ("כהן, אריאל", "כהן, אריאל.", "rtl"),
    ],
)
def test_a_name_does_not_turn_the_sentence_that_it_begins(name: str, text: str, side: str) -> None:
    made = answer_html([Sentence(text, (1,), True)], [1], LIGHT, apart=True, names={1: name})
    assert f'dir="{side}"' in made
    assert f"\u2068{name}\u2069" in made
