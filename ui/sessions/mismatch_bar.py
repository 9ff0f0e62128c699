"""Warns over a chart that does not match its manifest, until that is repaired."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.audit.findings import IntegrityFinding
from ui.widgets.message_bar import MessageBar
from ui.words.findings import findings_text


class MismatchBar(MessageBar):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, dismissible=False)

    def show_findings(self, findings: Sequence[IntegrityFinding]) -> None:
        """Hidden without findings."""
        if not findings:
            self.clear()
            return
        self.show_message(
            self.tr("This chart was changed outside Anamnesis"),
            findings_text(findings),
            self.tr(
                "What you see may be out of date. It is not used for answers, exported or printed."
                " Contact whoever looks after your computers."
            ),
            tone="danger",
        )
