"""Exports appointments for another calendar: which days, and how much of each client's name."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QComboBox, QFileDialog, QFormLayout, QRadioButton, QWidget

from core.schedule.dto import CalendarNames, CalendarWords
from ui.operations.schedule import export_calendar
from ui.text.days import day_text, today
from ui.theme import set_role
from ui.widgets.form_rows import add_row
from ui.widgets.message_bar import MessageBar
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 520
_PERIODS_DAYS = (7, 30, 90)


class CalendarExportDialog(WorkDialog):
    """No client is named unless chosen; an appointment's note is never in the file."""

    def __init__(self, jobs: Jobs, *, first: date, last: date, parent: QWidget | None = None) -> None:
        """`first` and `last`: the days on screen, offered before any other period."""
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self.setWindowTitle(self.tr("Export appointments"))
        self.period = QComboBox()
        self.warning = MessageBar(dismissible=False)
        self.choices: dict[CalendarNames, QRadioButton] = {
            "none": QRadioButton(self.tr("No names: “Appointment” only")),
            "initials": QRadioButton(self.tr("Initials")),
            "names": QRadioButton(self.tr("Full names")),
        }
        self._group = QButtonGroup(self)
        self._fill(first, last)
        self.go_button.setText(self.tr("Choose a &file…"))
        set_role(self.go_button, kind="primary")
        self.go_button.clicked.connect(self._choose_file)
        self._group.buttonToggled.connect(self._warn)
        self._warn()

    @property
    def names(self) -> CalendarNames:
        return next(names for names, button in self.choices.items() if button.isChecked())

    def export_to(self, path: str) -> None:
        """Writes the file and confirms it; the dialog stays until it is closed."""
        first, last = self.period.currentData()
        self.message.clear()
        self.work.run(
            self.tr("Exporting appointments"),
            export_calendar(
                path=Path(path),
                first=first,
                last=last,
                names=self.names,
                words=CalendarWords(title=self.tr("Appointment")),
            ),
            on_done=lambda count: self._on_exported(path, count),
            on_error=self.show_error,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def refresh(self) -> None:
        self.go_button.setEnabled(not self.work.working)
        self.lock_where_imposed("export_allowed", self.go_button)

    def _fill(self, first: date, last: date) -> None:
        shown = day_text(first) if first == last else f"{day_text(first)} – {day_text(last)}"
        self.period.addItem(self.tr("On screen: {days}").format(days=shown), (first, last))
        for days in _PERIODS_DAYS:
            until = today() + timedelta(days=days - 1)
            self.period.addItem(self.tr("The next %n day(s)", "", days), (today(), until))
        self.period.setAccessibleName(self.tr("Days"))
        form = QFormLayout()
        add_row(form, self.tr("&Days"), self.period)
        self.column.addLayout(form)
        for button in self.choices.values():
            self._group.addButton(button)
            self.column.addWidget(button)
        self.choices["none"].setChecked(True)
        self.column.addWidget(self.warning)

    def _warn(self) -> None:
        named = self.names != "none"
        self.warning.show_message(
            self.tr("The file is not protected"),
            self.tr("Whoever has it can read who comes when.")
            if named
            else self.tr("Whoever has it can read when you have appointments."),
            self.tr("Notes are never in it. That you exported it is recorded in the audit log."),
            tone="danger" if named else "caution",
        )

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Export appointments"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("iCalendar (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.selectFile("appointments.ics")
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_exported(self, path: str, count: int) -> None:
        self.show_message(
            self.tr("Exported"),
            self.tr("%n appointment(s) in {file}.", "", count).format(file=Path(path).name),
            tone="good",
        )
        self.cancel_button.setText(self.tr("Close"))
