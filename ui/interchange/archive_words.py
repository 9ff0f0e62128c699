"""Texts about archives: what one contains, and what it does not."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.interchange.archive.dto import ArchiveCounts, LeftOut, ProtectionKind
from ui.errors import describe_code
from ui.text.one_line import one_line
from ui.text.text_direction import isolate

_NAMED = 5


class ArchiveWords(QObject):
    """A QObject for its `tr` with plural forms."""

    def counts(self, counts: ArchiveCounts) -> str:
        """An archive's contents, in one line; empty kinds are not named."""
        said = (
            (counts.clients, self.tr("%n client(s)", "", counts.clients)),
            (counts.sessions, self.tr("%n session(s)", "", counts.sessions)),
            (counts.attachments, self.tr("%n attachment(s)", "", counts.attachments)),
            (counts.records, self.tr("%n appointment(s), letter(s) and the like", "", counts.records)),
            (counts.conversations, self.tr("%n conversation(s)", "", counts.conversations)),
            (counts.practice_records, self.tr("%n text(s) of the practice", "", counts.practice_records)),
            (counts.audit_entries, self.tr("%n log entry(s)", "", counts.audit_entries)),
        )
        return one_line(words for number, words in said if number)

    def left_out(self, left_out: tuple[LeftOut, ...]) -> str:
        """Which charts are missing and why; empty for none."""
        if not left_out:
            return ""
        reasons = "; ".join(
            f"{isolate(str(each.client_id))}: {describe_code(each.code, {}).title}"
            for each in left_out[:_NAMED]
        )
        return self.tr("%n chart(s) left out:", "", len(left_out)) + " " + reasons

    def protection(self, kind: ProtectionKind) -> str:
        """The effect of the protection for the recipient of the file."""
        words = {
            "passphrase": self.tr("Only its passphrase opens it; there is no other way if that is lost."),
            "recipients": self.tr("Only its recipients can open it."),
            "none": self.tr("The file is not protected. Delete it when it is no longer needed."),
        }
        return words[kind]
