"""The search page: asking, what is found by client, filters, what was understood, and what a lock leaves."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.engine.dto import EngineState
from core.errors import DatabaseProblem
from core.people.dto import Member
from core.retrieval.dto import (
    ClientGroup,
    Coverage,
    IndexStatus,
    Reading,
    SearchOptions,
    SearchResult,
    SearchScope,
)
from tests.fakes.people import FakePeople, client_named, member_named
from tests.fakes.search import Asked, hit_on, passage_of, result_of
from tests.gui.find.conftest import METFORMIN, Searched
from ui.find.find_page import FIRST_LIMIT, FULL_LIMIT, FindPage
from ui.find.groups import FoundOf
from ui.find.hits_model import ROW_ROLE, HitRow
from ui.find.words import caution_text, reading_text
from ui.jobs import Jobs

Ask = Callable[[str], None]
QUESTION = "which patients take metformin"
opens_a_popup = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""Said of every pop-up by the platform plugin without a screen."""


def _rows(page: FindPage) -> list[str]:
    """Headings by last name, passages by their words."""
    rows = (page.list.rows.index(row).data(ROW_ROLE) for row in range(page.list.rows.rowCount()))
    return [
        row.client.details.last_name if isinstance(row, FoundOf) else row.hit.passage.text for row in rows
    ]


