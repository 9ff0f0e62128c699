"""Stop, errors, and what they leave behind."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer
from core.clients.dto import Client
from core.errors import (
    AnamnesisError,
    DatabaseProblem,
    DiskFull,
    PromptInjectionBlocked,
    RateLimited,
    VaultLocked,
)
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import QUESTION, ask, copied, every_word, finished, type_and_ask, view_of
from ui.ask.ask_panel import AskPanel
from ui.errors import describe
from ui.jobs import Jobs


def test_stop_is_felt_at_once_and_drops_what_was_not_checked(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    turn = panel.thread_view.turns[0]
    qtbot.waitUntil(lambda: bool(turn.draft_text.text()))
    qtbot.keyClick(panel.box.editor, Qt.Key.Key_Escape)
    assert turn.status.text() == "Stopping…"
    assert panel.box.button.text() == "Stopping…"
    assert practice.assistant.last_cancel.cancelled
    practice.assistant.release("answer")
    finished(qtbot, panel)
    assert turn.draft_text.text() == ""
    assert view_of(turn).author.text() == "Quoted from the notes"
    assert panel.box.button.text() == "Ask"


def test_a_question_stopped_before_it_began_keeps_the_panel_usable(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.hold("evidence")
    type_and_ask(qtbot, panel)
    panel.stop()
    practice.assistant.release("evidence")
    finished(qtbot, panel)
    assert panel.thread_view.turns[0].status.text().startswith("Stopped")
    assert not panel.message.isVisible()
    ask(qtbot, panel)
    assert len(panel.thread_view.turns) == 2


def test_an_error_is_told_and_the_question_is_kept(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.fail("evidence", PromptInjectionBlocked())
    type_and_ask(qtbot, panel)
    finished(qtbot, panel)
    assert panel.message.isVisible()
    assert panel.box.question == QUESTION
    assert panel.thread_view.turns == ()
    ask(qtbot, panel)
    assert not panel.message.isVisible()


def test_an_error_after_the_evidence_keeps_the_evidence(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.fail("answer", DatabaseProblem())
    type_and_ask(qtbot, panel)
    finished(qtbot, panel)
    (turn,) = panel.thread_view.turns
    assert len(turn.sources.cards) == 3
    assert turn.draft_text.text() == ""
    assert turn.status.text() == "No answer."


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RateLimited(limit=30, wait_s=1_500), ("30 questions", "25 minute", "search go on working")),
        (PromptInjectionBlocked("question_overrides"), ("not passed on", "Ask only what the record")),
        (DiskFull(), ("disk",)),
        (VaultLocked(), ("lock",)),
        (DatabaseProblem(), ()),
        (AnamnesisError("unexpected_failure"), ()),
    ],
)
@pytest.mark.parametrize("practice_wide", [False, True])
def test_each_failure_says_what_to_do_and_gives_the_question_back(
    qtbot: QtBot,
    panel: AskPanel,
    practice: FakePractice,
    miriam: Client,
    answer: Answer,
    error: AnamnesisError,
    words: tuple[str, ...],
    practice_wide: bool,
) -> None:
    panel.set_client(miriam)
    if practice_wide:
        panel.practice_scope.click()
    practice.assistant.fail("evidence", error)
    type_and_ask(qtbot, panel)
    finished(qtbot, panel)
    told = panel.message.accessibleName()
    assert panel.message.isVisible()
    assert told == " ".join(part for part in astuple(describe(error)) if part)
    assert all(word.casefold() in told.casefold() for word in words), told
    assert panel.box.question == QUESTION
    assert panel.box.button.isEnabled()
    assert panel.thread_view.turns == ()
    ask(qtbot, panel)
    assert not panel.message.isVisible()


@pytest.mark.parametrize("notice", ["no_model", "engine_resting", "generation_failed"])
def test_without_a_model_the_practice_gets_its_evidence_too(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, answer: Answer, notice: str
) -> None:
    practice.assistant.prepare(replace(answer, mode="evidence", notice=notice, sentences=(), model=None))
    panel.practice_scope.click()
    view = view_of(ask(qtbot, panel))
    assert view.author.text() == "Quoted from the notes"
    assert view.notice.isVisible()


def test_a_lock_during_an_answer_leaves_nothing_and_nothing_comes_later(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, jobs: Jobs, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    qtbot.waitUntil(lambda: bool(panel.thread_view.turns[0].draft_text.text()))
    panel.clear()
    assert practice.assistant.last_cancel is not None
    assert practice.assistant.last_cancel.cancelled
    practice.assistant.release("answer")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert panel.thread_view.turns == ()
    assert panel.box.question == ""
    for word in ("buprofen", "Adler", "smoked", "Stomach"):
        assert word not in every_word(panel)


def test_a_copy_that_was_not_recorded_is_not_made(
    qtbot: QtBot,
    panel: AskPanel,
    practice: FakePractice,
    application: QApplication,
    miriam: Client,
    answer: Answer,
) -> None:
    panel.set_client(miriam)
    practice.assistant.fail("record_copy", DatabaseProblem())
    view_of(ask(qtbot, panel)).copy_button.click()
    qtbot.waitUntil(panel.message.isVisible)
    assert application.clipboard().text() == ""
    assert practice.assistant.copied == []
    assert copied(qtbot, view_of(panel.thread_view.turns[0]))
    assert practice.assistant.copied == [answer.message_id]
