"""What a person copies by hand from our widgets is taken out of the clipboard again, and nothing else is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.clipboard_guard import ClipboardGuard
from ui.widgets.note_edit import NoteEdit
from ui.widgets.note_text import NoteView
from ui.widgets.private_clipboard import CLEAR_AFTER_MS

WORDS = "copied from a note"


def _shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()


def _copy(qtbot: QtBot, widget: NoteEdit | NoteView, key: Qt.Key = Qt.Key.Key_C) -> None:
    widget.set_text(WORDS)
    _shown(qtbot, widget)
    widget.selectAll()
    qtbot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == WORDS


@pytest.mark.parametrize("kind", [NoteEdit, NoteView])
def test_copied_by_hand_it_goes_at_a_lock(qtbot: QtBot, kind: type[NoteEdit] | type[NoteView]) -> None:
    guard = ClipboardGuard()
    _copy(qtbot, kind())
    guard.clear_ours()
    assert QApplication.clipboard().text() == ""


def test_cut_counts_as_copied(qtbot: QtBot) -> None:
    guard = ClipboardGuard()
    _copy(qtbot, NoteEdit(), Qt.Key.Key_X)
    guard.clear_ours()
    assert QApplication.clipboard().text() == ""


def test_it_goes_by_itself_after_half_a_minute(qtbot: QtBot) -> None:
    assert CLEAR_AFTER_MS == 30_000
    guard = ClipboardGuard()
    _copy(qtbot, NoteEdit())
    # Qt's timers may be a twentieth late.
    assert 0 < guard.clears_in_ms <= 31_500


def test_the_timer_clears_it(qtbot: QtBot) -> None:
    guard = ClipboardGuard(clear_after_ms=1)
    _copy_and_see_it_go(qtbot)
    assert guard.clears_in_ms == -1, "clearing is no copying"


def _copy_and_see_it_go(qtbot: QtBot) -> None:
    edit = NoteEdit()
    edit.set_text(WORDS)
    _shown(qtbot, edit)
    edit.selectAll()
    edit.copy()
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")


def test_what_another_program_puts_there_meanwhile_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = ClipboardGuard()
    _copy(qtbot, NoteEdit())
    monkeypatch.setattr("ui.shell.clipboard_guard.QGuiApplication.focusWindow", lambda: None)
    QApplication.clipboard().setText("an address")
    assert guard.clears_in_ms == -1
    guard.clear_ours()
    assert QApplication.clipboard().text() == "an address"
