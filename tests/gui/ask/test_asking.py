"""What the asking thread tells, on its way to the window."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from core.assistant.dto import Sentence
from core.retrieval.dto import SearchScope
from tests.fakes.assistant import answer_of
from ui.ask.asking import Asking, _Listener
from ui.ask.safe_text import answer_html, number_of, safe_html
from ui.bridge import ThreadBridge
from ui.theme import LIGHT


@pytest.fixture
def asking(jobs, practice, qtbot):
    practice.assistant.prepare(answer_of("why", [], [Sentence("one two three", (), True)]))
    return Asking(jobs, "why", SearchScope(), None)


def test_everything_arrives_in_the_windows_thread(qtbot, asking):
    threads = []
    for signal in (asking.found, asking.text_changed, asking.answered):
        signal.connect(lambda *_: threads.append(threading.current_thread()))
    with qtbot.waitSignal(asking.answered):
        asking.start()
    assert set(threads) == {threading.main_thread()}


def test_many_pieces_make_few_repaints_and_no_piece_is_lost(qtbot, practice, asking):
    words = " ".join(f"w{n}" for n in range(5_000))
    practice.assistant.prepare(replace(practice.assistant.prepared["why"], answer=words))
    practice.assistant.hold("answer")
    texts: list = []
    asking.text_changed.connect(texts.append)
    asking.start()
    qtbot.waitUntil(lambda: bool(texts) and texts[-1] == words + " ")
    assert len(texts) < 500
    practice.assistant.release("answer")
    with qtbot.waitSignal(asking.answered):
        pass


def test_after_abandon_nothing_comes(qtbot, jobs, practice, asking):
    told: list = []
    for signal in (asking.found, asking.text_changed, asking.answered, asking.failed, asking.stopped):
        signal.connect(lambda *_: told.append(True))
    practice.assistant.hold("evidence")
    asking.start()
    asking.abandon()
    practice.assistant.release("evidence")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not told


def test_the_listener_may_be_called_after_the_window_is_gone(qtbot, practice, asking):
    bridge: ThreadBridge = ThreadBridge(lambda _: None, asking)
    listener = _Listener(bridge)
    bridge.close()
    listener.on_text("late")
    assert listener.take() == "late"


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
