"""What another language leaves where it is: the picture until the chart is there, the answer, the locale."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.assistant.dto import Sentence
from core.clients.dto import Client
from core.sessions.dto import SoapText
from tests.fakes.assistant import answer_of, source_of
from tests.fakes.clients import MIRIAM
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import PASSPHRASE, FakeWorkspace, as_workspace
from ui.ask.ask_panel import AskPanel
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.sessions.chart_view import ChartView
from ui.shell.held_picture import HeldPicture
from ui.shell.window import MainWindow

NOTE = "Stomach upset after ibuprofen on day 4."
QUESTION = "Why was ibuprofen stopped?"
ANSWER = "It upset the stomach."


@pytest.fixture
def practice(workspace: FakeWorkspace) -> Iterator[FakePractice]:
    with furnished(workspace) as filled:
        workspace.state = "locked"
        yield filled


@pytest.fixture
def miriam(practice: FakePractice) -> Client:
    client = practice.add_client(MIRIAM)
    session = practice.sessions.add(client.client_id, SoapText(subjective=NOTE))
    source = source_of(session, "subjective", NOTE, number=1, client=client, used=True)
    practice.assistant.prepare(answer_of(QUESTION, [source], [Sentence(ANSWER, (1,), verified=True)]))
    return client


@pytest.fixture
def window(qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, miriam: Client) -> MainWindow:
    preferences = Preferences()
    preferences.language = "en"
    made = MainWindow(as_workspace(workspace), jobs, preferences=preferences)
    with qtbot.waitExposed(made):
        made.show()
    made.start()
    qtbot.waitUntil(lambda: made.current_page is made.lock_screen)
    made.lock_screen.passphrase.line.setText(PASSPHRASE)
    made.lock_screen.button.click()
    qtbot.waitUntil(lambda: made.unlocked and not jobs.busy)
    made.page.open_client(miriam.client_id)
    qtbot.waitUntil(lambda: _chart(made).client is not None)
    return made


def _chart(window: MainWindow) -> ChartView:
    view = window.page.views.chart
    assert isinstance(view, ChartView)
    return view


def _ask(window: MainWindow) -> AskPanel:
    view = window.page.views.ask
    assert isinstance(view, AskPanel)
    return view


def _pictures(window: MainWindow) -> list[HeldPicture]:
    return [each for each in window.findChildren(HeldPicture) if each.isVisible()]


def _to_hebrew(qtbot: QtBot, window: MainWindow, done: Callable[[], bool]) -> None:
    window.menu_actions.language_chosen.emit("he")
    qtbot.waitUntil(lambda: QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(done)


def _chart_is_back(window: MainWindow) -> bool:
    return _chart(window).client is not None and _chart(window).page.session is not None


def _answers(window: MainWindow) -> list[str]:
    return [turn.answer.answer for turn in _ask(window).thread_view.turns if turn.answer is not None]


@pytest.mark.parametrize("whole_practice", [False, True])
def test_the_answer_stays_on_screen(qtbot: QtBot, window: MainWindow, whole_practice: bool) -> None:
    if whole_practice:
        _ask(window).practice_scope.click()
    _ask(window).ask(QUESTION)
    qtbot.waitUntil(lambda: not _ask(window).running)
    before, panel = _answers(window), _ask(window)
    assert before
    panel.thread_view.show_changed()
    _to_hebrew(qtbot, window, lambda: bool(_answers(window)) and _chart_is_back(window))
    assert _ask(window) is not panel
    assert _answers(window) == before
    assert _ask(window).practice_scope.isChecked() is whole_practice
    view = _ask(window).thread_view.turns[0].answer_view
    assert view is not None
    assert view.changed_note.text(), "what was said of the answer is said again"


def test_a_question_under_way_is_asked_again(
    qtbot: QtBot, window: MainWindow, practice: FakePractice
) -> None:
    practice.assistant.hold("answer")
    _ask(window).ask(QUESTION)
    window.menu_actions.language_chosen.emit("he")
    qtbot.waitUntil(lambda: QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    practice.assistant.release("answer")
    qtbot.waitUntil(lambda: bool(_answers(window)), timeout=10_000)


def test_the_answer_does_not_come_to_another_chart(
    qtbot: QtBot, window: MainWindow, practice: FakePractice
) -> None:
    _ask(window).ask(QUESTION)
    qtbot.waitUntil(lambda: not _ask(window).running)
    kept = _ask(window).kept_conversation()
    other = AskPanel(window._jobs)
    qtbot.addWidget(other)
    other.return_to(kept)
    other.set_client(practice.add_client(MIRIAM))
    assert not other.thread_view.turns
    other.set_client(kept.about.client)
    assert not other.thread_view.turns, "it was given up when another chart was opened"


def test_answers_stay_quotes_only_where_that_was_chosen(
    qtbot: QtBot, window: MainWindow, practice: FakePractice
) -> None:
    before = _ask(window)
    before.quotes_only.click()
    window.menu_actions.language_chosen.emit("he")
    qtbot.waitUntil(lambda: _ask(window) is not before and _chart_is_back(window), timeout=10_000)
    assert _ask(window).quotes_only.isChecked()
    _ask(window).ask(QUESTION)
    qtbot.waitUntil(lambda: bool(practice.assistant.in_sentences))
    assert practice.assistant.in_sentences == [False]
    qtbot.waitUntil(lambda: not _ask(window).running)


def test_the_picture_stays_until_the_chart_is_there(qtbot: QtBot, window: MainWindow) -> None:
    held: list[bool] = []
    window.menu_actions.language_chosen.emit("he")
    qtbot.waitUntil(lambda: QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    while not _chart_is_back(window):
        held.append(bool(_pictures(window)))
        qtbot.wait(1)
    assert held
    assert all(held), "the window was empty for a moment"
    assert not _pictures(window)


def test_a_lock_takes_the_picture_away(qtbot: QtBot, window: MainWindow) -> None:
    window._language_choice.hold_picture(window)
    assert _pictures(window)
    window.lock()
    assert not _pictures(window)
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen)


def test_days_in_the_editor_follow_the_language(qtbot: QtBot, window: MainWindow) -> None:
    _to_hebrew(qtbot, window, lambda: _chart_is_back(window))
    edit = _chart(window).page.day_edit
    assert edit.locale().language() == QLocale.Language.Hebrew
    assert edit.text() == edit.locale().toString(edit.date(), "d MMM yyyy")
    assert not any("a" <= letter <= "z" for letter in edit.text().casefold())
