"""The status line: lock, index, models, alerts. Background threads update it by bridges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from core.engine.dto import EngineState
from core.retrieval.dto import IndexStatus
from ui.bridge import ThreadBridge
from ui.error_sentences.durations import Durations
from ui.errors import describe, describe_code
from ui.health.alert_button import AlertButton
from ui.resources import icon
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, set_role
from ui.theme.roles import Tone
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from core.services import Services

_BAR_WIDTH_PX = 96


class StatusLine(QWidget):
    """Only shows the lock until `watch` is called with the services of an unlocked practice."""

    lock_requested = Signal()
    index_told = Signal(object)
    """The `IndexStatus` that is shown now."""
    engine_told = Signal(object)
    """The `EngineState` that is shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe: list[Callable[[], None]] = []
        self._bridges: list[ThreadBridge[IndexStatus] | ThreadBridge[EngineState]] = []
        self._services: Services | None = None
        self._lock_keys = ""
        self.lock_button = QPushButton()
        set_role(self.lock_button, kind="quiet")
        self.lock_button.clicked.connect(self.lock_requested)
        self.index_label = PlainLabel()
        self.index_bar = QProgressBar()
        self.index_bar.setTextVisible(False)
        self.index_bar.setFixedWidth(_BAR_WIDTH_PX)
        self.index_bar.setAccessibleName(self.tr("Index"))
        self.engine_label = PlainLabel()
        self.work_label = PlainLabel()
        self.purged_label = PlainLabel()
        self.saved_label = PlainLabel()
        self.alerts = AlertButton()
        self.small_label = PlainLabel()
        set_role(self.small_label, type="caption", tone="caution")
        self.small_label.hide()
        self._labels = (
            self.index_label,
            self.engine_label,
            self.work_label,
            self.purged_label,
            self.saved_label,
        )
        for label in self._labels:
            set_role(label, type="caption", tone="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_2, 0, SPACE_3, 0)
        layout.setSpacing(SPACE_3)
        for widget in (
            self.lock_button,
            self.index_label,
            self.index_bar,
            self.engine_label,
            self.work_label,
            self.purged_label,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.alerts)
        layout.addWidget(self.small_label)
        layout.addWidget(self.saved_label)
        self.unwatch()

    def show_lock_keys(self, keys: str) -> None:
        """The keys that lock, in this platform's notation; empty for none."""
        self._lock_keys = keys
        self._show_lock(unlocked=self._services is not None)

    def show_small(self, small: bool, *, width_px: int, height_px: int) -> None:
        """Whether the window is too small for its content, and which size suffices."""
        words = self.tr("Window too small: enlarge it to {width} × {height}")
        self.small_label.setText(words.format(width=width_px, height=height_px) if small else "")
        self.small_label.setVisible(small)

    def watch(self, services: Services) -> None:
        """Follows the index and the engine of an unlocked practice."""
        self.unwatch()
        self._services = services
        self._show_lock(unlocked=True)
        if not services.access.allows("chart"):
            # Neither index nor models run for a user who may not read charts.
            return
        index: ThreadBridge[IndexStatus] = ThreadBridge(self._show_index, self)
        engine: ThreadBridge[EngineState] = ThreadBridge(self._show_engine, self)
        self._bridges = [index, engine]
        self._unsubscribe = [
            services.index.subscribe(index.send),
            services.engine.subscribe(engine.send),
        ]
        self._show_engine(services.engine.state)

    def unwatch(self) -> None:
        """Shows the locked state and stops listening."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        for bridge in self._bridges:
            bridge.close()
        self._unsubscribe, self._bridges = [], []
        self._services = None
        for label in self._labels:
            label.clear()
            label.setToolTip("")
        self.index_bar.hide()
        self.alerts.show_findings(())
        self._show_lock(unlocked=False)

    def show_first_index(self, status: IndexStatus) -> None:
        """The state read at the unlock; later reports of the index are newer."""
        if self._services is not None and not self.index_label.text():
            self._show_index(status)

    def show_rekeying(self, done: int, total: int) -> None:
        """The progress of a rotation or an erase in the background; hidden for 0 of 0."""
        words = self.tr("Changing keys: {done} of {total}").format(done=done, total=total)
        self.work_label.setText(words if total else "")

    def show_purged(self, count: int) -> None:
        """How many deleted charts were erased at this unlock."""
        self.purged_label.setText(self.tr("%n deleted chart(s) erased for good", "", count))
        self.purged_label.setToolTip(
            self.tr("Deleted more than thirty days ago, or merged into one that was.")
        )

    def show_purge_doubted(self, count: int) -> None:
        """The number of deleted charts kept although they are due by the clock."""
        self.purged_label.setText(self.tr("%n deleted chart(s) not erased: check the clock", "", count))
        self.purged_label.setToolTip(
            self.tr(
                "By this computer's clock their thirty days are over, but nothing was recorded for two weeks "
                "or more since. If the date is right, erase them under deleted charts."
            )
        )

    def show_unsaved(self, count: int) -> None:
        """The number of unsaved drafts; 0 is shown as all saved."""
        if count:
            self.saved_label.setText(self.tr("%n draft(s) not saved", "", count))
        else:
            self.saved_label.setText(self.tr("All saved"))
        set_role(self.saved_label, tone="caution" if count else "good")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "engine_label"):
            self._draw_lock()

    def _show_lock(self, *, unlocked: bool) -> None:
        self.lock_button.setEnabled(unlocked)
        self.lock_button.setText(self.tr("Unlocked") if unlocked else self.tr("Locked"))
        hint = ""
        if unlocked and self._lock_keys:
            hint = self.tr("Lock the practice ({keys})").format(keys=self._lock_keys)
        elif unlocked:
            hint = self.tr("Lock the practice")
        self.lock_button.setToolTip(hint)
        self.lock_button.setAccessibleName(hint or self.tr("Locked"))
        self._draw_lock()

    def _draw_lock(self) -> None:
        unlocked = self._services is not None
        self.lock_button.setIcon(icon("unlock" if unlocked else "lock", "text" if unlocked else "muted"))

    def _show_index(self, status: IndexStatus) -> None:
        text, tone, tip = self._index_words(status)
        self.index_label.setText(text)
        self.index_label.setToolTip(tip)
        set_role(self.index_label, tone=tone)
        building = status.building if not status.pending else None
        done, total = (building.done, building.total) if building else (status.indexed, status.total)
        self.index_bar.setRange(0, max(total, 1))
        self.index_bar.setValue(done)
        self.index_bar.setVisible(done < total and status.problem is None)
        self.index_told.emit(status)

    def _index_words(self, status: IndexStatus) -> tuple[str, Tone, str]:
        if status.problem is not None:
            told = describe_code(status.problem)
            return self.tr("Index: {problem}").format(problem=told.title), "caution", told.one_line
        building = status.building
        if status.pending > 0:
            words = self.tr("Indexing {percent} %").format(percent=status.percent)
            counted = self.tr("{indexed} of {total} notes and records.")
            tip = self.tr("What is not indexed yet can be read, but not found or asked about.")
            shown = counted.format(indexed=status.indexed, total=status.total)
            return self._with_rest(words, status), "muted", f"{shown} {tip}"
        if building is not None:
            words = self.tr("Index for {model}: {percent} %").format(
                model=isolate(building.model), percent=100 * building.done // max(building.total, 1)
            )
            tip = self.tr("The present index stays in use until it is complete.")
            return self._with_rest(words, status), "muted", tip
        return self.tr("Index {percent} %").format(percent=status.percent), "muted", ""

    def _with_rest(self, words: str, status: IndexStatus) -> str:
        if status.remaining_s is None:
            return words
        left = self.tr("about {time} left").format(time=Durations().text(status.remaining_s))
        return one_line((words, left), separator=", ")

    def _show_engine(self, state: EngineState) -> None:
        problem = self._services.engine.problem if self._services is not None else None
        words: dict[EngineState, tuple[str, Tone]] = {
            EngineState.STOPPED: (self.tr("Models off"), "muted"),
            EngineState.STARTING: (self.tr("Models loading…"), "muted"),
            EngineState.READY: (self.tr("Models ready"), "muted"),
            EngineState.RESTING: (self.tr("Models failed, retrying soon"), "caution"),
            EngineState.FAILED: (self.tr("Models not available"), "caution"),
        }
        text, tone = words[state]
        if state is EngineState.READY and problem is not None:
            text, tone = self.tr("One model is not available"), "caution"
        self.engine_label.setText(text)
        self.engine_label.setToolTip(describe(problem).one_line if problem is not None else "")
        set_role(self.engine_label, tone=tone)
        self.engine_told.emit(state)
