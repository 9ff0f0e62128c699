"""What narrows a search, chosen as a filter or read from the question, is shown and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.people.dto import Member
from core.retrieval.dto import Reading
from core.sources.dto import SearchScope
from tests.fakes.people import FakePeople, member_named
from tests.gui.find.conftest import Searched
from tests.gui.find.searching import QUESTION, Ask, opens_a_popup, shown_words, understood_as
from ui.find.find_page import FindPage
from ui.find.words import caution_text, reading_text
from ui.jobs import Jobs

# Filters.


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


# What was understood.


def test_what_was_understood_is_said_and_can_be_taken_back(
    qtbot: QtBot, page: FindPage, practice: Searched, jobs: Jobs, ask: Ask
) -> None:
    since = Reading("since", since=date(2024, 3, 1))
    understood_as(practice, since, Reading("latest"))
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
    understood_as(practice, Reading("listing"))
    ask(QUESTION)
    qtbot.mouseClick(page.chips.chips[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    page.search()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not practice.finder.asked[-1].options.understand, "the same question stays plain"
    ask("another question")
    assert practice.finder.asked[-1].options.understand


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
    understood_as(practice, reading)
    ask(QUESTION)
    assert words in shown_words(page)
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
    understood_as(practice, Reading("listing"), Reading("preferred", date(2024, 3, 1), date(2024, 3, 31)))
    ask(QUESTION)
    qtbot.mouseClick(page.chips.chips[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert practice.finder.asked[-1].scope == SearchScope(since=date(2024, 3, 1), until=date(2024, 3, 31))


def test_chips_come_before_the_list_for_the_tab_key(page: FindPage, practice: Searched, ask: Ask) -> None:
    understood_as(practice, Reading("latest"), Reading("listing"))
    ask(QUESTION)
    order: list[QWidget] = []
    at: QWidget | None = page.line.edit
    while at is not None and at not in order:
        order.append(at)
        at = at.nextInFocusChain()
    buttons = page.message.findChildren(QPushButton)
    places = [order.index(each) for each in (page.filters.newer, *page.chips.chips, *buttons, page.list)]
    assert places == sorted(places)
