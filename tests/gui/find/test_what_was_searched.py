"""The search page never passes for an all-clear: what was not searched, not ready or not found is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessibleEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.engine.dto import EngineState
from core.errors import DatabaseProblem
from core.retrieval.dto import IndexStatus
from core.sources.dto import Coverage, SearchScope
from tests.fakes.search import result_of
from tests.gui.find.conftest import Searched
from tests.gui.find.searching import QUESTION, Ask, shown_words
from ui.find.find_page import FindPage
from ui.jobs import Jobs


def test_the_count_says_what_was_searched(page: FindPage, practice: Searched, ask: Ask) -> None:
    practice.finder.result = replace(practice.finder.result, searched=result_of(unread=2).searched)
    ask(QUESTION)
    said = page.count.text().replace("(s)", "s")
    assert "".join(each for each in said if each not in "\u2068\u2069\u200e") == (
        "4 passages of 3 clients; searched 84 sessions of 22 clients, 14 Jan 2023 – 3 Oct 2024; "
        "2 could not be read"
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (EngineState.STARTING, "Found by words only while the models load"),
        (EngineState.FAILED, "Found by words only: the models are not available"),
    ],
)
def test_words_only_is_said_and_can_be_tried_again(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask, state: EngineState, words: str
) -> None:
    whole = practice.finder.result
    practice.workspace.prepared.engine.state = state
    practice.finder.gives = [replace(whole, dense_available=False)]
    ask(QUESTION)
    assert words in page.message.accessibleName()
    page.message.action_requested.emit()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert len(practice.finder.asked) == 2
    assert page.message.isHidden()


def test_an_index_that_is_not_whole_is_said(page: FindPage, practice: Searched, ask: Ask) -> None:
    practice.workspace.prepared.index.current = IndexStatus(total=100, indexed=43, remaining_s=140)
    practice.finder.result = replace(practice.finder.result, searched=result_of(unread=57).searched)
    ask(QUESTION)
    said = page.message.accessibleName()
    assert "43 %" in said
    assert "3 minute" in said


def test_before_anything_is_asked_the_state_of_the_index_is_said(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    practice.workspace.prepared.index.current = IndexStatus(total=100, indexed=43)
    page.begin()
    qtbot.waitUntil(lambda: "43 %" in page.message.accessibleName())
    ask(QUESTION)
    assert "43 %" in page.message.accessibleName(), "the order may be wrong although all words were searched"
    assert "their words only" in page.message.accessibleName()


def test_another_search_is_offered_when_the_index_is_whole(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    index = practice.workspace.prepared.index
    index.current = IndexStatus(total=100, indexed=43)
    ask(QUESTION)
    page.tell_index(IndexStatus(total=100, indexed=90))
    assert "ready" not in page.message.accessibleName()
    index.current = IndexStatus(total=100, indexed=100)
    page.tell_index(index.current)
    assert "The index is ready now" in page.message.accessibleName()
    page.message.action_requested.emit()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert len(practice.finder.asked) == 2
    assert page.message.isHidden()
    page.tell_index(index.current)
    assert page.message.isHidden(), "nothing is better than before"


def test_an_index_that_became_whole_while_one_searched_is_told_too(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs
) -> None:
    practice.workspace.prepared.index.current = IndexStatus(total=100, indexed=43)
    practice.finder.hold("find")
    page.line.edit.setText(QUESTION)
    page.search()
    page.tell_index(IndexStatus(total=100, indexed=100))
    practice.finder.release("find")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "The index is ready now" in page.message.accessibleName()


def test_another_search_is_offered_when_the_models_are_ready(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    practice.workspace.prepared.engine.state = EngineState.STARTING
    practice.finder.gives = [replace(practice.finder.result, dense_available=False)]
    ask(QUESTION)
    page.tell_engine(EngineState.READY)
    assert "The models are ready now" in page.message.accessibleName()
    page.message.action_requested.emit()
    qtbot.waitUntil(lambda: not jobs.busy)
    page.tell_engine(EngineState.READY)
    assert page.message.isHidden()


def test_notes_that_were_not_searched_are_no_all_clear(page: FindPage, practice: Searched, ask: Ask) -> None:
    practice.workspace.prepared.index.current = IndexStatus(total=124, indexed=0)
    practice.workspace.prepared.engine.state = EngineState.STARTING
    nothing = replace(result_of(), dense_available=False, searched=Coverage(unread=126, unindexed=124))
    practice.finder.gives = [
        nothing,
        replace(nothing, searched=Coverage(60, unread=40, unindexed=40, passages=9)),
    ]
    ask(QUESTION)
    shown = shown_words(page)
    assert "Not searched yet" in shown
    assert "124 not indexed yet (not searched); 2 could not be read" in shown
    assert "earched 0 session" not in shown
    assert "Nothing found" not in shown
    assert "0 %" in page.message.accessibleName(), "the index, not the models, is what is missing"
    ask("another")
    shown = shown_words(page)
    assert "Nothing found so far" in shown
    assert "Searched 60 session" in shown
    assert "40 not indexed yet" in shown


def test_a_failed_search_is_not_under_way_any_more(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs
) -> None:
    practice.finder.hold("find")
    practice.finder.fail("find", DatabaseProblem("database_unreachable"))
    page.line.edit.setText(QUESTION)
    page.search()
    qtbot.waitUntil(lambda: "Searching…" in shown_words(page))
    practice.finder.release("find")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "Searching…" not in shown_words(page)


def test_what_stands_instead_of_a_list_is_said_aloud(
    page: FindPage, practice: Searched, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def heard(event: QAccessibleEvent) -> None:
        spoken = event.object()
        assert isinstance(spoken, QWidget)
        said.append(spoken.accessibleName())

    monkeypatch.setattr("ui.find.find_page.QAccessible.updateAccessibility", heard)
    practice.finder.result = result_of()
    ask("myxomatosis")
    assert any("Nothing found" in each and "Searched 84 session" in each for each in said)


def test_records_and_attachments_are_not_counted_as_sessions(
    page: FindPage, practice: Searched, ask: Ask
) -> None:
    practice.finder.result = replace(result_of(), searched=Coverage(passages=7))
    page.filters.field.setCurrentIndex(page.filters.field.count() - 1)
    ask("myxomatosis")
    assert "Searched 7 passages of records and attachments" in shown_words(page).replace("(s)", "s")
    assert "session" not in page.empty.accessibleName()


def test_nothing_found_says_what_was_searched(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    practice.finder.result = result_of()
    page.filters.show_client(practice.miriam)
    ask("myxomatosis")
    shown = shown_words(page)
    assert "Nothing found" in shown
    assert "Searched 84 session" in shown
    page.empty.action_requested.emit()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert practice.finder.asked[-1].scope == SearchScope(), "all notes are searched"
    assert page.filters.client.client is None


def test_an_error_is_told_and_tried_again(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    practice.finder.fail("find", DatabaseProblem("database_unreachable"))
    ask(QUESTION)
    assert page.message.isVisible()
    assert page.line.button.text() == "Find"
    page.message.action_requested.emit()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.list.rows.hits == 4
