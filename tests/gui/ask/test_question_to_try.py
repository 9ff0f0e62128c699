"""A question worth clicking beside the charts of the demo practice, and beside no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from core.demo import FIRST_CLIENT
from core.demo_questions import demo_questions, question_to_try
from tests.fakes.clients import MIRIAM
from tests.fakes.practice import FakePractice
from ui.ask.ask_panel import AskPanel
from ui.jobs import Jobs
from ui.theme import SPACE_3, SPACE_8, styled_at_the_end

WIDTH_PX = 284
"""The narrowest that the panel is."""
ROOM_PX = WIDTH_PX - 2 * SPACE_3 - 2 * SPACE_8


@pytest.fixture
def panel(qtbot: QtBot, jobs: Jobs, practice: FakePractice) -> AskPanel:
    with styled_at_the_end():
        made = AskPanel(jobs)
    qtbot.addWidget(made)
    made.resize(WIDTH_PX, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def demo_client(practice: FakePractice) -> Client:
    return practice.add_client(replace(MIRIAM, external_id=FIRST_CLIENT))


def test_a_click_asks_it(qtbot: QtBot, panel: AskPanel, demo_client: Client) -> None:
    panel.set_client(demo_client)
    link = panel.thread_view.empty.link
    assert link.isVisible()
    assert "ibuprofen" in link.text()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert panel.thread_view.turns[0].question.text() == "Why was ibuprofen stopped?"
    qtbot.waitUntil(lambda: not panel.running)


def test_other_charts_and_the_whole_practice_have_none(
    panel: AskPanel, demo_client: Client, miriam: Client
) -> None:
    panel.set_client(miriam)
    assert not panel.thread_view.empty.link.isVisible()
    panel.set_client(demo_client)
    panel.practice_scope.click()
    assert not panel.thread_view.empty.link.isVisible()


def test_every_question_fits_the_panel(panel: AskPanel, practice: FakePractice) -> None:
    ids = {one.client_id for one in demo_questions() if one.client_id and question_to_try(one.client_id)}
    assert len(ids) > 8
    for external_id in ids:
        panel.set_client(practice.add_client(replace(MIRIAM, external_id=external_id)))
        link = panel.thread_view.empty.link
        assert link.sizeHint().width() <= ROOM_PX, link.text()
