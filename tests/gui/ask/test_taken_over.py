"""What a follow-up took over can be left out thing by thing, without the other things."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer
from core.clients.dto import Client
from tests.fakes.assistant import answer_of
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import ask, finished
from ui.ask.ask_panel import AskPanel
from ui.ask.taken_over import taken_over

TYPED = "And the dose?"
UNDERSTOOD = "What is the dose — ibuprofen for gastritis?"


@pytest.mark.parametrize(
    ("question", "understood", "expected"),
    [
        (
            TYPED,
            UNDERSTOOD,
            [
                ("ibuprofen", "What is the dose — for gastritis?"),
                ("gastritis", "What is the dose — ibuprofen?"),
            ],
        ),
        (
            "And the side effects?",
            "What is the side effects — ramipril left shoulder?",
            [
                ("ramipril", "What is the side effects — left shoulder?"),
                ("left shoulder", "What is the side effects — ramipril?"),
            ],
        ),
        (
            TYPED,
            "What is the dose — doctors off lisinopril?",
            [
                ("doctors", "What is the dose — off lisinopril?"),
                ("lisinopril", "What is the dose — doctors off?"),
            ],
        ),
        ("Is he still taking it?", "Is he still taking ramipril?", []),
        ("And the ibuprofen?", "And the ibuprofen gastritis?", []),
        (
            "ומה המינון?",
            "ומה המינון — רמיפריל כתף?",
            [("רמיפריל", "ומה המינון — כתף?"), ("כתף", "ומה המינון — רמיפריל?")],
        ),
        (
            "ומה המינון?",
            "ומה המינון — כתף ימין רמיפריל?",
            [("כתף ימין", "ומה המינון — רמיפריל?"), ("רמיפריל", "ומה המינון — כתף ימין?")],
        ),
    ],
)
def test_each_thing_that_was_not_typed_can_be_left_out(
    question: str, understood: str, expected: list[tuple[str, str]]
) -> None:
    assert [(each.thing, each.without) for each in taken_over(question, understood)] == expected


def test_one_is_taken_back_and_the_other_stays(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    practice.assistant.prepare(
        answer_of(TYPED, answer.sources, answer.sentences, understood=UNDERSTOOD, model="tiny")
    )
    wanted = "What is the dose — ibuprofen?"
    practice.assistant.prepare(answer_of(wanted, answer.sources, answer.sentences))
    panel.set_client(miriam)
    ask(qtbot, panel)
    turn = ask(qtbot, panel, TYPED)
    things = turn.understood.things
    assert things.isVisible()
    assert "ibuprofen" in things.text()
    assert "gastritis" in things.text()
    assert things in turn.focus_order()
    things.linkActivated.emit("7")
    assert not panel.running, "there are only two"
    things.linkActivated.emit("1")
    assert not things.isEnabled(), "one question at a time"
    finished(qtbot, panel)
    assert practice.assistant.asked[-1][0] == wanted
    assert practice.assistant.ways[-1] == (False, True), "as it stands, whatever was asked before"
    newest = panel.thread_view.turns[0]
    assert newest.question.text() == wanted
    assert not newest.understood.isVisible()
    assert panel.thread_view.turns[1] is turn
    assert things.isEnabled()


def test_what_was_typed_cannot_become_markup(qtbot: QtBot, panel: AskPanel) -> None:
    view = panel.thread_view.add_turn(TYPED, practice=False).understood
    view.show_understood(TYPED, "What is the dose — <b>ibuprofen</b> gastritis?")
    assert "<b>" not in view.things.text()
