"""The status bar follows the index and the engine, which speak from threads of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from pytestqt.qtbot import QtBot

from core.engine.dto import EngineState
from core.errors import ModelMissing
from core.retrieval.dto import Building, IndexStatus
from tests.fakes.workspace import FakeServices
from tests.gui.shell.conftest import Driven
from ui.shell.status_line import StatusLine

if TYPE_CHECKING:
    from core.services import Services


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def line(qtbot: QtBot, services: FakeServices) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.watch(cast("Services", services))
    return made


def test_index_progress_from_a_background_thread(
    qtbot: QtBot, line: StatusLine, services: FakeServices
) -> None:
    services.index.tell_from_background(IndexStatus(total=84, indexed=12, running=True))
    qtbot.waitUntil(lambda: line.index_label.text() == "Indexing 14 %")
    assert "12 of 84" in line.index_label.toolTip()
    assert not line.index_bar.isHidden()
    assert (line.index_bar.value(), line.index_bar.maximum()) == (12, 84)
    services.index.tell_from_background(IndexStatus(total=84, indexed=84))
    qtbot.waitUntil(lambda: line.index_label.text() == "Index 100 %")
    assert line.index_bar.isHidden()


def test_how_long_it_takes_still_is_said_once_it_is_known(
    qtbot: QtBot, line: StatusLine, services: FakeServices
) -> None:
    services.index.tell_from_background(IndexStatus(total=84, indexed=12, running=True, remaining_s=130.0))
    qtbot.waitUntil(lambda: "Indexing 14 %, about 3 minutes left" in line.index_label.text())


def test_an_index_that_is_built_beside_is_named(
    qtbot: QtBot, line: StatusLine, services: FakeServices
) -> None:
    beside = Building("all-mpnet-base-v2", 21, 84)
    services.index.tell_from_background(IndexStatus(total=84, indexed=84, building=beside))
    qtbot.waitUntil(lambda: "25 %" in line.index_label.text())
    assert "all-mpnet-base-v2" in line.index_label.text()
    assert (line.index_bar.value(), line.index_bar.maximum()) == (21, 84)
    assert not line.index_bar.isHidden()


def test_a_problem_of_the_index_is_named_with_its_remedy(
    qtbot: QtBot, line: StatusLine, services: FakeServices
) -> None:
    services.index.tell_from_background(IndexStatus(total=4, indexed=1, problem="disk_full"))
    qtbot.waitUntil(lambda: line.index_label.text() == "Index: The disk is full")
    assert "Free some space" in line.index_label.toolTip()


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (EngineState.STARTING, "Models loading…"),
        (EngineState.READY, "Models ready"),
        (EngineState.RESTING, "Models failed, retrying soon"),
        (EngineState.FAILED, "Models not available"),
        (EngineState.STOPPED, "Models off"),
    ],
)
def test_engine_state_from_a_background_thread(
    qtbot: QtBot, line: StatusLine, services: FakeServices, state: EngineState, text: str
) -> None:
    services.engine.tell_from_background(state)
    qtbot.waitUntil(lambda: line.engine_label.text() == text)


def test_why_the_models_are_not_there(qtbot: QtBot, line: StatusLine, services: FakeServices) -> None:
    services.engine.problem = ModelMissing(name="SmolLM2")
    services.engine.tell_from_background(EngineState.FAILED)
    qtbot.waitUntil(lambda: "SmolLM2" in line.engine_label.toolTip())


def test_the_first_reading_never_overwrites_what_was_told_since(
    qtbot: QtBot, line: StatusLine, services: FakeServices
) -> None:
    services.index.tell_from_background(IndexStatus(total=2, indexed=2))
    qtbot.waitUntil(lambda: line.index_label.text() == "Index 100 %")
    line.show_first_index(IndexStatus(total=2, indexed=1, running=True))
    assert line.index_label.text() == "Index 100 %"


def test_unsaved_drafts_are_counted(line: StatusLine) -> None:
    line.show_unsaved(1)
    assert line.saved_label.text() == "1 draft not saved"
    line.show_unsaved(3)
    assert line.saved_label.text() == "3 drafts not saved"
    line.show_unsaved(0)
    assert line.saved_label.text() == "All saved"


def test_in_the_window_an_edit_shows_at_once(driven: Driven) -> None:
    driven.to_practice()
    assert driven.window.status.saved_label.text() == "All saved"
    driven.chart.edit("words")
    assert driven.window.status.saved_label.text() == "1 draft not saved"


def test_after_the_unlock_the_state_of_the_index_is_read(driven: Driven) -> None:
    driven.to_practice()
    driven.wait(lambda: driven.window.status.index_label.text() == "Index 100 %")
