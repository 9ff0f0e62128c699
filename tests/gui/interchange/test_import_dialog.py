"""Importing in the window: look, store, take back; over the real services."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.fixtures.exchange import Exchange
from ui.errors import describe_code, known_codes
from ui.interchange.import_dialog import ImportDialog
from ui.interchange.import_tables import ListedTable
from ui.jobs import Jobs
from ui.shell.close_popups import close_popups
from ui.theme import SPACE_2
from ui.widgets.question import Question
from ui.widgets.reading_table import ReadingTable


def charts(path: Path, count: int = 3, *extra: str) -> Path:
    lines: list[Any] = [
        {
            "client": {"id": f"c{number}", "first_name": "Ines", "last_name": f"Heron {number}"},
            "sessions": [{"id": f"c{number}-1", "date": "2024-01-14", "subjective": "Knee pain."}],
        }
        for number in range(count)
    ]
    path.write_text("\n".join([*(json.dumps(line) for line in lines), *extra]), encoding="utf-8")
    return path


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, exchange: Exchange) -> ImportDialog:
    made = ImportDialog(jobs)
    made.show()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


def texts(dialog: ImportDialog, row: int) -> list[str]:
    model = dialog.rows
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_at_first_nothing_can_be_imported_or_undone(dialog: ImportDialog) -> None:
    assert not dialog.go_button.isEnabled()
    assert not dialog.history.undo_button.isEnabled()
    assert dialog.history.model.rowCount() == 0


def test_a_preview_shows_everything_and_stores_nothing(
    qtbot: QtBot, jobs: Jobs, dialog: ImportDialog, exchange: Exchange, tmp_path: Path
) -> None:
    dialog.choose([charts(tmp_path / "a.jsonl", 2, "{", '{"client": {}}')])
    qtbot.waitUntil(lambda: dialog.preview is not None)
    shown = texts(dialog, 0)
    assert "Heron 0" in shown[1]
    assert "Knee pain." in shown[5]
    assert shown[6] == "new client"
    assert [dialog.problems.index(row, 1).data() for row in range(2)] == ["3", "4"]
    assert dialog.tabs.tabText(1).endswith("(2)")
    assert "Nothing is stored yet." in dialog.summary.text()
    assert not dialog.go_button.isEnabled(), "refused lines are left out only when somebody says so"
    dialog.leave_out.setChecked(True)
    assert dialog.go_button.isEnabled()
    assert len(exchange.clients.list()) == 2


def test_an_import_and_its_undo(
    qtbot: QtBot, jobs: Jobs, dialog: ImportDialog, exchange: Exchange, tmp_path: Path
) -> None:
    dialog.choose([charts(tmp_path / "a.jsonl")])
    qtbot.waitUntil(lambda: dialog.go_button.isEnabled())
    dialog.go_button.click()
    qtbot.waitUntil(lambda: "Imported" in dialog.message.accessibleName())
    assert "3 client" in dialog.message.accessibleName()
    assert dialog.tabs.currentWidget() is dialog.history, "where it can be undone"
    qtbot.waitUntil(lambda: dialog.history.model.rowCount() == 1)
    dialog.history.table.selectRow(0)
    assert dialog.history.model.index(0, 1).data() == "\u2068Dr Noa Levi\u2069"
    dialog.history.undo_button.click()
    question = next(each for each in dialog.findChildren(Question) if each.isVisible())
    question.yes_button.click()
    qtbot.waitUntil(lambda: "moved to the trash" in dialog.message.accessibleName())
    qtbot.waitUntil(lambda: not jobs.busy)
    dialog.history.table.selectRow(0)
    assert not dialog.history.undo_button.isEnabled(), "once is enough"
    assert len(exchange.clients.list()) == 2


def test_a_date_that_means_two_days_is_settled_in_the_dialog(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("first_name;last_name;date;s\nנועה;שלו;6/2/2024;כאב\n", encoding="cp1255")
    dialog.choose([path])
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert dialog.rows.rowCount() == 0
    assert "2024-04-07" in dialog.problems.index(0, 2).data()
    assert "Windows-1255" in dialog.reading.text()
    assert "command line" not in dialog.problems.index(0, 2).data()
    taken_for = [box.currentText() for box in dialog.columns.boxes.values()]
    assert taken_for == ["First name", "Last name", "Date", "Subjective"]
    dialog.order.setCurrentIndex(1)
    dialog.order.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 1)
    assert "6 Feb 2024" in texts(dialog, 0)[3]


def _take_for(dialog: ImportDialog, heading: str, field: str) -> None:
    box = dialog.columns.boxes[heading]
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())


def test_columns_that_are_not_known_are_mapped_and_looked_at(
    qtbot: QtBot, dialog: ImportDialog, exchange: Exchange, tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Who,When,Text\nHeron Ines,2024-01-14,Knee pain.\n")
    dialog.choose([path])
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert dialog.tabs.currentWidget() is dialog.columns
    assert "columns" in dialog.message.accessibleName()
    assert not dialog.go_button.isEnabled()
    for heading, field in (("Who", "full_name"), ("When", "date"), ("Text", "plan")):
        _take_for(dialog, heading, field)
        qtbot.waitUntil(lambda: not dialog.work.working and dialog.preview is not None)
    assert dialog.message.isHidden()
    assert dialog.rows.rowCount() == 1
    shown = texts(dialog, 0)
    assert ("Ines, Heron" in shown[1], "Knee pain." in shown[5]) == (True, True)
    assert "1 session" in dialog.summary.text()
    _take_for(dialog, "Text", "date")
    qtbot.waitUntil(lambda: not dialog.work.working and dialog.preview is not None)
    assert dialog.columns.boxes["When"].currentData() is None, "a field comes from one column"
    _take_for(dialog, "When", "date")
    qtbot.waitUntil(lambda: not dialog.work.working and dialog.preview is not None)
    _take_for(dialog, "Text", "subjective")
    qtbot.waitUntil(lambda: dialog.go_button.isEnabled())
    dialog.go_button.click()
    qtbot.waitUntil(lambda: "Imported" in dialog.message.accessibleName())
    assert len(exchange.clients.list()) == 3


def test_another_file_begins_without_what_was_said_of_the_one_before(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Who,Text\nHeron Ines,Knee pain.\n")
    dialog.choose([path])
    qtbot.waitUntil(lambda: dialog.preview is not None)
    _take_for(dialog, "Who", "full_name")
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 1)
    dialog.choose([charts(tmp_path / "a.jsonl")])
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 3)
    assert dialog.columns.boxes == {}


def test_the_empty_preview_leads_to_the_files(dialog: ImportDialog) -> None:
    listed = dialog.tabs.widget(0)
    assert isinstance(listed, ListedTable)
    link = next(each for each in listed.findChildren(QPushButton) if each.isVisible())
    assert link.text() == "Choose files…"
    link.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.reject()


def test_every_reason_of_a_refusal_can_be_read_to_its_end(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.choose([charts(tmp_path / "a.jsonl", 1, "{")])
    qtbot.waitUntil(lambda: dialog.preview is not None)
    dialog.tabs.setCurrentIndex(1)
    table = next(each for each in dialog.findChildren(ReadingTable) if each.isVisible())
    room = QSize(table.columnWidth(2) - 2 * SPACE_2, table.rowHeight(0))
    values = {"place": "sessions[12].duration_min", "limit": 50_000, "column": "emergency_contact"}
    codes = [each for each in known_codes() if each.startswith(("line_", "row_"))]
    assert len(codes) > 20
    for code in codes:
        words = describe_code(code, values)
        told = " ".join(each for each in (words.message, words.remedy) if each)
        box = table.fontMetrics().boundingRect(
            QRect(0, 0, room.width(), 1000), int(Qt.TextFlag.TextWordWrap), told
        )
        assert box.height() <= room.height(), f"{told} needs {box.height()} px of {room.height()}"


def test_files_can_be_dropped(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(charts(tmp_path / "a.jsonl")))])
    drop = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(drop)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert dialog.rows.rowCount() == 3


def test_a_file_that_cannot_be_read_is_said(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    dialog.choose([tmp_path / "missing.jsonl"])
    qtbot.waitUntil(lambda: bool(dialog.message.accessibleName()))
    assert "missing.jsonl" in dialog.message.accessibleName()


def test_a_lock_takes_it_off_the_screen(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    dialog.choose([charts(tmp_path / "a.jsonl")])
    qtbot.waitUntil(lambda: dialog.preview is not None)
    with qtbot.waitSignal(dialog.destroyed):
        close_popups()
