"""The row of attachments: lists, takes drops, refuses in words, deletes with undo, and forgets at a lock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.clients.dto import Client, ClientDetails
from core.errors import Cancelled
from core.ids import ClientId, SessionId, new_id
from tests.fakes.attachments import FakeAttachments
from tests.fakes.workspace import FakeWorkspace
from ui.attachments.strip import AttachmentStrip
from ui.attachments.viewer import AttachmentViewer
from ui.jobs import Jobs
from ui.shell.close_popups import close_popups


@pytest.fixture
def client() -> Client:
    details = ClientDetails(first_name="Miriam", last_name="Adler", birth_date=date(1981, 1, 17))
    return Client(client_id=ClientId(new_id()), details=details, row_version=1)


@pytest.fixture
def files(workspace: FakeWorkspace) -> FakeAttachments:
    fake = FakeAttachments()
    workspace.prepared = replace(workspace.prepared, attachments=fake)
    workspace.state = "unlocked"
    return fake


@pytest.fixture
def strip(qtbot, jobs: Jobs, files: FakeAttachments) -> Iterator[AttachmentStrip]:
    made = AttachmentStrip(jobs)
    qtbot.addWidget(made)
    made.resize(900, 240)
    made.show()
    yield made
    made.forget()


def dropped(strip: AttachmentStrip, paths: list[Path]) -> bool:
    """Drags files over the strip and lets them go; whether it took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, mime, left, none)
    enter.ignore()
    strip.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    strip.dropEvent(QDropEvent(QPointF(20, 20), copy, mime, left, none))
    return True


def until(qtbot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=15_000)


def test_an_empty_chart_says_what_to_do(qtbot, strip, client):
    strip.show_for(client)
    until(qtbot, lambda: not strip._jobs.busy)
    assert strip.empty.isVisible()
    assert "Drop" in strip.empty.text()
    assert strip.head.deleted_button.isHidden()


def test_what_is_there_is_listed_with_its_thumbnail(qtbot, strip, client, files):
    files.put(client.client_id, "scan.pdf", pages=3, text_state="unread", unread_pages=3)
    files.put(client.client_id, "letter.txt")
    files.put(ClientId(new_id()), "somebody-else.pdf")
    strip.show_for(client)
    until(qtbot, lambda: strip.model.rowCount() == 2)
    assert [each.name for each in strip.model.shown] == ["scan.pdf", "letter.txt"]
    first = strip.model.index(0)
    spoken = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "scan.pdf" in spoken
    assert "cannot be found" in spoken
    assert first.data(Qt.ItemDataRole.DecorationRole) is not None
    assert strip.model.index(1).data(Qt.ItemDataRole.DecorationRole) is None
    assert strip.row.isVisible()


def test_a_session_shows_only_its_own(qtbot, strip, client, files):
    session_id = SessionId(new_id())
    files.put(client.client_id, "its.pdf", session_id=session_id)
    files.put(client.client_id, "other.pdf")
    strip.show_for(client, session_id)
    until(qtbot, lambda: strip.model.rowCount() == 1)
    assert strip.model.shown[0].name == "its.pdf"


def test_files_dropped_are_added_one_after_another(qtbot, strip, client, files):
    strip.show_for(client)
    with qtbot.waitSignal(strip.adding.finished, timeout=15_000):
        assert dropped(strip, [Path("a.pdf"), Path("b.png")])
    until(qtbot, lambda: strip.model.rowCount() == 2)
    assert {each.name for each in files.shelf.values()} == {"a.pdf", "b.png"}
    assert not strip.work.working


def test_the_strip_shows_that_files_may_be_let_go(strip, client):
    strip.show_for(client)
    strip._show_target(True)
    assert strip.property("surface") == "accent"
    assert "Let go" in strip.empty.text()
    strip._show_target(False)
    assert strip.property("surface") == "plain"


def test_nothing_is_taken_without_a_chart(strip):
    assert not dropped(strip, [Path("a.pdf")])


def test_a_bundle_of_models_is_no_attachment(strip, client):
    strip.show_for(client)
    assert not dropped(strip, [Path("clinic-1.anamnesis-models")])


def test_a_refusal_names_the_file_and_the_remedy_and_the_others_go_on(qtbot, strip, client, files):
    strip.show_for(client)
    with qtbot.waitSignal(strip.adding.finished, timeout=15_000):
        strip.add_files([Path("bad.pdf"), Path("good.pdf"), Path("bad2.pdf")])
    said = strip.message.accessibleName()
    assert "bad.pdf" in said
    assert "password" in said
    assert "2 files" in said or "2 file" in said
    assert [each.name for each in files.shelf.values()] == ["good.pdf"]


def test_a_file_added_again_after_a_failure_keeps_its_id_and_a_new_one_has_its_own(
    qtbot, strip, client, files, tmp_path
):
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.pdf"
    for path in (bad, good):
        path.write_bytes(b"words")

    def add(path: Path) -> object:
        with qtbot.waitSignal(strip.adding.finished, timeout=15_000):
            strip.add_files([path])
        return files.ids[-1]

    strip.show_for(client)
    assert add(bad) == add(bad) is not None
    assert add(good) != add(good)
    before = files.ids[0]
    bad.write_bytes(b"other words")
    assert add(bad) != before


