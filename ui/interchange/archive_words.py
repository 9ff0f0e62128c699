"""The words of archives: what is in one, and what is not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.interchange.archive.dto import ArchiveCounts, LeftOut
from ui.errors import describe_code
from ui.widgets.one_line import one_line
from ui.widgets.text_direction import isolate


def counts_text(counts: ArchiveCounts) -> str:
    """What an archive holds, in one line; what it has none of is not named."""

    said = (
        (counts.clients, QCoreApplication.translate("ArchiveWords", "%n client(s)", "", counts.clients)),
        (counts.sessions, QCoreApplication.translate("ArchiveWords", "%n session(s)", "", counts.sessions)),
        (
            counts.attachments,
            QCoreApplication.translate("ArchiveWords", "%n attachment(s)", "", counts.attachments),
        ),
        (
            counts.records,
            QCoreApplication.translate(
                "ArchiveWords", "%n appointment(s), letter(s) and dismissal(s)", "", counts.records
            ),
        ),
        (
            counts.conversations,
            QCoreApplication.translate("ArchiveWords", "%n conversation(s)", "", counts.conversations),
        ),
        (
            counts.practice_records,
            QCoreApplication.translate(
                "ArchiveWords", "%n text(s) of the practice", "", counts.practice_records
            ),
        ),
        (
            counts.audit_entries,
            QCoreApplication.translate(
                "ArchiveWords", "%n entry(s) of the audit log", "", counts.audit_entries
            ),
        ),
    )
    return one_line(words for number, words in said if number)


def left_out_text(left_out: tuple[LeftOut, ...]) -> str:
    """Which charts are not in it and why; empty for none."""
    if not left_out:
        return ""
    reasons = "; ".join(
        f"{isolate(str(each.client_id))}: {describe_code(each.code, {}).title}" for each in left_out[:5]
    )
    counted = QCoreApplication.translate("ArchiveWords", "%n chart(s) left out.", "", len(left_out))
    return f"{counted} {reasons}"


def protection_text(kind: str) -> str:
    """What it means for whoever gets the file."""
    words = {
        "passphrase": QCoreApplication.translate(
            "ArchiveWords", "Only its passphrase opens it; there is no other way if that is lost."
        ),
        "recipients": QCoreApplication.translate("ArchiveWords", "Only its recipients can open it."),
        "none": QCoreApplication.translate(
            "ArchiveWords", "The file is not protected. Delete it when it is no longer needed."
        ),
    }
    return words[kind]
