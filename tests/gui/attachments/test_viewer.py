"""The viewer: whose file it is, pages, zoom, words, keys, the warning before a copy, nothing left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.attachments.dto import Attachment, AttachmentText
from core.clients.dto import Client, ClientDetails
from core.ids import AttachmentId, ClientId, new_id
from tests.fakes.attachments import FakeAttachments
from tests.fakes.workspace import FakeWorkspace
from ui.attachments.viewer import AttachmentViewer
from ui.jobs import Jobs
from ui.widgets.question import Question

Shower = Callable[..., AttachmentViewer]


@pytest.fixture
def client() -> Client:
    details = ClientDetails(
        first_name="Miriam", last_name="Adler", birth_date=date(1981, 1, 17), sex="female"
    )
    return Client(client_id=ClientId(new_id()), details=details, row_version=1)


@pytest.fixture
def files(workspace: FakeWorkspace) -> FakeAttachments:
    fake = FakeAttachments()
    workspace.prepared = replace(workspace.prepared, attachments=fake)
    workspace.state = "unlocked"
    return fake


@pytest.fixture
def shown(qtbot, jobs: Jobs, client: Client, files: FakeAttachments) -> Shower:
    """Puts an attachment on the shelf and opens the viewer on it."""

    def show(name: str, *, text: AttachmentText | None = None, span: Any = None, **values: Any):
        held: Attachment = files.put(client.client_id, name, **values)
        files.texts[held.attachment_id] = text or AttachmentText("")
        viewer = AttachmentViewer(jobs, client=client)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(viewer)
        start, end = span or (None, None)
        viewer.show_attachment(held.attachment_id, start=start, end=end)
        viewer.open()
        if held.is_text:
            qtbot.waitUntil(lambda: viewer.shows_text, timeout=15_000)
        else:
            qtbot.waitUntil(lambda: not viewer.pages.image_size.isEmpty(), timeout=15_000)
        return viewer

    return show


def test_the_clients_name_stands_over_the_file(shown):
    viewer = shown("scan.pdf", pages=3, text_state="unread", unread_pages=3)
    assert "Adler, Miriam" in viewer.who.text()
    assert "1981" in viewer.identity.text()
    assert "scan.pdf" in viewer.name.text()
    assert "Adler, Miriam" in viewer.windowTitle()
    assert "cannot be found" in viewer.details.text()
    assert "own details" in viewer.details.text()


def test_pages_are_turned_by_keys_and_stay_in_range(qtbot, shown, files):
    viewer = shown("three.pdf", pages=3)
    for keys, expected in (
        ((Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier), 1),
        ((Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier), 2),
        ((Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier), 2),
        ((Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier), 0),
    ):
        QTest.keyClick(viewer, *keys)
        qtbot.waitUntil(lambda: not viewer._jobs.busy, timeout=15_000)
        assert viewer.page == expected
    assert "1 of 3" in viewer.bar.place.text()
    assert {page for page, _ in files.reader.asked} == {0, 1, 2}
    assert not viewer.bar.previous.isEnabled()


def test_zooming_asks_for_more_pixels_and_never_too_many(qtbot, shown, files):
    viewer = shown("one.pdf")
    qtbot.waitUntil(lambda: not viewer._jobs.busy, timeout=15_000)
    before = viewer.pages.zoom
    for _ in range(3):
        viewer.bar.larger.click()
    assert viewer.pages.zoom > before
    qtbot.waitUntil(lambda: len(files.reader.asked) > 1 and not viewer._jobs.busy, timeout=15_000)
    for _ in range(40):
        viewer.bar.larger.click()
    qtbot.waitUntil(lambda: files.reader.asked[-1][1] == 4096, timeout=15_000)
    assert viewer.pages.zoom == 8.0
    viewer.bar.whole.click()
    qtbot.waitUntil(lambda: viewer.pages.zoom < 2.0, timeout=15_000)


def test_a_text_is_shown_as_words_without_zoom(shown):
    viewer = shown(
        "letter.txt",
        text=AttachmentText("Dear colleague\nשלום"),
        encoding="Windows-1255",
        encoding_guessed=True,
    )
    assert viewer.text.text() == "Dear colleague\nשלום"
    assert viewer.bar.larger.isHidden()
    assert "a guess" in viewer.details.text()


def test_a_source_opens_at_its_page_with_its_words_marked(qtbot, shown):
    text = AttachmentText("first page\n\nsecond page: potassium 4.1", (0, 12))
    viewer = shown("lab.pdf", pages=2, text=text, span=(25, 38))
    assert viewer.page == 1
    assert viewer.shows_text
    assert viewer.text.textCursor().position() == 25
    viewer.bar.text_button.click()
    assert not viewer.shows_text


def test_the_key_for_words_turns_to_no_empty_page(qtbot, shown):
    viewer = shown("wound.png", text=AttachmentText(""))
    assert viewer.bar.text_button.isHidden()
    qtbot.keyClick(viewer, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not viewer.shows_text
    read = shown("letter.pdf", text=AttachmentText("Dear colleague"))
    qtbot.keyClick(read, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert read.shows_text


def test_a_copy_is_warned_about_first(qtbot, shown, files, tmp_path):
    viewer = shown("one.pdf")
    viewer.bar.copy_button.click()
    question = viewer.findChild(Question)
    assert question is not None
    assert "no password" in question.informativeText()
    question.no_button.click()
    assert not files.copies
    viewer.save_to(Path(tmp_path / "copy.pdf"))
    qtbot.waitUntil(lambda: len(files.copies) == 1, timeout=15_000)
    qtbot.waitUntil(lambda: "copy.pdf" in viewer.message.accessibleName(), timeout=15_000)


def test_closing_leaves_nothing_of_the_file(qtbot, shown):
    viewer = shown("one.pdf", text=AttachmentText("private words"))
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert viewer._opened is None
    assert viewer.pages.image_size.isEmpty()
    assert viewer.text.text() == ""
    assert "Adler" not in viewer.windowTitle()


def test_what_is_gone_is_said(qtbot, jobs, client, files):
    viewer = AttachmentViewer(jobs, client=client)
    viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(viewer)
    viewer.show_attachment(AttachmentId(new_id()))
    viewer.open()
    qtbot.waitUntil(lambda: viewer.message.isVisible(), timeout=15_000)
    assert "not found" in viewer.message.accessibleName()
