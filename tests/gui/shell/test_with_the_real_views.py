"""The window as it ships, views included, over services without a database."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.assistant.dto import Sentence
from core.clients.dto import Client
from core.errors import DatabaseProblem, DiskFull
from core.ids import UserId, new_id
from core.journal.dto import JournalDraft, WaitingDraft
from core.people.dto import SignIn
from core.sessions.dto import SoapText
from tests.fakes.assistant import answer_of, source_of
from tests.fakes.changes import clients_changed
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import PASSPHRASE, FakeWorkspace, as_workspace
from ui.ask.ask_panel import AskPanel
from ui.clients.client_dialog import ClientDialog
from ui.clients.list_view import ClientListView
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.sessions.chart_view import ChartView
from ui.shell.window import MainWindow

NOTE = "Right shoulder pain. Stomach upset after ibuprofen on day 4."
QUOTE = "Stomach upset after ibuprofen on day 4"
QUESTION = "Why was ibuprofen stopped?"


@pytest.fixture
def practice(workspace: FakeWorkspace) -> Iterator[FakePractice]:
    with furnished(workspace) as filled:
        workspace.state = "locked"
        yield filled


@pytest.fixture
def miriam(practice: FakePractice) -> Client:
    client = practice.add_client(MIRIAM)
    session = practice.sessions.add(client.client_id, SoapText(subjective=NOTE), day=date(2024, 4, 7))
    source = source_of(session, "subjective", QUOTE, number=1, client=client, used=True)
    practice.assistant.prepare(
        answer_of(QUESTION, [source], [Sentence("It upset the stomach.", (1,), verified=True)])
    )
    return client


@pytest.fixture
def ariel(practice: FakePractice) -> Client:
    client = practice.add_client(ARIEL)
    practice.sessions.add(client.client_id, SoapText(subjective="כאבי ראש. נוטל Ramipril 5 mg."))
    return client


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


def _views(window: MainWindow) -> tuple[ClientListView, ChartView, AskPanel]:
    views = window.page.views
    assert isinstance(views.clients, ClientListView)
    assert isinstance(views.chart, ChartView)
    assert isinstance(views.ask, AskPanel)
    return views.clients, views.chart, views.ask


def _open_by_keyboard(qtbot: QtBot, window: MainWindow, name: str) -> None:
    clients, chart, _ask = _views(window)
    qtbot.waitUntil(lambda: clients.model.rowCount() > 0)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(clients.search, name)
    qtbot.keyClick(clients.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chart.client is not None)


def _ask(qtbot: QtBot, window: MainWindow) -> None:
    _clients, _chart, ask = _views(window)
    ask.ask(QUESTION)
    qtbot.waitUntil(lambda: not ask.running)


def _model_texts(model: QAbstractItemModel) -> list[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    return [str(model.index(row, 0).data(role) or "") for row in range(model.rowCount()) for role in roles]


def _everything_shown_by(window: QWidget) -> str:
    """All text of all widgets, hidden ones too."""
    found: list[str] = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += _model_texts(widget.model())
    return "\n".join(found)


def test_from_a_question_to_the_highlighted_words(qtbot: QtBot, window: MainWindow, miriam: Client) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    _clients, chart, ask = _views(window)
    assert chart.client == miriam
    _ask(qtbot, window)
    ask.thread_view.turns[-1].sources.cards[0].chosen.emit(ask.thread_view.turns[-1].sources.cards[0].source)
    qtbot.waitUntil(lambda: QUOTE in _highlighted(chart))


def _highlighted(chart: ChartView) -> str:
    from ui.widgets.note_text import NoteText

    return "\n".join(field.highlighted_text() for field in chart.findChildren(NoteText))


def test_after_a_lock_no_widget_holds_a_word_of_the_practice(
    qtbot: QtBot, window: MainWindow, miriam: Client
) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    _ask(qtbot, window)
    before = _everything_shown_by(window)
    words = ("Adler", "shoulder", "ibuprofen", "Penicillin", "Practice at the Harbour", "stomach")
    assert all(word in before for word in words), "the control: these words are on screen"
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen)
    # Widgets taken out of their layouts go with the next turn of the event loop.
    qtbot.waitUntil(lambda: not any(word in _everything_shown_by(window) for word in words))


def test_words_written_before_a_lock_are_there_after_it(
    qtbot: QtBot, window: MainWindow, miriam: Client, practice: FakePractice
) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    _clients, chart, _ask_panel = _views(window)
    qtbot.waitUntil(lambda: bool(chart.page.session))
    field = next(each for each in chart.findChildren(QTextEdit) if each.toPlainText() == NOTE)
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClicks(field, " Better since.")
    qtbot.waitUntil(lambda: window.status.saved_label.text() == "1 draft not saved")
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen)
    (stored,) = practice.sessions.list_for_client(miriam.client_id)
    assert stored.text.subjective == NOTE + " Better since."


def _write_what_cannot_be_stored(qtbot: QtBot, window: MainWindow, practice: FakePractice) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    _clients, chart, _ask_panel = _views(window)
    qtbot.waitUntil(lambda: bool(chart.page.session))
    practice.sessions.fail("save_draft", DatabaseProblem("database_problem"), times=9)
    edit = chart.page.editor.fields["plan"].edit
    edit.setFocus()
    qtbot.keyClicks(edit, "Unstorable plan.")


def test_words_that_could_not_be_stored_leave_memory_and_come_back(
    qtbot: QtBot, window: MainWindow, miriam: Client, practice: FakePractice, workspace: FakeWorkspace
) -> None:
    _write_what_cannot_be_stored(qtbot, window, practice)
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen)
    _clients, chart, _ask_panel = _views(window)
    (sealed,) = workspace.prepared.journal.drafts()
    assert sealed.text.plan == "Unstorable plan."
    assert not chart.has_unsaved
    assert "Unstorable" not in _everything_shown_by(window)
    gc.collect()
    held = [each for each in gc.get_objects() if type(each) is SoapText and "Unstorable" in each.plan]
    # What the fake journal and this test hold is all there is.
    assert {id(each) for each in held} <= {id(sealed.text)}
    practice.sessions.clear_failures()
    _unlock(qtbot, window)
    qtbot.waitUntil(lambda: workspace.prepared.journal.drafts() == ())
    (stored,) = practice.sessions.list_for_client(miriam.client_id)
    assert stored.text == SoapText(subjective=NOTE, plan="Unstorable plan.")


def test_the_same_person_finds_chart_field_cursor_and_scroll_again(
    qtbot: QtBot, window: MainWindow, miriam: Client, ariel: Client, practice: FakePractice
) -> None:
    long = "\n".join(f"Line {number} of a long note." for number in range(200))
    older = practice.sessions.add(miriam.client_id, SoapText(objective=long), day=date(2024, 3, 1))
    _open_by_keyboard(qtbot, window, "adl")
    _clients, chart, ask = _views(window)
    qtbot.waitUntil(lambda: bool(chart.page.session))
    chart.list.session_chosen.emit(older)
    editor = chart.page.editor
    qtbot.waitUntil(lambda: editor.verticalScrollBar().maximum() > 1500)
    edit = editor.fields["objective"].edit
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(2000)
    edit.setTextCursor(cursor)
    editor.verticalScrollBar().setValue(1234)
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen)
    assert editor.verticalScrollBar().value() == 0
    _unlock(qtbot, window)
    qtbot.waitUntil(lambda: chart.page.session is not None)
    qtbot.waitUntil(lambda: editor.verticalScrollBar().value() == 1234)
    assert chart.client == miriam
    assert chart.page.session is not None
    assert chart.page.session.session_id == older.session_id
    assert edit.textCursor().position() == 2000
    assert edit.hasFocus()
    assert "Adler" in _everything_shown_by(ask)


def test_the_clients_record_is_open_again(qtbot: QtBot, window: MainWindow, miriam: Client) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    _clients, chart, _ask_panel = _views(window)
    qtbot.waitUntil(lambda: bool(chart.page.session))
    chart.banner.record_button.click()
    assert chart.record.isVisible()
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen)
    _unlock(qtbot, window)
    qtbot.waitUntil(lambda: chart.record.isVisible())


def test_an_erased_client_leaves_the_chart(qtbot: QtBot, window: MainWindow, miriam: Client) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    _clients, chart, _ask_panel = _views(window)
    qtbot.waitUntil(lambda: bool(chart.page.session))
    window.page.on_client_erased(miriam.client_id)
    assert chart.client is None
    assert "shoulder" not in _everything_shown_by(chart)


def test_hebrew_mirrors_the_window_and_keeps_the_chart(
    qtbot: QtBot, window: MainWindow, miriam: Client
) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    window.menu_actions.language_chosen.emit("he")
    qtbot.waitUntil(lambda: window.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: window.unlocked)
    clients, chart, ask = _views(window)
    qtbot.waitUntil(lambda: chart.client == miriam)
    assert clients.mapTo(window, clients.rect().topLeft()).x() > ask.mapTo(window, ask.rect().topLeft()).x()
    assert "No chart open" not in _everything_shown_by(window)
    assert "Unlocked" not in _everything_shown_by(window)


def test_the_other_client_leaves_the_screen_before_the_next_comes(
    qtbot: QtBot, window: MainWindow, practice: FakePractice, ariel: Client
) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    _ask(qtbot, window)
    clients, chart, ask = _views(window)
    practice.sessions.hold("list_for_client")
    clients.client_chosen.emit(ariel)
    shown = _everything_shown_by(chart) + _everything_shown_by(ask)
    assert "ibuprofen" not in shown
    assert "Adler" not in shown
    practice.sessions.release("list_for_client")
    qtbot.waitUntil(lambda: chart.client == ariel)


def test_words_are_sealed_before_the_keys_go_while_a_save_hangs(
    qtbot: QtBot,
    window: MainWindow,
    practice: FakePractice,
    workspace: FakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed: list[list[str]] = []
    journal = workspace.prepared.journal
    monkeypatch.setattr(
        workspace, "drop_keys", lambda: sealed.append([each.text.plan for each in journal.drafts()])
    )
    practice.sessions.hold("save_draft")
    _write_what_cannot_be_stored(qtbot, window, practice)
    window._locking._overdue.setInterval(0)
    window.lock()
    qtbot.waitUntil(lambda: bool(sealed))
    assert sealed[0] == ["Unstorable plan."]
    assert "Adler" not in window.windowTitle() + window.status.saved_label.text()
    practice.sessions.release("save_draft")
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen)
    _clients, chart, _ask_panel = _views(window)
    assert not chart.has_unsaved
    assert len(journal.drafts()) == 1


@pytest.mark.parametrize("mended", [True, False])
def test_the_words_of_one_are_never_saved_by_another(
    qtbot: QtBot, window: MainWindow, practice: FakePractice, workspace: FakeWorkspace, mended: bool
) -> None:
    first = SignIn(workspace.prepared.user_id, "Ada", False)
    second = SignIn(UserId(new_id()), "Bo", False)
    workspace.people = (first, second)
    journal = workspace.prepared.journal
    journal.problem = DiskFull()
    _write_what_cannot_be_stored(qtbot, window, practice)
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen)
    _clients, chart, _ask_panel = _views(window)
    assert chart.has_unsaved
    journal.problem = None if mended else DiskFull()
    practice.sessions.clear_failures()
    saves = practice.sessions.calls["save_draft"]
    qtbot.waitUntil(lambda: window.lock_screen.person.several)
    window.lock_screen.person.setCurrentIndex(1)
    _unlock(qtbot, window)
    qtbot.waitUntil(lambda: not window._jobs.busy)
    assert workspace.prepared.user_id == second.user_id
    assert practice.sessions.calls["save_draft"] == saves
    assert window.status.saved_label.text() == "All saved"
    assert [each.author for each in journal.drafts()] == ([first.user_id] if mended else [])
    assert chart.has_unsaved is not mended
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen and not window._jobs.busy)
    window.lock_screen.person.setCurrentIndex(0)
    _unlock(qtbot, window)
    qtbot.waitUntil(lambda: not chart.has_unsaved and journal.drafts() == ())
    assert any(each.text.plan == "Unstorable plan." for (*_, each) in practice.sessions.versions_of.values())


def test_a_form_that_a_lock_took_is_offered_again(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace, miriam: Client
) -> None:
    clients, _chart, _ask_panel = _views(window)
    clients.new_client()
    qtbot.waitUntil(lambda: bool(window.findChildren(ClientDialog)))
    qtbot.keyClicks(window.findChildren(ClientDialog)[0].form.last_name, "Typed")
    window.lock()
    qtbot.waitUntil(lambda: window.current_page is window.lock_screen and not window._jobs.busy)
    assert "Typed" not in _everything_shown_by(window)
    _unlock(qtbot, window)
    offer = window.page.forms
    qtbot.waitUntil(offer.isVisible)
    assert "details of a client" in offer.accessibleName()
    assert "Typed" not in offer.accessibleName()
    offer.action_requested.emit()
    qtbot.waitUntil(lambda: bool(window.findChildren(ClientDialog)))
    (back,) = window.findChildren(ClientDialog)
    assert back.form.last_name.text() == "Typed"
    with qtbot.waitSignal(back.stored) as stored:
        back.save_button.click()
    workspace.prepared.changes.publish(clients_changed(stored.args[0].client_id))
    qtbot.waitUntil(lambda: any("Typed" in text for text in _model_texts(clients.model)))


def test_words_from_the_journal_reach_the_editor_that_is_on_screen_already(
    qtbot: QtBot, window: MainWindow, practice: FakePractice, workspace: FakeWorkspace, miriam: Client
) -> None:
    _open_by_keyboard(qtbot, window, "adl")
    _clients, chart, _ask_panel = _views(window)
    qtbot.waitUntil(lambda: bool(chart.page.session))
    session = chart.page.session
    assert session is not None
    draft = JournalDraft(
        session.session_id,
        miriam.client_id,
        workspace.prepared.user_id,
        session.version,
        session.date,
        SoapText(plan="From the journal."),
    )
    workspace.prepared.journal.keep(draft)
    assert chart.unsaved_drafts.restore(WaitingDraft(draft, session, miriam))
    assert chart.page.editor.text().plan == "From the journal."
    qtbot.waitUntil(lambda: workspace.prepared.journal.drafts() == ())
    assert practice.sessions.current(session.session_id).text.plan == "From the journal."


def test_the_session_beside_the_note_is_there_again_after_a_change_of_language(
    qtbot: QtBot, window: MainWindow
) -> None:
    _clients, chart, _ask = _views(window)
    chart.page.head.previous_button.click()
    window.menu_actions.language_chosen.emit("he")
    qtbot.waitUntil(lambda: _views(window)[1] is not chart)
    assert _views(window)[1].page.head.previous_button.isChecked()


def test_tool_tips_name_the_keys_that_count_now(
    qtbot: QtBot, window: MainWindow, practice: FakePractice
) -> None:
    _open_by_keyboard(qtbot, window, "Adler")
    clients, chart, _ask = _views(window)
    banner, page = chart.banner, chart.page
    assert "Ctrl+N" in page.foot.new_button.toolTip()
    assert "Ctrl+F" in clients.search.toolTip()
    window.book.rebind("session.new", "Ctrl+Alt+M")
    window.book.rebind("chart.record", "")
    assert "Ctrl+Alt+M" in page.foot.new_button.toolTip()
    assert "Ctrl+N" not in page.foot.new_button.toolTip()
    assert banner.record_button.toolTip() == "Medical history, notes and contact"
    chart.new_session()
    qtbot.waitUntil(lambda: page.writing and page.editor.text().is_empty)
    # An empty draft cannot be signed: the tip says why, and the keys have nothing to do with that.
    assert "Ctrl+" not in page.foot.sign_button.toolTip()
    page.editor.fields["plan"].edit.insertPlainText("Rest.")
    qtbot.waitUntil(lambda: "Ctrl+Return" in page.foot.sign_button.toolTip())