def test_each_refused_file_is_named(qtbot, strip, client, files):
    strip.show_for(client)
    with qtbot.waitSignal(strip.adding.finished, timeout=15_000):
        strip.add_files([Path(f"bad{number}.pdf") for number in range(11)] + [Path("good.pdf")])
    said = strip.message.accessibleName()
    assert "11 file" in said
    assert [f"bad{number}.pdf" in said for number in range(11)] == [True] * 8 + [False] * 3
    assert "and 3 more" in said
    assert said.count("password") >= 1


def test_adding_names_the_client_and_can_be_stopped(qtbot, strip, client, files):
    begun, go_on = threading.Event(), threading.Event()

    def wait(cancel):
        begun.set()
        go_on.wait(20)
        if cancel is not None and cancel.cancelled:
            raise Cancelled

    files.before_add = wait
    strip.show_for(client)
    strip.add_files([Path("a.pdf"), Path("b.pdf")])
    assert begun.wait(20)
    assert "Adler, Miriam" in strip.work.text
    assert strip.work.stop_button.isVisible()
    with qtbot.waitSignal(strip.adding.finished, timeout=15_000):
        strip.work.stop_button.click()
        go_on.set()
    assert strip.adding.stopped
    assert not files.shelf


def test_a_deleted_one_can_be_brought_back(qtbot, strip, client, files):
    held = files.put(client.client_id, "old.pdf")
    strip.show_for(client)
    until(qtbot, lambda: strip.model.rowCount() == 1)
    strip.row.setCurrentIndex(strip.model.index(0))
    QTest.keyClick(strip.row, Qt.Key.Key_Delete)
    until(qtbot, lambda: strip.model.rowCount() == 0)
    assert files.shelf[held.attachment_id].state == "deleted"
    assert strip.head.deleted_button.isVisible()
    strip.message.action_requested.emit()
    until(qtbot, lambda: strip.model.rowCount() == 1)
    assert files.shelf[held.attachment_id].state == "live"


def test_deleted_ones_are_shown_on_request_and_offer_restore_only(qtbot, strip, client, files):
    held = files.put(client.client_id, "old.pdf", state="deleted")
    strip.show_for(client)
    until(qtbot, lambda: strip.head.deleted_button.isVisible())
    assert strip.model.rowCount() == 0
    strip.head.deleted_button.click()
    assert strip.model.rowCount() == 1
    actions = [action.text() for action in strip.actions_for(held, strip)]
    assert actions == ["&Open", "&Restore"]


def test_another_chart_shows_nothing_of_the_one_before(qtbot, strip, client, files):
    files.put(client.client_id, "a.pdf")
    strip.show_for(client)
    until(qtbot, lambda: strip.model.rowCount() == 1)
    other = replace(client, client_id=ClientId(new_id()))
    strip.show_for(other)
    assert strip.model.rowCount() == 0
    until(qtbot, lambda: not strip._jobs.busy)
    assert strip.model.rowCount() == 0


def test_a_list_that_comes_late_is_not_shown_over_another_chart(qtbot, strip, client, files):
    files.put(client.client_id, "a.pdf")
    strip.show_for(client)
    strip.show_for(replace(client, client_id=ClientId(new_id())))
    until(qtbot, lambda: not strip._jobs.busy)
    assert strip.model.rowCount() == 0


def test_a_lock_takes_everything_away_even_while_adding(qtbot, jobs, strip, client, files):
    begun, go_on = threading.Event(), threading.Event()
    files.put(client.client_id, "a.pdf")
    strip.show_for(client)
    until(qtbot, lambda: strip.model.rowCount() == 1)
    strip.open_attachment(strip.model.shown[0].attachment_id)

    def wait(_cancel: object) -> None:
        begun.set()
        go_on.wait(20)

    files.before_add = wait
    viewer = strip.findChild(AttachmentViewer)
    assert viewer is not None
    until(qtbot, lambda: viewer.name.text() != "")
    strip.add_files([Path("b.pdf")])
    assert begun.wait(20)
    jobs.forget_all()
    close_popups()
    strip.forget()
    go_on.set()
    assert strip.model.rowCount() == 0
    assert not strip.work.working
    assert strip.work.isHidden()
    assert viewer.who.text() == viewer.name.text() == ""
    assert viewer.pages.image_size.isEmpty()
    until(qtbot, lambda: not jobs.busy)
    strip.show_for(client)
    until(qtbot, lambda: strip.model.rowCount() >= 1)


def test_the_whole_strip_can_be_worked_by_keyboard(qtbot, strip, client, files):
    files.put(client.client_id, "a.txt")
    strip.show_for(client)
    until(qtbot, lambda: strip.model.rowCount() == 1)
    strip.row.setCurrentIndex(strip.model.index(0))
    QTest.keyClick(strip.row, Qt.Key.Key_Return)
    viewer = strip.findChild(AttachmentViewer)
    assert viewer is not None
    until(qtbot, lambda: viewer.shows_text)
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    QApplication.processEvents()
