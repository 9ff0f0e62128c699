"""An entry that cannot be read stands in its list as such; what would need its content says why instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from core.assistant.dto import ConversationSummary
from core.clients.dto import Client
from core.clock import utc_now
from core.damage import DamagedEntry, EntryKind, Listing
from core.ids import ClientId, ConversationId, new_id
from core.letters.dto import Letter
from tests.fakes.attachments import FakeAttachments
from tests.fakes.clients import MIRIAM
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.templates import FakeSpelling, FakeTemplates
from tests.fakes.vocabulary import FakeVocabulary
from tests.fakes.workspace import FakeWorkspace
from ui.ask.history_list import HistoryModel, HistoryRow
from ui.attachments.strip import AttachmentStrip
from ui.attachments.viewer import AttachmentViewer
from ui.clients.list_model import CLIENT_ROLE
from ui.clients.list_view import ClientListView
from ui.interchange.letter_form import LetterForm
from ui.jobs import Jobs
from ui.templates.texts_page import TextsPage
from ui.templates.words_page import WordsPage
from ui.text.days import today
from ui.theme import styled_at_the_end
from ui.vocabulary.vocabulary_dialog import VocabularyDialog
from ui.widgets.damaged_entries import DamagedEntries
from ui.widgets.plain_message_box import PlainMessageBox
from ui.widgets.question import Question


@pytest.fixture
def practice(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[FakePractice]:
    with furnished(workspace) as filled:
        yield filled


def damaged(kind: EntryKind, client_id: ClientId | None = None) -> DamagedEntry:
    return DamagedEntry(kind, new_id(), client_id, today() if client_id is not None else None, 3)


def test_an_attachment_that_cannot_be_read_is_there_and_opens_nothing(qtbot, jobs, practice, workspace):
    client: Client = practice.add_client(MIRIAM)
    files = FakeAttachments()
    workspace.prepared = replace(workspace.prepared, attachments=files)
    files.put(client.client_id, "seen.txt")
    entry = damaged("attachment", client.client_id)
    files.damaged.append(entry)
    strip = AttachmentStrip(jobs)
    qtbot.addWidget(strip)
    strip.show()
    strip.show_for(client)
    qtbot.waitUntil(lambda: strip.model.rowCount() == 2)
    assert strip.model.live_count == 2
    index = strip.model.index(1)
    assert index.data() == "This attachment cannot be read"
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert str(entry.entry_id)[:8] in tip
    assert "Restore a backup" in tip
    strip.row.setCurrentIndex(index)
    # Deleting would write over what a backup or a found key may still open.
    qtbot.keyClick(strip.row, Qt.Key.Key_Delete)
    qtbot.keyClick(strip.row, Qt.Key.Key_Return)
    assert "cannot be read" in strip.message.accessibleName()
    assert not strip.findChildren(AttachmentViewer)
    strip.forget()


def test_a_client_whose_details_cannot_be_read_can_be_opened(qtbot, jobs, practice):
    practice.add_client(MIRIAM)
    nameless = ClientId(new_id())
    practice.clients.damaged.append(DamagedEntry("client", nameless, nameless, row_version=2))
    with styled_at_the_end():
        view = ClientListView(jobs)
    qtbot.addWidget(view)
    view.show()
    view.reload()
    qtbot.waitUntil(lambda: view.model.total == 2)
    (row,) = [row for row in range(2) if not view.model.index(row).data(CLIENT_ROLE).readable]
    index = view.model.index(row)
    assert str(nameless)[:8] in index.data()
    assert "Restore a backup" in index.data(Qt.ItemDataRole.ToolTipRole)
    with qtbot.waitSignal(view.client_chosen) as chosen:
        view.list.clicked.emit(index)
    assert chosen.args[0].client_id == nameless


@pytest.fixture
def removed(qtbot) -> Callable[[QWidget], None]:
    """Presses Remove beside the only damaged entry of a window, and confirms."""

    def remove(within: QWidget) -> None:
        shown = next(each for each in within.findChildren(DamagedEntries) if each.isVisible())
        (button,) = [each for each in shown.findChildren(QPushButton) if each.isVisible()]
        button.click()
        (question,) = [each for each in shown.findChildren(Question) if each.isVisible()]
        question.yes_button.click()

    return remove


def test_texts_and_words_that_cannot_be_read_can_be_removed(qtbot, jobs, workspace, removed):
    templates, spelling = FakeTemplates(), FakeSpelling("acetylkol")
    vocabulary = FakeVocabulary(ROM=("range",))
    workspace.prepared = replace(
        workspace.prepared, templates=templates, spelling=spelling, vocabulary=vocabulary
    )
    workspace.state = "unlocked"
    templates.damaged.append(damaged("snippet"))
    spelling.damaged.append(damaged("word"))
    vocabulary.damaged.append(damaged("abbreviation"))
    for window, fake in (
        (TextsPage(jobs, "snippet"), templates),
        (WordsPage(jobs), spelling),
        (VocabularyDialog(jobs), vocabulary),
    ):
        qtbot.addWidget(window)
        window.show()
        window.reload()
        (entries,) = window.findChildren(DamagedEntries)
        qtbot.waitUntil(entries.isVisible)
        removed(window)
        qtbot.waitUntil(lambda shown=entries: not shown.isVisible())
        assert fake.damaged == []


def test_a_letter_that_cannot_be_read_is_listed_by_its_day(qtbot):
    form = LetterForm()
    qtbot.addWidget(form)
    client_id = ClientId(new_id())
    entry = damaged("letter", client_id)
    whole = Letter(new_id(), client_id, today(), "To whom", "Dear", row_version=1)
    form.list_letters(Listing([whole], [entry]))
    assert form.letters.count() == 3
    assert "This letter cannot be read" in form.letters.itemText(2)
    with qtbot.waitSignal(form.letter_chosen) as chosen:
        form.letters.setCurrentIndex(2)
        form.letters.activated.emit(2)
    assert chosen.args == [entry]


def test_a_conversation_that_cannot_be_read_is_called_so(application):
    model = HistoryModel()
    model.set_rows([HistoryRow(ConversationSummary(ConversationId(new_id()), None, "", utc_now(), 2))])
    assert model.index(0).data() == "This conversation cannot be read"


def test_many_are_counted(qtbot):
    shown = DamagedEntries()
    qtbot.addWidget(shown)
    shown.show_entries([damaged("import_batch") for _ in range(8)])
    assert shown.isVisible()
    assert "3" in shown._more.text()
    shown.show_entries(())
    assert not shown.isVisible()
    assert not shown.findChildren(PlainMessageBox)
