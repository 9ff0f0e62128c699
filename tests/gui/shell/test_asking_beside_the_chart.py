"""The ask panel in its window: what survives a lock, and what leaves with a chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.assistant.dto import Sentence
from core.changes import Changes
from core.clients.dto import Client
from core.errors import DiskFull
from core.journal.dto import JournalForm
from core.retrieval.dto import QUESTION_LIMIT_CHARS
from core.sessions.dto import SoapText
from tests.fakes.assistant import answer_of, source_of
from tests.fakes.changes import content_of
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import PASSPHRASE, FakeWorkspace, as_workspace
from ui.ask.ask_panel import AskPanel
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.shell.change_watch import GATHER_MS
from ui.shell.window import MainWindow
from ui.widgets.question import Question

QUESTION = "Why was ibuprofen stopped?"


@pytest.fixture
def practice(workspace: FakeWorkspace) -> Iterator[FakePractice]:
    with furnished(workspace) as filled:
        workspace.state = "locked"
        yield filled


@pytest.fixture
def miriam(practice: FakePractice) -> Client:
    client = practice.add_client(MIRIAM)
    note = practice.sessions.add(
        client.client_id, SoapText(subjective="Stomach upset."), day=date(2024, 4, 7)
    )
    source = source_of(note, "subjective", "Stomach upset", number=1, client=client, used=True)
    practice.assistant.prepare(answer_of(QUESTION, [source], [Sentence("It upset the stomach.", (1,), True)]))
    return client


@pytest.fixture
def ariel(practice: FakePractice) -> Client:
    return practice.add_client(ARIEL)


@pytest.fixture
def window(qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, miriam: Client, ariel: Client) -> MainWindow:
    preferences = Preferences()
    preferences.language = "en"
    made = MainWindow(as_workspace(workspace), jobs, preferences=preferences)
    with qtbot.waitExposed(made):
        made.show()
    made.start()
    qtbot.waitUntil(lambda: made.current_page is made.lock_screen)
    _unlock(qtbot, made)
    return made


def _unlock(qtbot: QtBot, window: MainWindow) -> None:
    window.lock_screen.passphrase.line.setText(PASSPHRASE)
    window.lock_screen.button.click()
    qtbot.waitUntil(lambda: window.unlocked)


def _panel(window: MainWindow) -> AskPanel:
    ask = window.page.views.ask
    assert isinstance(ask, AskPanel)
    return ask


def _open(qtbot: QtBot, window: MainWindow, client: Client) -> None:
    window.page.open_client(client.client_id)
    chart = window.page.views.chart
    qtbot.waitUntil(lambda: chart.client is not None and chart.client.client_id == client.client_id)


@pytest.mark.parametrize("wide", [False, True])
def test_a_question_that_was_not_asked_is_kept_over_a_lock(
    qtbot: QtBot, window: MainWindow, miriam: Client, ariel: Client, wide: bool
) -> None:
    _open(qtbot, window, miriam)
    if wide:
        _panel(window).practice_scope.click()
    _panel(window).box.set_question("half a question")
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen and not window._jobs.busy)
    assert _panel(window).box.question == ""
    _unlock(qtbot, window)
    offer = window.page.forms
    qtbot.waitUntil(offer.isVisible)
    assert "a question that was not asked" in offer.accessibleName()
    assert "half" not in offer.accessibleName()
    _open(qtbot, window, ariel)
    assert _panel(window).box.question == ""
    offer.action_requested.emit()
    panel = _panel(window)
    qtbot.waitUntil(lambda: panel.box.question == "half a question")
    qtbot.waitUntil(lambda: not window._jobs.busy)
    assert panel.box.question == "half a question"
    assert panel.conversation_controller._about.client_id == (None if wide else miriam.client_id)
    chart = window.page.views.chart
    assert chart.client is not None
    assert chart.client.client_id == (ariel if wide else miriam).client_id


@pytest.mark.parametrize("wide", [False, True])
def test_a_question_that_was_not_asked_is_kept_when_the_window_closes(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, miriam: Client, wide: bool
) -> None:
    _open(qtbot, window, miriam)
    if wide:
        _panel(window).practice_scope.click()
    _panel(window).box.set_question("half a question")
    with qtbot.waitSignal(window.closed, timeout=10_000):
        window.close()
    (kept,) = workspace.prepared.journal.read().forms
    assert kept.kind == "question"
    assert kept.fields == {"question": "half a question"}
    assert kept.client_id == (None if wide else miriam.client_id)
    assert kept.author == workspace.prepared.user_id
    assert workspace.calls[-1] == "close"


def test_a_question_that_cannot_be_kept_is_not_lost_without_asking(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, miriam: Client
) -> None:
    _open(qtbot, window, miriam)
    _panel(window).box.set_question("half a question")
    workspace.prepared.journal.problem = DiskFull()
    window.close()

    def asked() -> list[Question]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, Question)]

    qtbot.waitUntil(lambda: bool(asked()))
    assert window.isVisible()
    asked()[0].reject()
    assert _panel(window).box.question == "half a question"
    workspace.prepared.journal.problem = None
    with qtbot.waitSignal(window.closed, timeout=10_000):
        window.close()
    (kept,) = workspace.prepared.journal.read().forms
    assert kept.fields == {"question": "half a question"}


def _lock(qtbot: QtBot, window: MainWindow) -> None:
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen and not window._jobs.busy)


def _take_offer(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.page.forms.isVisible)
    window.page.forms.action_requested.emit()
    qtbot.waitUntil(lambda: not window._jobs.busy)


def test_kept_questions_of_two_locks_are_put_before_what_is_typed(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, miriam: Client
) -> None:
    for typed in ("the first", "the second"):
        _open(qtbot, window, miriam)
        _panel(window).box.set_question(typed)
        _lock(qtbot, window)
        _unlock(qtbot, window)
    assert len(workspace.prepared.journal.read().forms) == 2
    _open(qtbot, window, miriam)
    _panel(window).box.set_question("the third")
    _take_offer(qtbot, window)
    assert _panel(window).box.question == "the first\n\nthe third"
    _take_offer(qtbot, window)
    assert _panel(window).box.question == "the second\n\nthe first\n\nthe third"
    assert workspace.prepared.journal.read().forms == ()


def test_a_kept_question_without_room_stays_kept_and_says_so(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, miriam: Client
) -> None:
    _open(qtbot, window, miriam)
    _panel(window).box.set_question("half a question")
    _lock(qtbot, window)
    _unlock(qtbot, window)
    _open(qtbot, window, miriam)
    long = "x" * (QUESTION_LIMIT_CHARS - 5)
    _panel(window).box.set_question(long)
    _take_offer(qtbot, window)
    assert _panel(window).box.question == long
    assert _panel(window).message.isVisible()
    (kept,) = workspace.prepared.journal.read().forms
    assert kept.fields == {"question": "half a question"}


def test_a_kept_question_that_is_typed_already_is_not_doubled(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, miriam: Client
) -> None:
    _open(qtbot, window, miriam)
    _panel(window).box.set_question(QUESTION)
    _lock(qtbot, window)
    _unlock(qtbot, window)
    _open(qtbot, window, miriam)
    _panel(window).box.set_question(QUESTION)
    _take_offer(qtbot, window)
    assert _panel(window).box.question == QUESTION
    assert workspace.prepared.journal.read().forms == ()


def _close_with_one_kept(
    qtbot: QtBot,
    window: MainWindow,
    workspace: FakeWorkspace,
    kept: Client,
    refused: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> Question:
    """A close of which only one of two questions could be sealed; what it asks then."""
    for client in (refused, kept):
        _open(qtbot, window, client)
        _panel(window).box.set_question("half a question")
    journal = workspace.prepared.journal
    keep = journal.keep_form

    def keep_some(form: JournalForm) -> None:
        if form.client_id == refused.client_id:
            raise DiskFull
        keep(form)

    monkeypatch.setattr(journal, "keep_form", keep_some)
    window.close()

    def asked() -> list[Question]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, Question)]

    qtbot.waitUntil(lambda: bool(asked()) and asked()[0].isVisible())
    assert [each.client_id for each in journal.read().forms] == [kept.client_id]
    return asked()[0]


def test_a_close_that_is_given_up_leaves_no_question_in_the_journal(
    qtbot: QtBot,
    window: MainWindow,
    workspace: FakeWorkspace,
    miriam: Client,
    ariel: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _close_with_one_kept(qtbot, window, workspace, miriam, ariel, monkeypatch).reject()
    qtbot.waitUntil(lambda: not workspace.prepared.journal.read().forms)
    panel = _panel(window)
    assert panel.box.question == "half a question"
    panel.box.set_question("")
    monkeypatch.undo()
    _lock(qtbot, window)
    (left,) = workspace.prepared.journal.read().forms
    assert left.client_id == ariel.client_id, "what was emptied is not offered again"


def test_a_close_that_loses_one_question_keeps_the_other(
    qtbot: QtBot,
    window: MainWindow,
    workspace: FakeWorkspace,
    miriam: Client,
    ariel: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = _close_with_one_kept(qtbot, window, workspace, miriam, ariel, monkeypatch)
    with qtbot.waitSignal(window.closed, timeout=10_000):
        question.yes_button.click()
    (kept,) = workspace.prepared.journal.read().forms
    assert kept.client_id == miriam.client_id


def test_a_lock_in_place_of_the_answer_keeps_both(
    qtbot: QtBot,
    window: MainWindow,
    workspace: FakeWorkspace,
    miriam: Client,
    ariel: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _close_with_one_kept(qtbot, window, workspace, miriam, ariel, monkeypatch)
    monkeypatch.undo()
    _lock(qtbot, window)
    forms = workspace.prepared.journal.read().forms
    assert {each.client_id for each in forms} == {miriam.client_id, ariel.client_id}
    assert len(forms) == 2


def test_a_question_that_was_not_asked_is_there_in_the_other_language(
    qtbot: QtBot, window: MainWindow, miriam: Client, ariel: Client
) -> None:
    _open(qtbot, window, ariel)
    _panel(window).box.set_question("about Ariel")
    _open(qtbot, window, miriam)
    _panel(window).box.set_question("half a question")
    before = window.page
    window._on_language_chosen("he")
    qtbot.waitUntil(lambda: window.page is not before and window.unlocked)
    panel = _panel(window)
    qtbot.waitUntil(lambda: panel.box.question == "half a question")
    _open(qtbot, window, ariel)
    assert panel.box.question == "about Ariel"


def test_the_same_chart_opened_once_more_keeps_the_conversation(
    qtbot: QtBot, window: MainWindow, miriam: Client, ariel: Client
) -> None:
    _open(qtbot, window, miriam)
    panel = _panel(window)
    panel.ask(QUESTION)
    qtbot.waitUntil(lambda: not panel.running)
    (turn,) = panel.thread_view.turns
    window.page.open_client(miriam.client_id)
    qtbot.waitUntil(lambda: not window._jobs.busy)
    assert [*panel.thread_view.turns] == [turn]
    window.page.open_client(ariel.client_id)
    assert len(panel.thread_view.turns) == 0


def test_a_commit_marks_the_answers_of_its_client_alone(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, miriam: Client, ariel: Client
) -> None:
    _open(qtbot, window, miriam)
    panel = _panel(window)
    panel.ask(QUESTION)
    qtbot.waitUntil(lambda: not panel.running)
    view = panel.thread_view.turns[0].answer_view
    assert view is not None
    assert not view.changed_row.isVisible()
    panel.box.set_question("And what did it")
    workspace.prepared.changes.publish(Changes())
    workspace.prepared.changes.publish(content_of(ariel.client_id))
    qtbot.wait(2 * GATHER_MS)
    assert not view.changed_row.isVisible(), "neither a signature nor another chart makes it old"
    workspace.prepared.changes.publish(content_of(miriam.client_id))
    qtbot.waitUntil(view.changed_row.isVisible)
    assert view.changed_note.text() == "The chart was changed since"
    assert panel.box.question == "And what did it", "what is being typed stays"


def test_the_keyboard_stays_in_the_window_when_the_assistant_goes(
    qtbot: QtBot, window: MainWindow, miriam: Client
) -> None:
    _open(qtbot, window, miriam)
    panel = _panel(window)
    panel.focus_question()
    assert window.focusWidget() is panel.box.editor
    window.book.run("app.assistant")
    focused = window.focusWidget()
    assert not panel.isVisible()
    assert focused.isVisible()
    assert window.page.views.widgets[0].isAncestorOf(focused)
