"""The history of a session on screen: who stored what and when, and what it changed word by word."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from core.sessions.dto import SoapText
from tests.fakes.clients import MIRIAM
from ui.sessions.chart_view import ChartView
from ui.theme import styled_at_the_end

DAY = date(2024, 4, 7)
FIRST = SoapText(plan="Ibuprofen 400 mg twice a day.")
SECOND = SoapText(plan="Ibuprofen 200 mg twice a day.")


@pytest.fixture
def view(qtbot, jobs, practice) -> ChartView:
    client = practice.add_client(MIRIAM)
    draft = practice.sessions.add(client.client_id, FIRST, day=DAY)
    practice.sessions.save_draft(draft.session_id, SECOND, day=DAY, expected_version=1)
    with styled_at_the_end():
        made = ChartView(jobs)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_client(client.client_id)
    qtbot.waitUntil(lambda: made.page.session is not None)
    made.body.show_versions()
    qtbot.waitUntil(lambda: made.body.versions.model.rowCount() == 2 and not jobs.busy)
    return made


def marked(view: ChartView, field: str, wanted: str) -> str:
    """The words of a field that are struck out or underlined."""
    text = view.body.versions.diff.texts[field]
    found = []
    for place in range(len(text.toPlainText())):
        cursor = QTextCursor(text.document())
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        look = cursor.charFormat()
        if (wanted == "struck" and look.fontStrikeOut()) or (wanted == "under" and look.fontUnderline()):
            found.append(cursor.selectedText())
    return "".join(found)


def test_the_newest_version_is_told_with_its_author_and_what_it_changed(view):
    row = view.body.versions.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Version 2", "7 Apr 2024", "Dr Noa Levi", "Plan"):
        assert part in row
    assert marked(view, "plan", "struck") == "400"
    assert marked(view, "plan", "under") == "200"
    assert "Adler, Miriam" in view.body.versions.title.text()


def test_the_first_version_is_all_new(qtbot, view, jobs):
    versions = view.body.versions
    versions.list.setCurrentIndex(versions.model.index(1))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert marked(view, "plan", "under") == FIRST.plan
    assert not versions.diff.texts["objective"].isVisible()


def test_an_earlier_version_can_be_read_whole_and_left_again(qtbot, view, jobs):
    versions = view.body.versions
    versions.list.setCurrentIndex(versions.model.index(1))
    versions.open_button.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert view.page.editor.fields["plan"].edit.text() == FIRST.plan
    assert not view.page.shows_current
    assert view.page.editor.fields["plan"].edit.isReadOnly()
    view.page.notice.action_requested.emit()
    assert view.page.writing
    assert view.page.editor.fields["plan"].edit.text() == SECOND.plan


def test_another_chart_leaves_nothing_of_the_history(view):
    view.clear()
    versions = view.body.versions
    assert versions.model.rowCount() == 0
    assert versions.title.text() == ""
    assert all(text.toPlainText() == "" for text in versions.diff.texts.values())


def test_a_comparison_that_comes_too_late_is_not_shown(qtbot, view, practice, jobs):
    practice.sessions.hold("get")
    versions = view.body.versions
    versions.list.setCurrentIndex(versions.model.index(1))
    view.clear()
    practice.sessions.release("get")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert all(text.toPlainText() == "" for text in versions.diff.texts.values())


def test_the_view_opens_at_the_first_change(qtbot, jobs, practice):
    client = practice.add_client(MIRIAM)
    long = "Line of words that stay as they are.\n" * 150
    draft = practice.sessions.add(client.client_id, SoapText(subjective=long, plan="Rest."), day=DAY)
    practice.sessions.save_draft(
        draft.session_id, SoapText(subjective=long, plan="Swim."), day=DAY, expected_version=1
    )
    with styled_at_the_end():
        view = ChartView(jobs)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    view.show_client(client.client_id)
    qtbot.waitUntil(lambda: view.page.session is not None)
    view.body.show_versions()
    diff = view.body.versions.diff
    plan = diff.texts["plan"]

    def in_sight() -> bool:
        place = plan.mapTo(diff.viewport(), plan.rect_of(0, 1).center())
        return bool(plan.text()) and diff.viewport().rect().contains(place)

    qtbot.waitUntil(in_sight)
    view.body.versions.list.setCurrentIndex(view.body.versions.model.index(1))
    qtbot.waitUntil(lambda: not jobs.busy and "Swim" not in plan.text())
    assert diff.verticalScrollBar().value() == 0, "where everything is new it begins at the top"
