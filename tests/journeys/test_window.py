"""The main workflow in the window with the real services: from the wizard to the highlighted words, and a
lock.

`ANAMNESIS_SCREENSHOTS=DIR` stores a screenshot of every step there; `ANAMNESIS_WINDOW=dark,he` changes theme
and language.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.demo import prepare_demo
from core.demo_questions import DemoQuestion, demo_questions
from core.schedule.local_time import day_bounds
from core.settings import Settings
from core.workspace import Workspace
from ui.ask.ask_panel import AskPanel
from ui.clients.list_view import ClientListView
from ui.i18n import install_translator
from ui.jobs import Jobs
from ui.operations import practice
from ui.palette.palette import CommandPalette
from ui.preferences import Preferences
from ui.sessions.chart_view import ChartView
from ui.shell.window import MainWindow
from ui.text.days import today
from ui.theme import ThemeFollower

pytestmark = [pytest.mark.journey, pytest.mark.engine]

PASSPHRASE = "seven quiet herons at dusk"
_MODE, _LANGUAGE = os.environ.get("ANAMNESIS_WINDOW", "light,en").split(",")
_INDEXING_MS = 300_000
_STEP_MS = 60_000
_LAYOUT_MS = 300


class Sitting:
    """One user at one window."""

    def __init__(self, qtbot: QtBot, application: QApplication, settings: Settings) -> None:
        self.qtbot = qtbot
        self.workspace = Workspace(settings, background=True)
        self.jobs = Jobs(self.workspace)
        self.crashes: list[object] = []
        self.jobs.crashed.connect(self.crashes.append)
        preferences = Preferences(settings.data_dir / "window.json")
        preferences.language = "he" if _LANGUAGE == "he" else "en"
        install_translator(application, preferences.language)
        theme = ThemeFollower(application, "dark" if _MODE == "dark" else "light")
        self.window = MainWindow(self.workspace, self.jobs, preferences=preferences, theme=theme)
        self.window.resize(1280, 800)
        self.window.show()
        pictures = os.environ.get("ANAMNESIS_SCREENSHOTS")
        self._pictures = Path(pictures) if pictures else None

    @property
    def clients(self) -> ClientListView:
        view = self.window.page.views.clients
        assert isinstance(view, ClientListView)
        return view

    @property
    def chart(self) -> ChartView:
        view = self.window.page.views.chart
        assert isinstance(view, ChartView)
        return view

    @property
    def ask(self) -> AskPanel:
        view = self.window.page.views.ask
        assert isinstance(view, AskPanel)
        return view

    def wait(self, condition: Callable[[], bool], timeout_ms: int = _STEP_MS) -> None:
        self.qtbot.waitUntil(condition, timeout=timeout_ms)
        assert not self.crashes

    def settle(self) -> None:
        self.wait(lambda: not self.jobs.busy)

    def picture(self, name: str) -> None:
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            # A page just opened is laid out in several iterations of the event loop.
            self.qtbot.wait(_LAYOUT_MS)
            self.window.grab().save(str(self._pictures / f"{name}_{_MODE}_{_LANGUAGE}.png"))

    def close(self) -> None:
        gone: list[bool] = []
        self.window.closed.connect(lambda: gone.append(True))
        self.window.close()
        self.wait(lambda: bool(gone))


@pytest.fixture
def sitting(
    qtbot: QtBot, qapp: QApplication, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sitting]:
    # The charts that are opened or asked about: indexing the others takes longer than everything else.
    asked = (demo_questions()[0], _in_hebrew())
    few = partial(prepare_demo, only=[each.client_id for each in asked if each.client_id])
    monkeypatch.setattr(practice, "prepare_demo", few)
    made = Sitting(qtbot, qapp, settings)
    yield made
    made.workspace.close()
    assert made.jobs.shutdown()


def _in_hebrew() -> DemoQuestion:
    return next(row for row in demo_questions() if row.client_id and not row.question.isascii())


def set_up_with_the_demo_practice(at: Sitting) -> str:
    """Completes the wizard; returns the recovery key."""
    wizard = at.window.wizard
    at.window.start()
    at.wait(lambda: at.window.current_page is wizard)
    at.picture("1-wizard")
    wizard.next.click()
    wizard.practice.name.setText("Practice at the Harbour")
    wizard.practice.person.setText("Dr Noa Levi")
    wizard.practice.demo.setChecked(True)
    wizard.next.click()
    wizard.passphrase.first.line.setText(PASSPHRASE)
    wizard.passphrase.again.line.setText(PASSPHRASE)
    at.picture("2-passphrase")
    wizard.next.click()
    at.wait(lambda: wizard.step is wizard.recovery)
    key: str = wizard.recovery.key_label.text()
    at.picture("3-recovery")
    wizard.recovery.written_down.setChecked(True)
    wizard.recovery.confirmation.setText("".join(key.split())[-4:])
    wizard.next.click()
    at.wait(lambda: at.window.unlocked)
    return key


def open_chart(at: Sitting, external_id: str) -> None:
    clients = at.clients
    at.wait(lambda: clients.model.rowCount() > 0)
    everyone = (clients.model.client_at(clients.model.index(row)) for row in range(clients.model.rowCount()))
    wanted = next(each for each in everyone if each and each.details.external_id == external_id)
    clients.client_chosen.emit(wanted)
    at.wait(lambda: at.chart.client == wanted)
    at.settle()


def open_by_palette(at: Sitting, external_id: str) -> None:
    """Ctrl+K, the client's external number, Enter."""
    at.window.activateWindow()
    at.qtbot.keyClick(at.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (palette,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, CommandPalette))
    at.qtbot.keyClicks(palette.search, external_id)
    at.picture("9-palette")
    at.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    at.wait(lambda: at.chart.client is not None and at.chart.client.details.external_id == external_id)
    at.settle()


