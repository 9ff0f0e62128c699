"""The policy table in the window: every key shows who decided it, and locks the control it takes away.

That the operations behind the controls are refused too is tested in `tests/workspace/test_policy_binds.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.configuration.documents import SettingLocation
from core.configuration.reading import Decision, PolicyInForce
from core.configuration.schema import IN_FILES
from core.engine.model_library.library import ModelLibrary
from core.errors import EnvironmentProblem
from core.settings import Settings
from tests.fakes.assistant import answer_of
from tests.fakes.attachments import FakeAttachments
from tests.fakes.bundle import PUBLIC, small_bundle
from tests.fakes.views import fake_views
from tests.fakes.workspace import FakeWorkspace, as_workspace
from tests.fixtures.exchange import Exchange
from tests.gui.ask.asked import QUESTION
from ui.ask.answer_view import AnswerView
from ui.attachments.viewer import AttachmentViewer
from ui.i18n import install_translator
from ui.interchange.export_dialog import ExportDialog
from ui.interchange.practice_export_dialog import PracticeExportDialog
from ui.jobs import Jobs
from ui.models.bundle_dialog import BundleDialog
from ui.preferences import Preferences
from ui.preview.print_preview import PrintPreview
from ui.schedule.export_dialog import CalendarExportDialog
from ui.settings.settings_dialog import SettingsDialog
from ui.shell.window import MainWindow
from ui.text.days import today
from ui.widgets.note_edit import NoteEdit
from ui.widgets.private_clipboard import ClipboardRule, clipboard_rule, set_clipboard_rule

POLICY = "/etc/anamnesis/policy.toml"
LINE = 7
IMPOSED = f"Set by your organisation: {POLICY}, line {LINE}"
RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


def imposing(settings: Settings, **values: Any) -> Settings:
    decisions = {name: Decision("policy", SettingLocation(POLICY, LINE)) for name in values}
    return replace(settings, decisions=decisions, policies=(PolicyInForce(POLICY, True),), **values)


@dataclass
class Desk:
    """What a case works with; `impose` before anything is opened."""

    qtbot: QtBot
    workspace: FakeWorkspace
    jobs: Jobs
    preferences: Preferences
    folder: Path
    fixtures: pytest.FixtureRequest

    @property
    def exchange(self) -> Exchange:
        """Services over a database, made for the few cases that need them."""
        made = self.fixtures.getfixturevalue("exchange")
        assert isinstance(made, Exchange)
        return made

    def impose(self, **values: Any) -> None:
        self.workspace.settings = imposing(self.workspace.settings, **values)

    def window(self) -> MainWindow:
        preferences = Preferences(languages=self.workspace.settings.languages)
        preferences.language = "en"
        made = MainWindow(as_workspace(self.workspace), self.jobs, preferences=preferences, views=fake_views)
        self.qtbot.addWidget(made)
        return made

    def settled(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=10_000)


@pytest.fixture
def desk(
    qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Desk]:
    drag = QApplication.startDragDistance(), QApplication.startDragTime()
    yield Desk(qtbot, workspace, jobs, Preferences(), tmp_path, request)
    set_clipboard_rule(ClipboardRule())
    QApplication.setStartDragDistance(drag[0])
    QApplication.setStartDragTime(drag[1])


def locked(button: QPushButton) -> None:
    assert not button.isEnabled()
    assert button.toolTip() == IMPOSED


def _languages(desk: Desk) -> None:
    desk.impose(languages=frozenset({"he"}))
    preferences = Preferences(languages=desk.workspace.settings.languages)
    preferences.choose("language", "en")
    assert preferences.language == "he"
    menu = desk.window().menu_actions._language_menu
    assert [each.data() for each in menu.actions()] == ["he"]


def _lock_after(desk: Desk) -> None:
    desk.impose(lock_after_min=2)
    window = desk.window()
    assert window.idle_watch.limit_s == 120
    window.idle_watch.set_minutes(60)
    assert window.idle_watch.limit_s == 120


def _clipboard(desk: Desk) -> None:
    desk.impose(clipboard_clear_s=5)
    desk.window()
    assert clipboard_rule().clear_after_ms == 5000


def _copy(desk: Desk) -> None:
    desk.impose(copy_allowed=False)
    desk.window()
    view = AnswerView(answer_of(QUESTION, [], []), practice=False)
    desk.qtbot.addWidget(view)
    locked(view.copy_button)
    edit = NoteEdit()
    desk.qtbot.addWidget(edit)
    with desk.qtbot.waitActive(edit):
        edit.show()
        edit.activateWindow()
    edit.setFocus()
    edit.set_text("from a note")
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        edit.selectAll()
        desk.qtbot.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.clipboard().text() == ""
    edit.undo()
    assert edit.toPlainText() == "from a note"


def _print(desk: Desk) -> None:
    desk.impose(print_allowed=False)
    preview = PrintPreview(desk.jobs, desk.exchange.visits["miriam"], desk.exchange.miriam)
    preview.open()
    desk.settled()
    locked(preview.go_button)
    assert preview.pdf_button.isEnabled()
    assert IMPOSED in preview.message.accessibleName()


def _export(desk: Desk) -> None:
    desk.impose(export_allowed=False)
    preview = PrintPreview(desk.jobs, desk.exchange.visits["miriam"], desk.exchange.miriam)
    preview.open()
    desk.settled()
    locked(preview.pdf_button)
    assert preview.go_button.isEnabled()
    viewer = AttachmentViewer(desk.jobs, client=desk.exchange.miriam)
    desk.qtbot.addWidget(viewer)
    viewer.bar.show_attachment(
        FakeAttachments().put(desk.exchange.miriam.client_id, "scan.pdf"), has_text=True
    )
    locked(viewer.bar.copy_button)
    for dialog in (
        ExportDialog(desk.jobs, desk.exchange.miriam),
        PracticeExportDialog(desk.jobs),
        CalendarExportDialog(desk.jobs, first=today(), last=today()),
    ):
        dialog.show()
        dialog.refresh()
        locked(dialog.go_button)
        assert IMPOSED in dialog.message.accessibleName()


def _assistant(desk: Desk) -> None:
    desk.impose(assistant=False)
    window = desk.window()
    assert window.book.find("app.assistant") is None
    assert not [each for each in window.book.commands() if each.area == "ask"]


def _only_shown(**values: Any) -> Callable[[Desk], None]:
    """Nothing in the window sets it or goes around it: what it forbids is refused by the services."""

    def check(desk: Desk) -> None:
        desk.impose(**values)
        dialog = SettingsDialog(desk.workspace.settings, desk.preferences)
        desk.qtbot.addWidget(dialog)
        (name,) = values
        row = dialog.rows[name]
        assert row.control is None
        assert row.value is not None
        assert row.value.text()

    return check


def _bundle_keys(desk: Desk) -> None:
    # A bundle is looked into while a practice is open.
    assert desk.exchange.user_id
    bundle = small_bundle(desk.folder / "bundles")
    for keys, trusted in ((None, False), (frozenset({PUBLIC}), True)):
        desk.impose(model_bundle_keys=keys)
        library = ModelLibrary(desk.folder / "models", bundle_keys=desk.workspace.settings.model_bundle_keys)
        dialog = BundleDialog(desk.jobs, library, bundle)
        desk.qtbot.addWidget(dialog)
        desk.settled()
        assert dialog.go_button.isEnabled() is trusted
        assert (PUBLIC in dialog.signer.text()) is trusted
        assert ("not installed" in dialog.message.accessibleName()) is not trusted


CASES: dict[str, tuple[Any, Callable[[Desk], None]]] = {
    "languages": (frozenset({"he"}), _languages),
    "lock_after_min": (2, _lock_after),
    "clipboard_clear_s": (5, _clipboard),
    "copy_allowed": (False, _copy),
    "print_allowed": (False, _print),
    "export_allowed": (False, _export),
    "assistant": (False, _assistant),
    "questions_an_hour": (30, _only_shown(questions_an_hour=30)),
    "allowed_models": (frozenset({"a" * 64}), _only_shown(allowed_models=frozenset({"a" * 64}))),
    "model_bundle_keys": (frozenset({PUBLIC}), _bundle_keys),
    "embed_timeout_s": (45.0, _only_shown(embed_timeout_s=45.0)),
    "first_token_timeout_s": (90.0, _only_shown(first_token_timeout_s=90.0)),
    "backup_folders": ((Path("/srv/a"),), _only_shown(backup_folders=(Path("/srv/a"),))),
    "backup_escrow": (RECIPIENT, _only_shown(backup_escrow=RECIPIENT)),
    "keyring_allowed": (False, _only_shown(keyring_allowed=False)),
    "passphrase_guesses_log10": (12, _only_shown(passphrase_guesses_log10=12)),
    "shared_practice": (Path("/srv/anamnesis"), _only_shown(shared_practice=Path("/srv/anamnesis"))),
    "update_folder": (Path("/srv/updates"), _only_shown(update_folder=Path("/srv/updates"))),
}
"""By key: a value a policy imposes, and what the window must do then."""


def test_no_key_is_without_a_case() -> None:
    assert list(CASES) == [each.name for each in IN_FILES]


@pytest.mark.parametrize("name", CASES)
def test_a_key_binds(desk: Desk, name: str) -> None:
    CASES[name][1](desk)


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("names", [list(CASES), list(CASES)[::3]], ids=["all", "some"])
def test_the_page_says_who_decided(desk: Desk, qapp: QApplication, names: list[str], language: Any) -> None:
    install_translator(qapp, language)
    desk.impose(**{name: CASES[name][0] for name in names})
    dialog = SettingsDialog(desk.workspace.settings, desk.preferences)
    desk.qtbot.addWidget(dialog)
    told = {key: row.imposed.text() for key, row in dialog.rows.items() if row.imposed.text()}
    assert set(told) == set(names)
    assert [key for key, text in told.items() if POLICY not in text or str(LINE) not in text] == []
    assert POLICY in dialog.policy.text()


def test_a_policy_that_was_refused_is_not_shown_as_none(desk: Desk) -> None:
    problem = EnvironmentProblem(
        "setting_unknown",
        file=POLICY,
        line=LINE,
        place=SettingLocation(POLICY, LINE),
        key="export",
        nearest="assistant",
    )
    dialog = SettingsDialog(replace(desk.workspace.settings, problem=problem), desk.preferences)
    desk.qtbot.addWidget(dialog)
    assert f"{POLICY}, line {LINE}: export is set" in dialog.policy.text()
    assert "No policy" not in dialog.policy.text()
