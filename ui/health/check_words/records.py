"""Texts for the checks of backups, records and the ways to unlock the practice."""

from __future__ import annotations

from core.health.finding import Check
from ui.health.check_words.entry import CheckWords
from ui.i18n.marking import QT_TR_NOOP

BY_CHECK: dict[Check, CheckWords] = {
    "backup": CheckWords(
        QT_TR_NOOP("Backup"),
        {
            "ok": QT_TR_NOOP("The last backup was made {ago}."),
            "warning": QT_TR_NOOP("The last backup was made {ago}."),
            "warning:failed": QT_TR_NOOP("The last backup was made {ago}. Since then: {problem}"),
            "warning:no_target": QT_TR_NOOP(
                "The last backup was made {ago}. No place is chosen for the next one."
            ),
            "problem": QT_TR_NOOP("The last backup was made {ago}."),
            "problem:failed": QT_TR_NOOP("The last backup was made {ago}. Since then: {problem}"),
            "problem:never": QT_TR_NOOP("There is no backup yet."),
        },
        QT_TR_NOOP("Make a backup onto a disk that is not in this computer."),
        "backup",
    ),
    "restore_drill": CheckWords(
        QT_TR_NOOP("Proved restore"),
        {
            "ok": QT_TR_NOOP("A restore was tried {ago}, and every record opened."),
            "warning": QT_TR_NOOP("A restore was last tried {ago}."),
            "warning:never": QT_TR_NOOP("No backup was ever tried out by restoring it."),
        },
        QT_TR_NOOP("Try a restore: only then is it certain that the backup can be read."),
        "drill",
    ),
    "integrity": CheckWords(
        QT_TR_NOOP("Records"),
        {
            "ok": QT_TR_NOOP("The records are as Anamnesis wrote them."),
            "problem": QT_TR_NOOP("Something was changed outside Anamnesis. {findings}"),
        },
        QT_TR_NOOP(
            "Leave everything as it is, look at the audit log and contact whoever looks after your computers."
        ),
        "audit",
    ),
    "audit_chain": CheckWords(
        QT_TR_NOOP("Audit log"),
        {
            "ok": QT_TR_NOOP("The log of who did what is the one that was written."),
            "problem": QT_TR_NOOP("The log of who did what is not the one that was written. {findings}"),
        },
        QT_TR_NOOP("Verify the audit log, and keep an export of it for whoever looks after your computers."),
        "audit",
    ),
    "journal": CheckWords(
        QT_TR_NOOP("Unsaved words"),
        {
            "ok": QT_TR_NOOP("No unsaved words are waiting."),
            "warning": QT_TR_NOOP(
                "Kept encrypted, since they could not be saved: {waiting}. Damaged: {damaged}."
            ),
            "problem": QT_TR_NOOP("The folder of unsaved words cannot be read."),
        },
        QT_TR_NOOP(
            "Words are saved when their author unlocks. Ask the author what a damaged file held: it may not"
            " come back."
        ),
        otherwise={
            "problem": QT_TR_NOOP("Check that the disk of the practice works and that its folder is yours.")
        },
    ),
    "upgrade": CheckWords(
        QT_TR_NOOP("Upgrade"),
        {
            "ok": QT_TR_NOOP("No upgrade waits to be confirmed."),
            "ok:kept": QT_TR_NOOP("Upgraded {ago}. The state of before is kept: {size}."),
            "warning": QT_TR_NOOP("Upgraded {ago}. The state of before is still kept: {size}."),
            "warning:undated": QT_TR_NOOP(
                "The state of before an upgrade is still kept: {size}. When that was is not known."
            ),
            "problem": QT_TR_NOOP("Values that did not open after the upgrade: {unreadable}."),
        },
        QT_TR_NOOP("If everything works, remove the state of before: nothing goes back to it then."),
        "upgrade",
        {
            "problem": QT_TR_NOOP(
                "Keep the state of before and go back to it, or restore a backup of before to another place;"
                " contact whoever looks after your computers."
            )
        },
        QT_TR_NOOP(
            "If everything works, let an administrator of this computer remove the state of before: nothing"
            " goes back to it then."
        ),
    ),
    "clock": CheckWords(
        QT_TR_NOOP("Clock"),
        {
            "ok": QT_TR_NOOP("The clock of this computer is plausible."),
            "warning": QT_TR_NOOP("The clock of this computer seems to be wrong: it says {clock}."),
        },
        QT_TR_NOOP("Set the clock of this computer: notes are dated by it."),
    ),
    "vault": CheckWords(
        QT_TR_NOOP("Passphrases"),
        {
            "ok": QT_TR_NOOP("Guessing a passphrase costs as much as it should."),
            "warning": QT_TR_NOOP("Guessing costs too little for {weak} of {passphrases} passphrases."),
            "problem": QT_TR_NOOP("The file of keys cannot be read. {problem}"),
        },
        QT_TR_NOOP("Set the passphrase again, even the same one: it is then protected as today's are."),
        "passphrase",
        {"problem": QT_TR_NOOP("Close Anamnesis, and restore the file of keys from a backup.")},
    ),
    "keys": CheckWords(
        QT_TR_NOOP("Work on the keys"),
        {
            "ok": QT_TR_NOOP("Nothing was left unfinished."),
            "warning": QT_TR_NOOP("A change of keys, or the erasing of a chart, was not finished."),
        },
        QT_TR_NOOP("Finish it: until then some of it is under the keys of before."),
        "finish_keys",
    ),
    "attempts": CheckWords(
        QT_TR_NOOP("Attempts to unlock"),
        {
            "ok": QT_TR_NOOP("Nobody keeps trying wrong passphrases."),
            "warning": QT_TR_NOOP("Wrong passphrases were tried {failed} times in a row."),
            "warning:lost": QT_TR_NOOP("The count of wrong passphrases is lost."),
        },
        QT_TR_NOOP("Look in the audit log for when that was; a new passphrase ends what was guessed."),
        "audit",
    ),
    "keyring": CheckWords(
        QT_TR_NOOP("Keyring of this computer"),
        {
            "ok": QT_TR_NOOP("It can keep a key for unlocking: {available}."),
            "ok:none": QT_TR_NOOP("It is not there or not safe enough; the passphrase unlocks without it."),
        },
        QT_TR_NOOP("The passphrase unlocks without it."),
    ),
}
