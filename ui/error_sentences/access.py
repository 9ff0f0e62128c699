"""Sentences about sign-in, people, roles and the audit log."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "role_refused": (
        QT_TR_NOOP("Your role does not allow this"),
        QT_TR_NOOP("Nothing was shown or changed."),
        QT_TR_NOOP("Ask an owner of the practice."),
    ),
    "too_many_attempts": (
        QT_TR_NOOP("Too many wrong attempts"),
        QT_TR_NOOP("This attempt was not made. The next one is possible in {wait_s}."),
        QT_TR_NOOP(
            "Wait, then check the keyboard language and Caps Lock. Restarting does not shorten the wait."
        ),
    ),
    "attempts_unwritable": (
        QT_TR_NOOP("Unlocking is not possible now"),
        QT_TR_NOOP("Attempts cannot be recorded in {file}, so none is allowed."),
        QT_TR_NOOP(
            "Free some space on the disk and check that the data directory belongs to you, then try again."
        ),
    ),
    "memory_for_unlock": (
        QT_TR_NOOP("Too little memory to unlock"),
        QT_TR_NOOP("Deriving the key from the passphrase needs {needed_mib} MiB of memory."),
        QT_TR_NOOP("Close other programs and try again. The recovery key needs less."),
    ),
    "keyring_unavailable": (
        QT_TR_NOOP("This computer's keyring cannot be used"),
        QT_TR_NOOP("It is not there, locked or not one this program can use."),
        QT_TR_NOOP("Unlock with the passphrase. If there is a keyring, unlock it and try again."),
    ),
    "keyring_unavailable.no_answer": (
        QT_TR_NOOP("The keyring does not answer"),
        QT_TR_NOOP("It did not answer in time."),
        QT_TR_NOOP("Unlock with the passphrase, or check whether the keyring is asking for something."),
    ),
    "passphrase_unchanged": (
        QT_TR_NOOP("This is the passphrase you have"),
        QT_TR_NOOP("The new one is the same as the old one; nothing was changed."),
        QT_TR_NOOP("Choose another."),
    ),
    "recovery_unlock_needed": (
        QT_TR_NOOP("The current passphrase is needed"),
        QT_TR_NOOP("Without it a passphrase is set only after an unlock with the recovery key."),
        QT_TR_NOOP("Change the passphrase with the current one, or lock and use the recovery key."),
    ),
    "recovery_part_wrong": (
        QT_TR_NOOP("That is not the last group"),
        QT_TR_NOOP("The old recovery key stays valid."),
        QT_TR_NOOP("Read it again from your paper: the last four letters and digits."),
    ),
    "erase_name_differs": (
        QT_TR_NOOP("The name is not the same"),
        QT_TR_NOOP("Nothing was erased."),
        QT_TR_NOOP("Type the client's name as it is shown: last name, comma, first name."),
    ),
    "member_name_missing": (
        QT_TR_NOOP("A name is missing"),
        QT_TR_NOOP("A person needs a name to sign in with."),
        QT_TR_NOOP("Write a name."),
    ),
    "member_name_taken": (
        QT_TR_NOOP("The name is taken"),
        QT_TR_NOOP("Somebody in the practice signs in with this name already."),
        QT_TR_NOOP("Write another, perhaps with an initial."),
    ),
    "member_role_unknown": (
        QT_TR_NOOP("There is no such role"),
        QT_TR_NOOP("A person is one of: {allowed}."),
        QT_TR_NOOP("Choose one of them."),
    ),
    "member_unknown": (
        QT_TR_NOOP("There is no person of that name"),
        QT_TR_NOOP("The person may have been removed meanwhile."),
        QT_TR_NOOP("Look at the list of people, here or with “anamnesis users list”."),
    ),
    "author_unknown": (
        QT_TR_NOOP("There is no person called “{name}”"),
        QT_TR_NOOP("Only what a member of the practice wrote can be searched for by author."),
        QT_TR_NOOP("“anamnesis users list” shows who is here."),
    ),
    "cannot_remove_yourself": (
        QT_TR_NOOP("You cannot remove yourself"),
        QT_TR_NOOP("A practice must always have an owner. Nothing was changed."),
        QT_TR_NOOP("Another owner can remove you."),
    ),
    "cannot_change_own_role": (
        QT_TR_NOOP("Nobody changes their own role"),
        QT_TR_NOOP("So a practice always keeps an owner. Nothing was changed."),
        QT_TR_NOOP("Another owner can change it."),
    ),
    "rekeying_unfinished": (
        QT_TR_NOOP("New keys that this person began are not finished"),
        QT_TR_NOOP("Nothing was changed."),
        QT_TR_NOOP("Finish them first: Keys, Continue."),
    ),
    "chart_keys_were_held": (
        QT_TR_NOOP("This person has had the keys of the charts"),
        QT_TR_NOOP("An auditor must never have been able to open a chart. Nothing was changed."),
        QT_TR_NOOP("Remove the person, which makes new keys, and add them again as auditor."),
    ),
    "recovery_key_needed_first": (
        QT_TR_NOOP("They have the only recovery key"),
        QT_TR_NOOP(
            "Without it, forgotten passphrases would lock the practice for good. Nothing was changed."
        ),
        QT_TR_NOOP("Make a recovery key of your own first: Keys, Replace recovery key."),
    ),
    "work_not_signed": (
        QT_TR_NOOP("This was not authorised"),
        QT_TR_NOOP("The vault file asks for a change of keys that no owner signed. It was not made."),
        QT_TR_NOOP("Contact whoever looks after your computers, and keep a copy of the vault file."),
    ),
    "vault_changed": (
        QT_TR_NOOP("The vault file was changed meanwhile"),
        QT_TR_NOOP("An earlier change was written late. It was not overwritten."),
        QT_TR_NOOP("Lock, unlock, and try again."),
    ),
    "membership_invalid": (
        QT_TR_NOOP("The list of people was changed"),
        QT_TR_NOOP("It is not signed by an owner of this practice, so nothing was opened."),
        QT_TR_NOOP(
            "Ask who had access to this computer, and restore a backup: move the data"
            " directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "audit_export_unreadable": (
        QT_TR_NOOP("The exported log cannot be read"),
        QT_TR_NOOP("{file}: {reason}."),
        QT_TR_NOOP("Check its name and its permissions."),
    ),
    "audit_export_not_one": (
        QT_TR_NOOP("This is no exported log"),
        QT_TR_NOOP("{file} is not a file that an export of the audit log made, or it was cut."),
        QT_TR_NOOP("Ask for the file again."),
    ),
}
