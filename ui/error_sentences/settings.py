"""Sentences about the files of settings: the policy of the computer, and that of the data directory."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_REFUSED = QT_TR_NOOP("A setting cannot be used")
_FORBIDDEN = QT_TR_NOOP("Your organisation does not allow this")
_ASK = QT_TR_NOOP("Whoever looks after this computer can say why; “Settings” names the file that says so.")
_CORRECT = QT_TR_NOOP("Correct {file} and start again.")

BY_CODE: dict[str, Sentences] = {
    "settings_unreadable": (
        QT_TR_NOOP("The settings cannot be read"),
        QT_TR_NOOP("{file} is there and cannot be read; without it nobody knows what is allowed."),
        QT_TR_NOOP("Make the file readable for whoever runs Anamnesis, or remove it, and start again."),
    ),
    "settings_not_toml": (
        QT_TR_NOOP("The settings cannot be read"),
        QT_TR_NOOP("{file} is not a valid settings file; the error is in line {line}."),
        QT_TR_NOOP("Write each setting as name = value, one on a line, and start again."),
    ),
    "setting_unknown": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set, and there is no such setting. The nearest name is {nearest}."),
        _CORRECT,
    ),
    "setting_refused": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set to {value}, which is not allowed."),
        _CORRECT,
    ),
    "setting_refused.whole_number": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set to {value}. It must be a whole number from {low} to {high}."),
        _CORRECT,
    ),
    "setting_refused.number": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set to {value}. It must be a number from {low} to {high}."),
        _CORRECT,
    ),
    "setting_refused.switch": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set to {value}. It must be true or false."),
        _CORRECT,
    ),
    "setting_refused.age_recipient": (
        _REFUSED,
        QT_TR_NOOP(
            "{place}: {key} is set to {value}. It must be an age recipient: age1 and 58 more characters."
        ),
        _CORRECT,
    ),
    "setting_of_policy": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set, which only the computer's administrator may do, in its policy."),
        QT_TR_NOOP("Take it out of {file} and start again."),
    ),
    "setting_refused.hashes": (
        _REFUSED,
        QT_TR_NOOP(
            "{place}: {key} is set to {value}. It must be a list of SHA-256 sums, 64 hex digits each."
        ),
        _CORRECT,
    ),
    "setting_refused.publisher_keys": (
        _REFUSED,
        QT_TR_NOOP(
            "{place}: {key} is set to {value}. It must be a list of public keys: ed25519: and 44 more"
            " characters."
        ),
        _CORRECT,
    ),
    "setting_refused.word": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set to {value}. It must be one of: {words}."),
        _CORRECT,
    ),
    "setting_refused.words": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set to {value}. It must be a list with at least one of: {words}."),
        _CORRECT,
    ),
    "setting_refused.folder": (
        _REFUSED,
        QT_TR_NOOP("{place}: {key} is set to {value}. It must be a folder with its whole path."),
        _CORRECT,
    ),
    "setting_refused.folders": (
        _REFUSED,
        QT_TR_NOOP(
            "{place}: {key} is set to {value}. It must be a list of folders, each with its whole path."
        ),
        _CORRECT,
    ),
    "export_forbidden": (
        _FORBIDDEN,
        QT_TR_NOOP("The settings of this computer forbid writing charts to files. Nothing was written."),
        _ASK,
    ),
    "print_forbidden": (
        _FORBIDDEN,
        QT_TR_NOOP("The settings of this computer forbid printing charts. Nothing was printed."),
        _ASK,
    ),
    "copy_forbidden": (
        _FORBIDDEN,
        QT_TR_NOOP("The settings of this computer forbid copying. Nothing stays in the clipboard."),
        QT_TR_NOOP(
            "What was cut out of a note comes back with Undo. Whoever looks after this computer can say why."
        ),
    ),
    "keyring_forbidden": (
        _FORBIDDEN,
        QT_TR_NOOP("The settings of this computer forbid unlocking with its keyring."),
        QT_TR_NOOP("Unlock with the passphrase."),
    ),
    "backup_folder_not_allowed": (
        _FORBIDDEN,
        QT_TR_NOOP(
            "The settings of this computer name the folders for backups, and this one is not among them."
        ),
        QT_TR_NOOP("Choose a folder below one of those that “Settings” lists."),
    ),
}
