"""A practice without a database, the lanes over it, and two charts in it with the view to open them in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from core.sessions.dto import SoapText
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import FakeWorkspace
from tests.gui.sessions.open_charts import NEW, OLD
from ui.commands import CommandBook
from ui.jobs import Jobs
from ui.sessions.chart_view import ChartView
from ui.theme import styled_at_the_end


@pytest.fixture
def practice(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[FakePractice]:
    """Empty and unlocked; what a test holds back is let go before the lanes end."""
    with furnished(workspace) as filled:
        yield filled


@pytest.fixture
def miriam(practice: FakePractice) -> Client:
    """With a signed session and, newer, a draft."""
    client = practice.add_client(MIRIAM)
    practice.sessions.add(client.client_id, OLD, day=date(2024, 1, 14), signed=True)
    practice.sessions.add(client.client_id, NEW, day=date(2024, 4, 7))
    return client


@pytest.fixture
def ariel(practice: FakePractice) -> Client:
    """With one draft, in Hebrew."""
    client = practice.add_client(ARIEL)
    practice.sessions.add(client.client_id, SoapText("כאב ראש מאז 🧠 אתמול"), day=date(2024, 2, 1))
    return client


@pytest.fixture
def view(qtbot: QtBot, jobs: Jobs, practice: FakePractice) -> ChartView:
    """On screen, no chart opened yet."""
    with styled_at_the_end():
        made = ChartView(jobs)
    qtbot.addWidget(made)
    # As the window does it.
    CommandBook(parent=made).register(made, made.commands())
    made.resize(760, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made
