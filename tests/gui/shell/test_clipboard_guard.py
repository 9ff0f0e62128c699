"""What a person copies by hand from our widgets is taken out of the clipboard again, and nothing else is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

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


def test_what_the_system_says_is_ours_is_ours_whoever_has_the_keyboard(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A menu of ours can be used with the mouse while another program has the keyboard."""
    monkeypatch.setattr("ui.shell.clipboard_guard.QGuiApplication.focusWindow", lambda: None)
    monkeypatch.setattr("ui.shell.clipboard_guard.QClipboard.ownsClipboard", lambda _clipboard: True)
    guard = ClipboardGuard()
    QApplication.clipboard().setText(WORDS)
    assert guard.clears_in_ms > 0
    guard.clear_ours()
    assert QApplication.clipboard().text() == ""


class _Dragged(QTextEdit):
    """Counts what would leave: what is dragged is made as a copy is. Gives nothing, since a drag waits
    for a drop.
    """

    made = 0

    def createMimeDataFromSelection(self) -> QMimeData:
        self.made += 1
        return None  # type: ignore[return-value]


def test_where_copying_is_forbidden_nothing_is_dragged_out(qtbot: QtBot) -> None:
    before = QApplication.startDragDistance(), QApplication.startDragTime()
    guard = ClipboardGuard(forbidden=True)
    try:
        edit, line = _Dragged(WORDS), QLineEdit(WORDS)
        line.setDragEnabled(True)
        for each in (edit, line):
            _shown(qtbot, each)
            each.selectAll()
        edit.made = 0
        view = edit.viewport()
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
        for x in (30, 60, 90):
            at = QPointF(x, 12)
            move = QMouseEvent(
                QEvent.Type.MouseMove,
                at,
                view.mapToGlobal(at),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(view, move)
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(90, 12))
        assert edit.made == 0
        assert QApplication.startDragTime() > 1_000_000, "a line of text is dragged by waiting"
        assert guard.clears_in_ms == -1
    finally:
        QApplication.setStartDragDistance(before[0])
        QApplication.setStartDragTime(before[1])
        # Left to the collector of garbage it would forbid the copies of the next tests.
        delete(guard)
