"""Sentences about archives of a practice or of one client."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "archive_damaged": (
        QT_TR_NOOP("This archive is damaged"),
        QT_TR_NOOP("It is not what was written: it shows at {place}. Nothing of it was stored."),
        QT_TR_NOOP("Copy the file again from where it came from, or export it again."),
    ),
    "archive_newer": (
        QT_TR_NOOP("This archive is of a newer version"),
        QT_TR_NOOP("It has format {version}; this program reads up to format {known}. Nothing was stored."),
        QT_TR_NOOP("Install the newest version of Anamnesis and import it there."),
    ),
    "archive_not_recognised": (
        QT_TR_NOOP("This is no archive of Anamnesis"),
        QT_TR_NOOP("What is in the file was not written by this program as an archive. Nothing was stored."),
        QT_TR_NOOP("Choose another file."),
    ),
    "archive_wrong_passphrase": (
        QT_TR_NOOP("This passphrase does not open the archive"),
        QT_TR_NOOP("An archive has a passphrase of its own: the one that was typed when it was exported."),
        QT_TR_NOOP("Type that passphrase."),
    ),
    "archive_wrong_identity": (
        QT_TR_NOOP("This key does not open the archive"),
        QT_TR_NOOP("The archive was encrypted to other recipients."),
        QT_TR_NOOP("Choose the key file of one of its recipients."),
    ),
    "archive_needs_passphrase": (
        QT_TR_NOOP("The archive needs its passphrase"),
        QT_TR_NOOP("It was encrypted with the passphrase that was typed when it was exported."),
        QT_TR_NOOP("Type it, or give --archive-passphrase-file."),
    ),
    "archive_needs_identity": (
        QT_TR_NOOP("The archive needs a key"),
        QT_TR_NOOP("It was encrypted to age recipients."),
        QT_TR_NOOP("Choose the key file of one of them, or give --identity-file."),
    ),
    "archive_identity_invalid": (
        QT_TR_NOOP("This is no age key"),
        QT_TR_NOOP("A line of the key file is not of the form AGE-SECRET-KEY-1…"),
        QT_TR_NOOP("Choose the file that age-keygen wrote."),
    ),
    "archive_no_recipient": (
        QT_TR_NOOP("No recipient is given"),
        QT_TR_NOOP("An archive is encrypted to a passphrase or to at least one recipient."),
        QT_TR_NOOP("Give a recipient, which begins with age1."),
    ),
    "archive_recipient_invalid": (
        QT_TR_NOOP("This is no age recipient"),
        QT_TR_NOOP("{recipient} is not a public key of age; one begins with age1."),
        QT_TR_NOOP("Copy it again, whole."),
    ),
    "archive_practice_not_empty": (
        QT_TR_NOOP("This practice is not empty"),
        QT_TR_NOOP("A whole practice is imported into one that has no clients and no texts yet."),
        QT_TR_NOOP("Make a new practice in another data directory and import the archive there."),
    ),
    "archive_ids_taken": (
        QT_TR_NOOP("It is here already"),
        QT_TR_NOOP("This practice has a chart, or a part of one, of the archive. Nothing was stored."),
        QT_TR_NOOP("A chart in the trash counts too; erase it, or import the archive into another practice."),
    ),
    "archive_no_room": (
        QT_TR_NOOP("There is no room for the archive"),
        QT_TR_NOOP("It will take about {needed_mib} MiB; {free_mib} MiB are free there."),
        QT_TR_NOOP("Free some space, or choose another disk."),
    ),
    "archive_alone": (
        QT_TR_NOOP("An archive is imported by itself"),
        QT_TR_NOOP("{file} is an archive; there are other files beside it."),
        QT_TR_NOOP("Import one archive at a time, and files of charts separately."),
    ),
}
