"""What is asked for reaches what it means, and each page of a chart knows what happened on the others."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox

from core.assistant.dto import Source
from core.attachments.dto import AttachmentText
from core.clients.dto import Client
from core.errors import DiskFull
from core.ids import ClientId, PassageId, new_id
from core.retrieval.dto import Passage
from core.sessions.dto import SoapText
from tests.fakes.assistant import source_of
from tests.fakes.changes import content_of
from tests.fakes.clients import HECTOR, MIRIAM
from tests.fakes.practice import FakePractice
from ui.attachments.viewer import AttachmentViewer
from ui.jobs import Jobs
from ui.preview import print_preview
from ui.sessions.addendum_dialog import AddendumDialog
from ui.sessions.chart_view import ChartView
from ui.sessions.retract_dialog import RetractDialog
from ui.theme import styled_at_the_end

DAY = date(2024, 4, 7)
NOTE = SoapText(subjective="Shoulder better.", plan="Rest.")


@pytest.fixture
def miriam(practice: FakePractice) -> Client:
    return practice.add_client(MIRIAM)


@pytest.fixture
def view(qtbot, jobs: Jobs, practice: FakePractice, miriam: Client) -> ChartView:
    with styled_at_the_end():
        made = ChartView(jobs)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(qtbot, view: ChartView, jobs: Jobs, client: Client) -> None:
    view.show_client(client.client_id)
    qtbot.waitUntil(lambda: view.client == client and not jobs.busy)


def can(view: ChartView) -> set[str]:
    commands = (each for each in view.commands() if each.area == "session" and each.enabled())
    return {each.command_id.partition(".")[2] for each in commands}


def dialog_of(view: ChartView, kind: type[QDialog]) -> Any:
    found = view.findChild(kind)
    assert found is not None
    return found


# Sources.


def test_a_source_from_a_file_opens_it_at_the_quoted_words(qtbot, view, practice, jobs, miriam):
    text = "Haemoglobin 13.1\nFerritin 11, low"
    held = practice.attachments.put(miriam.client_id, "lab.txt")
    practice.attachments.texts[held.attachment_id] = AttachmentText(text)
    session = practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    quote = "Ferritin 11"
    start = text.index(quote)
    passage = Passage(
        passage_id=PassageId(new_id()),
        client_id=miriam.client_id,
        source_kind="attachment",
        source_id=held.attachment_id,
        version=1,
        field="lab.txt",
        start=0,
        end=len(text),
        text=text,
        day=DAY,
    )
    like: Source = source_of(session, "plan", "Rest", number=1, client=miriam)
    source = replace(like, passage=passage, quote=quote, quote_start=start, quote_end=start + len(quote))
    show(qtbot, view, jobs, miriam)
    view.show_source(source)
    qtbot.waitUntil(lambda: view.findChild(AttachmentViewer) is not None)
    viewer = dialog_of(view, AttachmentViewer)
    qtbot.waitUntil(lambda: viewer.text.text() == text)
    assert viewer.text.textCursor().position() == start
    assert view.page.isVisible(), "the note stays where it was"
    viewer.reject()


# Commands act on what is on screen.


@pytest.mark.parametrize("page", ["record", "timeline"])
def test_no_command_acts_on_a_session_behind_another_page(qtbot, view, practice, jobs, miriam, page):
    practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    show(qtbot, view, jobs, miriam)
    assert {"save", "sign", "delete", "print", "versions"} <= can(view)
    getattr(view, f"show_{page}")()
    assert can(view) == {"new", "template"}
    getattr(view, f"show_{page}")()
    assert {"save", "sign", "delete", "print", "versions"} <= can(view)


def test_no_addendum_to_a_session_behind_the_record(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=DAY, signed=True)
    show(qtbot, view, jobs, miriam)
    assert {"addendum", "retract"} <= can(view)
    view.show_record()
    assert not {"addendum", "retract"} & can(view)


# Printing.


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    sent: list[Any] = []
    monkeypatch.setattr(
        print_preview, "print_session", lambda _jobs, session, _client, _parent: sent.append(session)
    )
    return sent


def test_the_last_words_are_printed(qtbot, view, practice, jobs, miriam, printed):
    practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    show(qtbot, view, jobs, miriam)
    qtbot.keyClicks(view.page.editor.fields["plan"].edit, "Just now.")
    view.session_controller.print_session()
    qtbot.waitUntil(lambda: bool(printed))
    assert printed[0].text.plan == "Just now."


def test_what_cannot_be_stored_is_not_printed_and_says_why(qtbot, view, practice, jobs, miriam, printed):
    practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    show(qtbot, view, jobs, miriam)
    practice.sessions.fail("save_draft", DiskFull(), times=3)
    qtbot.keyClicks(view.page.editor.fields["plan"].edit, "Just now.")
    view.session_controller.print_session()
    qtbot.waitUntil(lambda: view.page.notice.isVisible())
    assert "disk" in view.page.notice.accessibleName().lower()
    assert not printed
    practice.sessions.clear_failures()


def test_a_signed_session_is_printed_as_it_stands(qtbot, view, practice, jobs, miriam, printed):
    signed = practice.sessions.add(miriam.client_id, NOTE, day=DAY, signed=True)
    show(qtbot, view, jobs, miriam)
    view.session_controller.print_session()
    assert printed == [signed]


# Files that are on their way when the client changes.


def test_dropped_files_arrive_in_their_own_chart_whoever_is_on_screen(qtbot, view, practice, jobs, miriam):
    hector = practice.add_client(HECTOR)
    practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    practice.sessions.add(hector.client_id, NOTE, day=DAY)
    show(qtbot, view, jobs, miriam)
    go_on = threading.Event()
    practice.attachments.before_add = lambda _cancel: go_on.wait(20) and None
    view.page.panes.strip.add_files([Path(f"{n}.pdf") for n in range(3)] + [Path("bad.pdf")])
    view.show_client(hector.client_id)
    qtbot.waitUntil(lambda: view.client == hector)
    go_on.set()
    qtbot.waitUntil(lambda: view.message.isVisible() and not jobs.busy)
    stored = practice.attachments.shelf.values()
    assert {(each.name, each.client_id) for each in stored} == {
        (f"{n}.pdf", miriam.client_id) for n in range(3)
    }
    told = view.message.accessibleName()
    assert "Adler, Miriam" in told
    assert "bad.pdf" in told


def test_a_lock_stops_what_is_being_added(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    show(qtbot, view, jobs, miriam)
    begun, go_on = threading.Event(), threading.Event()

    def wait(_cancel: object) -> None:
        begun.set()
        go_on.wait(20)

    practice.attachments.before_add = wait
    strip = view.page.panes.strip
    strip.add_files([Path("a.pdf"), Path("b.pdf")])
    assert begun.wait(20)
    jobs.forget_all()
    view.clear()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not strip.work.working
    assert strip.adding.client_name == ""
    assert "b.pdf" not in {each.name for each in practice.attachments.shelf.values()}


# Somebody else was quicker.


def test_an_addendum_survives_one_that_came_in_between(qtbot, view, practice, jobs, miriam):
    signed = practice.sessions.add(miriam.client_id, NOTE, day=DAY, signed=True)
    show(qtbot, view, jobs, miriam)
    view.session_controller.add_addendum()
    dialog = dialog_of(view, AddendumDialog)
    dialog.text.setPlainText("Mine.")
    dialog.reason.setText("Result came in")
    practice.sessions.add_addendum(signed.session_id, text="Theirs.", reason="Call", expected_version=1)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: dialog.message.isVisible())
    assert "meanwhile" in dialog.message.accessibleName()
    assert dialog.text.text() == "Mine."
    assert [card.note.text() for card in view.page.addenda.cards] == ["Theirs."]
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_button.click()
    stored = practice.sessions.current(signed.session_id)
    assert [each.text for each in stored.addenda] == ["Theirs.", "Mine."]


def test_nothing_is_added_to_what_was_retracted_in_between(qtbot, view, practice, jobs, miriam):
    signed = practice.sessions.add(miriam.client_id, NOTE, day=DAY, signed=True)
    show(qtbot, view, jobs, miriam)
    view.session_controller.add_addendum()
    dialog = dialog_of(view, AddendumDialog)
    dialog.text.setPlainText("Mine.")
    dialog.reason.setText("Result came in")
    practice.sessions.retract(signed.session_id, reason="Wrong chart", expected_version=1)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: dialog.message.isVisible())
    assert "retracted" in dialog.message.accessibleName()
    assert dialog.text.text() == "Mine."
    assert not practice.sessions.current(signed.session_id).addenda


def test_a_retraction_survives_an_addendum_that_came_in_between(qtbot, view, practice, jobs, miriam):
    signed = practice.sessions.add(miriam.client_id, NOTE, day=DAY, signed=True)
    show(qtbot, view, jobs, miriam)
    view.session_controller.retract()
    dialog = dialog_of(view, RetractDialog)
    dialog.reason.setText("Wrong chart")
    practice.sessions.add_addendum(signed.session_id, text="Theirs.", reason="Call", expected_version=1)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: dialog.message.isVisible())
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_button.click()
    assert practice.sessions.current(signed.session_id).state == "retracted"


# Two sessions on one day.


def test_the_session_before_the_first_of_a_day_is_not_the_second(qtbot, view, practice, jobs, miriam):
    first = practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    second = practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    show(qtbot, view, jobs, miriam)
    rows = [each.session_id for each in view.list.sessions.sessions]
    assert rows == [second.session_id, first.session_id]
    pane = view.page.panes.previous
    assert pane.session is not None
    assert pane.session.session_id == first.session_id
    view.list.setCurrentIndex(view.list.sessions.index(1))
    assert view.page.session is not None
    assert view.page.session.session_id == first.session_id
    assert pane.session is None


# Pages that stay in step.


def test_the_record_lists_what_a_session_got_since(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    show(qtbot, view, jobs, miriam)
    view.show_record()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert view.record.strip.model.rowCount() == 0
    view.show_record()
    view.page.panes.strip.add_files([Path("a.pdf")])
    qtbot.waitUntil(lambda: not jobs.busy and bool(practice.attachments.shelf))
    view.show_record()
    qtbot.waitUntil(lambda: view.record.strip.model.rowCount() == 1)


def test_what_is_stored_is_in_the_timeline_at_once(qtbot, view, practice, jobs, miriam, monkeypatch):
    read: list[bool] = []
    show(qtbot, view, jobs, miriam)
    view.show_timeline()
    monkeypatch.setattr(view.body.timeline, "reload", lambda: read.append(True))
    view.note_changed(content_of(miriam.client_id))
    assert read == [True]
    view.note_changed(content_of(ClientId(new_id())))
    assert read == [True], "of another client"
    view.body.timeline.show_client(miriam)
    view.show_timeline()
    view.note_changed(content_of(miriam.client_id))
    assert read == [True, True], "not while it is out of sight"


def test_a_new_name_is_on_every_page(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=date(2024, 1, 1), signed=True)
    practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    practice.attachments.put(miriam.client_id, "lab.txt")
    show(qtbot, view, jobs, miriam)
    view.body.show_versions()
    changed = practice.clients.update(
        miriam.client_id, replace(miriam.details, last_name="Stern"), expected_version=miriam.row_version
    )
    view.clients.changed.emit(changed)
    assert "Stern" in view.body.versions.title.text()
    assert "Stern" in view.page.panes.previous.client_label.full_text
    assert view.page.client == changed
    assert view.page.panes.strip.client == changed
    view.show_timeline()
    again = practice.clients.update(
        miriam.client_id, replace(miriam.details, last_name="Berg"), expected_version=changed.row_version
    )
    view.clients.changed.emit(again)
    assert "Berg" in view.body.timeline.name.text()
    view.show_record()
    qtbot.waitUntil(lambda: view.record.strip.model.rowCount() == 1)
    view.clients.changed.emit(replace(again, row_version=again.row_version + 1))
    assert view.record.strip.model.rowCount() == 1, "the files stay while the details change"


# New sessions.


def test_a_second_new_session_goes_into_the_empty_one(qtbot, view, practice, jobs, miriam):
    show(qtbot, view, jobs, miriam)
    for _ in range(3):
        view.new_session()
        qtbot.waitUntil(lambda: view.page.writing and not jobs.busy)
    assert view.list.sessions.rowCount() == 1
    assert view.page.editor.fields["subjective"].edit.hasFocus()
    qtbot.keyClicks(view.page.editor.fields["subjective"].edit, "Words.")
    view.new_session()
    qtbot.waitUntil(lambda: view.list.sessions.rowCount() == 2)


def test_an_empty_draft_of_another_day_is_left_alone(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, SoapText(), day=DAY)
    show(qtbot, view, jobs, miriam)
    view.new_session()
    qtbot.waitUntil(lambda: view.list.sessions.rowCount() == 2)


# Signing.


def asked(view: ChartView) -> QMessageBox:
    view.page.sign()
    (box,) = (each for each in view.findChildren(QMessageBox) if each.isVisible())
    return box


def test_the_sign_question_names_the_places_nobody_filled_in(qtbot, view, practice, jobs, miriam):
    text = SoapText(subjective="Sent by [referrer].", objective="BP 120/[diastolic] mmHg", plan="Rest.")
    practice.sessions.add(miriam.client_id, text, day=DAY)
    show(qtbot, view, jobs, miriam)
    box = asked(view)
    told = box.informativeText()
    assert told.startswith("2 place")
    assert "[referrer]" in told
    assert "[diastolic]" in told
    default = box.defaultButton()
    assert default is not None
    assert default.text() == "Go on writing"
    box.reject()


def test_a_note_without_open_places_is_signed_as_before(qtbot, view, practice, jobs, miriam):
    practice.sessions.add(miriam.client_id, NOTE, day=DAY)
    show(qtbot, view, jobs, miriam)
    box = asked(view)
    assert box.informativeText().startswith("Once signed")
    default = box.defaultButton()
    assert default is not None
    assert default.text() == "Sign"
    box.reject()
