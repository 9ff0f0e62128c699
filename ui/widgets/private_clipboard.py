"""Copies clinical text, and clears it from the clipboard later unless it was replaced."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication

CLEAR_AFTER_MS = 30_000
_RULE_PROPERTY = "anamnesis_clipboard"


@dataclass(frozen=True, slots=True)
class ClipboardRule:
    """How long copied text stays, and who forbids copying, as text; empty if nobody does."""

    clear_after_ms: int = CLEAR_AFTER_MS
    forbidden: str = ""


def clipboard_rule() -> ClipboardRule:
    """The rule in force."""
    application = QCoreApplication.instance()
    rule = None if application is None else application.property(_RULE_PROPERTY)
    return rule if isinstance(rule, ClipboardRule) else ClipboardRule()


def set_clipboard_rule(rule: ClipboardRule) -> None:
    """For every view from now on; text already in the clipboard is cleared as planned before."""
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(_RULE_PROPERTY, rule)


class PrivateClipboard(QObject):
    """Only clears its own text, identified by its hash."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digest = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Copies `text` for the time of the rule; does nothing if copying is forbidden."""
        rule = clipboard_rule()
        if rule.forbidden:
            return
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        self._digest = _digest(clipboard.text())
        self._timer.start(rule.clear_after_ms)

    def clear(self) -> None:
        """Clears the text now; at a lock, too."""
        self._timer.stop()
        digest, self._digest = self._digest, b""
        clipboard = QGuiApplication.clipboard()
        if digest and _digest(clipboard.text()) == digest:
            clipboard.clear()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
