"""The dialog of the practice's texts, used as a person uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.errors import EditConflict
from ui.shell.close_popups import close_popups
from ui.templates.templates_dialog import TemplatesDialog
from ui.templates.texts_page import TextsPage
from ui.widgets.question import Question


@pytest.fixture
def dialog(qtbot, jobs, texts) -> TemplatesDialog:
    made = TemplatesDialog(jobs, show="snippet")
    made.open()
    qtbot.waitUntil(lambda: all(page.model.rowCount() for page in made.pages.values()))
    qtbot.waitUntil(lambda: bool(made.words.model.stringList()))
    return made


@pytest.fixture
def page(dialog) -> TextsPage:
    return dialog.pages["snippet"]


def choose(page: TextsPage, name: str) -> None:
    row = next(row for row, each in enumerate(page.model.texts) if each.name == name)
    page.list.setCurrentIndex(page.model.index(row))


def row_text(page: TextsPage) -> str:
    return plain(page.list.currentIndex().data())


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def said(page: TextsPage) -> str:
    return " ".join(label.text() for label in page.message.findChildren(QLabel))


def names(page: TextsPage) -> list[str]:
    return [each.name for each in page.model.texts]


def test_a_new_snippet_is_written_previewed_and_stored(qtbot, dialog, page, texts):
    page.new_button.click()
    assert not page.save_button.isEnabled()
    qtbot.keyClicks(page.form.name_edit, "cough")
    page.form.parts["text"].setPlainText("Cough since [[when]]")
    assert page.form.preview.text() == "Cough since [when]"
    with qtbot.waitSignal(dialog.changed):
        page.save_button.click()
    qtbot.waitUntil(lambda: "cough" in names(page))
    (stored,) = texts.templates.stored.values()
    assert (stored.name, stored.text, stored.kind) == ("cough", "Cough since [[when]]", "snippet")
    assert page.form.current() == stored
    assert not page.form.touched


def test_what_cannot_be_stored_says_why(qtbot, page):
    page.new_button.click()
    page.form.parts["text"].setPlainText("words")
    page.form.name_edit.setText("5 mg")
    assert "begins with a letter" in page.form.problem.text()
    assert not page.save_button.isEnabled()


def test_a_taken_name_is_told_and_the_words_stay(qtbot, page):
    page.new_button.click()
    page.form.name_edit.setText("BP")
    page.form.parts["text"].setPlainText("my words")
    page.save_button.click()
    qtbot.waitUntil(lambda: "taken" in said(page))
    assert page.form.parts["text"].toPlainText() == "my words"


def test_a_conflict_is_told_and_the_words_stay(qtbot, page, texts):
    choose(page, "bp")
    page.form.parts["text"].setPlainText("my words")
    texts.templates.fail("save", EditConflict("record_edit_conflict"))
    page.save_button.click()
    qtbot.waitUntil(lambda: "Changed elsewhere" in said(page))
    assert page.form.parts["text"].toPlainText() == "my words"
    assert page.save_button.isEnabled()


def test_one_of_the_starter_set_is_changed_and_given_back(qtbot, page):
    choose(page, "bp")
    original = page.form.parts["text"].toPlainText()
    assert not page.reset_button.isVisible()
    page.form.parts["text"].setPlainText("Blood pressure [[x]]")
    page.save_button.click()
    qtbot.waitUntil(page.reset_button.isVisible)
    assert "(changed)" in row_text(page)
    page.reset_button.click()
    qtbot.waitUntil(lambda: not page.reset_button.isVisible())
    choose(page, "bp")
    assert page.form.parts["text"].toPlainText() == original


def test_hiding_and_deleting_can_be_undone(qtbot, page):
    choose(page, "bp")
    page.delete_button.click()
    qtbot.waitUntil(lambda: "bp" not in names(page))
    assert "hidden" in said(page)
    page.message.action_requested.emit()
    qtbot.waitUntil(lambda: "bp" in names(page))
    page.copy_button.click()
    assert page.form.name_edit.text().endswith("-2")
    page.save_button.click()
    assert not page.delete_button.isEnabled(), "not while it is being stored"
    qtbot.waitUntil(lambda: "Saved" in said(page) and page.delete_button.isEnabled())
    assert page.delete_button.text() == "&Delete"
    page.delete_button.click()
    qtbot.waitUntil(lambda: not any(each.endswith("-2") for each in names(page)))
    page.message.action_requested.emit()
    qtbot.waitUntil(lambda: any(each.endswith("-2") for each in names(page)))


def test_hidden_texts_can_be_seen_and_shown_again(qtbot, page):
    choose(page, "bp")
    page.delete_button.click()
    qtbot.waitUntil(lambda: "bp" not in names(page))
    page.hidden_box.click()
    qtbot.waitUntil(lambda: "bp" in names(page))
    choose(page, "bp")
    assert "(hidden)" in row_text(page)
    assert page.save_button.isEnabled()
    page.save_button.click()
    page.hidden_box.click()
    qtbot.waitUntil(lambda: "bp" in names(page) and not page.hidden_box.isChecked())


def test_going_elsewhere_with_unsaved_words_asks(qtbot, page):
    choose(page, "bp")
    page.form.parts["text"].setPlainText("half a thought")
    choose(page, "fu")
    (question,) = page.findChildren(Question)
    assert page.form.parts["text"].toPlainText() == "half a thought"
    assert row_text(page) == "/bp"
    question.yes_button.click()
    qtbot.waitUntil(lambda: row_text(page) == "/fu")
    assert page.form.name_edit.text() == "fu"


def test_closing_with_unsaved_words_asks(qtbot, dialog, page):
    choose(page, "bp")
    page.form.parts["text"].setPlainText("half a thought")
    dialog.reject()
    assert dialog.isVisible()
    (question,) = dialog.findChildren(Question)
    question.yes_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_letter_names_its_fields_and_a_slip_among_them(qtbot, dialog):
    page = dialog.pages["letter_template"]
    page.new_button.click()
    page.form.name_edit.setText("Note to school")
    box = page.form.field_box
    box.setCurrentIndex(box.findData("client_name"))
    box.activated.emit(box.currentIndex())
    assert page.form.parts["text"].toPlainText() == "{client_name}"
    assert page.save_button.isEnabled()
    page.form.parts["text"].appendPlainText("{clientname}")
    assert "{clientname}" in plain(page.form.problem.text())
    assert not page.save_button.isEnabled()


def test_a_template_is_for_a_kind_of_visit(qtbot, dialog, texts):
    page = dialog.pages["template"]
    page.new_button.click()
    page.form.name_edit.setText("Vaccination")
    page.form.kind_box.setCurrentIndex(page.form.kind_box.findData("procedure"))
    page.form.parts["plan"].setPlainText("Lot [[number]]")
    page.save_button.click()
    qtbot.waitUntil(lambda: bool(texts.templates.stored))
    (stored,) = texts.templates.stored.values()
    assert (stored.session_kind, stored.soap.plan) == ("procedure", "Lot [[number]]")


def test_words_are_added_and_removed_with_undo(qtbot, dialog, texts):
    words = dialog.words
    qtbot.keyClicks(words.word_edit, "Zorbex")
    qtbot.keyClick(words.word_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words.model.stringList() == ["Lisfrancx", "Zorbex"])
    assert dialog.isVisible(), "Enter in the field adds the word and does not close the dialog"
    words.list.setCurrentIndex(words.model.index(0))
    words.remove_button.click()
    qtbot.waitUntil(lambda: words.model.stringList() == ["Zorbex"])
    words.message.action_requested.emit()
    qtbot.waitUntil(lambda: set(words.model.stringList()) == {"Lisfrancx", "Zorbex"})


def test_a_lock_takes_it_off_the_screen_and_forgets_the_texts(qtbot, dialog, page):
    choose(page, "bp")
    page.form.parts["text"].setPlainText("half a thought")
    close_popups()
    assert not dialog.isVisible()
    assert page.model.rowCount() == 0
    assert page.form.parts["text"].toPlainText() == ""
    assert dialog.words.model.stringList() == []
