"""What is typed into a chart is stored, told to be unsaved, or kept; signing and two windows lose nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from core.errors import DatabaseProblem, DiskFull
from core.sessions.dto import FIELD_LIMIT_CHARS, SoapText
from tests.fakes.clients import HECTOR
from tests.gui.sessions.open_charts import NEW, OLD, current, field, open_chart, saved, shown_texts, write
from ui.sessions.chart_view import ChartView
from ui.sessions.draft_saver import SaveState
from ui.sessions.soap_editor import SoapField

# Saving.


def test_typing_saving_saved(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    practice.sessions.hold("save_draft")
    write(qtbot, view, "assessment", "Gastritis.")
    assert view.page.save_label.text() == "Not saved yet"
    qtbot.waitUntil(lambda: view.page.save_label.text() == "Saving…")
    practice.sessions.release("save_draft")
    saved(qtbot, view)
    assert view.page.save_label.text().startswith("Saved ")
    assert current(practice, miriam).text == replace(NEW, assessment="Gastritis.")


def test_ctrl_s_saves_at_once(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    write(qtbot, view, "plan", "x")
    qtbot.keyClick(field(view, "plan"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert view.page.save_label.text() == "Saving…"
    saved(qtbot, view)


def test_leaving_a_field_saves_at_once(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    write(qtbot, view, "subjective", "x")
    field(view, "plan").setFocus()
    assert view.page.save_label.text() == "Saving…"
    saved(qtbot, view)


def test_opening_and_leaving_a_draft_saves_nothing(qtbot, view, jobs, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    for name in view.page.editor.fields:
        field(view, name).setFocus()
    open_chart(qtbot, view, ariel)
    assert practice.sessions.calls["save_draft"] == 0


def test_what_is_written_goes_with_a_switch_of_client(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    write(qtbot, view, "plan", "Last word. ")
    open_chart(qtbot, view, ariel)
    saved(qtbot, view)
    assert current(practice, miriam).text.plan == "Last word. " + NEW.plan
    assert len(practice.sessions.versions_of[current(practice, ariel).session_id]) == 1


def test_what_is_written_goes_with_a_switch_of_session(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    write(qtbot, view, "plan", "Last word. ")
    view.list.setCurrentIndex(view.list.sessions.index(1))
    assert field(view, "plan").text() == OLD.plan
    saved(qtbot, view)
    assert current(practice, miriam).text.plan == "Last word. " + NEW.plan


def test_a_failed_save_says_why_and_keeps_the_text(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    practice.sessions.fail("save_draft", DiskFull())
    write(qtbot, view, "plan", "Kept. ")
    view.page.save_now()
    qtbot.waitUntil(lambda: view.page.save_label.text().startswith("Not saved: "))
    assert "disk" in view.page.save_label.text()
    assert view.page.save_label.property("tone") == "danger"
    assert field(view, "plan").text() == "Kept. " + NEW.plan
    view.page.save_now()
    saved(qtbot, view)
    assert current(practice, miriam).text.plan == "Kept. " + NEW.plan


def test_a_draft_that_could_not_be_saved_is_told_of_on_the_next_chart(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    practice.sessions.fail("save_draft", DiskFull(), times=2)
    write(qtbot, view, "plan", "Kept. ")
    open_chart(qtbot, view, ariel)
    qtbot.waitUntil(lambda: view.unsaved_bar.isVisible())
    assert "Kept" not in shown_texts(view)
    assert "Adler, Miriam" in view.unsaved_bar.bar.accessibleName()
    view.unsaved_bar.bar.action_requested.emit()
    qtbot.waitUntil(lambda: view.client is not None and view.client.client_id == miriam.client_id)
    assert field(view, "plan").text() == "Kept. " + NEW.plan
    assert not view.unsaved_bar.isVisible()
    view.page.save_now()
    qtbot.waitUntil(lambda: view.unsaved_drafts.lent.state is SaveState.FAILED)
    view.page.save_now()
    saved(qtbot, view)
    assert current(practice, miriam).text.plan == "Kept. " + NEW.plan


def test_a_lock_takes_the_words_off_the_screen_and_an_unlock_stores_them(
    qtbot, view, workspace, practice, miriam
):
    open_chart(qtbot, view, miriam)
    write(qtbot, view, "plan", "Kept. ")
    workspace.state = "locked"
    with qtbot.waitSignal(view.flushed) as flushed:
        assert not view.flush()
    assert flushed.args == [False]
    view.clear()
    assert "Kept" not in shown_texts(view)
    assert view.unsaved_count == 1
    workspace.state = "unlocked"
    view.resume()
    saved(qtbot, view)
    assert current(practice, miriam).text.plan == "Kept. " + NEW.plan


def test_flush_before_a_lock(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    assert view.flush()
    write(qtbot, view, "plan", "x")
    with qtbot.waitSignal(view.flushed) as flushed:
        assert not view.flush()
    assert flushed.args == [True]
    assert current(practice, miriam).text.plan == "x" + NEW.plan


def test_a_signed_session_cannot_be_written(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    view.list.setCurrentIndex(view.list.sessions.index(1))
    write(qtbot, view, "plan", "x")
    assert field(view, "plan").text() == OLD.plan
    assert field(view, "plan").isReadOnly()
    assert not view.page.sign_button.isVisible()
    assert not view.has_unsaved


def test_ctrl_n_starts_a_draft_of_today(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.list.sessions.rowCount() == 3)
    assert view.page.session == view.list.sessions.sessions[0]
    assert field(view, "subjective").hasFocus()
    assert field(view, "subjective").text() == ""
    assert not view.page.sign_button.isEnabled()


def test_a_client_without_sessions_is_offered_the_first(qtbot, view, practice):
    client = practice.add_client(HECTOR)
    open_chart(qtbot, view, client)
    assert view.empty.isVisible()
    view.empty.action_requested.emit()
    qtbot.waitUntil(lambda: view.page.isVisible())
    write(qtbot, view, "subjective", "First.")
    view.page.save_now()
    saved(qtbot, view)
    assert current(practice, client).text.subjective == "First."


def test_a_new_day_moves_the_session_in_the_list(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    draft = view.page.session
    view.page.day_edit.setDate(view.page.day_edit.date().addYears(-2))
    view.page.save_now()
    saved(qtbot, view)
    assert view.list.sessions.row_of(draft.session_id) == 1
    assert view.list.currentIndex().row() == 1
    assert practice.sessions.current(draft.session_id).date == date(2022, 4, 7)


def test_the_wheel_and_a_half_typed_date_change_nothing(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    edit = view.page.day_edit
    centre = QPointF(edit.rect().center())
    wheel = QWheelEvent(
        centre,
        edit.mapToGlobal(centre),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(edit, wheel)
    edit.setFocus()
    edit.setSelectedSection(edit.Section.YearSection)
    qtbot.keyClicks(edit, "20")
    assert edit.day() == date(2024, 4, 7)
    assert not view.has_unsaved


def test_the_limit_is_told_before_and_after_it_is_reached(qtbot):
    soap = SoapField("plan")
    qtbot.addWidget(soap)
    soap.edit.set_text("x" * (FIELD_LIMIT_CHARS * 9 // 10 - 1))
    assert soap.room.text() == ""
    soap.edit.set_text("x" * (FIELD_LIMIT_CHARS - 10))
    assert "10" in soap.room.text()
    soap.edit.set_text("🧠" * (FIELD_LIMIT_CHARS + 3))
    assert "3" in soap.room.text()
    assert soap.room.property("tone") == "danger"


# Signing.


def answer_the_question(view: ChartView, *, yes: bool) -> None:
    box = view.page.findChild(QMessageBox)
    assert box is not None
    assert "Adler, Miriam" in box.text()
    role = QMessageBox.ButtonRole.AcceptRole if yes else QMessageBox.ButtonRole.RejectRole
    next(button for button in box.buttons() if box.buttonRole(button) == role).click()


def test_signing_saves_first_and_makes_it_final(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    write(qtbot, view, "plan", "Last word. ")
    view.page.sign_button.click()
    answer_the_question(view, yes=True)
    qtbot.waitUntil(lambda: view.page.session is not None and view.page.session.state == "signed")
    assert current(practice, miriam).state == "signed"
    assert current(practice, miriam).text.plan == "Last word. " + NEW.plan
    assert field(view, "plan").isReadOnly()
    assert view.page.state_label.text() == "Signed"


def test_going_on_writing_signs_nothing(qtbot, view, jobs, practice, miriam):
    open_chart(qtbot, view, miriam)
    view.page.sign_button.click()
    answer_the_question(view, yes=False)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert practice.sessions.calls["sign"] == 0
    assert practice.sessions.calls["sign"] == 0


def test_what_cannot_be_saved_is_not_signed(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    practice.sessions.fail("save_draft", DiskFull(), times=9)
    write(qtbot, view, "plan", "x")
    view.page.sign_button.click()
    answer_the_question(view, yes=True)
    qtbot.waitUntil(lambda: view.page.save_label.text().startswith("Not saved"))
    assert practice.sessions.calls["sign"] == 0
    assert not field(view, "plan").isReadOnly()


def test_a_failed_signature_leaves_a_draft(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    practice.sessions.fail("sign", DatabaseProblem())
    view.page.sign_button.click()
    answer_the_question(view, yes=True)
    qtbot.waitUntil(lambda: view.page.notice.isVisible())
    assert not field(view, "plan").isReadOnly()
    assert view.page.sign_button.isEnabled()


# Two windows, one draft.


def conflict(qtbot, view, practice, miriam, *, signed=False):
    open_chart(qtbot, view, miriam)
    theirs = practice.sessions.write_elsewhere(
        view.page.session.session_id, SoapText("theirs"), signed=signed
    )
    write(qtbot, view, "plan", "Mine. ")
    view.page.save_now()
    qtbot.waitUntil(lambda: view.page.conflict.isVisible())
    return theirs


def test_a_conflict_shows_both_texts_and_keeps_mine(qtbot, view, practice, miriam):
    conflict(qtbot, view, practice, miriam)
    assert not view.page.sign_button.isEnabled()
    assert not view.page.conflict.take_button.isVisible()
    view.page.conflict.look_button.click()
    assert field(view, "subjective").text() == "theirs"
    assert field(view, "subjective").isReadOnly()
    view.page.conflict.look_button.click()
    assert field(view, "plan").text() == "Mine. " + NEW.plan
    view.page.conflict.keep_button.click()
    saved(qtbot, view)
    assert not view.page.conflict.isVisible()
    assert current(practice, miriam).text == replace(NEW, plan="Mine. " + NEW.plan)
    assert current(practice, miriam).version == 3


def test_their_version_may_stand(qtbot, view, practice, miriam):
    conflict(qtbot, view, practice, miriam)
    view.page.conflict.look_button.click()
    view.page.conflict.take_button.click()
    assert not view.has_unsaved
    assert not view.page.conflict.isVisible()
    write(qtbot, view, "plan", "After theirs.")
    view.page.save_now()
    saved(qtbot, view)
    assert current(practice, miriam).text == SoapText("theirs", plan="After theirs.")


def test_mine_becomes_a_session_of_its_own_when_theirs_is_signed(qtbot, view, practice, miriam):
    theirs = conflict(qtbot, view, practice, miriam, signed=True)
    view.page.conflict.keep_button.click()
    qtbot.waitUntil(lambda: view.list.sessions.rowCount() == 3)
    assert practice.sessions.current(theirs.session_id) == theirs
    assert view.page.session.text.plan == "Mine. " + NEW.plan
    assert not view.has_unsaved
