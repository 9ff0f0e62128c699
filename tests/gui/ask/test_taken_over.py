"""What a follow-up took over can be left out thing by thing, without the other things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.assistant.conversations.followups import resolve
from core.assistant.conversations.turns import Turn
from core.assistant.dto import Answer
from core.clients.dto import Client
from core.ids import ConversationId, MessageId, new_id
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
                ("ibuprofen", "What is the dose — gastritis?"),
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
                ("doctors", "What is the dose — lisinopril?"),
                ("lisinopril", "What is the dose — doctors?"),
            ],
        ),
        ("Is he still taking it?", "Is he still taking ramipril?", []),
        ("And the ibuprofen?", "And the ibuprofen gastritis?", []),
        (
            "And is she still taking it?",
            "is she still taking ibuprofen for gastritis?",
            [
                ("ibuprofen", "is she still taking it — gastritis?"),
                ("gastritis", "is she still taking ibuprofen?"),
            ],
        ),
        (
            "Is it worse?",
            "Is asthma eczema worse?",
            [("asthma", "Is eczema worse?"), ("eczema", "Is asthma worse?")],
        ),
        (
            "Since when?",
            "Since when — her mother, breast cancer diabetes?",
            [
                ("breast cancer", "Since when — her mother, diabetes?"),
                ("diabetes", "Since when — her mother, breast cancer?"),
            ],
        ),
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


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("And the dose?", "And the dose of lisinopril for hypertension?"),
        ("When?", "When was the left knee surgery and the right hip replacement?"),
        ("Why not?", "Why was she not given ibuprofen or naproxen?"),
        ("And without it?", "How was the pain without aspirin, with codeine?"),
        ("And in March?", "What was the potassium, the sodium and the creatinine in March?"),
        ("And the dose?", "What is the dose — lisinopril because of cough?"),
        ("And when was it?", "When was it — the left knee surgery and the right hip replacement?"),
        ("ומתי?", "מתי התחיל לוסרטן ללחץ דם במקום רמיפריל?"),
        ("ומתי?", "מתי — לוסרטן ללחץ דם במקום רמיפריל?"),
    ],
)
def test_nothing_is_cut_out_of_a_sentence(question: str, understood: str) -> None:
    assert taken_over(question, understood) == ()


def test_what_the_rules_make_without_one_thing_is_a_question_they_make() -> None:
    before = "Why is she on ibuprofen for gastritis?"
    turn = Turn(MessageId(new_id()), ConversationId(new_id()), before)
    for typed in ("And the dose?", "And since when?", "When was that?"):
        understood = resolve(typed, [turn], today=date(2024, 4, 7)).understood
        assert understood is not None
        lefts = {each.thing: each.without for each in taken_over(typed, understood)}
        assert set(lefts) == {"ibuprofen", "gastritis"}
        for thing, other in (("gastritis", "ibuprofen"), ("ibuprofen", "gastritis")):
            alone = replace(turn, searched=f"Why {other}?")
            assert lefts[thing] == resolve(typed, [alone], today=date(2024, 4, 7)).understood


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


def test_a_thing_with_its_side_is_not_broken_between_lines(qtbot: QtBot, panel: AskPanel) -> None:
    view = panel.thread_view.add_turn(TYPED, practice=False).understood
    view.show_understood("And the side effects?", "What is the side effects — ramipril left shoulder?")
    assert "left&nbsp;shoulder\u2069&nbsp;✕" in view.things.text()
