"""The brief before a visit, above a client's chart: folded to one line, or with its three to five lines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.briefs.dto import Brief
from core.changes import Changes
from core.clients.dto import Client
from core.errors import AnamnesisError
from ui.brief.line_view import LineView
from ui.brief.words import kind_tone, label_of, standing_text
from ui.errors import describe
from ui.operations.briefs import current_brief, read_brief
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.key_tip import set_key_tip
from ui.widgets.limited_scroll import LimitedScroll
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap
from ui.words.identity import person_name
from ui.words.sources import coverage_line

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

_SLOW_MS = 100
_KIND_PX = 104
_NAME_PX = 220
"""The client's name keeps this width in a narrow window; a shorter one stays whole."""


class BriefCard(QFrame):
    """Shows one client at a time. Folded, it reads nothing: only a displayed brief is recorded as read."""

    source_chosen = Signal(object)
    """The `Source` to show."""
    toggled = Signal(bool)
    """The person folded or unfolded it: to be stored for the next start."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._client: Client | None = None
        self._brief: Brief | None = None
        self._reading: Job | None = None
        self._looking: Job | None = None
        self._asked = 0
        self.fold_button = QPushButton()
        self.name = ElidedLabel()
        self.standing = ElidedLabel()
        self.trouble = PlainLabel()
        self.changed = PlainLabel()
        self.action = QPushButton()
        self.coverage = PlainLabel()
        self._body = QWidget()
        self._lines = QGridLayout(self._body)
        self._scroll = LimitedScroll(self._body)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._tell_reading)
        self._lay_out()
        self.fold_button.toggled.connect(self._on_folded)
        self.action.clicked.connect(self.make)
        self.clear()

    @property
    def brief(self) -> Brief | None:
        """The displayed brief."""
        return self._brief

    @property
    def line_views(self) -> tuple[LineView, ...]:
        return tuple(widget for widget in self._column(1) if isinstance(widget, LineView))

    @property
    def kind_labels(self) -> tuple[QLabel, ...]:
        """The labels before each line; empty where the one above applies."""
        return tuple(widget for widget in self._column(0) if isinstance(widget, QLabel))[
            : len(self.line_views)
        ]

    @property
    def unfolded(self) -> bool:
        return self.fold_button.isChecked()

    def unfold(self, shown: bool) -> None:
        """Restores the person's last choice."""
        self.fold_button.setChecked(shown)

    def limit(self, height_px: int) -> None:
        """The maximum height of its lines; the rest is scrolled, which leaves room for the note."""
        self._scroll.limit(height_px)

    def toggle(self) -> None:
        """Folds or unfolds it."""
        self.fold_button.toggle()

    def show_client(self, client: Client) -> None:
        """Shows the card of an opened chart; another client's lines are removed at once."""
        if self._client is None or self._client.client_id != client.client_id:
            self.clear()
        self._client = client
        self.name.set_full_text(person_name(client.details))
        self.name.setMinimumWidth(min(self.name.sizeHint().width(), _NAME_PX))
        self.show()
        self._read_if_looked_at()

    def clear(self) -> None:
        """Removes everything of the client, on screen or hidden."""
        self._asked += 1
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self._client = None
        self._slow.stop()
        self._take_down()
        self.name.set_full_text("")
        self.name.setMinimumWidth(0)
        self.hide()

    def make(self) -> None:
        """Reads the brief of the chart's current state."""
        if self._client is None:
            return
        self._asked += 1
        if self._reading is not None:
            self._reading.cancel()
        self._slow.start()
        client_id = self._client.client_id
        self._reading = self._jobs.run(
            self,
            read_brief(client_id=client_id),
            on_done=partial(self._on_read, self._asked),
            on_error=partial(self._on_error, self._asked),
        )

    def note_changed(self, changes: Changes) -> None:
        """Something was stored: the displayed brief may be outdated."""
        if self._client is not None and changes.touches(self._client.client_id):
            self._look_again()

    def _look_again(self) -> None:
        # A folded card is read when unfolded; otherwise every save would read it.
        if self._brief is None or self._client is None or not (self.unfolded and self.isVisible()):
            return
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._jobs.run(
            self,
            current_brief(client_id=self._client.client_id),
            on_done=partial(self._on_looked, self._asked),
            on_error=lambda _: None,
        )

    def _column(self, number: int) -> list[QWidget]:
        found = (self._lines.itemAtPosition(row, number) for row in range(self._lines.rowCount()))
        return [widget for item in found if item is not None and (widget := item.widget()) is not None]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_if_looked_at()

    def _read_if_looked_at(self) -> None:
        if not (self.unfolded and self.isVisible() and self._client is not None):
            return
        if self._brief is None and self._reading is None:
            self.make()
        else:
            self._look_again()

    def _on_folded(self, unfolded: bool) -> None:
        self._dress_fold(unfolded)
        self._read_if_looked_at()
        self.toggled.emit(unfolded)

    def _on_read(self, asked: int, brief: Brief) -> None:
        if asked != self._asked or self._client is None or brief.client_id != self._client.client_id:
            return
        self._reading = None
        self._slow.stop()
        self._take_down()
        self._brief = brief
        for row, line in enumerate(brief.lines):
            # Lines of one kind share a label; a screen reader speaks it with each.
            label = label_of(line)
            kind = PlainLabel("" if row and label == label_of(brief.lines[row - 1]) else label)
            set_role(kind, type="caption", tone=kind_tone(line.kind), strong=True)
            view = LineView(line)
            view.chosen.connect(self.source_chosen)
            self._lines.addWidget(kind, row, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(view, row, 1)
        if not brief.lines:
            self._lines.addWidget(self._nothing(), 0, 0, 1, 2)
        self.coverage.setText(coverage_line(brief.searched))
        self._tell(standing_text(brief))
        self._dress_fold(self.unfolded)

    def _nothing(self) -> PlainLabel:
        empty = PlainLabel(self.tr("Nothing to report was found in this chart."))
        set_role(empty, tone="muted")
        empty.setWordWrap(True)
        return empty

    def _on_error(self, asked: int, error: AnamnesisError) -> None:
        if asked != self._asked:
            return
        self._reading = None
        self._slow.stop()
        self._take_down()
        told = describe(error)
        self.trouble.setText(told.one_line)
        self._tell("", action=self.tr("Try again"))
        self._dress_fold(self.unfolded)

    def _on_looked(self, asked: int, now: Brief) -> None:
        shown = self._brief
        if asked != self._asked or shown is None or now.client_id != shown.client_id:
            return
        if _words(now) == _words(shown):
            # The same text in newer versions, as after a signature, makes no visible difference.
            if now.lines != shown.lines:
                self.make()
        else:
            self.changed.setText(self.tr("The chart was changed since this brief was made."))
            self._tell(standing_text(shown), action=self.tr("Update"))
            self._dress_fold(self.unfolded)

    def _tell_reading(self) -> None:
        self._tell(self.tr("Reading the chart…"))

    def _tell(self, words: str, *, action: str = "") -> None:
        self.standing.set_full_text(words)
        self.action.setText(action)
        self.action.setVisible(bool(action) and self.unfolded)

    def _take_down(self) -> None:
        self._brief = None
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if isinstance(old, QLabel):
                # Cleared now: it is deleted only in the event loop's next turn.
                old.clear()
                old.setAccessibleName("")
                old.hide()
                old.deleteLater()
        self.coverage.clear()
        self.trouble.clear()
        self.changed.clear()
        self._tell("")

    def _dress_fold(self, unfolded: bool) -> None:
        sign = "▾" if unfolded else ("◂" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "▸")
        self.fold_button.setText(f"{sign}  {self.tr('Brief before the visit')}")
        self.fold_button.setAccessibleName(self.tr("Brief before the visit"))
        tip = self.tr("Collapse the brief") if unfolded else self.tr("What changed since last time")
        set_key_tip(self.fold_button, tip, "chart.brief")
        self._scroll.setVisible(unfolded)
        self.standing.setVisible(unfolded)
        self.coverage.setVisible(unfolded and bool(self.coverage.text()))
        for label in (self.trouble, self.changed):
            label.setVisible(unfolded and bool(label.text()))
        self.action.setVisible(unfolded and bool(self.action.text()))

    def _lay_out(self) -> None:
        set_role(self, surface="raised")
        self.setAccessibleName(self.tr("Brief before the visit"))
        self.fold_button.setCheckable(True)
        self.fold_button.setAutoDefault(False)
        set_role(self.fold_button, kind="quiet", strong=True)
        set_role(self.name, strong=True)
        set_role(self.standing, type="caption", tone="muted")
        set_role(self.coverage, type="caption", tone="muted")
        set_role(self.trouble, tone="danger")
        set_role(self.changed, tone="caution")
        for label in (self.coverage, self.trouble, self.changed):
            wrap(label)
            label.setContentsMargins(SPACE_2, 0, SPACE_2, 0)
        set_role(self.action, kind="link")
        self.action.setAutoDefault(False)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.fold_button)
        head.addWidget(self.name, 1)
        head.addWidget(self.standing)
        # A separate row: beside the head it would leave no room for the client's name.
        notice = QHBoxLayout()
        notice.setSpacing(SPACE_2)
        notice.addWidget(self.trouble, 1)
        notice.addWidget(self.changed, 1)
        notice.addWidget(self.action)
        self._lines.setContentsMargins(SPACE_2, 0, SPACE_2, 0)
        self._lines.setHorizontalSpacing(SPACE_3)
        self._lines.setVerticalSpacing(SPACE_1)
        self._lines.setColumnMinimumWidth(0, _KIND_PX)
        self._lines.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_1, SPACE_3, SPACE_1)
        column.setSpacing(SPACE_1)
        column.addLayout(head)
        column.addLayout(notice)
        column.addWidget(self._scroll)
        column.addWidget(self.coverage)
        self._dress_fold(False)


def _words(brief: Brief) -> tuple[object, ...]:
    """The text of a brief, regardless of the versions it comes from."""
    return brief.since, tuple((line.kind, line.text) for line in brief.lines)
