"""Closing: save, lock, stop the database, and only then go; asked first where something would be lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.errors import DatabaseProblem, DiskFull
from tests.gui.shell.conftest import Driven
from ui.widgets.question import Question


def _question(driven: Driven) -> Question:
    def asked() -> list[Question]:
        return [window for window in QApplication.topLevelWidgets() if isinstance(window, Question)]

    driven.wait(lambda: bool(asked()))
    return asked()[0]


def test_close_saves_then_closes_the_workspace(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("last words")
    with driven.qtbot.waitSignal(driven.window.closed, timeout=10_000):
        driven.window.close()
        assert driven.window.isVisible(), "it stays until everything is stored"
    assert driven.workspace.closed
    assert not driven.chart.has_unsaved
    assert not driven.window.isVisible()


def test_closing_is_visible_while_it_lasts(driven: Driven) -> None:
    driven.to_practice()
    driven.workspace.hold("close")
    driven.window.close()
    driven.wait(lambda: "close" in driven.workspace.calls)
    assert driven.window.isVisible()
    assert driven.window.opening.title.text() == "Closing…"
    driven.window.close()
    driven.workspace.release("close")
    driven.wait(lambda: not driven.window.isVisible())
    assert driven.workspace.calls.count("close") == 1


def test_close_from_the_lock_screen(driven: Driven) -> None:
    driven.to_lock_screen()
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())
    assert driven.workspace.closed


def test_a_database_that_does_not_stop_does_not_keep_the_window(driven: Driven) -> None:
    driven.to_lock_screen()
    driven.workspace.fail("close", DatabaseProblem("database_still_running", processes=1))
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())


def _nothing_can_be_stored(driven: Driven) -> None:
    driven.chart.edit("could not be stored")
    driven.chart.refuses_to_save = True
    driven.workspace.prepared.journal.problem = DiskFull()


def test_words_that_cannot_be_saved_are_sealed_in_the_journal_without_asking(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("could not be stored")
    driven.chart.refuses_to_save = True
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())
    (kept,) = driven.workspace.prepared.journal.drafts()
    assert kept.text.subjective == "could not be stored"
    assert kept.author == driven.workspace.prepared.user_id
    assert driven.workspace.calls[-1] == "close"


@pytest.mark.parametrize("answer", ["stay", "leave"])
def test_words_that_cannot_be_saved_are_not_lost_without_asking(driven: Driven, answer: str) -> None:
    driven.to_practice()
    _nothing_can_be_stored(driven)
    driven.window.close()
    question = _question(driven)
    if answer == "stay":
        driven.qtbot.keyClick(question, Qt.Key.Key_Escape)
        driven.wait(lambda: not question.isVisible())
        assert driven.window.isVisible()
        assert driven.window.unlocked
        assert driven.chart.has_unsaved
        assert "close" not in driven.workspace.calls
    else:
        question.yes_button.click()
        driven.wait(lambda: not driven.window.isVisible())
        assert driven.workspace.closed


def test_after_staying_the_window_can_still_be_closed(driven: Driven) -> None:
    driven.to_practice()
    _nothing_can_be_stored(driven)
    driven.window.close()
    driven.qtbot.keyClick(_question(driven), Qt.Key.Key_Escape)
    driven.wait(lambda: not [w for w in QApplication.topLevelWidgets() if isinstance(w, Question)])
    driven.chart.refuses_to_save = False
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())


def test_after_a_cancelled_end_the_next_close_makes_its_backup(driven: Driven) -> None:
    driven.to_practice()
    _nothing_can_be_stored(driven)
    driven.window.end()
    driven.qtbot.keyClick(_question(driven), Qt.Key.Key_Escape)
    driven.wait(lambda: not [w for w in QApplication.topLevelWidgets() if isinstance(w, Question)])
    assert driven.window.unlocked
    assert driven.window._closing._backup.wanted
    assert not driven.window._updates._hurried


def test_an_end_that_is_cancelled_at_the_first_question_makes_a_backup_the_next_time(driven: Driven) -> None:
    driven.workspace.state = "absent"
    driven.window.start()
    driven.wait(lambda: driven.window.current_page is driven.window.wizard)
    driven.window.wizard.recovery.show_key("ABCD-EFGH", practice_name="P")
    driven.window.end()
    question = _question(driven)
    assert not driven.window._closing._backup.wanted
    driven.qtbot.keyClick(question, Qt.Key.Key_Escape)
    driven.wait(lambda: driven.window._closing._backup.wanted)
    assert driven.window.isVisible()


def test_closing_during_a_lock_ends_in_closing(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("words")
    driven.window.lock()
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())
    assert driven.workspace.closed


def test_an_unconfirmed_recovery_key_is_asked_about(driven: Driven) -> None:
    driven.workspace.state = "absent"
    driven.window.start()
    driven.wait(lambda: driven.window.current_page is driven.window.wizard)
    driven.window.wizard.recovery.show_key("ABCD-EFGH", practice_name="P")
    driven.window.close()
    question = _question(driven)
    assert driven.window.isVisible()
    question.yes_button.click()
    driven.wait(lambda: not driven.window.isVisible())
