"""Imports charts from files: a preview first, then all of it or nothing is stored, with undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QWidget,
)

from core.errors import AnamnesisError
from core.interchange.dto import DateOrder, ImportBatch, ImportPreview, ImportResult, UndoReport
from ui.interchange.archive_import_dialog import ArchiveImportDialog
from ui.interchange.columns_page import ColumnsPage
from ui.interchange.history_page import HistoryPage
from ui.interchange.import_tables import (
    ListedTable,
    preview_rows,
    preview_table,
    problem_table,
)
from ui.interchange.words import kept_texts, reading_text
from ui.operations.archives import ArchiveFile, archive_among
from ui.operations.interchange import (
    preview_import,
    run_import,
    undo_import,
)
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, set_role
from ui.widgets.message_bar import MessageTone
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 940
_TABLES_HEIGHT_PX = 280
_KEPT_SHOWN = 5
_COLUMN_CODES = frozenset({"csv_columns_missing", "csv_column_twice"})
"""Reasons why a CSV file is not readable yet."""


class ImportDialog(WorkDialog):
    """Nothing is stored before its button is pressed. Files may be dropped on it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self.setWindowTitle(self.tr("Import charts"))
        self.setAcceptDrops(True)
        self.preview: ImportPreview | None = None
        self._paths: tuple[Path, ...] = ()
        self._columns: dict[str, str | None] = {}
        """The person's choice of fields for columns."""
        self._column_chosen: str | None = None
        self.go_button.setText(self.tr("Import"))
        set_role(self.go_button, kind="primary")
        self.cancel_button.setText(self.tr("Close"))
        self._build_choice()
        self._build_tables()
        self.leave_out = QCheckBox(self.tr("Leave out the &refused lines and import the others"))
        self.leave_out.toggled.connect(self.refresh)
        self.column.addWidget(self.leave_out)
        self.go_button.clicked.connect(self._import)
        self._show_nothing()
        self.history.reload()

    def reject(self) -> None:
        """Closes; a running read or import is asked to stop first."""
        if self.work.working:
            self.work.stop()
        else:
            super().reject()

    def choose(self, paths: Sequence[Path]) -> None:
        """Reads these files and shows the effect of importing them."""
        if self.work.working or not paths:
            return
        self._paths, self._columns = tuple(paths), {}
        self.message.clear()
        self.work.run(
            self.tr("Reading"),
            archive_among(paths=self._paths),
            on_done=self._on_looked,
            on_error=self.show_error,
            on_stopped=self._show_nothing,
        )

    def refresh(self) -> None:
        preview = self.preview
        ready = preview is not None and preview.clients > 0 and not self.work.working
        refused = preview is not None and bool(preview.problems)
        self.leave_out.setVisible(refused and preview is not None and preview.clients > 0)
        self.go_button.setEnabled(ready and (not refused or self.leave_out.isChecked()))
        self.history.refresh(working=self.work.working)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.work.working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.choose(paths)

    def _build_choice(self) -> None:
        self.column.addWidget(
            Paragraph(
                self.tr(
                    "Choose JSON Lines or CSV files or an archive, or drop them here. You see first what "
                    "would be stored; an import can be undone as a whole."
                )
            )
        )
        self.choose_button = QPushButton(self.tr("Choose &files…"))
        # The next step while no file is read: Enter presses it.
        self.choose_button.setAutoDefault(True)
        self.choose_button.clicked.connect(self._ask_for_files)
        self.order = QComboBox()
        self.order.addItem(self.tr("refused, because it can mean two days"), None)
        self.order.addItem(self.tr("the day first: 3 April"), "day_first")
        self.order.addItem(self.tr("the month first: 4 March"), "month_first")
        self.order.activated.connect(lambda _: self._read())
        label = PlainLabel(self.tr("A &date like 3/4/2024 is"))
        label.setBuddy(self.order)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.choose_button)
        line.addStretch(1)
        line.addWidget(label)
        line.addWidget(self.order)
        self.column.addLayout(line)
        self.summary = Paragraph()
        set_role(self.summary, strong=True)
        self.reading = Paragraph()
        set_role(self.reading, tone="muted")
        self.column.addWidget(self.summary)
        self.column.addWidget(self.reading)

    def _build_tables(self) -> None:
        self.rows, rows = preview_table(self)
        self.problems, problems = problem_table(self)
        self.columns = ColumnsPage()
        self.columns.chosen.connect(self._on_column_chosen)
        self.history = HistoryPage(self._jobs)
        self.history.undo_requested.connect(self._undo)
        self.history.failed.connect(self.show_error)
        self.tabs = QTabWidget()
        self.tabs.setMinimumHeight(_TABLES_HEIGHT_PX)
        nothing = self.tr("No file is chosen yet")
        listed = ListedTable(rows, nothing, self.tr("Choose files…"))
        listed.link_requested.connect(self._ask_for_files)
        self.tabs.addTab(listed, "")
        self.tabs.addTab(ListedTable(problems, self.tr("No line is refused")), "")
        self.tabs.addTab(self.columns, self.tr("&Columns"))
        self.tabs.addTab(self.history, self.tr("&Earlier imports"))
        self.column.addWidget(self.tabs, 1)

    def _ask_for_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Import charts"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self.tr("Charts and archives (*.jsonl *.ndjson *.json *.csv *.tsv *.txt *.age *.tar)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.filesSelected.connect(lambda names: self.choose([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _read(self) -> None:
        if self.work.working or not self._paths:
            return
        self.message.clear()
        self._show_nothing()
        order: DateOrder | None = self.order.currentData()
        self.work.run(
            self.tr("Reading"),
            preview_import(paths=self._paths, order=order, columns=self._columns),
            on_done=self._show_preview,
            on_error=self.show_error,
            on_stopped=self._show_nothing,
        )

    def _on_looked(self, archive: ArchiveFile | None) -> None:
        if archive is None:
            self._read()
            return
        self._show_nothing()
        dialog = ArchiveImportDialog(self._jobs, archive.path, archive.kind, self)
        dialog.imported.connect(self._on_archive_imported)
        dialog.open()

    def _on_archive_imported(self) -> None:
        self._paths = ()
        self.tabs.setCurrentWidget(self.history)
        self.history.reload()

    def _show_nothing(self) -> None:
        self.preview = None
        self.leave_out.setChecked(False)
        self.summary.setText("")
        self.reading.setText("")
        for part in (self.summary, self.reading):
            part.hide()
        self.rows.set_rows(())
        self.problems.set_rows(())
        if not self._columns:
            self.columns.show_readings(())
        self._name_tabs(0)
        self.refresh()

    def _show_preview(self, preview: ImportPreview) -> None:
        self.preview = preview
        self.rows.set_rows(preview_rows(preview))
        self.problems.set_rows(preview.problems)
        self.columns.show_readings(preview.readings)
        self.summary.setText(self._summary(preview))
        told = [reading_text(reading) for reading in preview.readings]
        if preview.ignored_keys:
            told.append(
                self.tr("In the file, but not imported: {names}").format(
                    names=isolate(", ".join(preview.ignored_keys))
                )
            )
        self.reading.setText("\n".join(told))
        self.summary.setVisible(not _columns_unknown(preview) or preview.clients > 0)
        self.reading.show()
        self._name_tabs(len(preview.problems))
        self._turn_to_what_matters(preview)
        self.refresh()

    def _turn_to_what_matters(self, preview: ImportPreview) -> None:
        heading, self._column_chosen = self._column_chosen, None
        unknown = _columns_unknown(preview)
        if unknown or heading is not None:
            self.tabs.setCurrentWidget(self.columns)
            self.columns.focus_column(heading)
        else:
            self.tabs.setCurrentIndex(1 if preview.problems and not preview.lines else 0)
        if unknown:
            self.show_message(
                self.tr("Say what the columns hold"),
                self.tr("At least one must hold the clients' names. The preview follows each choice."),
                tone="caution",
            )

    def _on_column_chosen(self, heading: str, field: str | None) -> None:
        before = self._columns.items()
        # A field comes from one column: the last choice wins.
        self._columns = {name: None if field is not None and each == field else each for name, each in before}
        self._columns[heading] = field
        self._column_chosen = heading
        self._read()

    def _summary(self, preview: ImportPreview) -> str:
        parts = [
            self.tr("%n client(s),", "", preview.clients)
            + " "
            + self.tr("%n of them new;", "", preview.new_clients),
            self.tr("%n session(s),", "", preview.sessions)
            + " "
            + self.tr("%n there already;", "", preview.already_there),
            self.tr("%n line(s) refused.", "", len(preview.problems)),
        ]
        alike = len(preview.possible_duplicates)
        if alike:
            parts.append(self.tr("%n new client(s) may have a chart here already.", "", alike))
        parts.append(self.tr("Nothing is stored yet."))
        return " ".join(parts)

    def _name_tabs(self, refused: int) -> None:
        self.tabs.setTabText(0, self.tr("&Preview"))
        self.tabs.setTabText(1, self.tr("&Refused lines ({count})").format(count=refused))

    def _import(self) -> None:
        if self.preview is None:
            return
        self.message.clear()
        self.work.run(
            self.tr("Importing client"),
            run_import(preview=self.preview),
            on_done=self._on_imported,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _on_imported(self, result: ImportResult) -> None:
        self._paths, self._columns = (), {}
        self._show_nothing()
        self.tabs.setCurrentWidget(self.history)
        words = [
            self.tr("%n client(s) added.", "", result.clients),
            self.tr("%n session(s) added.", "", result.sessions),
        ]
        if result.already_there:
            words.append(self.tr("%n session(s) were there already.", "", result.already_there))
        remedy = self.tr("It can be undone under “Earlier imports”.") if result.batch_id is not None else ""
        self.show_message(self.tr("Imported"), " ".join(words), remedy, tone="good")
        self.history.reload()

    def _on_stopped(self) -> None:
        self.show_message(self.tr("Stopped"), self.tr("Nothing was changed."), tone="caution")

    def _undo(self, batch: ImportBatch) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Undoing chart"),
            undo_import(batch_id=batch.batch_id),
            on_done=self._on_undone,
            on_error=self._on_undo_failed,
            on_stopped=self._on_stopped,
        )

    def _on_undone(self, report: UndoReport) -> None:
        words = [
            self.tr("%n client(s) moved to the trash.", "", report.clients),
            self.tr("%n session(s) taken back.", "", report.sessions),
        ]
        kept = kept_texts(report)
        remedy = ""
        if kept:
            remedy = self.tr("Kept, because it was changed since: {names}").format(
                names="; ".join(kept[:_KEPT_SHOWN])
            )
        if len(kept) > _KEPT_SHOWN:
            remedy += " " + self.tr("and %n more", "", len(kept) - _KEPT_SHOWN)
        tone: MessageTone = "caution" if kept else "good"
        self.show_message(self.tr("The import was undone"), " ".join(words), remedy, tone=tone)
        self.history.reload()

    def _on_undo_failed(self, error: AnamnesisError) -> None:
        self.show_error(error)
        self.history.reload()


def _columns_unknown(preview: ImportPreview) -> bool:
    return any(problem.reason.code in _COLUMN_CODES for problem in preview.problems)
