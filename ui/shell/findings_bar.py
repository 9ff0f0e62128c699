"""Shows integrity findings at an unlock."""

from __future__ import annotations

from core.audit.findings import IntegrityFinding
from ui.widgets.message_bar import MessageBar
from ui.words.findings import findings_text


class FindingsBar(MessageBar):
    def show_findings(self, findings: tuple[IntegrityFinding, ...]) -> None:
        """Hidden without findings."""
        if findings:
            self.show_message(
                self.tr("Something was changed outside Anamnesis"),
                findings_text(findings),
                self.tr("Leave everything as it is and contact whoever looks after your computers."),
                tone="caution",
            )