def _shown_words(page: FindPage) -> str:
    """Every word of the page that is not hidden."""
    parts = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    parts += [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    parts.append(page.line.edit.text())
    words = "\n".join(parts + _rows(page))
    return "".join(each for each in words if each not in "\u2068\u2069\u200e")


def test_it_begins_with_what_can_be_done_here(page: FindPage, practice: Searched) -> None:
    assert "Find in all notes" in _shown_words(page)
    assert not page.list.isVisible()
    assert not any(button.isVisible() for button in (page.again_button, page.more_button))
    page.search()
    assert practice.finder.asked == [], "nothing is asked by an empty box"


def test_enter_asks_and_what_is_found_stands_under_its_client(
    qtbot: QtBot, page: FindPage, practice: Searched
) -> None:
    qtbot.keyClicks(page.line.edit, QUESTION)
    assert practice.finder.asked == [], "nothing is asked while one types"
    qtbot.keyClick(page.line.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.isVisible())
    (asked,) = practice.finder.asked
    assert (asked.question, asked.scope, asked.limit) == (QUESTION, SearchScope(), FIRST_LIMIT)
    assert asked.options.recency
    assert asked.options.understand
    rows = _rows(page)
    assert rows[0] == "Adler"
    assert rows[1:3] == [METFORMIN, "Type 2 diabetes since 2015."]
    assert [row for row in rows if row in ("Adler", "כהן", "Castro")] == ["Adler", "כהן", "Castro"]


def test_the_count_says_what_was_searched(page: FindPage, practice: Searched, ask: Ask) -> None:
    practice.finder.result = replace(practice.finder.result, searched=result_of(unread=2).searched)
    ask(QUESTION)
    said = page.count.text().replace("(s)", "s")
    assert "".join(each for each in said if each not in "\u2068\u2069\u200e") == (
        "4 passages of 3 clients; searched 84 sessions of 22 clients, 14 Jan 2023 – 3 Oct 2024; "
        "2 could not be read"
    )


def test_every_row_is_spoken_with_the_name_of_its_client(page: FindPage, ask: Ask) -> None:
    ask(QUESTION)
    spoken = str(page.list.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    for words in ("Adler, Miriam", "7 Apr 2024", "Plan", "Diabetes", METFORMIN, "also on", "9 May 2024"):
        assert words in spoken
    assert "found by its meaning" not in spoken
    by_meaning = str(page.list.rows.index(2).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "found by its meaning" in by_meaning
    denied = str(page.list.rows.index(6).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Castro" in denied
    assert "says that it is not so" in denied


def test_by_keyboard_from_the_box_into_the_note_and_back(
    qtbot: QtBot, page: FindPage, practice: Searched, ask: Ask
) -> None:
    ask(QUESTION)
    qtbot.keyClick(page.line.edit, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 1, "the heading is no place to stop"
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 4, "arrows go past headings"
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    with qtbot.waitSignal(page.source_chosen) as chosen:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    (source,) = chosen.args
    assert source.client_name == "Adler, Miriam"
    assert source.quote == "Metformin", "marked words far apart are not joined by what stands between them"
    assert source.passage.client_id == practice.miriam.client_id
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert page.line.edit.hasFocus()
    assert page.line.edit.selectedText() == QUESTION
    qtbot.keyClick(page.line.edit, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    assert page.line.edit.hasFocus(), "above the first passage is the box"


def test_what_was_found_by_meaning_opens_as_a_whole(qtbot: QtBot, page: FindPage, ask: Ask) -> None:
    ask(QUESTION)
    page.list.setCurrentIndex(page.list.rows.index(2))
    with qtbot.waitSignal(page.source_chosen) as chosen:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert chosen.args[0].quote == "Type 2 diabetes since 2015."


def test_a_click_opens_a_passage_and_a_heading_does_not(qtbot: QtBot, page: FindPage, ask: Ask) -> None:
    ask(QUESTION)
    heading, hit = (page.list.visualRect(page.list.rows.index(row)).center() for row in (3, 1))
    with qtbot.assertNotEmitted(page.source_chosen):
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    with qtbot.waitSignal(page.source_chosen):
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=hit)


def test_a_second_question_ends_the_first(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs
) -> None:
    practice.finder.gives = [result_of(), practice.finder.result]
    practice.finder.hold("find")
    page.line.edit.setText("first")
    page.search()
    qtbot.waitUntil(lambda: len(practice.finder.asked) == 1)
    page.line.edit.setText("second")
    page.search()
    practice.finder.release("find")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert [each.question for each in practice.finder.asked] == ["first", "second"]
    assert page.list.isVisible(), "what is shown answers the second"
    assert page.list.rows.hits == 4


def test_a_long_search_can_be_stopped(qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs) -> None:
    practice.finder.hold("find")
    page.line.edit.setText(QUESTION)
    page.search()
    qtbot.waitUntil(lambda: page.line.button.text() == "Stop")
    assert "Searching…" in _shown_words(page)
    qtbot.mouseClick(page.line.button, Qt.MouseButton.LeftButton)
    assert page.line.button.text() == "Find"
    assert "Stopped" in _shown_words(page)
    practice.finder.release("find")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not page.list.rows.hits, "what came too late is not shown"


def test_escape_stops_too_and_empties_afterwards(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs
) -> None:
    practice.finder.hold("find")
    page.line.edit.setText(QUESTION)
    page.search()
    qtbot.keyClick(page.line.edit, Qt.Key.Key_Escape)
    practice.finder.release("find")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.line.edit.text() == QUESTION
    page.search()
    qtbot.waitUntil(lambda: page.list.isVisible())
    qtbot.keyClick(page.line.edit, Qt.Key.Key_Escape)
    assert page.line.edit.text() == ""
    assert not page.list.rows.hits, "an empty box has found nothing"


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
    shown = _shown_words(page)
    assert "Not searched yet" in shown
    assert "124 not indexed yet (not searched); 2 could not be read" in shown
    assert "earched 0 session" not in shown
    assert "Nothing found" not in shown
    assert "0 %" in page.message.accessibleName(), "the index, not the models, is what is missing"
    ask("another")
    shown = _shown_words(page)
    assert "Nothing found so far" in shown
    assert "Searched 60 session" in shown
    assert "40 not indexed yet" in shown


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading("preferred", date(2024, 3, 1), date(2024, 3, 31)), "1 Mar 2024 – 31 Mar 2024 preferred"),
        (Reading("preferred", since=date(2024, 3, 1)), "since 1 Mar 2024 preferred"),
        (
            Reading("dates_lifted", date(2023, 1, 1), date(2023, 6, 30)),
            "Nothing from 1 Jan 2023 – 30 Jun 2023",
        ),
        (Reading("dates_lifted", until=date(2023, 6, 30)), "Nothing until 30 Jun 2023"),
        (Reading("negation"), "whether or not it is so"),
    ],
)
def test_what_a_question_did_not_get_is_said(
    page: FindPage, practice: Searched, ask: Ask, reading: Reading, words: str
) -> None:
    _understanding(practice, reading)
    ask(QUESTION)
    assert words in _shown_words(page)
    page.clear()
    assert not page.chips.isVisible()
    assert not page.chips.caution.text()


@pytest.mark.parametrize("code", get_args(get_type_hints(Reading)["code"]))
def test_no_reading_is_passed_over(code: Any) -> None:
    reading = Reading(code, date(2024, 3, 1), date(2024, 3, 31))
    assert bool(reading_text(reading)) != bool(caution_text(reading))


def test_preferred_days_stay_as_a_filter_when_something_else_is_taken_back(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    _understanding(practice, Reading("listing"), Reading("preferred", date(2024, 3, 1), date(2024, 3, 31)))
    ask(QUESTION)
    qtbot.mouseClick(page.chips.chips[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert practice.finder.asked[-1].scope == SearchScope(since=date(2024, 3, 1), until=date(2024, 3, 31))


def test_chips_come_before_the_list_for_the_tab_key(page: FindPage, practice: Searched, ask: Ask) -> None:
    _understanding(practice, Reading("latest"), Reading("listing"))
    ask(QUESTION)
    order: list[QWidget] = []
    at: QWidget | None = page.line.edit
    while at is not None and at not in order:
        order.append(at)
        at = at.nextInFocusChain()
    buttons = page.message.findChildren(QPushButton)
    places = [order.index(each) for each in (page.filters.newer, *page.chips.chips, *buttons, page.list)]
    assert places == sorted(places)


def test_a_failed_search_is_not_under_way_any_more(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs
) -> None:
    practice.finder.hold("find")
    practice.finder.fail("find", DatabaseProblem("database_unreachable"))
    page.line.edit.setText(QUESTION)
    page.search()
    qtbot.waitUntil(lambda: "Searching…" in _shown_words(page))
    practice.finder.release("find")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "Searching…" not in _shown_words(page)


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


def test_the_box_says_whose_chart_is_searched(page: FindPage, practice: Searched, ask: Ask) -> None:
    def titles() -> list[str]:
        title = next(each.text() for each in page.empty.findChildren(QLabel))
        return [title, page.line.edit.placeholderText(), page.line.edit.accessibleName()]

    page.find_in(practice.miriam)
    for title in titles():
        assert "Find in the chart of" in title
        assert "Adler" in title
    page.clear()
    assert not any("Adler" in title for title in titles()), "no name outlives a lock"
    assert titles()[0] == "Find in all notes"


def test_records_and_attachments_are_not_counted_as_sessions(
    page: FindPage, practice: Searched, ask: Ask
) -> None:
    practice.finder.result = replace(result_of(), searched=Coverage(passages=7))
    page.filters.field.setCurrentIndex(page.filters.field.count() - 1)
    ask("myxomatosis")
    assert "Searched 7 passages of records and attachments" in _shown_words(page).replace("(s)", "s")
    assert "session" not in page.empty.accessibleName()


def test_nothing_found_says_what_was_searched(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    practice.finder.result = result_of()
    page.filters.show_client(practice.miriam)
    ask("myxomatosis")
    shown = _shown_words(page)
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


def test_filters_are_part_of_the_question(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    levi = member_named("Dr Noa Levi")
    practice.workspace.prepared = replace(practice.workspace.prepared, people=FakePeople(levi))
    page.begin()
    qtbot.waitUntil(lambda: page.filters.author.count() == 2)
    ask(QUESTION)
    filters = page.filters
    for box, row in ((filters.field, 4), (filters.author, 1), (filters.period, filters.period.count() - 1)):
        box.setCurrentIndex(row)
    filters.since.show_day(date(2024, 1, 1))
    filters.until.show_day(date(2024, 5, 1))
    filters.newer.setChecked(False)
    qtbot.waitUntil(lambda: not jobs.busy)
    asked = practice.finder.asked[-1]
    assert asked.scope == SearchScope(
        since=date(2024, 1, 1),
        until=date(2024, 5, 1),
        fields=frozenset({"plan"}),
        authors=frozenset({levi.user_id}),
    )
    assert not asked.options.recency
    qtbot.mouseClick(filters.reset_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert practice.finder.asked[-1].scope == SearchScope()


def test_a_filter_alone_asks_nothing(page: FindPage, practice: Searched) -> None:
    page.filters.field.setCurrentIndex(1)
    page.filters.field.activated.emit(1)
    assert practice.finder.asked == []


@opens_a_popup
def test_a_client_is_chosen_by_typing(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    ask(QUESTION)
    choice = page.filters.client
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: choice.picker.model.rowCount() == 3)
    qtbot.keyClicks(choice.picker.search, "cas")
    qtbot.keyClick(choice.picker.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert practice.finder.asked[-1].scope.client_id == practice.hector.client_id
    assert "Castro" in choice.text()
    assert "30 Nov 1990" in choice.toolTip()
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(choice.everybody, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert practice.finder.asked[-1].scope.client_id is None


def test_find_in_this_chart_sets_the_client_and_drops_what_was_found(
    page: FindPage, practice: Searched, ask: Ask
) -> None:
    ask(QUESTION)
    page.find_in(practice.ariel)
    assert page.filters.scope.client_id == practice.ariel.client_id
    assert not page.list.rows.hits, "what was found of others is not shown under one name"
    assert page.line.edit.hasFocus()


def _understanding(practice: Searched, *readings: Reading) -> SearchResult:
    practice.finder.result = replace(practice.finder.result, understood=readings)
    return practice.finder.result


def test_what_was_understood_is_said_and_can_be_taken_back(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    since = Reading("since", since=date(2024, 3, 1))
    _understanding(practice, since, Reading("latest"))
    ask("latest metformin since March")
    said = [chip.text().replace("\u2068", "").replace("\u2069", "") for chip in page.chips.chips]
    assert said == ["since 1 Mar 2024", "latest preferred"]
    qtbot.mouseClick(page.chips.chips[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    asked = practice.finder.asked[-1]
    assert not asked.options.understand
    assert asked.scope.since == date(2024, 3, 1), "what else was understood stays, as a filter"
    assert page.chips.chips == []
    assert page.chips.again_button.isVisible()
    qtbot.mouseClick(page.chips.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert practice.finder.asked[-1].options.understand


def test_another_question_is_understood_again(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    _understanding(practice, Reading("listing"))
    ask(QUESTION)
    qtbot.mouseClick(page.chips.chips[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    page.search()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not practice.finder.asked[-1].options.understand, "the same question stays plain"
    ask("another question")
    assert practice.finder.asked[-1].options.understand


def test_a_question_about_everybody_comes_in_its_groups(page: FindPage, practice: Searched, ask: Ask) -> None:
    whole = practice.finder.result
    by_client = {
        client.client_id: tuple(hit for hit in whole.hits if hit.passage.client_id == client.client_id)
        for client in (practice.hector, practice.miriam)
    }
    groups = tuple(ClientGroup(client_id, hits) for client_id, hits in by_client.items())
    practice.finder.result = replace(whole, groups=groups)
    ask(QUESTION)
    assert [each.client for each in page.list.rows.found] == [practice.hector, practice.miriam]


def test_nothing_is_shown_under_another_clients_name(page: FindPage, practice: Searched, ask: Ask) -> None:
    whole = practice.finder.result
    practice.finder.result = replace(whole, groups=(ClientGroup(practice.hector.client_id, whole.hits),))
    ask(QUESTION)
    (found,) = page.list.rows.found
    assert {hit.passage.client_id for hit in found.hits} == {practice.hector.client_id}


def test_a_client_who_is_gone_since_is_left_out(page: FindPage, practice: Searched, ask: Ask) -> None:
    del practice.clients.stored[practice.miriam.client_id]
    ask(QUESTION)
    assert "Adler" not in _shown_words(page)
    assert METFORMIN not in _shown_words(page)


def test_a_client_who_is_erased_leaves_the_page(page: FindPage, practice: Searched, ask: Ask) -> None:
    ask(QUESTION)
    assert practice.miriam.client_id in page.client_ids
    page.forget_client(practice.miriam.client_id)
    assert practice.miriam.client_id not in page.client_ids
    assert METFORMIN not in _shown_words(page)
    assert "of 2 client" in page.count.text()
    for client in (practice.ariel, practice.hector):
        page.forget_client(client.client_id)
    assert "Nothing found" in _shown_words(page)


def test_a_new_name_is_shown_at_once(page: FindPage, practice: Searched, ask: Ask) -> None:
    ask(QUESTION)
    married = replace(practice.miriam, details=replace(practice.miriam.details, last_name="Baruch"))
    page.update_client(married)
    assert _rows(page)[0] == "Baruch"


def test_more_is_read_when_it_is_wanted(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    text = "Passage {} on metformin."
    practice.finder.result = result_of(
        *(
            hit_on(passage_of(text.format(number), client_id=practice.miriam.client_id), rank=number)
            for number in range(1, FULL_LIMIT + 1)
        )
    )
    ask(QUESTION)
    assert page.list.rows.hits == FIRST_LIMIT
    assert "The nearest 40 passage" in page.count.text(), "the number is that of the limit"
    qtbot.mouseClick(page.more_button, Qt.MouseButton.LeftButton)
    assert page.list.rows.hits == FIRST_LIMIT, "what is shown stays meanwhile"
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.list.rows.hits == FULL_LIMIT
    assert not page.more_button.isVisible()


def test_something_stored_since_offers_another_search(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    page.note_changed()
    assert not page.again_button.isVisible(), "nothing was found yet"
    ask(QUESTION)
    page.note_changed()
    assert page.again_button.isVisible()
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not page.again_button.isVisible()
    assert len(practice.finder.asked) == 2


@opens_a_popup
def test_a_lock_leaves_nothing(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    page.begin()
    page.filters.client.open()
    qtbot.waitUntil(lambda: page.filters.client.picker.model.rowCount() == 3)
    page.filters.show_client(practice.miriam)
    _understanding(practice, Reading("latest"))
    ask(QUESTION)
    page.list.grab()
    page.clear()
    shown = _shown_words(page)
    for words in ("Adler", METFORMIN, QUESTION, "latest", "84"):
        assert words not in shown
    assert page.filters.client.popup.isHidden()
    assert page.filters.client.picker.model.total == 0
    assert page.filters.author.count() == 1
    assert page.client_ids == frozenset()
    page.line.edit.undo()
    assert page.line.edit.text() == "", "undo brings no question back"
    practice.finder.result = result_of()
    practice.finder.asked.clear()
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, HitRow)]
    assert held == [], "no passage is kept"


def test_an_answer_on_its_way_is_not_shown_after_a_lock(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs
) -> None:
    practice.finder.hold("find")
    page.line.edit.setText(QUESTION)
    page.search()
    page.clear()
    practice.finder.release("find")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not page.list.rows.hits


def test_a_few_clients_are_read_by_themselves_and_many_at_once(
    page: FindPage, practice: Searched, ask: Ask
) -> None:
    ask(QUESTION)
    assert (practice.clients.calls["get"], practice.clients.calls["list"]) == (3, 0)
    people = [client_named(f"Client {number}") for number in range(30)]
    practice.clients.stored |= {each.client_id: each for each in people}
    hits = (hit_on(passage_of("Word.", client_id=each.client_id)) for each in people)
    practice.finder.result = result_of(*hits)
    ask("another")
    assert (practice.clients.calls["get"], practice.clients.calls["list"]) == (3, 1)
    assert len(page.list.rows.found) == 30


def test_the_person_who_wrote_is_among_the_authors(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs
) -> None:
    people: tuple[Member, ...] = (member_named("Bo"), member_named("Ada"))
    practice.workspace.prepared = replace(practice.workspace.prepared, people=FakePeople(*people))
    page.begin()
    page.begin()
    qtbot.waitUntil(lambda: not jobs.busy)
    names = [page.filters.author.itemText(row) for row in range(page.filters.author.count())]
    assert names == ["By anyone", "Ada", "Bo"]
    assert practice.workspace.prepared.people.calls["list"] == 1


def test_a_question_is_asked_without_the_blanks_around_it(
    page: FindPage, practice: Searched, ask: Ask
) -> None:
    ask("  metformin  ")
    assert practice.finder.asked == [
        Asked("metformin", SearchScope(), SearchOptions(recency=True, understand=True), FIRST_LIMIT)
    ]
