"""The contradictions of a client, above the chart: hidden without any, otherwise folded to one line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.changes import Changes
from core.clients.dto import Client
from core.contradictions.dto import QuotedContradiction
from core.errors import AnamnesisError
from core.ids import ClientId
from ui.contradictions.contradiction_view import ContradictionView
from ui.contradictions.dismiss_dialog import DismissDialog
from ui.contradictions.words import summary, title
from ui.operations.contradictions import read_contradictions, restore_contradiction
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.elided_label import ElidedLabel
from ui.words.identity import person_name

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

_AFTER_SAVE_MS = 1_500
"""The delay after a save before the chart is read again: several saves follow each other during writing."""
_NAME_PX = 220
"""The client's name keeps this width in a narrow window; a shorter one stays whole."""


class ContradictionCard(QFrame):
    """Shows one client at a time."""

    source_chosen = Signal(object)
    """The `Source` to show."""
    dismissed = Signal(object)
    """The `QuotedContradiction` just dismissed, which `restore` takes."""
    failed = Signal(object)
    """The `AnamnesisError` of an action the person requested."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._client: Client | None = None
        self._found: list[QuotedContradiction] = []
        self._reading: Job | None = None
        self.views: tuple[ContradictionView, ...] = ()
        self.dialog: DismissDialog | None = None
        self.fold_button = QPushButton()
        self.name = ElidedLabel()
        self.summary = ElidedLabel()
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_SAVE_MS)
        self._soon.timeout.connect(self.read)
        self._lay_out()
        self.fold_button.toggled.connect(self._style)
        self.clear()

    def show_client(self, client: Client) -> None:
        """Shows the card of an opened chart; another client's is removed at once."""
        if self._client is None or self._client.client_id != client.client_id:
            self.clear()
        self._client = client
        self.name.set_full_text(person_name(client.details))
        self.name.setMinimumWidth(min(self.name.sizeHint().width(), _NAME_PX))
        self.read()

    def clear(self) -> None:
        """Removes everything of the client, on screen or hidden."""
        self._stop()
        self._client = None
        self._take_down()
        self.name.set_full_text("")
        self.name.setMinimumWidth(0)
        self.fold_button.setChecked(False)
        self.hide()

    def read(self) -> None:
        """Determines the contradictions of the chart's current state."""
        if self._client is None:
            return
        self._stop()
        client_id = self._client.client_id
        self._reading = self._jobs.run(
            self,
            read_contradictions(client_id=client_id),
            on_done=partial(self._on_read, client_id),
            # Nobody requested it, and errors of the chart are shown where it is read.
            on_error=lambda _: None,
        )

    def note_changed(self, changes: Changes) -> None:
        """Something was stored: the displayed state may be outdated."""
        if self._client is not None and changes.touches(self._client.client_id):
            self._soon.start()

    def restore(self, contradiction: QuotedContradiction) -> None:
        """Shows a dismissed one again."""
        self._jobs.run(
            self,
            restore_contradiction(contradiction=contradiction),
            on_done=lambda _: self.read(),
            on_error=self._on_failed,
        )

    def ask_why(self, contradiction: QuotedContradiction) -> None:
        """Opens the dialog that dismisses one."""
        if self._client is None:
            return
        self.dialog = dialog = DismissDialog(self._jobs, contradiction, self._client, self.window())
        dialog.stored.connect(self._on_dismissed)
        dialog.open()

    def _stop(self) -> None:
        self._soon.stop()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _on_read(self, client_id: ClientId, found: list[QuotedContradiction]) -> None:
        if self._client is None or self._client.client_id != client_id:
            return
        self._reading = None
        if found == self._found and bool(found) != self.isHidden():
            return
        self._take_down()
        self._found = found
        self.views = tuple(ContradictionView(one) for one in found)
        for view in self.views:
            view.source_chosen.connect(self.source_chosen)
            view.dismiss_requested.connect(self.ask_why)
            self._column.addWidget(view)
        self.summary.set_full_text(summary(found))
        self._style(self.fold_button.isChecked())
        self.setVisible(bool(found))

    def _on_dismissed(self, contradiction: QuotedContradiction) -> None:
        self.dialog = None
        if self._client is not None and self._client.client_id == contradiction.client_id:
            self.read()
            self.dismissed.emit(contradiction)

    def _on_failed(self, error: AnamnesisError) -> None:
        self.failed.emit(error)

    def _take_down(self) -> None:
        self._found = []
        for view in self.views:
            # Cleared now: it is deleted only in the event loop's next turn.
            view.forget()
            view.hide()
            self._column.removeWidget(view)
            view.deleteLater()
        self.views = ()
        self.summary.set_full_text("")

    def _style(self, unfolded: bool) -> None:
        sign = "▾" if unfolded else ("◂" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "▸")
        words = title(len(self._found))
        self.fold_button.setText(f"{sign}  {words}")
        self.fold_button.setAccessibleName(words)
        self.fold_button.setToolTip(self.tr("Hide the notes") if unfolded else self.tr("Show both notes"))
        self._body.setVisible(unfolded)
        self.summary.setVisible(not unfolded)

    def _lay_out(self) -> None:
        set_role(self, surface="raised")
        self.setAccessibleName(self.tr("These notes disagree"))
        self.fold_button.setCheckable(True)
        self.fold_button.setAutoDefault(False)
        set_role(self.fold_button, kind="quiet", tone="caution", strong=True)
        set_role(self.name, strong=True)
        set_role(self.summary, tone="muted")
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.fold_button)
        head.addWidget(self.name)
        head.addWidget(self.summary, 1)
        head.addStretch()
        self._column.setContentsMargins(SPACE_2, 0, SPACE_2, 0)
        self._column.setSpacing(SPACE_1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_1, SPACE_3, SPACE_1)
        column.setSpacing(SPACE_1)
        column.addLayout(head)
        column.addWidget(self._body)
        self._style(False)
