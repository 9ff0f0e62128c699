"""The lists of the import dialog: new sessions, refused lines, and past imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QWidget

from core.ids import UserId
from core.interchange.dto import (
    ChartLine,
    ChartSession,
    ImportBatch,
    ImportPreview,
    LineMatch,
    LineProblem,
)
from core.sessions.dto import SOAP_FIELDS
from ui.errors import describe
from ui.interchange.table_model import RowsModel
from ui.interchange.words import outcome_text
from ui.text.days import day_text, moment_text
from ui.text.text_direction import isolate
from ui.widgets.empty_state import EmptyState
from ui.widgets.reading_table import ReadingTable
from ui.words.sessions import kind_name

_FIRST_WORDS_CHARS = 90
_REASON_LINES = 2
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One session to be stored; None for a client without any."""

    line: ChartLine
    session: ChartSession | None
    match: LineMatch


def preview_rows(preview: ImportPreview) -> list[PreviewRow]:
    """One row per session, in the order of the file."""
    found: list[PreviewRow] = []
    for line, match in zip(preview.lines, preview.matches, strict=True):
        sessions: tuple[ChartSession | None, ...] = line.sessions or (None,)
        found += [PreviewRow(line, session, match) for session in sessions]
    return found


class ListedTable(QWidget):
    """A table, or the reason why it is empty and what to do about it."""

    link_requested = Signal()

    def __init__(
        self, table: ReadingTable, empty: str, link: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.empty = EmptyState(empty, link=link)
        self.empty.link_requested.connect(self.link_requested)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(table)
        self._stack.addWidget(self.empty)
        model = table.model()
        model.modelReset.connect(self._update)
        self._update()

    def _update(self) -> None:
        self._stack.setCurrentIndex(0 if self.table.model().rowCount() else 1)


def preview_table(owner: QWidget) -> tuple[RowsModel[PreviewRow], ReadingTable]:
    translate = QCoreApplication.translate
    headings = (
        translate("ImportTables", "Line"),
        translate("ImportTables", "Client"),
        translate("ImportTables", "Born"),
        translate("ImportTables", "Session"),
        translate("ImportTables", "Kind"),
        translate("ImportTables", "Begins"),
        translate("ImportTables", "What happens"),
    )
    model: RowsModel[PreviewRow] = RowsModel(headings, _preview_cells, owner)
    name = translate("ImportTables", "Sessions to be imported")
    return model, _table(model, name, widths=(56, 160, 100, 100, 90, 250))


def problem_table(owner: QWidget) -> tuple[RowsModel[LineProblem], ReadingTable]:
    translate = QCoreApplication.translate
    headings = (
        translate("ImportTables", "File"),
        translate("ImportTables", "Line"),
        translate("ImportTables", "Why it is refused, and what to do"),
    )
    model: RowsModel[LineProblem] = RowsModel(headings, _problem_cells, owner)
    name = translate("ImportTables", "Refused lines")
    return model, _table(model, name, widths=(180, 56), lines=_REASON_LINES)


def batch_table(owner: QWidget, names: Mapping[UserId, str]) -> tuple[RowsModel[ImportBatch], ReadingTable]:
    """`names` may be filled later."""
    translate = QCoreApplication.translate
    headings = (
        translate("ImportTables", "When"),
        translate("ImportTables", "Who"),
        translate("ImportTables", "Clients"),
        translate("ImportTables", "Sessions"),
        translate("ImportTables", "State"),
        translate("ImportTables", "Files"),
    )
    model: RowsModel[ImportBatch] = RowsModel(headings, lambda batch: _batch_cells(batch, names), owner)
    name = translate("ImportTables", "Earlier imports")
    return model, _table(model, name, widths=(160, 150, 70, 80, 200))


def _table(model: RowsModel[T], name: str, *, widths: tuple[int, ...], lines: int = 1) -> ReadingTable:
    table = ReadingTable(name, lines=lines)
    table.setModel(model)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
    header: QHeaderView = table.horizontalHeader()
    header.setStretchLastSection(True)
    return table


def _preview_cells(row: PreviewRow) -> tuple[str, ...]:
    details, session = row.line.details, row.session
    born = "" if details.birth_date is None else day_text(details.birth_date)
    who = (str(row.line.line), isolate(details.display_name), born)
    if session is None:
        return (*who, "–", "", "", outcome_text(row.match))
    return (
        *who,
        day_text(session.day),
        kind_name(session.kind),
        _first_words(session),
        outcome_text(row.match),
    )


def _first_words(session: ChartSession) -> str:
    for name in SOAP_FIELDS:
        words = session.text.field(name)[: 2 * _FIRST_WORDS_CHARS].split()
        if words:
            return isolate(" ".join(words)[:_FIRST_WORDS_CHARS])
    return ""


def _problem_cells(problem: LineProblem) -> tuple[str, ...]:
    words = describe(problem.reason)
    told = " ".join(each for each in (words.message, words.remedy) if each)
    return isolate(problem.file), str(problem.line), told


def _batch_cells(batch: ImportBatch, names: Mapping[UserId, str]) -> tuple[str, ...]:
    state = QCoreApplication.translate("ImportTables", "imported")
    if batch.undone_at is not None:
        state = QCoreApplication.translate("ImportTables", "undone {moment}").format(
            moment=moment_text(batch.undone_at)
        )
    return (
        moment_text(batch.at),
        isolate(names.get(batch.by, "–")),
        str(len(batch.clients)),
        str(batch.session_count),
        state,
        isolate(", ".join(batch.files)),
    )
