"""The findings of a records check in words, without clients' names, since an auditor may read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from core.audit.findings import FindingCode, IntegrityFinding
from ui.i18n.marking import QT_TR_NOOP, translated

_WORDS: dict[FindingCode, str] = {
    "stale_database": QT_TR_NOOP(
        "The database is older than the one last used here: an older copy was restored."
    ),
    "forked_database": QT_TR_NOOP("The database was also used on another computer."),
    "stale_vault": QT_TR_NOOP(
        "The vault file is older than the one last used here: an older copy was restored."
    ),
    "forked_vault": QT_TR_NOOP(
        "The vault file lacks changes of the members that were made here: it was replaced."
    ),
    "audit_chain_damaged": QT_TR_NOOP(
        "The audit log is damaged: records can be read, and nothing can be saved until an owner accepts it."
    ),
    "stale_backup": QT_TR_NOOP("The backup is older than a later one that was made."),
    "stale_row": QT_TR_NOOP("A record is older than what was last written there."),
    "missing_row": QT_TR_NOOP("A record is missing."),
    "unknown_row": QT_TR_NOOP("A record is there that this program did not write."),
    "damaged_row": QT_TR_NOOP("A record does not open: it was changed or damaged."),
    "damaged_client_key": QT_TR_NOOP("The key of a client does not open, and with it their chart."),
    "manifest_missing": QT_TR_NOOP("The list of a client's records is missing."),
    "stale_manifest": QT_TR_NOOP("The list of a client's records is older than the last one."),
    "damaged_manifest": QT_TR_NOOP("The list of a client's records was changed or damaged."),
    "anchor_damaged": QT_TR_NOOP("The record of the last state, kept next to the database, is damaged."),
    "anchor_missing": QT_TR_NOOP("The record of the last state, kept next to the database, is missing."),
    "client_missing": QT_TR_NOOP("A client whose chart was here is missing."),
    "clock_set_back": QT_TR_NOOP("This computer's clock is set earlier than the newest entry of the log."),
}


def finding_text(finding: IntegrityFinding) -> str:
    """One finding in one sentence."""
    return code_text(finding.code)


def code_text(code: FindingCode) -> str:
    """A finding's code in one sentence."""
    return translated(_WORDS[code])


def findings_text(findings: Iterable[IntegrityFinding]) -> str:
    """One line for each kind of finding, with its count."""
    counted = Counter(finding_text(finding) for finding in findings)
    return "\n".join(text if count == 1 else f"{text} ({count}×)" for text, count in counted.items())
