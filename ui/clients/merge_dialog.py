"""Merges two charts of one person: choose the other, confirm that it is one person, give a reason, copy."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.clients.dto import REASON_LIMIT_CHARS, Client, LifecycleStatus, MergeReport
from core.clock import utc_now
from core.errors import AnamnesisError
from ui.clients.client_picker import ClientPicker
from ui.clients.identity_card import IdentityComparison
from ui.operations.clients import merge_clients
from ui.operations.operation import in_db
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, set_role
from ui.widgets.form_dialog import FormWords
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 700


class MergeDialog(WorkDialog):
    """The chart it is opened for stays; the other is copied into it and removed from the list."""

    form_kind = "merging"
    merged = Signal(object, object)
    """A `MergeReport`, and the copied `Client` in its current state."""

    def __init__(self, jobs: Jobs, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._opened_for = client
        self._swapped = False
        self._wanted = ""
        """The client chosen before a lock."""
        self.setWindowTitle(self.tr("Merge two charts"))
        self.choice = ClientPicker()
        self.swap_button = QPushButton(self.tr("Keep the other one instead"))
        self.comparison = IdentityComparison()
        self.told = Paragraph()
        self.reason = QLineEdit()
        self._reason_label = PlainLabel(self.tr("&Reason, kept with both charts"))
        self._style()
        self._lay_out()
        self._connect()
        self._show_choice()
        self._jobs.run(
            self, in_db(lambda services: services.clients.list), on_done=self._offer, on_error=self.show_error
        )
        self.choice.start()

    @property
    def touched(self) -> bool:
        """Whether a reason was typed."""
        return bool(self.reason.text().strip())

    def typed_words(self) -> FormWords:
        other = self.choice.client
        about = {"other": str(other.client_id), "swapped": str(self._swapped)} if other is not None else {}
        return FormWords({"reason": self.reason.text()}, self._opened_for.client_id, about)

    def take_words(self, words: FormWords) -> None:
        self._wanted = words.ids.get("other", "")
        self._swapped = words.ids.get("swapped") == str(True)
        self.reason.setText(words.fields.get("reason", ""))

    @property
    def into(self) -> Client | None:
        """The chart that stays."""
        return self.choice.client if self._swapped else self._opened_for

    @property
    def source(self) -> Client | None:
        """The chart that is copied."""
        return self._opened_for if self._swapped else self.choice.client

    def reject(self) -> None:
        """Closes; a running copy is asked to stop first."""
        if self.work.working:
            self.work.stop()
        else:
            super().reject()

    def refresh(self) -> None:
        chosen = self.choice.client is not None
        self.go_button.setEnabled(chosen and self.touched and not self.work.working)
        if not chosen:
            self.go_button.setToolTip(self.tr("Choose the other chart first"))
        else:
            self.go_button.setToolTip("" if self.touched else self.tr("Write the reason first"))

    def _style(self) -> None:
        self.go_button.setText(self.tr("Merge"))
        set_role(self.go_button, kind="primary")
        set_role(self.swap_button, kind="quiet")
        self.swap_button.setAutoDefault(False)
        self.choice.search.setAccessibleName(self.tr("The other chart"))
        self.reason.setMaxLength(REASON_LIMIT_CHARS)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("For example: entered twice under a maiden name"))
        self._reason_label.setBuddy(self.reason)

    def _lay_out(self) -> None:
        name = self._name(self._opened_for).replace("&", "&&")
        label = PlainLabel(self.tr("Merge the chart of {name} &with").format(name=name))
        label.setBuddy(self.choice.search)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.choice, 1)
        line.addWidget(self.swap_button)
        self.column.addWidget(label)
        self.column.addLayout(line)
        self.column.addWidget(self.comparison)
        self.column.addWidget(self.told)
        self.column.addWidget(self._reason_label)
        self.column.addWidget(self.reason)

    def _connect(self) -> None:
        self.choice.chosen.connect(self._show_choice)
        self.swap_button.clicked.connect(self._swap)
        self.reason.textChanged.connect(self.refresh)
        self.go_button.clicked.connect(self._merge)

    def _offer(self, clients: list[Client]) -> None:
        others = [each for each in clients if each.client_id != self._opened_for.client_id]
        self.choice.set_clients(others)
        wanted = next((each for each in others if str(each.client_id) == self._wanted), None)
        if wanted is not None and self.choice.client is None:
            self.choice.show_client(wanted)
            self._show_choice()
        if not others:
            self.show_message(self.tr("There is no other chart"), self.tr("Nothing can be merged."))

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._show_choice()

    def _show_choice(self) -> None:
        into, source = self.into, self.source
        ready = into is not None and source is not None
        for part in (self.swap_button, self.comparison, self.told, self._reason_label, self.reason):
            part.setVisible(ready)
        if into is None or source is None:
            self.comparison.clear()
            self.told.clear()
        else:
            self.comparison.show_clients(
                into,
                source,
                left_title=self.tr("This chart stays"),
                right_title=self.tr("This one is copied"),
            )
            told = self.tr(
                "Every session of {source}, with attachments, appointments and letters, is copied into the "
                "chart of {into} and marked as copied. The chart of {source} leaves the list but stays "
                "whole, as the trace of the merge. Allergies, alerts and tags of both come together, empty "
                "lines are filled in, medical histories follow each other; where both say something else, "
                "what the chart of {into} says stays. The copying cannot be undone as a whole."
            )
            self.told.setText(told.format(source=self._name(source), into=self._name(into)))
        self.refresh()
        if self.isVisible():
            self.fit()

    def _merge(self) -> None:
        into, source = self.into, self.source
        if into is None or source is None:
            return
        self.message.clear()
        reason = self.reason.text().strip()
        lifecycle = LifecycleStatus("merged", utc_now(), reason, into.client_id)
        gone = replace(source, row_version=source.row_version + 1, lifecycle=lifecycle)
        self.work.run(
            self.tr("Copying"),
            merge_clients(source=source.client_id, into=into.client_id, reason=reason),
            on_done=partial(self._on_merged, gone),
            on_error=self._on_failed,
            on_stopped=self._on_stopped,
        )

    def _on_merged(self, gone: Client, report: MergeReport) -> None:
        self.form.hide()
        self.go_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setFocus()
        self.reason.clear()
        self.settled.emit()
        counts = (
            self.tr("%n session(s) copied.", "", report.sessions),
            self.tr("%n attachment(s), appointment(s) and letter(s) copied.", "", report.records),
        )
        self.show_message(
            self.tr("The charts were merged"),
            " ".join(counts),
            self.tr("The other chart is under Deleted and archived."),
            tone="good",
        )
        self.fit()
        self.merged.emit(report, gone)

    def _on_failed(self, error: AnamnesisError) -> None:
        self.show_error(error)

    def _on_stopped(self) -> None:
        self.show_message(
            self.tr("Stopped"), self.tr("Nothing was merged; both charts are as they were."), tone="caution"
        )

    @staticmethod
    def _name(client: Client) -> str:
        return isolate(client.details.display_name)
