"""The steps of a long operation, one line each: done or running."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.resources import icon
from ui.resources.icons import IconTone
from ui.theme import ICON_PX, SPACE_2, set_role
from ui.theme.roles import Tone
from ui.widgets.plain_label import PlainLabel

StepState = Literal["now", "done", "failed"]
_MARKS: dict[StepState, tuple[str, IconTone, Tone]] = {
    "now": ("more", "accent", "text"),
    "done": ("check", "good", "muted"),
    "failed": ("close", "danger", "danger"),
}


class _StepLine(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.state: StepState = "now"
        self._mark = PlainLabel()
        self._mark.setFixedWidth(ICON_PX)
        self._text = PlainLabel(text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self._mark)
        layout.addWidget(self._text, 1)
        self.mark("now")

    def mark(self, state: StepState) -> None:
        self.state = state
        name, tone, text_tone = _MARKS[state]
        self._mark.setPixmap(icon(name, tone).pixmap(ICON_PX))
        set_role(self._text, tone=text_tone, strong=state != "done")

    @property
    def text(self) -> str:
        return self._text.text()


class StepList(QWidget):
    """`begin` marks the previous step as done; `finish` ends the last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_StepLine] = []
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Working"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_2)
        self._layout.addWidget(self._bar)
        self.clear()

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self._lines]

    @property
    def states(self) -> list[StepState]:
        return [line.state for line in self._lines]

    def begin(self, text: str) -> None:
        """Starts the step `text`; repeating the same text changes nothing."""
        if self._lines and self._lines[-1].text == text and self._lines[-1].state == "now":
            return
        self._finish_last()
        line = _StepLine(text)
        self._lines.append(line)
        self._layout.addWidget(line)
        # Without a total the bar is indeterminate.
        self._bar.setRange(0, 0)
        self._bar.show()

    def set_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)

    def finish(self) -> None:
        """All steps are done."""
        self._finish_last()
        self._bar.hide()

    def stop(self) -> None:
        """The last step failed; stops the animation."""
        if self._lines:
            self._lines[-1].mark("failed")
        self._bar.hide()

    def clear(self) -> None:
        for line in self._lines:
            self._layout.removeWidget(line)
            line.deleteLater()
        self._lines.clear()
        self._bar.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for line in getattr(self, "_lines", ()):
                line.mark(line.state)

    def _finish_last(self) -> None:
        if self._lines:
            self._lines[-1].mark("done")
