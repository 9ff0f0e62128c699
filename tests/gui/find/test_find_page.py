"""The search page: asking by keyboard and mouse, stopping, what is found by client, what a lock leaves."""

from __future__ import annotations

import gc
from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.retrieval.dto import ClientGroup, Reading, SearchOptions
from core.sources.dto import SearchScope
from tests.fakes.people import client_named
from tests.fakes.search import SearchCall, hit_on, passage_of, result_of
from tests.gui.find.conftest import METFORMIN, Searched
from tests.gui.find.searching import QUESTION, Ask, opens_a_popup, rows_of, shown_words, understood_as
from ui.find.find_page import FIRST_LIMIT, FULL_LIMIT, FindPage
from ui.find.hits_model import HitRow
from ui.jobs import Jobs


def test_it_begins_with_what_can_be_done_here(page: FindPage, practice: Searched) -> None:
    assert "Find in all notes" in shown_words(page)
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
    rows = rows_of(page)
    assert rows[0] == "Adler"
    assert rows[1:3] == [METFORMIN, "Type 2 diabetes since 2015."]
    assert [row for row in rows if row in ("Adler", "כהן", "Castro")] == ["Adler", "כהן", "Castro"]


def test_every_row_is_spoken_with_the_name_of_its_client(page: FindPage, ask: Ask) -> None:
    ask(QUESTION)
    spoken = str(page.list.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    for words in ("Adler, Miriam", "7 Apr 2024", "Plan", "Diabetes", METFORMIN, "also on", "9 May 2024"):
        assert words in spoken
    assert "found by meaning" not in spoken
    by_meaning = str(page.list.rows.index(2).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "found by meaning" in by_meaning
    denied = str(page.list.rows.index(6).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Castro" in denied
    assert "denied" in denied


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
    assert "Searching…" in shown_words(page)
    qtbot.mouseClick(page.line.button, Qt.MouseButton.LeftButton)
    assert page.line.button.text() == "Find"
    assert "Stopped" in shown_words(page)
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
    assert "Adler" not in shown_words(page)
    assert METFORMIN not in shown_words(page)


def test_a_client_who_is_erased_leaves_the_page(page: FindPage, practice: Searched, ask: Ask) -> None:
    ask(QUESTION)
    assert practice.miriam.client_id in page.client_ids
    page.forget_client(practice.miriam.client_id)
    assert practice.miriam.client_id not in page.client_ids
    assert METFORMIN not in shown_words(page)
    assert "of 2 client" in page.count.text()
    for client in (practice.ariel, practice.hector):
        page.forget_client(client.client_id)
    assert "Nothing found" in shown_words(page)


def test_a_new_name_is_shown_at_once(page: FindPage, practice: Searched, ask: Ask) -> None:
    ask(QUESTION)
    married = replace(practice.miriam, details=replace(practice.miriam.details, last_name="Baruch"))
    page.update_client(married)
    assert rows_of(page)[0] == "Baruch"


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
    understood_as(practice, Reading("latest"))
    ask(QUESTION)
    page.list.grab()
    page.clear()
    shown = shown_words(page)
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
    held = [each for each in gc.get_objects() if type(each) is HitRow]
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


def test_a_question_is_asked_without_the_blanks_around_it(
    page: FindPage, practice: Searched, ask: Ask
) -> None:
    ask("  metformin  ")
    assert practice.finder.asked == [
        SearchCall("metformin", SearchScope(), SearchOptions(recency=True, understand=True), FIRST_LIMIT)
    ]
