"""Sentences that only the command line needs."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "no_practice": (
        QT_TR_NOOP("There is no practice here"),
        QT_TR_NOOP("{directory} contains no practice."),
        QT_TR_NOOP("Create one with “anamnesis init --practice NAME”, or name another directory."),
    ),
    "client_unknown": (
        QT_TR_NOOP("No such client"),
        QT_TR_NOOP("No client has the id {client}."),
        QT_TR_NOOP("Use the id that came with the import, or the practice's own."),
    ),
    "recovery_file_exists": (
        QT_TR_NOOP("The file is there already"),
        QT_TR_NOOP("{file} exists and was not overwritten; nothing was changed."),
        QT_TR_NOOP("Name a new file for the recovery key."),
    ),
    "audit_file_exists": (
        QT_TR_NOOP("The file is there already"),
        QT_TR_NOOP("{file} exists and was not overwritten."),
        QT_TR_NOOP("Name a new file."),
    ),
    "not_the_demo_practice": (
        QT_TR_NOOP("This is not the demo practice"),
        QT_TR_NOOP("{directory} holds another practice; no fictional client was added to it."),
        QT_TR_NOOP("Name an empty directory, or leave --data-dir out."),
    ),
    "recovery_file_unwritable": (
        QT_TR_NOOP("The recovery key cannot be written there"),
        QT_TR_NOOP("{file}: {reason}. Nothing was changed."),
        QT_TR_NOOP("Name a file in a folder that is there and yours."),
    ),
    "passphrases_differ": (
        QT_TR_NOOP("The passphrases differ"),
        QT_TR_NOOP("The two passphrases are not the same; nothing was changed."),
        QT_TR_NOOP("Type it again, twice the same."),
    ),
    "passphrase_file_unreadable": (
        QT_TR_NOOP("The passphrase file cannot be read"),
        QT_TR_NOOP("{file} cannot be read as UTF-8 text."),
        QT_TR_NOOP("Check its name and its permissions; its first line is the passphrase."),
    ),
    "batch_file_unreadable": (
        QT_TR_NOOP("The batch file cannot be read"),
        QT_TR_NOOP("{file} cannot be read as UTF-8 text."),
        QT_TR_NOOP("Check its name and its permissions."),
    ),
    "question_file_unreadable": (
        QT_TR_NOOP("The question cannot be read"),
        QT_TR_NOOP("{file} cannot be read as UTF-8 text of at most 1 MiB."),
        QT_TR_NOOP("Check its name and its permissions; “-” stands for standard input."),
    ),
    "batch_line_not_json": (
        QT_TR_NOOP("The batch file is not JSON Lines"),
        QT_TR_NOOP("Line {line} of {file} is not a JSON document; no question was asked."),
        QT_TR_NOOP("Write one JSON object a line."),
    ),
    "batch_line_without_question": (
        QT_TR_NOOP("A line has no question"),
        QT_TR_NOOP("Line {line} of {file} has no text under “question”; no question was asked."),
        QT_TR_NOOP("Give each line at least “id”, “question” and “client_id”."),
    ),
}
