"""A chart on screen: whose it is, writing in it, and finding the very words a source quotes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QTextEdit

from core.errors import DatabaseProblem, DiskFull
from core.sessions.dto import FIELD_LIMIT_CHARS, SoapText
from tests.fakes.assistant import record_source_of, source_of
from tests.fakes.clients import ARIEL, HECTOR, MIRIAM
from ui.clients.client_dialog import ClientDialog
from ui.commands import CommandBook
from ui.i18n import install_translator
from ui.sessions.chart_view import ChartView
from ui.sessions.draft_saver import SaveState
from ui.sessions.soap_editor import SoapField

OLD = SoapText(subjective="Right knee pain, worse on stairs.", plan="Ibuprofen 400 mg.")
NEW = SoapText(
    subjective="Stomach pain 🧠 since\u00a0Monday.\r\nIbuprofen stopped on day 4.",
    plan="Gel to the knee.\tNo tablets.",
)


@pytest.fixture
def miriam(practice):
    client = practice.add_client(MIRIAM)
    practice.sessions.add(client.client_id, OLD, day=date(2024, 1, 14), signed=True)
    practice.sessions.add(client.client_id, NEW, day=date(2024, 4, 7))
    return client


@pytest.fixture
def ariel(practice):
    client = practice.add_client(ARIEL)
    practice.sessions.add(client.client_id, SoapText("כאב ראש מאז 🧠 אתמול"), day=date(2024, 2, 1))
    return client


@pytest.fixture
def view(qtbot, jobs, practice) -> ChartView:
    made = ChartView(jobs)
    qtbot.addWidget(made)
    # As the window does it.
    CommandBook(parent=made).register(made, made.commands())
    made.resize(760, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def open_chart(qtbot, view: ChartView, client) -> None:
    view.show_client(client.client_id)
    qtbot.waitUntil(lambda: view.client is not None and view.client.client_id == client.client_id)


def field(view: ChartView, name: str):
    return view.page.editor.fields[name].edit


def write(qtbot, view: ChartView, name: str, words: str) -> None:
    field(view, name).setFocus()
    qtbot.keyClicks(field(view, name), words)


def saved(qtbot, view: ChartView) -> None:
    qtbot.waitUntil(lambda: not view.has_unsaved)


def shown_texts(view: ChartView) -> str:
    """Every word that is in a widget of the chart, seen or hidden."""
    labels = [label.text() for label in view.findChildren(QLabel)]
    notes = [edit.toPlainText() for edit in view.findChildren(QTextEdit)]
    rows = [
        str(view.list.sessions.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(view.list.sessions.rowCount())
    ]
    names = [view.banner.accessibleName(), view.page.save_label.text()]
    return "\n".join([*labels, *notes, *rows, *names])


def current(practice, client):
    newest = practice.sessions.list_for_client(client.client_id)[0]
    return practice.sessions.current(newest.session_id)


# Whose chart it is.


def test_the_banner_says_who_it_is_and_what_to_beware_of(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    plain = view.banner.name.text().strip("\u2068\u2069")
    assert plain == "Adler, Miriam"
    identity = re.sub("[\u200e\u2068\u2069]", "", view.banner.identity.text())
    assert identity.startswith("F ")
    assert identity.endswith("17 Jan 1981")
    assert "Penicillin" in view.banner.allergies.text()
    assert view.banner.allergies.property("tone") == "danger"
    assert "Needle phobia" in view.banner.alerts.text()


def test_in_a_hebrew_window_an_english_name_stands_at_the_near_side(
    qtbot, jobs, practice, miriam, application
):
    install_translator(application, "he")
    view = ChartView(jobs)
    qtbot.addWidget(view)
    view.resize(760, 700)
    view.show()
    open_chart(qtbot, view, miriam)
    assert view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    near = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    assert view.banner.name.alignment() == near
    assert view.list.mapTo(view, QPoint()).x() > view.width() // 2
    first = field(view, "subjective").document().begin()
    assert first.textDirection() == Qt.LayoutDirection.LeftToRight


def test_no_allergy_is_said_and_not_left_out(qtbot, view, practice):
    open_chart(qtbot, view, practice.add_client(HECTOR))
    assert view.banner.allergies.text() == "No allergies recorded"
    assert view.banner.allergies.property("tone") == "muted"


def test_sessions_come_newest_first_and_drafts_are_marked(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    rows = [view.list.sessions.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert "7 Apr 2024" in rows[0]
    assert "Draft" in rows[0]
    assert "Stomach pain" in rows[0]
    assert "14 Jan 2024" in rows[1]
    assert "Signed" in rows[1]


def test_while_the_next_chart_loads_nothing_of_the_one_before_is_there(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    practice.sessions.hold("list_for_client")
    view.show_client(ariel.client_id)
    left = shown_texts(view)
    for word in ("Adler", "Penicillin", "knee", "Ibuprofen", "osteoarthritis", "555-0101", "14 Jan"):
        assert word not in left
    assert view.client is None
    assert not view.banner.isVisible()
    practice.sessions.release("list_for_client")
    qtbot.waitUntil(lambda: view.client is not None)
    assert "Adler" not in shown_texts(view)
    assert "כהן" in view.banner.name.text()


def test_a_chart_that_arrives_after_the_next_was_asked_for_is_dropped(qtbot, view, practice, miriam, ariel):
    shown = []
    view.client_shown.connect(lambda client: shown.append(client.client_id))
    practice.sessions.hold("list_for_client")
    view.show_client(miriam.client_id)
    view.show_client(ariel.client_id)
    practice.sessions.release("list_for_client")
    qtbot.waitUntil(lambda: view.client is not None)
    assert shown == [ariel.client_id]


def test_a_chart_that_arrives_after_clear_is_dropped(qtbot, view, jobs, practice, miriam):
    practice.sessions.hold("list_for_client")
    view.show_client(miriam.client_id)
    view.clear()
    practice.sessions.release("list_for_client")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert view.client is None
    assert "Adler" not in shown_texts(view)


def test_clear_leaves_nothing(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    view.clear()
    left = shown_texts(view)
    for word in ("Adler", "Penicillin", "knee", "Ibuprofen", "Apr"):
        assert word not in left


def test_an_error_is_told_and_can_be_tried_again(qtbot, view, practice, miriam):
    practice.clients.fail("get", DatabaseProblem())
    view.show_client(miriam.client_id)
    qtbot.waitUntil(lambda: view.message.isVisible())
    view.message.action_requested.emit()
    qtbot.waitUntil(lambda: view.client is not None)
    assert not view.message.isVisible()


# Writing.


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
    qtbot.waitUntil(lambda: view.desk.lent.state is SaveState.FAILED)
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
    with qtbot.waitSignal(view.index_wanted):
        qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert view.list.sessions.rowCount() == 3
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


def test_the_same_client_again_stays_at_the_same_session(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    view.list.setCurrentIndex(view.list.sessions.index(1))
    with qtbot.waitSignal(view.client_shown):
        view.show_client(miriam.client_id)
    assert field(view, "plan").text() == OLD.plan


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


# The very words.


def test_the_quoted_words_of_the_current_version_are_highlighted(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    newest = current(practice, miriam)
    start = NEW.subjective.index("Ibuprofen stopped")
    view.show_span(newest.session_id, 1, "subjective", start, start + len("Ibuprofen stopped"))
    assert view.page.editor.highlighted_text() == "Ibuprofen stopped"
    assert not view.page.notice.isVisible()
    assert practice.sessions.calls["get"] == 0


def test_they_are_scrolled_into_sight(qtbot, view, practice):
    client = practice.add_client(HECTOR)
    long = SoapText(subjective="Line of words.\n" * 200, plan="Wanted words at the end.")
    session = practice.sessions.add(client.client_id, long, signed=True)
    open_chart(qtbot, view, client)
    view.show_span(session.session_id, 1, "plan", 0, 12)
    edit = field(view, "plan")
    viewport = view.page.editor.viewport()

    def in_sight() -> bool:
        return viewport.rect().contains(edit.mapTo(viewport, edit.highlight_rect().center()))

    qtbot.waitUntil(in_sight)
    assert view.page.editor.verticalScrollBar().value() > 0
    view.resize(520, 500)
    qtbot.waitUntil(in_sight)


def test_an_earlier_version_is_opened_as_such(qtbot, view, practice, miriam):
    newest = current(practice, miriam)
    practice.sessions.write_elsewhere(newest.session_id, SoapText("changed"))
    open_chart(qtbot, view, miriam)
    start = NEW.plan.index("No tablets")
    view.show_span(newest.session_id, 1, "plan", start, start + 10)
    qtbot.waitUntil(lambda: view.page.notice.isVisible())
    assert view.page.editor.highlighted_text() == "No tablets"
    assert field(view, "plan").isReadOnly()
    assert "version 1 of 2" in view.page.state_label.text()
    view.page.notice.action_requested.emit()
    assert field(view, "subjective").text() == "changed"
    assert not view.page.notice.isVisible()
    assert not field(view, "plan").isReadOnly()


def test_words_of_a_draft_edited_since_are_shown_in_the_version_they_stood_in(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    newest = current(practice, miriam)
    write(qtbot, view, "plan", "Written over. ")
    start = NEW.plan.index("No tablets")
    view.show_span(newest.session_id, 1, "plan", start, start + 10)
    qtbot.waitUntil(lambda: view.page.editor.highlighted_text() == "No tablets")
    assert view.page.notice.isVisible()
    assert current(practice, miriam).text.plan == "Written over. " + NEW.plan


def test_a_source_of_another_client_opens_that_clients_chart(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    session = practice.sessions.list_for_client(ariel.client_id)[0]
    source = source_of(session, "subjective", "🧠 אתמול", number=1, client=ariel)
    view.show_source(source)
    qtbot.waitUntil(lambda: view.page.editor.highlighted_text() == "🧠 אתמול")
    assert view.client == ariel
    assert "כהן" in view.banner.name.text()


def test_a_span_of_another_clients_session_opens_that_clients_chart(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    session = practice.sessions.list_for_client(ariel.client_id)[0]
    view.show_span(session.session_id, 1, "subjective", 0, 3)
    qtbot.waitUntil(lambda: view.page.editor.highlighted_text() == "כאב")
    assert view.client == ariel


def test_a_span_that_arrives_after_the_next_client_is_dropped(qtbot, view, jobs, practice, miriam, ariel):
    newest = current(practice, miriam)
    practice.sessions.write_elsewhere(newest.session_id, SoapText("changed"))
    open_chart(qtbot, view, miriam)
    practice.sessions.hold("get")
    view.show_span(newest.session_id, 1, "plan", 0, 3)
    view.show_client(ariel.client_id)
    practice.sessions.release("get")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert view.client == ariel
    assert view.page.editor.highlighted_text() == ""


def test_offsets_beyond_the_text_are_said_not_to_be_found(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    newest = current(practice, miriam)
    view.show_span(newest.session_id, 1, "plan", 5, 5_000)
    assert view.page.notice.isVisible()
    assert view.page.editor.highlighted_text() == ""


def test_the_keyboard_goes_to_the_words_only_where_that_is_wanted(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    newest = current(practice, miriam)
    source = source_of(newest, "plan", "No tablets", number=1, client=miriam)
    view.show_source(source)
    plan = view.page.editor.fields["plan"].edit
    assert view.page.editor.highlighted_text() == "No tablets"
    assert not plan.hasFocus()
    view.show_source(source, focus=True)
    qtbot.waitUntil(plan.hasFocus)
    assert plan.textCursor().position() == newest.text.plan.index("No tablets")
    session = practice.sessions.list_for_client(ariel.client_id)[0]
    view.show_source(source_of(session, "subjective", "אתמול", number=1, client=ariel), focus=True)
    qtbot.waitUntil(lambda: view.client == ariel and view.page.editor.fields["subjective"].edit.hasFocus())
    record = record_source_of(ariel, "medical_history", ariel.details.medical_history[:5], number=1)
    view.show_source(record, focus=True)
    assert view.record.notes["medical_history"].hasFocus()


# The client's record.


def test_words_of_the_clients_record_are_highlighted_there(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    source = record_source_of(miriam, "medical_history", "Appendicectomy 1979", number=1)
    view.show_source(source)
    assert view.record.isVisible()
    assert view.record.highlighted_text() == "Appendicectomy 1979"
    assert not view.record.message.isVisible()
    assert view.banner.record_button.isChecked()
    view.banner.record_button.click()
    assert view.page.isVisible()


def test_words_of_an_older_record_are_looked_for_or_quoted(qtbot, view, practice, miriam):
    source = record_source_of(miriam, "medical_history", "Appendicectomy 1979", number=1)
    gone = record_source_of(miriam, "notes", "late mornings", number=2)
    changed = practice.clients.update(
        miriam.client_id,
        replace(MIRIAM, medical_history="New first line. " + MIRIAM.medical_history, notes=""),
        expected_version=1,
    )
    open_chart(qtbot, view, changed)
    view.show_source(source)
    assert view.record.highlighted_text() == "Appendicectomy 1979"
    assert view.record.message.isVisible()
    view.show_source(gone)
    assert view.record.highlighted_text() == ""
    assert "late mornings" in view.record.message.accessibleName()


def test_changed_details_are_on_the_banner_at_once(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    view.record.edit_button.click()
    dialog = view.findChild(ClientDialog)
    assert dialog is not None
    dialog.form.allergies.selectAll()
    qtbot.keyClicks(dialog.form.allergies, "Latex")
    with qtbot.waitSignal(view.client_changed) as changed:
        dialog.save_button.click()
    assert changed.args[0].details.allergies == ("Latex",)
    assert "Latex" in view.banner.allergies.text()
    assert "Penicillin" not in shown_texts(view)
