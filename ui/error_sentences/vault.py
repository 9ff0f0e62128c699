"""Sentences about keys and sealed records."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "vault_locked": (
        QT_TR_NOOP("The practice is locked"),
        QT_TR_NOOP("Its keys are not in memory."),
        QT_TR_NOOP("Unlock it and try again."),
    ),
    "wrong_passphrase": (
        QT_TR_NOOP("That did not unlock the practice"),
        QT_TR_NOOP("The passphrase or key is wrong, or the vault file is damaged. Nothing was changed."),
        QT_TR_NOOP("Check the keyboard language and Caps Lock, or use the recovery key."),
    ),
    "passphrase_too_short": (
        QT_TR_NOOP("The passphrase is too short"),
        QT_TR_NOOP("It needs {minimum} characters or more."),
        QT_TR_NOOP("Several uncommon words are easy to remember and hard to guess."),
    ),
    "recovery_key_mistyped": (
        QT_TR_NOOP("This is not a whole recovery key"),
        QT_TR_NOOP("A letter is missing or wrong: its checksum does not fit."),
        QT_TR_NOOP("Compare it with the printed key, group by group."),
    ),
    "tampered_record": (
        QT_TR_NOOP("A sealed record does not open"),
        QT_TR_NOOP("It was changed or damaged outside this program, so it is not shown."),
        QT_TR_NOOP("Restore a backup from before; the rest of the record is not affected."),
    ),
    "stale_record": (
        QT_TR_NOOP("A record is older than it was"),
        QT_TR_NOOP("It opens, but an older version was put in the place of the last one, so it is not used."),
        QT_TR_NOOP("Restore a backup from before, and ask who had access to this computer."),
    ),
    "vault_format": (
        QT_TR_NOOP("The vault cannot be read"),
        QT_TR_NOOP("It has a form that this version refuses."),
        QT_TR_NOOP("Update Anamnesis, or restore the vault file from a backup."),
    ),
    "vault_format_unknown": (
        QT_TR_NOOP("The vault is from another version"),
        QT_TR_NOOP("It has format {found}; this version knows {known}."),
        QT_TR_NOOP("Update Anamnesis and open it again. Nothing was changed."),
    ),
    "envelope_format_unknown": (
        QT_TR_NOOP("A sealed record is from another version"),
        QT_TR_NOOP("It has a form that this version does not know, so it is not opened."),
        QT_TR_NOOP("Update Anamnesis and open it again. Nothing was changed."),
    ),
    "vault_cost_refused": (
        QT_TR_NOOP("The vault file was changed"),
        QT_TR_NOOP("It asks for a protection that is too weak or too costly to be genuine."),
        QT_TR_NOOP("Restore the vault file from a backup."),
    ),
    "vault_file_damaged": (
        QT_TR_NOOP("The vault file is damaged"),
        QT_TR_NOOP("It cannot be read. Without it the records stay sealed."),
        QT_TR_NOOP("Restore the vault file from a backup."),
    ),
    "vault_file_missing": (
        QT_TR_NOOP("The vault file is missing"),
        QT_TR_NOOP("There are records here, but {file}, which holds their keys, is not."),
        QT_TR_NOOP("Restore it from a backup into the data directory."),
    ),
    "self_test_failed": (
        QT_TR_NOOP("The encryption does not work on this computer"),
        QT_TR_NOOP("A self-test at the start gave a wrong result, so nothing was opened."),
        QT_TR_NOOP("Install Anamnesis again. If it stays so, the computer's memory may be faulty."),
    ),
}
