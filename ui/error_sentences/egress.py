"""Sentences about the report of what leaves the computer."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "egress_file_exists": (
        QT_TR_NOOP("There is a file of that name"),
        QT_TR_NOOP("{file} is not replaced: it may be a report that was filed."),
        QT_TR_NOOP("Choose another name."),
    ),
    "egress_not_a_report": (
        QT_TR_NOOP("This is not an egress report"),
        QT_TR_NOOP("{file} is another kind of file, or a part of it is gone."),
        QT_TR_NOOP("Choose a file that “anamnesis egress-report” wrote."),
    ),
    "egress_report_changed": (
        QT_TR_NOOP("The egress report was changed"),
        QT_TR_NOOP("{file} is not what was signed."),
        QT_TR_NOOP("Ask for the report again, or have a new one made."),
    ),
    "egress_other_key": (
        QT_TR_NOOP("The egress report is signed by another computer"),
        QT_TR_NOOP("{file} is signed with the key {found}, not with the one that was expected."),
        QT_TR_NOOP("Compare the fingerprint with the computer that the report was asked of."),
    ),
    "egress_key_damaged": (
        QT_TR_NOOP("The key of this computer cannot be read"),
        QT_TR_NOOP("{file} is damaged or open to others."),
        QT_TR_NOOP("Remove the file; the next report makes a new key with a new fingerprint."),
    ),
    "egress_journey_failed": (
        QT_TR_NOOP("The journey ended before its first step"),
        QT_TR_NOOP("The program that was observed said nothing ({reason}), so there is nothing to report."),
        QT_TR_NOOP("Run “anamnesis doctor” and try again."),
    ),
    "egress_not_here": (
        QT_TR_NOOP("Reports of what leaves the computer are made on Linux"),
        QT_TR_NOOP("This system has none of the ways in which the program is observed."),
        QT_TR_NOOP("Make the report on a computer with Linux."),
    ),
}
