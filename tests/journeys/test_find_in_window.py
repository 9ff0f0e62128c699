"""Search for a passage in the window with the real services: from the search field to the marked words, and a
lock.

`ANAMNESIS_SCREENSHOTS=DIR` stores a screenshot of every step there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clients.dto import Client, ClientDetails
from core.engine.catalogue import StarterModels
from core.sessions.dto import SoapText
from core.settings import Settings
from core.workspace import Workspace
from ui.find.find_page import FindPage
from ui.find.groups import FoundOf
from ui.i18n import install_translator
from ui.jobs import Jobs
from ui.models.models_dialog import ModelsDialog
from ui.preferences import Preferences
from ui.sessions.chart_view import ChartView
from ui.shell.window import MainWindow
from ui.theme import ThemeFollower
from ui.vocabulary.vocabulary_dialog import VocabularyDialog

pytestmark = [pytest.mark.journey, pytest.mark.engine]

PASSPHRASE = "seven quiet herons at dusk"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_INDEXING_MS = 300_000
_STEP_MS = 60_000
_LAYOUT_MS = 300
_NOTES = {
    "Adler": (
        (
            date(2024, 1, 14),
            SoapText(plan="Start metformin 500 mg twice daily."),
        ),
        (
            date(2024, 4, 7),
            SoapText(plan="Metformin 1000 mg twice daily from today."),
        ),
    ),
    "Baruch": (
        (date(2024, 2, 2), SoapText(objective="Right knee swollen, no warmth.", plan="Ice and rest.")),
        (date(2024, 3, 3), SoapText(assessment="The swelling of the knee has gone down.")),
    ),
    "כהן": ((date(2024, 5, 5), SoapText(subjective="החולה נוטל מטפורמין 850 mg פעמיים ביום.")),),
}


class Seat:
    """One user at one window, with a practice of three clients."""

    def __init__(self, qtbot: QtBot, application: QApplication, settings: Settings) -> None:
        self.qtbot = qtbot
        self.workspace = Workspace(settings, background=True)
        self.workspace.open()
        self.workspace.initialise(practice_name="Practice at the Harbour", passphrase=PASSPHRASE)
        self.clients = {name: self._client(name, notes) for name, notes in _NOTES.items()}
        self.workspace.lock()
        self.jobs = Jobs(self.workspace)
        self.crashes: list[object] = []
        self.jobs.crashed.connect(self.crashes.append)
        preferences = Preferences(settings.data_dir / "window.json")
        preferences.language = "en"
        install_translator(application, "en")
        theme = ThemeFollower(application, "light")
        self.window = MainWindow(self.workspace, self.jobs, preferences=preferences, theme=theme)
        self.window.resize(1280, 800)
        self.window.show()
        pictures = os.environ.get("ANAMNESIS_SCREENSHOTS")
        self._pictures = Path(pictures) if pictures else None

    @property
    def find(self) -> FindPage:
        view = self.window.page.views.find
        assert isinstance(view, FindPage)
        return view

    @property
    def chart(self) -> ChartView:
        view = self.window.page.views.chart
        assert isinstance(view, ChartView)
        return view

    def wait(self, condition: Callable[[], bool], timeout_ms: int = _STEP_MS) -> None:
        self.qtbot.waitUntil(condition, timeout=timeout_ms)
        assert not self.crashes

    def unlock(self) -> None:
        screen = self.window.lock_screen
        self.wait(lambda: self.window.current_page is screen and screen.person.person is not None)
        screen.passphrase.line.setText(PASSPHRASE)
        screen.button.click()
        self.wait(lambda: self.window.unlocked)
        self.wait(lambda: not self.jobs.busy)

    def ask(self, question: str) -> tuple[FoundOf, ...]:
        self.find.line.edit.setText(question)
        self.qtbot.keyClick(self.find.line.edit, Qt.Key.Key_Return)
        self.wait(lambda: not self.jobs.busy)
        return self.find.list.rows.found

    def picture(self, name: str) -> None:
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            self.qtbot.wait(_LAYOUT_MS)
            self.window.grab().save(str(self._pictures / f"find-{name}.png"))

    def _client(self, name: str, notes: tuple[tuple[date, SoapText], ...]) -> Client:
        services = self.workspace.services
        details = ClientDetails(first_name="Noa", last_name=name, birth_date=date(1981, 1, 17), sex="female")
        client = services.clients.create(details)
        for day, text in notes:
            services.sessions.start_draft(client.client_id, day=day, text=text)
        return client


@pytest.fixture
def seat(qtbot: QtBot, qapp: QApplication, settings: Settings, starters: StarterModels) -> Iterator[Seat]:
    """Skipped without the starter models."""
    made = Seat(qtbot, qapp, settings)
    yield made
    made.workspace.close()
    assert made.jobs.shutdown()


def _people(found: tuple[FoundOf, ...]) -> list[str]:
    return [each.client.details.last_name for each in found]


def test_from_the_box_to_the_marked_words_and_a_lock(seat: Seat) -> None:
    window, page = seat.window, seat.find
    window.start()
    seat.unlock()
    services = seat.workspace.services
    seat.wait(lambda: services.index.status().percent == 100, _INDEXING_MS)
    services.engine.embedder_info()
    window.activateWindow()

    seat.qtbot.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    assert page.line.edit.hasFocus()
    seat.wait(lambda: not seat.jobs.busy)
    assert page.filters.author.count() == 2, "the one member of the practice, and everybody"
    found = seat.ask("metformin dose")
    seat.picture("1-found")
    assert _people(found)[0] == "Adler"
    best = found[0].hits[0]
    assert "etformin" in best.passage.text
    assert "etformin" in "".join(best.passage.text[start:end] for start, end in best.marks)
    assert "3 client" in page.count.text()

    seat.qtbot.keyClick(page.line.edit, Qt.Key.Key_Down)
    seat.qtbot.keyClick(page.list, Qt.Key.Key_Return)
    seat.wait(lambda: seat.chart.client == found[0].client and not seat.jobs.busy)
    seat.picture("2-opened")
    assert seat.chart.isVisible()
    field = seat.chart.page.editor.fields[best.passage.field].edit
    marked = "".join(each.cursor.selectedText() for each in field.extraSelections())
    assert "etformin" in marked
    assert field.hasFocus(), "what is read aloud is the passage"

    seat.qtbot.keyClick(window, Qt.Key.Key_3, CTRL)
    assert page.list.hasFocus(), "back to the very passage"
    assert page.list.currentIndex().row() == 1
    seat.qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    assert page.filters.scope.client_id == found[0].client.client_id
    assert set(_people(seat.ask("knee"))) <= {"Adler"}, "nothing of another client is found in this chart"
    page.find_in(None)

    hebrew = seat.ask("מי נוטל מטפורמין")
    seat.picture("3-hebrew")
    assert "כהן" in _people(hebrew)

    window.lock()
    seat.wait(lambda: window.current_page is window.lock_screen)
    assert page.list.rows.rowCount() == 0
    assert page.line.edit.text() == ""
    seat.unlock()
    assert window.page.sections.section == "find", "to the page, not to the question"
    assert page.line.edit.hasFocus()


def test_models_and_index_over_the_real_ones(seat: Seat) -> None:
    seat.window.start()
    seat.unlock()
    services = seat.workspace.services
    seat.wait(lambda: services.index.status().percent == 100, _INDEXING_MS)
    seat.window.book.run("records.models")
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, ModelsDialog))
    seat.wait(lambda: not seat.jobs.busy and bool(dialog.model.models))
    seat.picture("4-models")
    assert dialog.model.models[0].wanted
    assert dialog.model.models[0].name in dialog.card.title.text()
    dialog.reject()


def test_an_abbreviation_of_the_practice_is_understood_from_the_next_question_on(seat: Seat) -> None:
    seat.window.start()
    seat.unlock()
    services = seat.workspace.services
    seat.wait(lambda: services.index.status().percent == 100, _INDEXING_MS)
    question = "QKX"
    seat.window.book.run("find.practice")
    before = seat.ask(question)
    assert not any(hit.marks for each in before for hit in each.hits), "nobody knows it yet"
    seat.window.book.run("records.vocabulary")
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, VocabularyDialog))
    seat.wait(lambda: not seat.jobs.busy)
    seat.qtbot.keyClicks(dialog.form.short, question)
    seat.qtbot.keyClicks(dialog.form.meanings, "knee")
    dialog.save_button.click()
    seat.wait(lambda: not dialog.touched and not seat.jobs.busy)
    dialog.reject()
    found = seat.ask(question)
    seat.picture("5-own-abbreviation")
    assert _people(found)[0] == "Baruch"
    best = found[0].hits[0]
    assert [best.passage.text[start:end] for start, end in best.marks] == ["knee"]
