"""One line for a long operation: its name, its progress, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.errors import AnamnesisError
from ui.theme import SPACE_1, SPACE_3, set_role
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.workspace import Workspace
    from ui.jobs import Job, Jobs
    from ui.operations.operation import Lane, Operation

T = TypeVar("T")


class WorkLine(QWidget):
    """Runs one operation at a time; hidden if there is none."""

    changed = Signal()
    """Work began or ended."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._words = ""
        self._label = PlainLabel()
        set_role(self._label, tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Working"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop)
        column = QVBoxLayout()
        column.setSpacing(SPACE_1)
        column.addWidget(self._label)
        column.addWidget(self._bar)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_3)
        line.addLayout(column, 1)
        line.addWidget(self.stop_button)
        self.hide()

    @property
    def working(self) -> bool:
        return self._job is not None

    @property
    def text(self) -> str:
        return self._label.text()

    def run(
        self,
        words: str,
        operation: Operation[T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[AnamnesisError], None],
        on_stopped: Callable[[], None],
        stoppable: bool = True,
    ) -> None:
        """Shows `words` meanwhile; exactly one of the three callbacks follows. Does nothing while working."""
        if self._job is None:
            done, failed, stopped = self._ends(on_done, on_error, on_stopped)
            self._begin(words, stoppable=stoppable)
            self._job = self._jobs.run(
                self, operation, on_done=done, on_error=failed, on_progress=self._show, on_cancelled=stopped
            )
            self.changed.emit()

    def run_workspace(
        self,
        words: str,
        lane: Lane,
        work: Callable[[Workspace, CancelToken, OnProgress], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[AnamnesisError], None],
        on_stopped: Callable[[], None],
    ) -> None:
        """As `run`, for operations on the workspace itself; see `Jobs.run_workspace`."""
        if self._job is None:
            done, failed, stopped = self._ends(on_done, on_error, on_stopped)
            self._begin(words, stoppable=True)
            self._job = self._jobs.run_workspace(
                self, lane, work, on_done=done, on_error=failed, on_progress=self._show, on_cancelled=stopped
            )
            self.changed.emit()

    def retitle(self, words: str) -> None:
        """Changes the text of the running operation, unless it is being stopped."""
        if self._job is not None and self.stop_button.isEnabled():
            self._words = words
            self._label.setText(words)
            self._bar.setRange(0, 0)

    def stop(self) -> None:
        """Asks the operation to stop at its next step."""
        if self._job is not None:
            self._job.cancel()
            self.stop_button.setEnabled(False)
            self._label.setText(self.tr("Stopping after this step…"))

    def drop(self) -> None:
        """Stops the operation without waiting: after a lock no result arrives."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _ends(
        self,
        on_done: Callable[[T], None],
        on_error: Callable[[AnamnesisError], None],
        on_stopped: Callable[[], None],
    ) -> tuple[Callable[[T], None], Callable[[AnamnesisError], None], Callable[[], None]]:
        """The three callbacks, each called after the line is hidden."""

        def done(value: T) -> None:
            self._end()
            on_done(value)

        def failed(error: AnamnesisError) -> None:
            self._end()
            on_error(error)

        def stopped() -> None:
            self._end()
            on_stopped()

        return done, failed, stopped

    def _begin(self, words: str, *, stoppable: bool) -> None:
        self._words = words
        self._label.setText(words)
        # Without a total the bar is indeterminate.
        self._bar.setRange(0, 0)
        self.stop_button.setVisible(stoppable)
        self.stop_button.setEnabled(True)
        self.show()

    def _show(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        if total > 0 and self.stop_button.isEnabled():
            self._label.setText(
                self.tr("{what} {done} of {total}").format(what=self._words, done=done, total=total)
            )

    def _end(self) -> None:
        self._job = None
        self.hide()
        self.changed.emit()
