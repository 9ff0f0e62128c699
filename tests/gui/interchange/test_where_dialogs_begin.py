"""The dialogs about charts in files and on paper begin in their first field or on their next step."""

from __future__ import annotations

import gc

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fixtures.exchange import Exchange
from ui.interchange.export_dialog import ExportDialog
from ui.interchange.import_dialog import ImportDialog
from ui.interchange.letter_dialog import LetterDialog
from ui.jobs import Jobs


def test_an_export_begins_with_the_kind_of_file(qtbot: QtBot, jobs: Jobs, exchange: Exchange) -> None:
    dialog = ExportDialog(jobs, exchange.miriam)
    dialog.show()
    assert dialog.focusWidget() is dialog.choices["pdf"]


def test_an_import_begins_with_choosing_files_and_enter_chooses(
    qtbot: QtBot, jobs: Jobs, exchange: Exchange
) -> None:
    dialog = ImportDialog(jobs)
    dialog.show()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert dialog.focusWidget() is dialog.choose_button
    asked: list[bool] = []
    dialog.choose_button.clicked.connect(lambda: asked.append(True))
    dialog.choose_button.clicked.disconnect(dialog._ask_for_files)
    qtbot.keyClick(dialog.choose_button, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_a_letter_begins_with_which_letter_also_once_it_is_drafted(
    qtbot: QtBot, jobs: Jobs, exchange: Exchange
) -> None:
    dialog = LetterDialog(jobs, exchange.miriam)
    dialog.show()
    assert dialog.focusWidget() is dialog.body.letters
    # The letter may be drafted before the next look.
    qtbot.waitUntil(lambda: dialog.body.fetching or dialog.body.letter() is not None)
    assert dialog.focusWidget() is not dialog.cancel_button, "what is typed now closes nothing"
    qtbot.waitUntil(lambda: dialog.body.letter() is not None and not jobs.busy)
    assert dialog.focusWidget() is dialog.body.letters


def test_another_template_leaves_the_keyboard_where_it_was_chosen(
    qtbot: QtBot, jobs: Jobs, exchange: Exchange
) -> None:
    dialog = LetterDialog(jobs, exchange.miriam)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.body.letter() is not None and not jobs.busy)
    dialog.body.template.setFocus()
    dialog.body.template.setCurrentIndex(1)
    dialog.body.template.activated.emit(1)
    qtbot.waitUntil(lambda: not dialog.body.fetching and not jobs.busy)
    assert dialog.focusWidget() is dialog.body.template


def test_a_dialog_that_nobody_holds_stays_ours(qtbot: QtBot, jobs: Jobs, exchange: Exchange) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ExportDialog(jobs, exchange.miriam, window).open()
    gc.collect()
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, ExportDialog)]
    assert len(found) == 1, "a lock looks for it, to keep what is typed in it"
