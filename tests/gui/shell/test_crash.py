"""One dialog for a bug, however many follow."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.gui.shell.conftest import Driven
from ui.crash_report import CrashReport
from ui.shell.crash_dialog import CrashDialog


def _dialogs() -> list[CrashDialog]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, CrashDialog) and window.isVisible()
    ]


def test_one_dialog_with_type_place_and_version_and_no_words(driven: Driven) -> None:
    def fail() -> None:
        raise ValueError("Miriam Adler, ibuprofen 400 mg")

    try:
        fail()
    except ValueError as error:
        driven.jobs.crashed.emit(CrashReport.of(error))
    (dialog,) = _dialogs()
    shown = dialog.details.toPlainText()
    assert "ValueError" in shown
    assert "test_crash.py" in shown
    assert "fail" in shown
    assert "Miriam" not in shown


def test_a_second_fault_is_counted_not_shown(driven: Driven) -> None:
    report = CrashReport("ValueError", "ui/x.py:1 f", "0.1.0")
    for _ in range(3):
        driven.window.show_crash(report)
    (dialog,) = _dialogs()
    assert dialog.counted == "2 more faults since; see the log."
    dialog.reject()
    driven.wait(lambda: not _dialogs())
    driven.window.show_crash(report)
    assert len(_dialogs()) == 1


def test_a_fault_after_a_lock_is_told_anew(driven: Driven) -> None:
    driven.to_practice()
    driven.window.show_crash(CrashReport.of(RuntimeError("first")))
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert _dialogs() == []
    driven.window.show_crash(CrashReport.of(RuntimeError("second")))
    assert len(_dialogs()) == 1
