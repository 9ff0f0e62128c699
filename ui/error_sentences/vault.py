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
    "passphrase_weak": (
        QT_TR_NOOP("The passphrase is easy to guess"),
        QT_TR_NOOP("Too few guesses lead to it."),
        QT_TR_NOOP("Add another word or two; uncommon words are better."),
    ),
    "passphrase_weak_common": (
        QT_TR_NOOP("The passphrase is easy to guess"),
        QT_TR_NOOP("Most of it is a common password or a single common word."),
        QT_TR_NOOP("Add another word or two; uncommon words are better."),
    ),
    "passphrase_weak_name": (
        QT_TR_NOOP("The passphrase is easy to guess"),
        QT_TR_NOOP("Most of it is a name, perhaps your own or the practice's."),
        QT_TR_NOOP("Take several words that have nothing to do with you."),
    ),
    "passphrase_weak_keyboard": (
        QT_TR_NOOP("The passphrase is easy to guess"),
        QT_TR_NOOP("Most of it is a run of neighbouring keys."),
        QT_TR_NOOP("Take several words instead."),
    ),
    "passphrase_weak_repeat": (
        QT_TR_NOOP("The passphrase is easy to guess"),
        QT_TR_NOOP("Most of it repeats the same characters."),
        QT_TR_NOOP("Avoid repeated words and characters; take several different words."),
    ),
    "passphrase_weak_sequence": (
        QT_TR_NOOP("The passphrase is easy to guess"),
        QT_TR_NOOP("Most of it is a sequence such as abc or 6543."),
        QT_TR_NOOP("Avoid sequences; take several words."),
    ),
    "passphrase_weak_date": (
        QT_TR_NOOP("The passphrase is easy to guess"),
        QT_TR_NOOP("Most of it is a date or a year."),
        QT_TR_NOOP("Avoid dates and years that belong to you; take several words."),
    ),
    "recovery_key_outdated": (
        QT_TR_NOOP("First make a new recovery key"),
        QT_TR_NOOP(
            "The one there is was made by an earlier version. With it, a passphrase or key that you"
            " replace now could still open later notes."
        ),
        QT_TR_NOOP("Make a new recovery key, and then do this again."),
    ),
    "passphrase_outdated": (
        QT_TR_NOOP("First unlock with your passphrase"),
        QT_TR_NOOP(
            "It was set with an earlier version. With it, a passphrase or key that you replace now could"
            " still open later notes."
        ),
        QT_TR_NOOP("Lock, unlock with your passphrase, and then do this again."),
    ),
    "recovery_key_mistyped": (
        QT_TR_NOOP("This is not a whole recovery key"),
        QT_TR_NOOP("A letter is missing or wrong: its checksum does not fit."),
        QT_TR_NOOP("Compare it with the printed key, group by group."),
    ),
    "escrow_identity_not_one": (
        QT_TR_NOOP("This is not an age key"),
        QT_TR_NOOP("The file holds no line that begins with AGE-SECRET-KEY-1."),
        QT_TR_NOOP("Choose the file with the organisation's own age key."),
    ),
    "tampered_record": (
        QT_TR_NOOP("An encrypted record does not open"),
        QT_TR_NOOP("It was changed or damaged outside this program, so it is not shown."),
        QT_TR_NOOP(
            "The rest of the record is not affected. To restore a backup from before, see"
            " Backups, in the menu File."
        ),
    ),
    "entry_is_readable": (
        QT_TR_NOOP("This entry can be read"),
        QT_TR_NOOP("It was listed as damaged and is not any more. Nothing was removed."),
        QT_TR_NOOP("Read the list again."),
    ),
    "stale_record": (
        QT_TR_NOOP("A record is older than it was"),
        QT_TR_NOOP("It opens, but an older version was put in the place of the last one, so it is not used."),
        QT_TR_NOOP(
            "Ask who had access to this computer. To restore a backup from before, see"
            " Backups, in the menu File."
        ),
    ),
    "chart_not_as_written": (
        QT_TR_NOOP("This chart was changed outside Anamnesis"),
        QT_TR_NOOP("What is stored is not what was written last, so it is neither exported nor printed."),
        QT_TR_NOOP(
            "Restore a backup from before (Backups, in the menu File, says how), or have an"
            " owner accept what is there now."
        ),
    ),
    "vault_format": (
        QT_TR_NOOP("The vault cannot be read"),
        QT_TR_NOOP("It has a form that this version refuses."),
        QT_TR_NOOP(
            "Update Anamnesis, or restore a backup: move the data directory away, start"
            " Anamnesis and choose “I have a backup”."
        ),
    ),
    "vault_format_unknown": (
        QT_TR_NOOP("The vault is from another version"),
        QT_TR_NOOP("It has format {found}; this version knows {known}."),
        QT_TR_NOOP("Update Anamnesis and open it again. Nothing was changed."),
    ),
    "envelope_format_unknown": (
        QT_TR_NOOP("An encrypted record is from another version"),
        QT_TR_NOOP("It has a form that this version does not know, so it is not opened."),
        QT_TR_NOOP("Update Anamnesis and open it again. Nothing was changed."),
    ),
    "vault_cost_refused": (
        QT_TR_NOOP("The vault file was changed"),
        QT_TR_NOOP("It asks for a protection that is too weak or too costly to be genuine."),
        QT_TR_NOOP(
            "Restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "vault_file_damaged": (
        QT_TR_NOOP("The vault file is damaged"),
        QT_TR_NOOP("It cannot be read. Without it the records stay encrypted."),
        QT_TR_NOOP(
            "Restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "vault_file_missing": (
        QT_TR_NOOP("The vault file is missing"),
        QT_TR_NOOP("There are records here, but {file}, which holds their keys, is not."),
        QT_TR_NOOP(
            "Restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "self_test_failed": (
        QT_TR_NOOP("The encryption does not work on this computer"),
        QT_TR_NOOP("A self-test at the start gave a wrong result, so nothing was opened."),
        QT_TR_NOOP("Install Anamnesis again. If it keeps happening, the computer's memory may be faulty."),
    ),
}
