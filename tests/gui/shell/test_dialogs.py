"""What the dialogs over the window changed reaches the page behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from core.ids import ClientId
from tests.fakes.clients import MIRIAM, client_of
from tests.gui.shell.conftest import Driven
from ui.shell.dialogs import WindowDialogs


class Recorded(QDialog):
    """Stands in for any of the dialogs."""

    changed = Signal(object)
    erased = Signal(object)
    ended_early = Signal()

    def __init__(self, _jobs: object, parent: QWidget, *, access: Any = None) -> None:
        super().__init__(parent)
        self.access = access


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Recorded]:
    """The dialogs that were opened, one after the other."""
    made: list[Recorded] = []

    def stand_in(jobs: object, parent: QWidget | None = None, **given: Any) -> Recorded:
        assert parent is not None
        made.append(Recorded(jobs, parent, **given))
        return made[-1]

    for place in (
        "ui.interchange.import_dialog.ImportDialog",
        "ui.clients.trash_dialog.TrashDialog",
        "ui.templates.templates_dialog.TemplatesDialog",
    ):
        monkeypatch.setattr(place, stand_in)
    return made


def test_the_import_opens_from_the_list(driven: Driven, opened: list[Recorded]) -> None:
    driven.to_practice()
    driven.clients.import_requested.emit()
    assert len(opened) == 1


def test_the_trash_is_opened_with_the_role_and_tells_of_an_erased_client(
    driven: Driven, opened: list[Recorded]
) -> None:
    driven.to_practice()
    driven.window.book.run("records.trash")
    (dialog,) = opened
    assert dialog.access.role == "owner"
    client_id: ClientId = client_of(MIRIAM).client_id
    dialog.erased.emit(client_id)
    assert ("close_client", client_id) in driven.chart.calls


def test_templates_asked_for_in_the_chart_open_like_those_of_the_menu(
    driven: Driven, opened: list[Recorded], monkeypatch: pytest.MonkeyPatch
) -> None:
    driven.to_practice()
    told: list[None] = []
    monkeypatch.setattr(WindowDialogs, "_on_texts_changed", lambda _dialogs: told.append(None))
    driven.chart.templates_wanted.emit()
    (dialog,) = opened
    dialog.changed.emit(None)
    assert len(told) == 1, "the note on screen would not know the new snippets"


@pytest.mark.parametrize("command_id", ["records.import", "records.trash", "records.templates"])
def test_a_lock_closes_each_and_while_locked_none_opens(
    driven: Driven, opened: list[Recorded], command_id: str
) -> None:
    driven.to_lock_screen()
    driven.window.book.run(command_id)
    assert opened == []
    driven.unlock()
    driven.window.book.run(command_id)
    (dialog,) = opened
    assert dialog.isVisible()
    shown: Callable[[], bool] = dialog.isVisible
    driven.window.lock()
    assert not shown()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
