"""Locking: saved first, then nothing of the practice is left on screen, in a dialog or in the clipboard."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu

from core.errors import DiskFull
from core.ids import ClientId, SessionId, UserId, new_id
from core.people.dto import SignIn
from core.retrieval.dto import IndexStatus
from tests.fakes.people import client_named
from tests.fakes.workspace import PASSPHRASE
from tests.gui.shell.conftest import Driven
from ui.operations.operation import Operation
from ui.sessions.chart_place import ChartPlace, EditorPlace


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


def test_what_the_thread_of_the_window_freed_is_overwritten(
    driven: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    monkeypatch.setattr(
        "ui.shell.locking.overwrite_thread_caches", lambda: threads.append(threading.current_thread())
    )
    driven.to_practice()
    _lock(driven)
    driven.wait(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_keys_go_even_when_the_database_hangs(driven: Driven) -> None:
    driven.to_practice()
    locking = driven.window._locking
    locking._overdue.setInterval(0)
    driven.workspace.hold("lock")
    driven.window.lock()
    driven.wait(lambda: "drop_keys" in driven.workspace.calls)
    assert driven.window.current_page is driven.window.opening
    driven.workspace.release("lock")
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert not locking._overdue.isActive()


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


def _dirty(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("could not be stored")
    driven.chart.refuses_to_save = True


def test_words_that_cannot_be_saved_are_sealed_and_leave_memory(driven: Driven) -> None:
    _dirty(driven)
    _lock(driven)
    assert driven.workspace.state == "locked"
    (kept,) = driven.workspace.prepared.journal.drafts()
    assert kept.text.subjective == "could not be stored"
    assert not driven.chart.has_unsaved
    assert driven.chart.written == ""
    assert driven.window.lock_screen.note.isHidden()


def test_words_that_can_be_stored_nowhere_stay_and_the_lock_screen_says_so(driven: Driven) -> None:
    _dirty(driven)
    driven.workspace.prepared.journal.problem = DiskFull()
    _lock(driven)
    assert driven.workspace.state == "locked"
    assert driven.chart.written == "could not be stored"
    assert "discard_unsaved" not in driven.chart.calls
    assert "stay in this program's memory" in driven.window.lock_screen.note.text()
    assert driven.window.lock_screen.note.isVisible()
    driven.unlock()
    driven.wait(lambda: not driven.jobs.busy)
    assert "resume" in driven.chart.calls
    assert driven.window.lock_screen.note.isHidden()


def test_the_keys_go_even_if_the_journal_breaks(driven: Driven) -> None:
    class Broken:
        def keep(self, draft: object) -> None:
            raise RuntimeError("a bug")

    _dirty(driven)
    driven.workspace.prepared = replace(driven.workspace.prepared, journal=Broken())
    _lock(driven)
    assert driven.workspace.state == "locked"
    assert driven.chart.written == "could not be stored"


def test_the_same_person_comes_back_to_the_same_place(driven: Driven) -> None:
    driven.to_practice()
    place = ChartPlace(ClientId(new_id()), SessionId(new_id()), False, EditorPlace("plan", 7, 40))
    driven.chart.at = place
    _lock(driven)
    assert driven.chart.at is None
    driven.unlock()
    driven.wait(lambda: ("show_place", place) in driven.chart.calls)


def test_another_person_starts_afresh_and_the_first_ones_words_wait(driven: Driven) -> None:
    first, second = (SignIn(UserId(new_id()), name, False) for name in ("Ada", "Bo"))
    driven.workspace.people = (first, second)
    driven.preferences.last_user = first.user_id
    _dirty(driven)
    assert driven.workspace.prepared.user_id == first.user_id
    driven.chart.at = ChartPlace(ClientId(new_id()))
    journal = driven.workspace.prepared.journal
    journal.problem = DiskFull()
    _lock(driven)
    journal.problem = None
    driven.wait(lambda: driven.window.lock_screen.person.several)
    driven.window.lock_screen.person.setCurrentIndex(1)
    driven.unlock()
    driven.wait(lambda: not driven.jobs.busy)
    assert driven.workspace.prepared.user_id == second.user_id
    assert not any(isinstance(call, tuple) and call[0] == "show_place" for call in driven.chart.calls)
    assert [draft.author for draft in journal.drafts()] == [first.user_id], "sealed in their own name"
    assert driven.chart.written == ""
    assert driven.chart.unsaved_drafts.restored == []


@pytest.mark.parametrize("cause", ["idle", "suspend", "session_switched"])
def test_every_cause_locks(driven: Driven, cause: str) -> None:
    driven.to_practice()
    if cause == "idle":
        assert driven.window.idle_watch.running
        driven.window.idle_watch.idle.emit()
    else:
        driven.session_watch.lock_requested.emit(cause)
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert driven.workspace.state == "locked"
    assert not driven.window.idle_watch.running
    assert driven.session_watch.finished == 1


def test_a_suspend_at_the_lock_screen_is_not_held_up(driven: Driven) -> None:
    driven.to_lock_screen()
    driven.session_watch.lock_requested.emit("suspend")
    assert driven.session_watch.finished == 1
    assert "lock" not in driven.workspace.calls


def test_a_suspend_during_an_unlock_locks_again_before_anything_is_shown(driven: Driven) -> None:
    driven.to_lock_screen()
    driven.workspace.hold("unlock")
    driven.window.lock_screen.passphrase.line.setText(PASSPHRASE)
    driven.window.lock_screen.button.click()
    driven.wait(lambda: "unlock" in driven.workspace.calls)
    driven.session_watch.lock_requested.emit("suspend")
    assert driven.session_watch.finished == 0
    driven.workspace.release("unlock")
    driven.wait(lambda: driven.session_watch.finished == 1)
    assert driven.workspace.state == "locked"
    assert "reload" not in driven.clients.calls
    assert driven.window.current_page is driven.window.lock_screen


def test_a_suspend_during_a_refused_unlock_goes_on_and_is_forgotten(driven: Driven) -> None:
    driven.to_lock_screen()
    driven.workspace.hold("unlock")
    driven.window.lock_screen.passphrase.line.setText("not this one")
    driven.window.lock_screen.button.click()
    driven.session_watch.lock_requested.emit("suspend")
    driven.workspace.release("unlock")
    driven.wait(lambda: driven.session_watch.finished == 1)
    driven.unlock()
    assert driven.workspace.state == "unlocked"


def test_the_suspend_waits_for_the_keys_to_go(driven: Driven) -> None:
    driven.to_practice()
    driven.workspace.hold("lock")
    driven.session_watch.lock_requested.emit("suspend")
    driven.wait(lambda: "lock" in driven.workspace.calls)
    assert driven.session_watch.finished == 0
    driven.workspace.release("lock")
    driven.wait(lambda: driven.session_watch.finished == 1)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_screen_is_covered_before_the_save_is_done(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("words")
    dialog, menu = QDialog(driven.window), QMenu(driven.window)
    dialog.show()
    menu.addAction("an entry")
    menu.popup(driven.window.pos())
    driven.window.lock()
    assert not dialog.isVisible()
    assert not menu.isVisible()
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
