"""The practice's abbreviations: added, changed, deleted and brought back; what others did is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.errors import DiskFull
from tests.fakes.vocabulary import FakeVocabulary
from tests.fakes.workspace import FakeWorkspace
from ui.jobs import Jobs
from ui.shell.close_popups import close_popups
from ui.vocabulary.vocabulary_dialog import VocabularyDialog
from ui.widgets.form_dialog import FormWords
from ui.widgets.question import Question


@pytest.fixture
def vocabulary(workspace: FakeWorkspace) -> Iterator[FakeVocabulary]:
    made = FakeVocabulary(SLR=("straight leg raise",), OOH=("out of hours", "after closing time"))
    workspace.prepared = replace(workspace.prepared, vocabulary=made)
    workspace.state = "unlocked"
    yield made
    made.release_all()


def _opened(qtbot: QtBot, jobs: Jobs) -> VocabularyDialog:
    made = VocabularyDialog(jobs)
    # Tests look at it after it has gone.
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, vocabulary: FakeVocabulary) -> VocabularyDialog:
    return _opened(qtbot, jobs)


def _shorts(dialog: VocabularyDialog) -> list[str]:
    return [each.short for each in dialog.model.entries]


def _choose(dialog: VocabularyDialog, row: int) -> None:
    dialog.list.setCurrentIndex(dialog.model.index(row))


def _question(dialog: VocabularyDialog) -> Question:
    (asked,) = (each for each in dialog.findChildren(Question) if each.isVisible())
    return asked


def test_it_lists_what_the_practice_has_and_says_what_it_is_for(dialog: VocabularyDialog) -> None:
    assert _shorts(dialog) == ["OOH", "SLR"]
    spoken = str(dialog.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "out of hours" in spoken
    assert "after closing time" in spoken
    assert dialog.form.short.hasFocus(), "one may begin to type"
    assert not dialog.save_button.isEnabled()
    assert not dialog.touched


def test_one_is_added_by_keyboard(
    qtbot: QtBot, dialog: VocabularyDialog, jobs: Jobs, vocabulary: FakeVocabulary
) -> None:
    qtbot.keyClicks(dialog.form.short, " TCA ")
    assert not dialog.save_button.isEnabled(), "it stands for nothing yet"
    dialog.form.meanings.setPlainText("tricyclic antidepressant\n\n  to come  again ")
    assert dialog.touched
    qtbot.keyClick(dialog.form.short, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not jobs.busy and "TCA" in _shorts(dialog))
    (stored,) = (each for each in vocabulary.stored.values() if each.short == "TCA")
    assert stored.meanings == ("tricyclic antidepressant", "to come again")
    assert not dialog.touched
    assert dialog.form.shown == stored, "it can be changed at once"
    assert "TCA" in dialog.message.accessibleName()


def test_one_is_changed(
    qtbot: QtBot, dialog: VocabularyDialog, jobs: Jobs, vocabulary: FakeVocabulary
) -> None:
    _choose(dialog, 1)
    assert dialog.form.meanings.toPlainText() == "straight leg raise"
    assert not dialog.save_button.isEnabled()
    dialog.form.meanings.appendPlainText("single leg raise")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    (stored,) = (each for each in vocabulary.stored.values() if each.short == "SLR")
    assert stored.meanings == ("straight leg raise", "single leg raise")
    assert stored.row_version == 2


def test_one_is_deleted_and_comes_back(
    qtbot: QtBot, dialog: VocabularyDialog, jobs: Jobs, vocabulary: FakeVocabulary
) -> None:
    _choose(dialog, 1)
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _shorts(dialog) == ["OOH"])
    assert not dialog.touched
    dialog.message.action_requested.emit()
    qtbot.waitUntil(lambda: _shorts(dialog) == ["OOH", "SLR"])
    assert dialog.form.shown is not None
    assert dialog.form.shown.meanings == ("straight leg raise",)


def test_what_somebody_else_changed_is_told_and_what_was_typed_stays(
    qtbot: QtBot, dialog: VocabularyDialog, jobs: Jobs, vocabulary: FakeVocabulary
) -> None:
    _choose(dialog, 1)
    entry = dialog.form.shown
    assert entry is not None
    vocabulary.stored[entry.entry_id] = replace(entry, meanings=("somebody else's",), row_version=2)
    dialog.form.meanings.setPlainText("mine")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "Changed elsewhere" in dialog.message.accessibleName()
    assert dialog.form.meanings.toPlainText() == "mine"
    assert dialog.model.entries[1].meanings == ("somebody else's",), "the list shows what is stored now"


def test_one_that_is_there_already_is_told(
    qtbot: QtBot, dialog: VocabularyDialog, jobs: Jobs, vocabulary: FakeVocabulary
) -> None:
    dialog.form.short.setText("slr")
    dialog.form.meanings.setPlainText("single lens reflex")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert dialog.message.isVisible()
    assert len(vocabulary.stored) == 2
    assert dialog.form.short.text() == "slr"


def test_what_could_not_be_stored_is_said_while_one_types(dialog: VocabularyDialog) -> None:
    dialog.form.short.setText("SLRX")
    dialog.form.meanings.setPlainText("x" * 200)
    assert "120" in dialog.form.problem.text()
    assert not dialog.save_button.isEnabled()
    dialog.form.meanings.setPlainText("straight leg raise, crossed")
    assert dialog.form.problem.text() == ""
    assert dialog.save_button.isEnabled()


def test_an_error_keeps_what_was_typed(
    qtbot: QtBot, dialog: VocabularyDialog, jobs: Jobs, vocabulary: FakeVocabulary
) -> None:
    vocabulary.fail("save", DiskFull("disk_full"))
    dialog.form.short.setText("TCA")
    dialog.form.meanings.setPlainText("tricyclic antidepressant")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "disk is full" in dialog.message.accessibleName()
    assert dialog.form.short.text() == "TCA"
    assert dialog.save_button.isEnabled()


def test_another_row_asks_before_what_was_typed_is_thrown_away(
    qtbot: QtBot, dialog: VocabularyDialog
) -> None:
    _choose(dialog, 0)
    dialog.form.meanings.setPlainText("something else")
    _choose(dialog, 1)
    _question(dialog).no_button.click()
    assert dialog.form.meanings.toPlainText() == "something else"
    assert dialog.list.currentIndex().row() == 0
    _choose(dialog, 1)
    _question(dialog).yes_button.click()
    assert dialog.form.meanings.toPlainText() == "straight leg raise"
    assert dialog.list.currentIndex().row() == 1


def test_new_asks_too_and_then_begins_with_nothing(qtbot: QtBot, dialog: VocabularyDialog) -> None:
    _choose(dialog, 0)
    qtbot.mouseClick(dialog.new_button, Qt.MouseButton.LeftButton)
    assert dialog.form.shown is None
    assert dialog.form.short.text() == ""
    assert not dialog.list.currentIndex().isValid()
    dialog.form.short.setText("x")
    qtbot.mouseClick(dialog.new_button, Qt.MouseButton.LeftButton)
    _question(dialog).yes_button.click()
    assert not dialog.touched


def test_an_empty_vocabulary_says_what_to_add(qtbot: QtBot, jobs: Jobs, vocabulary: FakeVocabulary) -> None:
    vocabulary.stored.clear()
    dialog = _opened(qtbot, jobs)
    assert dialog.empty.isVisible()
    assert not dialog.list.isVisible()


def test_a_lock_keeps_what_is_typed_and_shows_nothing(
    qtbot: QtBot, dialog: VocabularyDialog, jobs: Jobs
) -> None:
    _choose(dialog, 1)
    dialog.form.meanings.setPlainText("half a mean")
    entry = dialog.form.shown
    assert entry is not None
    kept = dialog.typed_words()
    assert kept == FormWords({"short": "SLR", "meanings": "half a mean"}, ids={"entry": str(entry.entry_id)})
    close_popups()
    assert not dialog.isVisible()
    assert dialog.model.entries == ()
    assert dialog.form.short.text() == dialog.form.meanings.toPlainText() == ""
    again = VocabularyDialog(jobs)
    again.take_words(kept)
    again.open()
    qtbot.waitUntil(lambda: again.form.meanings.toPlainText() == "half a mean")
    assert again.form.shown == entry
    assert again.touched


def test_words_of_an_entry_that_is_gone_come_back_as_a_new_one(
    qtbot: QtBot, jobs: Jobs, vocabulary: FakeVocabulary
) -> None:
    again = VocabularyDialog(jobs)
    again.take_words(FormWords({"short": "TCA", "meanings": "x"}, ids={"entry": "gone"}))
    again.open()
    qtbot.waitUntil(lambda: again.form.short.text() == "TCA")
    assert again.form.shown is None
