"""Locking: saved first, then nothing of the practice is left on screen, in a dialog or in the clipboard."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from core.retrieval.dto import IndexStatus
from tests.fakes.people import client_named
from tests.gui.shell.conftest import Driven
from ui.operations.operation import Operation


def _lock(driven: Driven) -> None:
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)


def test_lock_saves_first_then_drops_the_keys(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("shoulder pain, worse at night")
    _lock(driven)
    assert driven.workspace.state == "locked"
    assert driven.chart.calls[-2:] == ["flush", "clear"]
    assert not driven.chart.has_unsaved
    assert driven.workspace.calls[-1] == "lock"


def test_lock_clears_every_view_and_the_title(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.text.setText("the text of a note")
    _lock(driven)
    assert driven.chart.text.text() == ""
    assert driven.clients.calls[-1] == "clear"
    assert driven.ask.calls[-1] == "clear"
    assert driven.window.windowTitle() == "Anamnesis"
    assert driven.window.lock_screen.passphrase.text == ""


def test_lock_closes_dialogs_even_those_that_would_ask(driven: Driven) -> None:
    class Stubborn(QDialog):
        def reject(self) -> None:
            """Stays."""

    driven.to_practice()
    dialog = Stubborn(driven.window)
    dialog.show()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert not any(
        isinstance(window, QDialog) for window in QApplication.topLevelWidgets() if window.isVisible()
    )


def test_lock_clears_the_clipboard_of_our_own_text(driven: Driven) -> None:
    driven.to_practice()
    field = QLineEdit("copied from a note", driven.window)
    field.show()
    field.setFocus()
    field.selectAll()
    driven.qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "copied from a note"
    _lock(driven)
    assert QApplication.clipboard().text() == ""


def test_lock_leaves_what_another_program_copied(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    driven.to_practice()
    monkeypatch.setattr("ui.shell.clipboard_guard.QGuiApplication.focusWindow", lambda: None)
    QApplication.clipboard().setText("an address, copied in the mail program")
    _lock(driven)
    assert QApplication.clipboard().text() == "an address, copied in the mail program"


def test_what_was_asked_before_the_lock_does_not_arrive_after_it(driven: Driven) -> None:
    driven.to_practice()
    seen: list[object] = []
    job = driven.jobs.run(
        driven.window, Operation("engine", lambda s, cancel, p: cancel.wait(20)), on_done=seen.append
    )
    _lock(driven)
    driven.wait(lambda: not driven.jobs.busy)
    assert job.token.cancelled
    assert seen == []


def test_a_late_word_of_the_index_is_not_shown_after_the_lock(driven: Driven) -> None:
    driven.to_practice()
    index = driven.workspace.prepared.index
    index.tell_from_background(IndexStatus(total=9, indexed=3, running=True))
    _lock(driven)
    assert driven.window.status.index_label.text() == ""
    assert index.listeners == 0
    assert driven.workspace.prepared.engine.listeners == 0


def test_words_that_cannot_be_saved_do_not_keep_the_practice_open(driven: Driven) -> None:
    """They stay with the chart, unseen, and are stored after the next unlock."""
    driven.to_practice()
    driven.chart.edit("could not be stored")
    driven.chart.refuses_to_save = True
    _lock(driven)
    assert driven.workspace.state == "locked"
    assert "discard_unsaved" not in driven.chart.calls
    driven.unlock()
    assert driven.chart.calls[-1] == "resume"


def test_the_screen_is_covered_before_the_save_is_done(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("words")
    driven.window.lock()
    assert driven.window.current_page is driven.window.opening
    assert driven.chart.has_unsaved
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert not driven.chart.has_unsaved


def test_what_is_under_way_in_the_records_is_delivered_before_the_keys_go(driven: Driven) -> None:
    driven.to_practice()
    gate, ends = threading.Event(), list[str]()
    driven.jobs.run(
        driven.window, Operation("db", lambda s, c, p: gate.wait(20)), on_done=lambda _: ends.append("saved")
    )
    driven.window.lock()
    gate.set()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert ends == ["saved"]


def test_the_lock_button_locks(driven: Driven) -> None:
    driven.to_practice()
    driven.window.status.lock_button.click()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)


def test_locking_is_visible_while_it_lasts(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.client = client_named("Adler")
    driven.workspace.hold("lock")
    driven.window.lock()
    driven.wait(lambda: "lock" in driven.workspace.calls)
    assert driven.window.current_page is driven.window.opening
    assert driven.window.opening.title.text() == "Locking…"
    driven.workspace.release("lock")
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