def test_from_the_wizard_to_the_highlighted_words_and_back_to_a_lock(sitting: Sitting):
    at, window = sitting, sitting.window
    set_up_with_the_demo_practice(at)
    at.settle()
    at.wait(lambda: at.chart.client is not None)
    at.picture("4-clients")
    services = at.workspace.services
    assert [each.name for each in services.people.list()] == ["Dr Noa Levi"]
    assert services.schedule.between(*day_bounds(today())), "the demo practice has visits today"
    at.wait(lambda: services.index.status().percent == 100, _INDEXING_MS)
    services.engine.generator_info()

    question = demo_questions()[0]
    assert question.client_id is not None
    open_chart(at, question.client_id)
    at.picture("5-chart")
    ask, chart = at.ask, at.chart
    ask.ask(question.question)
    at.wait(lambda: not ask.running, 2 * _STEP_MS)
    turn = ask.thread_view.turns[-1]
    at.picture("6-answer")
    used = [card.source for card in turn.sources.cards if card.source.used]
    assert used
    assert chart.client is not None
    assert all(source.passage.client_id == chart.client.client_id for source in used)

    # An alert of the client record may come first; the editor shows only the text of a note.
    noted = next(source for source in used if source.passage.field in chart.page.editor.fields)
    ask.source_chosen.emit(noted)
    at.settle()
    at.picture("7-source")
    shown = chart.page.editor.fields[noted.passage.field].edit
    selections = shown.extraSelections()
    assert [selection.cursor.selectedText() for selection in selections] == [
        noted.narrowed().quote.replace("\n", "\u2029")
    ]

    chart.new_session()
    at.wait(lambda: chart.page.sign_button.isVisible())
    at.settle()
    editor = chart.page.editor.fields["subjective"].edit
    at.qtbot.keyClicks(editor, "Knee calm, walks the quay daily.")
    at.wait(lambda: not chart.has_unsaved)
    at.picture("8-draft")
    stored = services.sessions.list_for_client(chart.client.client_id)[0]
    assert stored.text.subjective == "Knee calm, walks the quay daily."
    assert stored.state == "draft"

    hebrew = _in_hebrew().client_id
    assert hebrew is not None
    open_by_palette(at, hebrew)
    at.picture("9-hebrew-client")
    window.book.run("go.today")
    at.settle()
    at.picture("9-today")

    window.lock()
    at.wait(lambda: window.current_page is window.lock_screen)
    at.picture("10-lock")
    screen = window.lock_screen
    screen.passphrase.line.setText("not the passphrase")
    screen.button.click()
    at.wait(lambda: not screen.message.isHidden())
    at.picture("11-wrong-passphrase")
    assert at.workspace.state == "locked"
    screen.passphrase.line.setText(PASSPHRASE)
    screen.button.click()
    at.wait(lambda: window.unlocked)
    at.settle()
    assert window.page.sections.section == "today"
    at.wait(lambda: chart.client is not None)
    assert chart.client.details.external_id == hebrew
    at.close()
    assert at.workspace.state == "locked"
