"""A letter from template to chart to paper, over the real services."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.ids import new_id
from core.letters.filling import gaps
from tests.fixtures.exchange import Exchange
from ui.interchange.letter_dialog import LetterDialog
from ui.jobs import Jobs
from ui.preview.print_preview import PrintPreview
from ui.widgets.question import Question


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, exchange: Exchange) -> LetterDialog:
    made = LetterDialog(jobs, exchange.miriam, session_id=exchange.visits["miriam"].session_id)
    made.show()
    qtbot.waitUntil(lambda: made.body.letter() is not None and not jobs.busy)
    return made


def choose(dialog: LetterDialog, name: str) -> None:
    row = dialog.body.template.findText(f"\u2068{name}\u2069")
    dialog.body.template.setCurrentIndex(row)
    dialog.body.template.activated.emit(row)


def visible_question(dialog: LetterDialog) -> Question:
    return next(each for each in dialog.findChildren(Question) if each.isVisible())


def test_it_says_whom_it_is_about(dialog: LetterDialog) -> None:
    assert "Adler, Miriam" in dialog.who.text()
    assert "Right shoulder pain" in dialog.body.session.currentText()


def test_a_template_is_filled_gaps_found_and_the_letter_stored(
    qtbot: QtBot, jobs: Jobs, dialog: LetterDialog, exchange: Exchange
) -> None:
    choose(dialog, "Referral")
    qtbot.waitUntil(lambda: "Impingement." in dialog.body.text.text())
    assert dialog.body.gap_label.text().startswith("1 place")
    dialog.go_button.click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in dialog.findChildren(Question)))
    visible_question(dialog).no_button.click()
    assert exchange.letters.list(exchange.miriam.client_id) == []
    dialog.body.gap_button.click()
    assert dialog.body.text.textCursor().selectedText() == "⟦recipient⟧"
    dialog.body.text.insertPlainText("Dr Cohen")
    assert not dialog.body.gap_button.isVisible()
    with qtbot.waitSignal(dialog.saved):
        dialog.go_button.click()
    (stored,) = exchange.letters.list(exchange.miriam.client_id)
    assert "To Dr Cohen" in stored.text
    assert gaps(stored.text) == ()
    assert not dialog.go_button.isEnabled(), "there is nothing new to store"
    qtbot.waitUntil(lambda: dialog.body.letters.count() == 2)


def test_what_was_typed_is_not_dropped_unasked(qtbot: QtBot, jobs: Jobs, dialog: LetterDialog) -> None:
    dialog.body.text.insertPlainText("My own words")
    choose(dialog, "Referral")
    visible_question(dialog).no_button.click()
    assert dialog.body.text.text() == "My own words"
    dialog.cancel_button.click()
    assert dialog.isVisible()
    visible_question(dialog).yes_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_nothing_can_be_typed_before_a_letter_is_there(qtbot: QtBot, jobs: Jobs, exchange: Exchange) -> None:
    early = LetterDialog(jobs, exchange.miriam)
    early.show()
    # Neither the material nor the draft has arrived: no event loop has turned since.
    qtbot.keyClicks(early.body.title, "Early words")
    qtbot.keyClicks(early.body.text, "Early words")
    assert early.body.title.text() == ""
    assert early.body.text.text() == ""
    qtbot.waitUntil(lambda: early.body.text.isEnabled() and early.body.title.isEnabled())
    qtbot.keyClicks(early.body.text, "Words")
    choose(early, "Referral")
    visible_question(early).yes_button.click()
    assert not early.body.text.isEnabled(), "the other letter is on its way and would replace what is typed"
    assert not early.go_button.isEnabled()
    qtbot.waitUntil(lambda: early.body.text.isEnabled())
    assert not early.body.touched


def test_a_no_leaves_the_choices_at_the_letter_that_is_shown(
    qtbot: QtBot, jobs: Jobs, dialog: LetterDialog, exchange: Exchange
) -> None:
    body = dialog.body
    body.title.setText("Note")
    body.text.insertPlainText("Dear all")
    with qtbot.waitSignal(dialog.saved):
        dialog.go_button.click()
    qtbot.waitUntil(lambda: body.letters.count() == 2)
    qtbot.keyClicks(body.text, "more")
    body.letters.setCurrentIndex(0)
    body.letters.activated.emit(0)
    visible_question(dialog).no_button.click()
    assert "Note" in body.letters.currentText()
    body.letters.setCurrentIndex(0)
    body.letters.activated.emit(0)
    visible_question(dialog).yes_button.click()
    qtbot.waitUntil(lambda: body.text.isEnabled() and body.text.text() == "")
    began_with = body.session.currentIndex()
    qtbot.keyClicks(body.text, "again")
    choose(dialog, "Referral")
    visible_question(dialog).reject()
    assert body.template.currentIndex() == 0
    body.session.setCurrentIndex(1 - began_with)
    body.session.activated.emit(1 - began_with)
    visible_question(dialog).no_button.click()
    assert body.session.currentIndex() == began_with
    assert body.text.text() == "again"


def test_a_letter_that_cannot_be_fetched_leaves_the_one_that_is_there(
    qtbot: QtBot, dialog: LetterDialog, exchange: Exchange
) -> None:
    body = dialog.body
    body.letters.addItem("Gone", new_id())
    body.letters.setCurrentIndex(1)
    body.letters.activated.emit(1)
    qtbot.waitUntil(lambda: "Letter not found" in dialog.message.accessibleName())
    assert body.letters.currentIndex() == 0
    assert body.text.isEnabled()


def test_an_earlier_letter_is_opened_and_changed(
    qtbot: QtBot, jobs: Jobs, dialog: LetterDialog, exchange: Exchange
) -> None:
    dialog.body.title.setText("Note")
    dialog.body.text.insertPlainText("Dear all")
    with qtbot.waitSignal(dialog.saved) as told:
        dialog.go_button.click()
    again = LetterDialog(jobs, exchange.miriam, letter_id=told.args[0].letter_id)
    again.show()
    qtbot.waitUntil(lambda: again.body.text.text() == "Dear all")
    assert not again.body.template.isEnabled()
    again.body.text.append("and others")
    with qtbot.waitSignal(again.saved) as changed:
        again.go_button.click()
    assert changed.args[0].row_version == 2
    stranger = LetterDialog(jobs, exchange.ariel, letter_id=told.args[0].letter_id)
    stranger.show()
    qtbot.waitUntil(lambda: "Letter not found" in stranger.message.accessibleName())
    assert stranger.body.text.text() == ""


def test_printing_stores_first_and_goes_through_the_preview(
    qtbot: QtBot, jobs: Jobs, dialog: LetterDialog, exchange: Exchange, tmp_path: Path
) -> None:
    dialog.body.title.setText("Note")
    dialog.body.text.insertPlainText("Dear all")
    dialog.print_button.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PrintPreview)))
    (preview,) = dialog.findChildren(PrintPreview)
    qtbot.waitUntil(lambda: preview.go_button.isEnabled())
    assert len(exchange.letters.list(exchange.miriam.client_id)) == 1
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    qtbot.waitUntil(lambda: "Sent to the printer" in preview.message.accessibleName())
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_every_button_can_be_named(dialog: LetterDialog) -> None:
    assert all(
        each.text() or each.accessibleName() for each in dialog.findChildren(QPushButton) if each.isVisible()
    )
