"""A clinician's work with a chart, in the window's views with the real services.

`ANAMNESIS_SCREENSHOTS=DIR` stores a screenshot of every step there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from core.changes import Changes
from core.clients.dto import Client, ClientDetails
from core.sessions.dto import Session, SoapText
from core.settings import Settings
from core.workspace import Workspace
from ui.clients.client_dialog import ClientDialog
from ui.clients.delete_dialog import DeleteDialog
from ui.clients.list_view import ClientListView
from ui.clients.merge_dialog import MergeDialog
from ui.clients.trash_dialog import TrashDialog
from ui.commands import CommandBook
from ui.i18n import install_translator
from ui.jobs import Jobs
from ui.sessions.addendum_dialog import AddendumDialog
from ui.sessions.chart_view import ChartView
from ui.sessions.retract_dialog import RetractDialog
from ui.shell.change_watch import ChangeWatch
from ui.theme import apply_theme
from ui.widgets.note_edit import NoteEdit

pytestmark = pytest.mark.journey

PASSPHRASE = "seven quiet herons at dusk"
_STEP_MS = 15_000
_LAYOUT_MS = 200
D = TypeVar("D", bound=QDialog)


class Desk:
    """One user with the list and a chart, in a separate practice."""

    def __init__(self, qtbot: QtBot, settings: Settings) -> None:
        self.qtbot = qtbot
        self.workspace = Workspace(settings)
        self.workspace.open()
        self.workspace.initialise(practice_name="Practice at the Harbour", passphrase=PASSPHRASE)
        self.jobs = Jobs(self.workspace)
        self.crashes: list[object] = []
        self.jobs.crashed.connect(self.crashes.append)
        self.window = QWidget()
        self.clients = ClientListView(self.jobs)
        self.chart = ChartView(self.jobs)
        line = QHBoxLayout(self.window)
        line.addWidget(self.clients)
        line.addWidget(self.chart, 1)
        # As on the page of an unlocked practice.
        self.clients.client_chosen.connect(lambda client: self.chart.show_client(client.client_id))
        self.chart.client_shown.connect(lambda client: self.clients.select_client(client.client_id))
        self.chart.client_changed.connect(self.clients.update_client)
        self.changes = ChangeWatch(self.window)
        self.changes.changed.connect(self._on_changes)
        self.changes.watch(self.workspace.services.changes)
        self.book = CommandBook(parent=self.window)
        self.book.register(self.clients, self.clients.commands())
        self.book.register(self.chart, self.chart.commands())
        self.chart.unsaved_drafts.sign_in(self.workspace.services.user_id)
        self.window.resize(1280, 800)
        self.window.show()
        self.clients.reload()
        self.settle()
        pictures = os.environ.get("ANAMNESIS_SCREENSHOTS")
        self._pictures = Path(pictures) if pictures else None

    def _on_changes(self, changes: Changes) -> None:
        self.chart.note_changed(changes)
        if changes.clients:
            self.clients.reload()

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=_STEP_MS)
        assert not self.crashes

    def settle(self) -> None:
        self.wait(lambda: not self.jobs.busy)

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        for each in held:
            modifiers |= each
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def do(self, command_id: str) -> None:
        """As the palette does; a command that is not available now fails the test."""
        assert self.book.available(command_id), command_id
        self.book.run(command_id)

    def dialog(self, kind: type[D]) -> D:
        """The open dialog of this kind."""
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
        self.wait(lambda: any(each.isVisible() for each in shown))
        self.settle()
        return next(each for each in shown if each.isVisible())

    def closed(self, dialog: QDialog) -> None:
        gone: list[bool] = []
        dialog.destroyed.connect(lambda: gone.append(True))
        self.wait(lambda: bool(gone))
        # Without a window manager the window does not get the keyboard focus back.
        self.window.activateWindow()
        self.settle()

    def field(self, name: str) -> NoteEdit:
        return self.chart.page.editor.fields[name].edit

    def type(self, name: str, words: str) -> None:
        self.field(name).setFocus()
        self.qtbot.keyClicks(self.field(name), words)

    def saved(self) -> None:
        self.chart.page.save_now()
        self.wait(lambda: not self.chart.has_unsaved)

    def names(self) -> list[str]:
        model = self.clients.model
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    def stored(self) -> Session:
        on_screen = self.chart.page.session
        assert on_screen is not None
        return self.workspace.services.sessions.get(on_screen.session_id)

    def client(self) -> Client:
        assert self.chart.client is not None
        return self.chart.client

    def new_client(self, last_name: str, first_name: str, born: str = "") -> None:
        """With the form; the chart opens."""
        self.do("clients.new")
        dialog = self.dialog(ClientDialog)
        self.qtbot.keyClicks(dialog.form.last_name, last_name)
        self.qtbot.keyClicks(dialog.form.first_name, first_name)
        self.qtbot.keyClicks(dialog.form.birth_date, born)
        dialog.save_button.click()
        self.closed(dialog)
        self.wait(lambda: self.chart.client is not None and self.client().details.last_name == last_name)
        self.settle()

    def picture(self, name: str) -> None:
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            self.qtbot.wait(_LAYOUT_MS)
            self.window.grab().save(str(self._pictures / f"chart-{name}.png"))


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, settings: Settings) -> Iterator[Desk]:
    install_translator(qapp, "en")
    apply_theme(qapp, "light")
    made = Desk(qtbot, settings)
    yield made
    made.changes.unwatch()
    made.chart.clear()
    made.window.close()
    assert made.jobs.shutdown()
    made.workspace.close()
    made.window.deleteLater()


def test_a_client_is_not_created_twice_by_accident(at: Desk) -> None:
    at.new_client("Adler", "Miriam", "17 Jan 1981")
    first = at.client()
    at.do("clients.new")
    dialog = at.dialog(ClientDialog)
    at.qtbot.keyClicks(dialog.form.last_name, "Adler")
    at.qtbot.keyClicks(dialog.form.first_name, "Miriam")
    at.qtbot.keyClicks(dialog.form.birth_date, "17 Jan 1981")
    # Reported while typing, and again by a save that is too early: nothing is stored.
    dialog.save_button.click()
    at.wait(lambda: dialog.duplicates.isVisible())
    at.settle()
    assert [each.client for each in dialog.duplicates.duplicates] == [first]
    assert at.names() == ["Adler, Miriam"]
    dialog.duplicates.open_buttons[0].click()
    at.closed(dialog)
    assert at.client() == first

    at.do("clients.new")
    dialog = at.dialog(ClientDialog)
    at.qtbot.keyClicks(dialog.form.last_name, "Adler")
    at.qtbot.keyClicks(dialog.form.first_name, "Miriam")
    at.qtbot.keyClicks(dialog.form.birth_date, "17 Jan 1981")
    at.wait(lambda: dialog.duplicates.isVisible())
    at.picture("duplicate")
    dialog.duplicates.create_button.click()
    at.closed(dialog)
    assert at.names() == ["Adler, Miriam", "Adler, Miriam"]
    assert at.client().client_id != first.client_id


def test_a_session_from_a_template_to_its_retraction(at: Desk) -> None:
    at.new_client("Adler", "Miriam", "17 Jan 1981")
    sessions = at.workspace.services.sessions
    at.do("session.new")
    at.settle()
    at.type("plan", "Ibuprofen 400 mg three times a day.")
    at.saved()
    _sign(at)
    first = at.stored()
    assert first.state == "signed"

    # From a template, with the plan of the previous session.
    template = next(iter(at.workspace.services.templates.list("template")))
    at.chart.session_controller.use_template(template)
    at.settle()
    assert at.stored().session_id != first.session_id
    at.type("assessment", "Better. ")
    at.do("session.previous")
    pane = at.chart.page.panes.previous
    assert pane.isVisible()
    assert pane.session == first
    at.field("plan").selectAll()
    at.qtbot.keyClick(at.field("plan"), Qt.Key.Key_Delete)
    assert at.field("plan").text() == ""
    pane.fields["plan"].box.setChecked(True)
    pane.copy_button.click()
    at.saved()
    at.settle()
    draft = at.stored()
    assert draft.text.plan == first.text.plan
    assert draft.copied["plan"].session_id == first.session_id
    at.picture("copied")
    at.chart.page.head.kind.setCurrentIndex(at.chart.page.head.kind.findData("phone"))
    at.chart.page.head.kind.activated.emit(0)
    at.chart.page.head.minutes.setFocus()
    at.qtbot.keyClicks(at.chart.page.head.minutes, "25")
    at.type("plan", "Half the dose: ")
    at.saved()
    draft = at.stored()
    assert (draft.kind, draft.duration_min) == ("phone", 25)
    assert "plan" not in draft.copied
    _sign(at)

    at.do("session.addendum")
    addendum = at.dialog(AddendumDialog)
    at.qtbot.keyClicks(addendum.text, "Creatinine 88, came at noon.")
    assert not addendum.go_button.isEnabled()
    at.qtbot.keyClicks(addendum.reason, "Result came in")
    addendum.go_button.click()
    at.closed(addendum)
    assert [card.note.text() for card in at.chart.page.addenda.cards] == ["Creatinine 88, came at noon."]
    assert at.stored().text == draft.text
    at.picture("addendum")

    at.do("session.versions")
    at.settle()
    versions = at.chart.body.versions
    summaries = sessions.versions(at.stored().session_id)
    assert [each.version for each in versions.model.versions] == [each.version for each in summaries]
    halved = next(row for row, each in enumerate(summaries) if "kind" in each.changed_fields)
    versions.list.setCurrentIndex(versions.model.index(halved))
    at.settle()
    shown = versions.diff.texts["plan"].toPlainText()
    assert "Half the dose: " in shown
    at.picture("versions")
    versions.open_button.click()
    at.settle()
    assert at.chart.page.notice.isVisible()
    assert at.field("plan").isReadOnly()
    assert not at.chart.page.foot.addendum_button.isVisible()
    at.chart.page.notice.action_requested.emit()
    assert at.chart.page.shows_current

    at.do("session.retract")
    retraction = at.dialog(RetractDialog)
    at.qtbot.keyClicks(retraction.reason, "Written into the wrong chart")
    retraction.go_button.click()
    at.closed(retraction)
    assert "Written into the wrong chart" in at.chart.page.standing.title.text()
    assert at.stored().state == "retracted"
    assert at.stored().text == draft.text
    assert at.chart.list.sessions.rowCount() == 2
    at.picture("retracted")


def test_a_draft_that_was_deleted_comes_back_with_its_last_word(at: Desk) -> None:
    at.new_client("Castro", "Hector")
    at.do("session.new")
    at.settle()
    at.type("subjective", "Not saved yet when it is deleted.")
    at.do("session.delete")
    at.wait(lambda: at.chart.body.undo.isVisible())
    at.settle()
    assert at.chart.list.sessions.rowCount() == 0
    at.chart.body.undo.action_requested.emit()
    at.wait(lambda: at.chart.page.writing)
    at.settle()
    assert at.field("subjective").text() == "Not saved yet when it is deleted."
    assert at.stored().state == "draft"


def test_a_client_is_deleted_restored_and_archived(at: Desk) -> None:
    at.new_client("Stone", "Ada")
    at.new_client("Castro", "Hector")
    at.do("chart.delete")
    dialog = at.dialog(DeleteDialog)
    assert not dialog.go_button.isEnabled()
    at.qtbot.keyClicks(dialog.reason, "Entered by mistake")
    dialog.go_button.click()
    at.closed(dialog)
    assert at.names() == ["Stone, Ada"]
    assert at.chart.client is None
    assert any("Castro" in label.text() for label in at.chart.empty.findChildren(QLabel))
    at.picture("deleted")

    trash = TrashDialog(at.jobs, access=at.workspace.services.access, parent=at.window)
    trash.open()
    at.settle()
    assert trash.client is not None
    assert trash.client.lifecycle.reason == "Entered by mistake"
    trash.restore_button.click()
    at.wait(lambda: at.names() == ["Castro, Hector", "Stone, Ada"])
    at.settle()
    assert trash.model.rowCount() == 0
    trash.close_button.click()

    at.clients.focus_search()
    at.qtbot.keyClicks(at.clients.search, "stone")
    at.press(Qt.Key.Key_Return)
    at.wait(lambda: at.chart.client is not None)
    at.settle()
    at.clients.search.clear()
    at.do("chart.archive")
    at.settle()
    assert at.names() == ["Castro, Hector"]
    assert at.chart.banner.state.isVisible()
    at.do("clients.archived")
    at.settle()
    assert at.names() == ["Castro, Hector", "Stone, Ada"]
    at.do("chart.archive")
    at.settle()
    assert not at.chart.banner.state.isVisible()


def test_two_charts_of_one_person_become_one(at: Desk) -> None:
    services = at.workspace.services
    other = services.clients.create(
        ClientDetails(first_name="Mirjam", last_name="Adler", allergies=("Penicillin",))
    )
    draft = services.sessions.start_draft(
        other.client_id, day=date(2024, 1, 14), text=SoapText(plan="Rest for two weeks.")
    )
    services.sessions.sign(draft.session_id, expected_version=1)
    at.clients.reload()
    at.new_client("Adler", "Miriam", "17 Jan 1981")
    kept = at.client()
    at.do("chart.merge")
    dialog = at.dialog(MergeDialog)
    assert not dialog.go_button.isEnabled()
    at.wait(lambda: dialog.choice.model.rowCount() == 1)
    # With the keyboard: the beginning of a name, and Return selects the first match.
    at.qtbot.keyClicks(dialog.choice.search, "mirj")
    at.qtbot.keyClick(dialog.choice.search, Qt.Key.Key_Return)
    assert dialog.source is not None
    assert dialog.source.client_id == other.client_id
    assert dialog.comparison.differing == ("Name",), "what only one chart says is no difference"
    at.qtbot.keyClicks(dialog.reason, "Entered twice")
    dialog.go_button.click()
    at.wait(lambda: not dialog.work.working)
    at.settle()
    assert "1" in dialog.message.accessibleName()
    dialog.cancel_button.click()
    at.wait(lambda: at.chart.client is not None)
    at.settle()
    assert at.client().client_id == kept.client_id
    assert at.client().details.allergies == ("Penicillin",)
    assert [each.text.plan for each in at.chart.list.sessions.sessions] == ["Rest for two weeks."]
    source = services.clients.get(other.client_id)
    assert source.lifecycle.merged_into == kept.client_id
    assert len(services.sessions.list_for_client(other.client_id)) == 1
    assert at.names() == ["Adler, Miriam"]


def test_the_next_and_the_previous_client_from_within_a_note(at: Desk) -> None:
    for name in ("Adler", "Castro", "Stone"):
        at.new_client(name, "Ada")
    at.do("session.new")
    at.settle()
    at.type("subjective", "Written on the way.")
    control = Qt.KeyboardModifier.ControlModifier
    at.wait(at.window.isActiveWindow)
    at.qtbot.keyClick(at.field("subjective"), Qt.Key.Key_Up, control)
    at.wait(lambda: at.chart.client is not None and at.client().details.last_name == "Castro")
    at.settle()
    at.press(Qt.Key.Key_Down, control)
    at.wait(lambda: at.chart.client is not None and at.client().details.last_name == "Stone")
    at.settle()
    assert at.stored().text.subjective == "Written on the way."


def _sign(at: Desk) -> None:
    at.do("session.sign")
    box = at.chart.page.findChild(QMessageBox)
    assert box is not None
    accept = QMessageBox.ButtonRole.AcceptRole
    next(button for button in box.buttons() if box.buttonRole(button) == accept).click()
    at.wait(lambda: not at.chart.page.writing)
    at.settle()
