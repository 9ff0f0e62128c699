"""An unlocked practice with three clients, something to find, and the page to look for it on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from tests.fakes.clients import ARIEL, HECTOR, MIRIAM, FakeClients
from tests.fakes.practice import furnished
from tests.fakes.search import FakeFinder, hit_on, passage_of, result_of
from tests.fakes.workspace import FakeWorkspace
from ui.find.find_page import FindPage
from ui.jobs import Jobs
from ui.theme import styled_at_the_end

METFORMIN = "Metformin 500 mg twice daily started; HbA1c 7.2% in February."
DENIED = "Denies taking metformin; it was stopped in 2021."
HEBREW = "החולה נוטל מטפורמין 850 mg פעמיים ביום."


@dataclass(frozen=True, slots=True)
class Searched:
    """What is behind the page of one test. Miriam has two passages, Ariel and Hector one each."""

    clients: FakeClients
    finder: FakeFinder
    workspace: FakeWorkspace
    miriam: Client
    ariel: Client
    hector: Client


@pytest.fixture
def practice(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[Searched]:
    with furnished(workspace) as filled:
        miriam, ariel, hector = (filled.add_client(each) for each in (MIRIAM, ARIEL, HECTOR))
        copy = passage_of(METFORMIN, client_id=miriam.client_id, day=date(2024, 5, 9))
        first = passage_of(METFORMIN, client_id=miriam.client_id, heading="Diabetes")
        hebrew = passage_of(HEBREW, client_id=ariel.client_id, field="subjective", day=date(2024, 2, 5))
        record = passage_of(
            "Type 2 diabetes since 2015.",
            client_id=miriam.client_id,
            field="medical_history",
            source_kind="client",
            day=None,
        )
        denied = passage_of(DENIED, client_id=hector.client_id, day=date(2024, 1, 5))
        finder = FakeFinder()
        finder.result = result_of(
            hit_on(first, "Metformin", "HbA1c", rank=1, also=(copy,)),
            hit_on(hebrew, "מטפורמין", rank=2),
            hit_on(record, rank=3),
            hit_on(denied, "metformin", rank=4, denies=True),
        )
        workspace.prepared = replace(workspace.prepared, search=finder)
        yield Searched(filled.clients, finder, workspace, miriam, ariel, hector)
        finder.release_all()


@pytest.fixture
def page(qtbot: QtBot, practice: Searched, jobs: Jobs) -> FindPage:
    """On screen, nothing asked yet."""
    with styled_at_the_end():
        made = FindPage(jobs)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.line.focus()
    qtbot.waitUntil(made.line.edit.hasFocus)
    return made


@pytest.fixture
def ask(qtbot: QtBot, page: FindPage, jobs: Jobs) -> Callable[[str], None]:
    """Types a question, presses Enter and waits for what comes of it."""

    def asked(question: str) -> None:
        page.line.edit.setText(question)
        page.search()
        qtbot.waitUntil(lambda: not jobs.busy)

    return asked
