"""What is done with a session besides writing it: added to, retracted, put away, begun from a template."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from core.errors import DiskFull
from core.ids import new_id
from core.sessions.dto import ADDENDUM_LIMIT_CHARS, SoapText
from core.templates.dto import PracticeText
from tests.fakes.clients import HECTOR, MIRIAM
from ui.commands import CommandBook
from ui.sessions.addendum_dialog import AddendumDialog
from ui.sessions.chart_view import ChartView
from ui.sessions.retract_dialog import RetractDialog
from ui.theme import styled_at_the_end
from ui.widgets.question import Question

DAY = date(2024, 4, 7)
NOTE = SoapText(subjective="Shoulder better.", plan="Rest.")


@pytest.fixture
def miriam(practice):
    return practice.add_client(MIRIAM)


@pytest.fixture
def view(qtbot, jobs, practice, miriam) -> ChartView:
    with styled_at_the_end():
        made = ChartView(jobs)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(qtbot, view: ChartView, jobs, client) -> None:
    view.show_client(client.client_id)
    qtbot.waitUntil(lambda: view.client is not None and not jobs.busy)


def opened(view: ChartView, kind: type[QDialog]):
    found = view.findChild(kind)
    assert found is not None
    return found


def can(view: ChartView) -> set[str]:
    """What of a session is possible now."""
    commands = (each for each in view.commands() if each.area == "session" and each.enabled())
    return {each.command_id.partition(".")[2] for each in commands}


def test_an_empty_draft_says_why_it_cannot_be_signed(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    show(qtbot, view, jobs, miriam)
    assert not view.page.sign_button.isEnabled()
    assert view.page.foot.hint.full_text == "Nothing to sign yet"
    assert "sign" not in can(view)
    qtbot.keyClicks(view.page.editor.fields["plan"].edit, "Rest.")
    assert view.page.sign_button.isEnabled()
    assert not view.page.foot.hint.isVisible()
    assert {"sign", "save", "delete"} <= can(view)


def test_an_addendum_stands_under_the_note_with_its_reason(qtbot, view, practice, jobs, miriam):
    signed = practice.sessions.add(miriam.client_id, NOTE, day=DAY, signed=True)
    show(qtbot, view, jobs, miriam)
    assert {"addendum", "retract"} <= can(view)
    view.page.foot.addendum_button.click()
    dialog = opened(view, AddendumDialog)
    assert "Adler, Miriam" in dialog.about.text()
    dialog.text.setPlainText("Creatinine 88.")
    assert dialog.go_button.toolTip() == "Write the reason first"
    dialog.reason.setText("Result came in")
    dialog.go_button.click()
    qtbot.waitUntil(lambda: bool(view.page.addenda.cards))
    card = view.page.addenda.cards[0]
    assert card.note.text() == "Creatinine 88."
    assert "Result came in" in card.reason.text()
    assert "Dr Noa Levi" in card.head.text()
    assert practice.sessions.current(signed.session_id).text == NOTE
    view.clear()
    assert view.page.addenda.cards == []


def test_a_refused_addendum_keeps_its_words(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=DAY, signed=True)
    show(qtbot, view, jobs, miriam)
    view.session_controller.add_addendum()
    dialog = opened(view, AddendumDialog)
    dialog.text.setPlainText("x" * (ADDENDUM_LIMIT_CHARS + 1))
    dialog.reason.setText("Too long")
    assert not dialog.go_button.isEnabled()
    assert "1" in dialog.room.text()
    assert dialog.room.property("tone") == "danger"
    dialog.text.setPlainText("Short.")
    practice.sessions.fail("add_addendum", DiskFull())
    dialog.go_button.click()
    qtbot.waitUntil(lambda: dialog.message.isVisible())
    assert dialog.text.text() == "Short."
    dialog.reject()
    assert dialog.isVisible()
    opened(dialog, Question).yes_button.click()
    assert not dialog.isVisible()


def test_a_retracted_session_stays_and_says_why(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=DAY, signed=True)
    show(qtbot, view, jobs, miriam)
    view.session_controller.retract()
    dialog = opened(view, RetractDialog)
    assert not dialog.go_button.isEnabled()
    dialog.reason.setText("Wrong chart")
    dialog.go_button.click()
    qtbot.waitUntil(lambda: view.page.standing.isVisible())
    assert "Wrong chart" in view.page.standing.title.text()
    assert view.page.editor.fields["plan"].edit.text() == "Rest."
    assert view.page.day_label.font().strikeOut()
    assert not {"addendum", "retract", "sign", "save"} & can(view)
    assert view.list.sessions.rowCount() == 1


def test_a_deleted_draft_leaves_and_comes_back(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=date(2024, 1, 1), signed=True)
    draft = practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    show(qtbot, view, jobs, miriam)
    qtbot.keyClicks(view.page.editor.fields["plan"].edit, "Last word.")
    view.session_controller.delete_draft()
    qtbot.waitUntil(lambda: view.body.undo.isVisible())
    assert [each.state for each in view.list.sessions.sessions] == ["signed"]
    deleted = practice.sessions.current(draft.session_id)
    assert (deleted.state, deleted.text.plan) == ("deleted", "Last word.")
    view.session_controller.toggle_deleted()
    qtbot.waitUntil(lambda: view.list.sessions.rowCount() == 2)
    view.list.setCurrentIndex(view.list.sessions.index(0))
    assert view.page.standing.restore_button.isVisible()
    view.page.standing.restore_button.click()
    qtbot.waitUntil(lambda: view.page.writing)
    assert view.page.editor.fields["plan"].edit.text() == "Last word."
    assert not view.body.undo.isVisible()


def test_words_that_cannot_be_stored_keep_the_draft(qtbot, view, practice, jobs, miriam):
    draft = practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    show(qtbot, view, jobs, miriam)
    practice.sessions.fail("save_draft", DiskFull(), times=3)
    qtbot.keyClicks(view.page.editor.fields["plan"].edit, "Only here.")
    view.session_controller.delete_draft()
    qtbot.waitUntil(lambda: view.page.save_label.text().startswith("Not saved"))
    assert practice.sessions.calls["delete_draft"] == 0
    assert practice.sessions.current(draft.session_id).state == "draft"
    assert view.page.editor.fields["plan"].edit.text() == "Only here."
    practice.sessions.clear_failures()


def test_kind_and_duration_are_stored_with_the_draft(qtbot, view, practice, jobs, miriam):
    draft = practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    show(qtbot, view, jobs, miriam)
    head = view.page.head
    head.kind.setCurrentIndex(head.kind.findData("video"))
    head.kind.activated.emit(head.kind.currentIndex())
    qtbot.keyClicks(head.minutes, "45")
    view.page.save_now()
    qtbot.waitUntil(lambda: not view.has_unsaved)
    stored = practice.sessions.current(draft.session_id)
    assert (stored.kind, stored.duration_min, stored.text) == ("video", 45, NOTE)
    head.minutes.clear()
    view.page.save_now()
    qtbot.waitUntil(lambda: practice.sessions.current(draft.session_id).duration_min is None)


def test_a_copy_says_so_until_it_is_edited(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=date(2024, 1, 14), signed=True)
    draft = practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    show(qtbot, view, jobs, miriam)
    view.show_previous_pane(True)
    pane = view.page.panes.previous
    assert pane.session is not None
    pane.fields["plan"].box.setChecked(True)
    pane.copy_button.click()
    view.page.save_now()
    qtbot.waitUntil(lambda: not view.has_unsaved)
    stored = practice.sessions.current(draft.session_id)
    assert (stored.text.plan, set(stored.copied)) == ("Rest.", {"plan"})
    assert view.page.editor.fields["plan"].mark.isVisible()
    qtbot.keyClicks(view.page.editor.fields["plan"].edit, "More ")
    view.page.save_now()
    qtbot.waitUntil(lambda: not view.has_unsaved)
    assert not practice.sessions.current(draft.session_id).copied


def test_a_template_fills_an_empty_draft_or_begins_one_of_its_kind(qtbot, view, practice, jobs, miriam):
    template = practice.templates.save(
        PracticeText(new_id(), "template", "Phone", soap=SoapText(plan="Call back."), session_kind="phone")
    )
    show(qtbot, view, jobs, miriam)
    view.session_controller.use_template(template)
    qtbot.waitUntil(lambda: view.page.writing and not jobs.busy)
    assert view.page.editor.fields["plan"].edit.text() == "Call back."
    assert view.page.session is not None
    assert view.page.session.kind == "phone"
    view.page.save_now()
    qtbot.waitUntil(lambda: not view.has_unsaved)
    view.session_controller.use_template(replace(template, session_kind="video"))
    qtbot.waitUntil(lambda: view.list.sessions.rowCount() == 2)
    assert view.page.session.kind == "video"


def test_templates_for_the_kind_of_the_draft_come_first(qtbot, view, practice, jobs, miriam):
    for name, kind in (("A visit", "visit"), ("Z phone", "phone")):
        practice.templates.save(
            PracticeText(new_id(), "template", name, soap=SoapText(plan="x"), session_kind=kind)
        )
    show(qtbot, view, jobs, miriam)
    menu = view.session_controller.templates
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(menu.actions()) > 3)
    before = [each.text() for each in menu.actions()]
    assert before.index("A visit") < before.index("Z phone")
    view.session_controller.new_session()
    qtbot.waitUntil(lambda: view.page.writing and not jobs.busy)
    view.page.set_kind("phone")
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: "Z phone" in [each.text() for each in menu.actions()])
    after = [each.text() for each in menu.actions()]
    assert after.index("Z phone") < after.index("A visit")


def test_an_outcome_for_another_chart_changes_nothing_here(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    hector = practice.add_client(HECTOR)
    show(qtbot, view, jobs, miriam)
    practice.sessions.hold("delete_draft")
    view.session_controller.delete_draft()
    view.show_client(hector.client_id)
    practice.sessions.release("delete_draft")
    qtbot.waitUntil(lambda: view.client is not None and not jobs.busy)
    assert not view.body.undo.isVisible()
    assert view.list.sessions.rowCount() == 0


def test_every_command_has_its_own_name_and_keys(qtbot, view):
    book = CommandBook(parent=view)
    book.register(view, view.commands())
    keys = [book.keys(each.command_id) for each in book.commands() if each.keys]
    assert len(set(keys)) == len(keys)
    assert "" not in keys
    assert not any(each.enabled() for each in book.commands()), "nothing is possible without a chart"
    assert view.findChildren(QLabel)


def test_the_templates_of_the_menu_are_opened_by_the_window(qtbot, view, jobs, miriam):
    show(qtbot, view, jobs, miriam)
    with qtbot.waitSignal(view.templates_wanted):
        view.session_controller.templates.manage_requested.emit()
    assert not view.findChildren(QDialog)


def test_copying_finding_and_adding_files_are_commands_too(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=date(2024, 1, 14), signed=True)
    practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    show(qtbot, view, jobs, miriam)
    run = {each.command_id: each.run for each in view.commands()}
    previous = view.page.panes.previous
    assert {"copy_forward", "find_before"} <= can(view)
    assert not previous.isVisible()
    run["session.copy_forward"]()
    assert previous.isVisible()
    assert previous.fields["subjective"].box.hasFocus(), "nothing is copied that nobody chose"
    assert view.page.editor.text().is_empty
    previous.fields["plan"].box.setChecked(True)
    run["session.copy_forward"]()
    assert view.page.editor.text() == SoapText(plan="Rest.")
    run["session.find_before"]()
    assert previous.find_edit.hasFocus()
    run["chart.file"]()
    assert view.page.panes.strip.findChild(QFileDialog) is not None
    view.show_record()
    assert not {"copy_forward", "find_before"} & can(view)
    run["chart.file"]()
    assert view.body.record.strip.findChild(QFileDialog) is not None
    view.show_timeline()
    assert not next(each for each in view.commands() if each.command_id == "chart.file").enabled()
