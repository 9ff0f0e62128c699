"""Reports after an unlock on text that could not be stored before."""

from __future__ import annotations

from core.journal.dto import JournalFindings
from ui.widgets.message_bar import MessageBar


class JournalBar(MessageBar):
    def show_journal(self, findings: JournalFindings, *, left: int) -> None:
        """`left` drafts stay in the journal, because other text of the same session takes precedence."""
        came_back = len(findings.waiting) - left
        lost = findings.damaged + findings.unplaced
        lines: list[str] = []
        if came_back:
            lines.append(self.tr("%n draft(s) came back that had not been stored", "", came_back))
        if lost:
            lines.append(self.tr("%n unsaved draft(s) could not be read back", "", lost))
        if findings.keyless:
            lines.append(
                self.tr("%n unsaved draft(s) wait for the key of their client", "", findings.keyless)
            )
        if left:
            lines.append(
                self.tr("%n unsaved draft(s) wait: there are other words on the same session", "", left)
            )
        if not lines:
            return
        kept = lost or findings.keyless or left
        self.show_message(
            lines[-1],
            "\n".join(lines[:-1]),
            self.tr("The encrypted files are kept in the data directory, in the folder “journal”.")
            if kept
            else self.tr("Saving continues in the background."),
            tone="caution" if kept else "good",
        )
