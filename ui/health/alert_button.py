"""Urgent findings in the status bar: a word or two, and a button to the health page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.health.finding import Check, Finding
from ui.health.wording import worded
from ui.i18n.marking import QT_TR_NOOP, translated
from ui.resources import icon
from ui.text.one_line import one_line
from ui.theme import set_role

ALERT_WORDS: dict[Check, str] = {
    "audit_chain": QT_TR_NOOP("Audit log damaged"),
    "disk": QT_TR_NOOP("Little room on the disk"),
    "errors": QT_TR_NOOP("Much fails"),
    "index": QT_TR_NOOP("Index behind"),
    "speed_save": QT_TR_NOOP("Saving is slow"),
    "speed_find": QT_TR_NOOP("Finding is slow"),
    "speed_ask": QT_TR_NOOP("Asking is slow"),
    "speed_unlock": QT_TR_NOOP("Unlocking is slow"),
}


class AlertButton(QPushButton):
    """Hidden without urgent findings. It names the first and counts the others."""

    chosen = Signal(str)
    """The `Check` to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = list[Finding]()
        set_role(self, kind="quiet", type="caption")
        self.clicked.connect(lambda: self.chosen.emit(self._findings[0].check))
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """The most urgent first."""
        self._findings = [each for each in findings if each.check in ALERT_WORDS]
        self.setVisible(bool(self._findings))
        if not self._findings:
            self.setText("")
            self.setToolTip("")
            return
        first, others = self._findings[0], len(self._findings) - 1
        more = self.tr("and %n more", "", others) if others else ""
        self.setText(one_line((translated(ALERT_WORDS[first.check]), more), separator=" "))
        told = [worded(each) for each in self._findings]
        self.setToolTip("\n".join(f"{each.title}: {each.said}" for each in told))
        self.setAccessibleDescription(self.toolTip())
        set_role(self, tone="danger" if first.status == "problem" else "caution")
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_findings") and self._findings:
            self._draw()

    def _draw(self) -> None:
        self.setIcon(icon("warning", "danger" if self._findings[0].status == "problem" else "caution"))
