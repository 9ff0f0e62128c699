"""Deletes a chart: explains the effect and until when it can be restored, and requires a reason."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.clients.dto import REASON_LIMIT_CHARS, RESTORE_DAYS, Client
from ui.jobs import Jobs
from ui.operations.operation import in_db
from ui.text.days import day_text, today
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, set_role
from ui.widgets.form_dialog import FormWords
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog
from ui.words.identity import identity_line

_WIDTH_PX = 540


class DeleteDialog(WorkDialog):
    """`deleted` carries the `Client` in its new state."""

    form_kind = "deletion"
    deleted = Signal(object)

    def __init__(self, jobs: Jobs, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._client = client
        self.setWindowTitle(self.tr("Delete a chart"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(REASON_LIMIT_CHARS)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("For example: entered twice"))
        self.go_button.setText(self.tr("Delete chart"))
        set_role(self.go_button, kind="danger")
        self._lay_out()
        self.reason.textChanged.connect(self.refresh)
        self.reason.returnPressed.connect(self._delete)
        self.go_button.clicked.connect(self._delete)
        self.reason.setFocus()
        self.refresh()

    @property
    def touched(self) -> bool:
        """Whether a reason was typed."""
        return bool(self.reason.text().strip())

    def typed_words(self) -> FormWords:
        return FormWords({"reason": self.reason.text()}, self._client.client_id)

    def take_words(self, words: FormWords) -> None:
        self.reason.setText(words.fields.get("reason", ""))

    def refresh(self) -> None:
        self.go_button.setEnabled(self.touched and not self.work.working)
        tip = "" if self.touched else self.tr("Write the reason first")
        self.go_button.setToolTip(tip)

    def _lay_out(self) -> None:
        details = self._client.details
        who = Paragraph(one_line((isolate(details.display_name), identity_line(details, today=today()))))
        set_role(who, strong=True)
        goes = self.tr(
            "The chart leaves the list, the search and the answers of the assistant at once. Nothing is "
            "destroyed yet."
        )
        last = today() + timedelta(days=RESTORE_DAYS)
        back = self.tr(
            "Until {day} it can be brought back whole, under Deleted and archived. After that an owner can "
            "erase it for good."
        ).format(day=day_text(last))
        label = PlainLabel(self.tr("&Reason, kept with the chart"))
        label.setBuddy(self.reason)
        for part in (who, Paragraph(goes), Paragraph(back)):
            self.column.addWidget(part)
        self.column.addSpacing(SPACE_1)
        self.column.addWidget(label)
        self.column.addWidget(self.reason)

    def _delete(self) -> None:
        if not self.go_button.isEnabled():
            return
        self.message.clear()
        operation = in_db(
            lambda services: services.clients.delete,
            self._client.client_id,
            reason=self.reason.text().strip(),
            expected_version=self._client.row_version,
        )
        self.work.run(
            self.tr("Deleting…"),
            operation,
            on_done=self._on_deleted,
            on_error=self.show_error,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_deleted(self, client: Client) -> None:
        self.deleted.emit(client)
        self.accept()
