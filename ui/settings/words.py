"""The texts of each setting, for the page, the documentation and the policy templates."""

from __future__ import annotations

from core.configuration.schema import Section
from core.configuration.words import SettingWords
from ui.i18n.marking import QT_TR_NOOP

SECTION_TITLES: dict[Section, str] = {
    "appearance": QT_TR_NOOP("Appearance"),
    "locking": QT_TR_NOOP("Locking"),
    "leaving": QT_TR_NOOP("What may leave the program"),
    "assistant": QT_TR_NOOP("Assistant"),
    "models": QT_TR_NOOP("Models"),
    "backups": QT_TR_NOOP("Backups"),
    "access": QT_TR_NOOP("Ways in"),
    "updates": QT_TR_NOOP("Updates"),
}

WORDS: dict[str, SettingWords] = {
    "languages": SettingWords(
        QT_TR_NOOP("Language"),
        QT_TR_NOOP("The language of the window. Notes and questions can be in any language."),
        QT_TR_NOOP("The languages that the window offers. With one of them nobody can choose another."),
    ),
    "theme": SettingWords(
        QT_TR_NOOP("Theme"),
        QT_TR_NOOP("Light, dark, or as the desktop is."),
    ),
    "text_size_percent": SettingWords(
        QT_TR_NOOP("Size of text"),
        QT_TR_NOOP("Enlarges everything in the window."),
    ),
    "lock_after_min": SettingWords(
        QT_TR_NOOP("Lock without input after"),
        QT_TR_NOOP(
            "Short is safer where others pass by. It also locks when the computer sleeps, when its lid is"
            " closed and when its screen is locked, as far as the system tells."
        ),
        QT_TR_NOOP(
            "The longest time in minutes without input before the practice locks. A person may choose a"
            " shorter one."
        ),
    ),
    "clipboard_clear_s": SettingWords(
        QT_TR_NOOP("Empty the clipboard after"),
        QT_TR_NOOP("Only what was copied here is removed. It also happens at every lock."),
        QT_TR_NOOP(
            "The longest time in seconds that copied text stays in the clipboard. A person may choose a"
            " shorter one."
        ),
    ),
    "copy_allowed": SettingWords(
        QT_TR_NOOP("Copying to the clipboard"),
        QT_TR_NOOP("Text of the practice can be pasted into other programs."),
        QT_TR_NOOP(
            "If false, whatever is copied or cut in the window is removed from the clipboard at once, text"
            " cannot be dragged, and answers cannot be copied."
        ),
    ),
    "print_allowed": SettingWords(
        QT_TR_NOOP("Printing"),
        QT_TR_NOOP("Sessions and letters can be printed."),
        QT_TR_NOOP("If false, no session and no letter is printed. The recovery key can be."),
    ),
    "export_allowed": SettingWords(
        QT_TR_NOOP("Export to files"),
        QT_TR_NOOP("Charts, letters, appointments and attachments can be written to files."),
        QT_TR_NOOP(
            "If false, no chart, letter, appointment or attachment is written to a file outside of the"
            " practice. Encrypted backups are still made, and the audit log can be exported."
        ),
    ),
    "assistant": SettingWords(
        QT_TR_NOOP("Assistant"),
        QT_TR_NOOP("Answers questions from the charts. Charts and search work without it."),
        QT_TR_NOOP("If false, nobody asks questions. Charts and search stay."),
    ),
    "questions_an_hour": SettingWords(
        QT_TR_NOOP("Questions an hour"),
        QT_TR_NOOP("How many questions may be asked in any hour, for the whole practice."),
    ),
    "allowed_models": SettingWords(
        QT_TR_NOOP("Models that may be used"),
        QT_TR_NOOP("SHA-256 of the weights that may be added and used. The starter models always may be."),
    ),
    "model_bundle_keys": SettingWords(
        QT_TR_NOOP("Who may sign model bundles"),
        QT_TR_NOOP("Bundles of models are taken if one of these keys signed them, and no other ones."),
        QT_TR_NOOP(
            "Public keys of those who may sign bundles of models. Without any no bundle is installed; models"
            " can still be added one by one."
        ),
    ),
    "embed_timeout_s": SettingWords(
        QT_TR_NOOP("Wait for the model that finds"),
        QT_TR_NOOP("Seconds without an answer after which the engine is started anew."),
    ),
    "first_token_timeout_s": SettingWords(
        QT_TR_NOOP("Wait for the first word of an answer"),
        QT_TR_NOOP("Seconds without a word of the language model after which the engine is started anew."),
    ),
    "backup_folders": SettingWords(
        QT_TR_NOOP("Folders for backups"),
        QT_TR_NOOP("Backups go into these folders, and into folders below them, only."),
    ),
    "backup_escrow": SettingWords(
        QT_TR_NOOP("Key of the organisation"),
        QT_TR_NOOP(
            "The age recipient who can open every practice on this computer, and its backups, as its owner."
        ),
    ),
    "keyring_allowed": SettingWords(
        QT_TR_NOOP("Unlocking with this computer's keyring"),
        QT_TR_NOOP(
            "Whoever is signed in to this computer can unlock without the passphrase, if they chose so."
        ),
        QT_TR_NOOP("If false, the keyring of the computer is neither used nor offered."),
    ),
    "passphrase_guesses_log10": SettingWords(
        QT_TR_NOOP("Strength of new passphrases"),
        QT_TR_NOOP("A new passphrase must take ten to the power of so many guesses."),
    ),
    "shared_practice": SettingWords(
        QT_TR_NOOP("Practice shared on this computer"),
        QT_TR_NOOP("Every account of this computer that may open it opens this practice, one at a time."),
        QT_TR_NOOP(
            "Where the practice is kept that several accounts of this computer share; anamnesis shared create"
            " makes it. Whoever starts Anamnesis opens this practice instead of one of their own. On Linux"
            " only."
        ),
    ),
    "update_folder": SettingWords(
        QT_TR_NOOP("Folder for updates"),
        QT_TR_NOOP("Signed releases are looked for here and on sticks; none is fetched from a network."),
        QT_TR_NOOP(
            "Signed releases are looked for in this folder and right below it, and on sticks in any case."
            " None is fetched from a network, and only an administrator installs one."
        ),
    ),
}
