"""A practice without a database, the lanes over it, and the ask panel over a chart with one note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer, Sentence
from core.clients.dto import Client
from core.sessions.dto import Session
from tests.fakes.assistant import answer_of, record_source_of, source_of
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import FakeWorkspace
from tests.gui.ask.asked import NOTE, QUESTION
from ui.ask.ask_panel import AskPanel
from ui.jobs import Jobs
from ui.theme import styled_at_the_end


@pytest.fixture
def practice(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[FakePractice]:
    """Empty and unlocked; what a test holds back is let go before the lanes end."""
    with furnished(workspace) as filled:
        yield filled


@pytest.fixture
def miriam(practice: FakePractice) -> Client:
    return practice.add_client(MIRIAM)


@pytest.fixture
def ariel(practice: FakePractice) -> Client:
    return practice.add_client(ARIEL)


@pytest.fixture
def note(practice: FakePractice, miriam: Client) -> Session:
    return practice.sessions.add(miriam.client_id, NOTE, day=date(2024, 4, 7), signed=True)


@pytest.fixture
def answer(practice: FakePractice, miriam: Client, note: Session) -> Answer:
    """Two sentences, two used sources, one that is not, two withheld sentences."""
    sources = [
        source_of(note, "plan", "Review in May", number=1, client=miriam),
        source_of(note, "subjective", "Ibuprofen stopped on day 4", number=2, client=miriam, used=True),
        record_source_of(miriam, "medical_history", "Never smoked", number=3, used=True),
    ]
    sentences = [
        Sentence("Ibuprofen was stopped on day 4.", (2,), True),
        Sentence("She never smoked.", (3, 2), True),
    ]
    withheld = (
        Sentence("She took 800 mg.", (2,), False, "unsupported_number"),
        Sentence("The left knee hurts.", (1,), False, "side_mismatch"),
    )
    return practice.assistant.prepare(answer_of(QUESTION, sources, sentences, withheld=withheld))


@pytest.fixture
def panel(qtbot: QtBot, jobs: Jobs, practice: FakePractice) -> AskPanel:
    with styled_at_the_end():
        made = AskPanel(jobs)
    qtbot.addWidget(made)
    made.resize(380, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made
