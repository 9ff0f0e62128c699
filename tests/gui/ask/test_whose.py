"""Whose words these are: on screen, in a copy, and where nothing answers the question."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer, Sentence, Source
from core.clients.dto import Client
from core.sessions.dto import SoapText
from tests.fakes.assistant import answer_of, source_of
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import QUESTION, ask, copied, view_of
from ui.ask.ask_panel import AskPanel
from ui.ask.words import usage_text

ARIEL = "כהן, אריאל"


@pytest.fixture
def of_two(practice: FakePractice, answer: Answer, ariel: Client) -> Answer:
    """Sources of two clients by turns, all used."""
    foreign = practice.sessions.add(ariel.client_id, SoapText("Headache after ibuprofen"), signed=True)
    theirs = source_of(foreign, "subjective", "Headache", number=4, client=ariel, used=True)
    mine = [replace(source, used=True, verified=True) for source in answer.sources]
    sentences = [
        Sentence("Ibuprofen was stopped on day 4. [2]", (2,), True),
        Sentence("A headache followed.", (4,), True),
        Sentence("Review in May.", (1,), True),
    ]
    return practice.assistant.prepare(answer_of(QUESTION, [mine[0], theirs, *mine[1:]], sentences))


def test_whose_words_answer_is_told_at_the_top(qtbot: QtBot, panel: AskPanel, of_two: Answer) -> None:
    panel.practice_scope.click()
    view = view_of(ask(qtbot, panel))
    told = view.clients.text().replace("\u2068", "").replace("\u2069", "")
    assert told.endswith(f"Adler, Miriam; {ARIEL}"), "in the order of the answer"
    assert told.startswith("Mentioned in the notes of ")
    assert view.clients.isVisible()
    assert view.clients.text() in view.accessibleName()


def test_of_one_chart_no_client_is_counted(
    qtbot: QtBot, panel: AskPanel, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    assert not view_of(ask(qtbot, panel)).clients.isVisible()


def test_each_sentence_about_the_practice_names_its_client(
    qtbot: QtBot, panel: AskPanel, of_two: Answer
) -> None:
    panel.practice_scope.click()
    view = view_of(ask(qtbot, panel))
    lines = view.body.text().split("</p>")
    assert [("Adler, Miriam" in line, ARIEL in line) for line in lines[:3]] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    text = copied(qtbot, view)
    assert "Adler, Miriam: Ibuprofen was stopped on day 4. [2]" in text
    assert f"{ARIEL}: A headache followed. [4]" in text


def test_one_charts_answer_names_nobody_in_its_sentences(
    qtbot: QtBot, panel: AskPanel, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    assert "Adler" not in view_of(ask(qtbot, panel)).body.text()


def test_each_source_names_its_client_and_they_stand_in_the_order_of_the_answer(
    qtbot: QtBot, panel: AskPanel, of_two: Answer
) -> None:
    panel.practice_scope.click()
    pane = ask(qtbot, panel).sources
    assert [card.source.number for card in pane.cards] == [2, 4, 1, 3]
    for card in pane.cards:
        assert card.source.client_name in "".join(label.text() for label in card.findChildren(QLabel))


def test_nearest_passages_are_not_copied_as_what_was_answered_from(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    unsorted = [replace(source, used=False) for source in answer.sources]
    practice.assistant.prepare(
        answer_of(QUESTION, unsorted, [], not_in_record=True, mode="evidence", notice="nothing_near")
    )
    panel.set_client(miriam)
    text = copied(qtbot, view_of(ask(qtbot, panel)))
    before, _, after = text.partition("Closest notes:")
    assert "Not in the record." in before
    assert "No note is about this." in before
    assert "“" not in before
    assert "“Never smoked”" in after


def test_a_copy_says_what_the_screen_says_of_the_answer(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    usage = replace(answer.usage, truncated_passages=2)
    practice.assistant.prepare(replace(answer, notice="stopped", usage=usage, cached=True))
    panel.set_client(miriam)
    text = copied(qtbot, view_of(ask(qtbot, panel)))
    for words in ("You stopped it early", "did not fit", "Given before to the same question"):
        assert words in text


def test_a_card_calls_matches_only_what_its_quote_holds(answer: Answer) -> None:
    source: Source = replace(
        answer.sources[1], usage_reason="quotes ‘ibuprofen’, ‘stopped’, ‘dizziness’, ‘ibu’"
    )
    told = usage_text(source, replace(answer, mode="evidence"))
    assert told.replace("\u2068", "").replace("\u2069", "") == "Matches: ibuprofen, stopped"
    without = replace(source, usage_reason="quotes ‘dizziness’")
    assert usage_text(without, replace(answer, mode="evidence")) == ""
