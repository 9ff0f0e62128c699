"""Sentences about bundles of models: installing one, and making one."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_NOT_INSTALLED = QT_TR_NOOP("The bundle was not installed")
_NOT_MADE = QT_TR_NOOP("The bundle was not made")
_GET_AGAIN = QT_TR_NOOP("Copy the bundle again from where it comes from, and compare it with the original.")
_ASK = QT_TR_NOOP("Ask whoever looks after this computer.")
_ASK_FOR_NEW = QT_TR_NOOP("Ask whoever made the bundle for a new one.")

BY_CODE: dict[str, Sentences] = {
    "bundle_refused": (_NOT_INSTALLED, QT_TR_NOOP("{file} cannot be installed here."), _ASK),
    "bundle_refused.no_key": (
        _NOT_INSTALLED,
        QT_TR_NOOP("On this computer nobody is named who may sign bundles of models, so none is taken."),
        QT_TR_NOOP("The administrator names a key in the policy, as model_bundle_keys."),
    ),
    "bundle_refused.no_such_file": (
        _NOT_INSTALLED,
        QT_TR_NOOP("There is no file {file} any more."),
        QT_TR_NOOP("Open it from the disk that it lies on, or copy it to this computer first."),
    ),
    "bundle_refused.not_a_file": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{file} is not an ordinary file."),
        QT_TR_NOOP("Choose the file itself; its name ends in .anamnesis-models."),
    ),
    "bundle_refused.unreadable": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{file} cannot be read, or another file took its place meanwhile."),
        QT_TR_NOOP("Copy it to a disk of this computer, then open it again."),
    ),
    "bundle_refused.not_a_bundle": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{file} is not a bundle of models, whatever its name says."),
        _GET_AGAIN,
    ),
    "bundle_refused.other_version": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{file} was made for another version of Anamnesis, or its first line was changed."),
        QT_TR_NOOP("Install the newer Anamnesis first, or copy the bundle again."),
    ),
    "bundle_refused.truncated": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{file} ends too early: it was not copied to its end."),
        _GET_AGAIN,
    ),
    "bundle_refused.appended": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{file} goes on after the last file that was signed."),
        _GET_AGAIN,
    ),
    "bundle_refused.untrusted": (
        QT_TR_NOOP("This bundle is signed by somebody who is not trusted here"),
        QT_TR_NOOP("{file} is signed with the key {key}, which the policy of this computer does not name."),
        _ASK,
    ),
    "bundle_refused.signature": (
        _NOT_INSTALLED,
        QT_TR_NOOP("The manifest of {file} or its signature was changed after it was signed."),
        _GET_AGAIN,
    ),
    "bundle_refused.manifest": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{file} is signed, but its manifest is not as this version needs it ({part})."),
        QT_TR_NOOP("Make the bundle with this version of Anamnesis."),
    ),
    "bundle_refused.changed": (
        _NOT_INSTALLED,
        QT_TR_NOOP("In {file} the file {part} is not the one that was signed. Nothing was added."),
        _GET_AGAIN,
    ),
    "bundle_refused.older": (
        QT_TR_NOOP("A newer bundle is installed already"),
        QT_TR_NOOP("{file} is version {version} of {name}; version {installed} is here."),
        QT_TR_NOOP(
            "Install the newest one. To go back, its maker signs the older models with a new version."
        ),
    ),
    "bundle_refused.replaced": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{file} is not the bundle that was shown: another one lies there now."),
        QT_TR_NOOP("Open it again, and look at what it holds."),
    ),
    "bundle_refused.budget": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{model} cannot be used with the budget that {file} names ({budget})."),
        _ASK_FOR_NEW,
    ),
    "bundle_refused.chat_format": (
        _NOT_INSTALLED,
        QT_TR_NOOP("{model} does not know the marks of the prompt format that {file} names."),
        _ASK_FOR_NEW,
    ),
    "bundle_known": (
        QT_TR_NOOP("This bundle is installed already"),
        QT_TR_NOOP("All models of {name}, version {version}, are here."),
        QT_TR_NOOP("Models and index lists all models; so does “anamnesis models list”."),
    ),
    "bundle_file_exists": (
        QT_TR_NOOP("The file is there already"),
        QT_TR_NOOP("{file} exists and was not overwritten."),
        QT_TR_NOOP("Name a new file."),
    ),
    "bundle_unwritable": (
        _NOT_MADE,
        QT_TR_NOOP("{file}: {reason}."),
        QT_TR_NOOP("Name a file in a folder that is there and yours."),
    ),
    "bundle_two_of_a_kind": (
        _NOT_MADE,
        QT_TR_NOOP("A bundle holds one embedder at most, and one language model at most."),
        QT_TR_NOOP("Make a bundle of its own for each of them."),
    ),
    "bundle_no_licence": (
        _NOT_MADE,
        QT_TR_NOOP("The files of {name} name no licence."),
        QT_TR_NOOP("Look it up where the model comes from, and name it with --licence."),
    ),
    "bundle_budget_refused": (
        _NOT_MADE,
        QT_TR_NOOP("{budget} must be from {low} to {high} for this model."),
        QT_TR_NOOP("Context, answer and notes have to fit together into what the model reads at once."),
    ),
    "bundle_chat_format_refused": (
        _NOT_MADE,
        QT_TR_NOOP("{file} does not know the marks of the prompt format {chat_format}."),
        QT_TR_NOOP("Leave --chat-format out, or choose “plain”."),
    ),
    "publisher_key_not_one": (
        QT_TR_NOOP("This is no key to sign with"),
        QT_TR_NOOP("The file holds no secret Ed25519 key in PEM."),
        QT_TR_NOOP("Make one with “anamnesis models make-key FILE”."),
    ),
    "publisher_key_locked": (
        QT_TR_NOOP("The key cannot be opened"),
        QT_TR_NOOP("It is protected by a passphrase, which is missing or wrong."),
        QT_TR_NOOP("Name a file whose first line is the passphrase, with --key-passphrase-file."),
    ),
    "publisher_key_unreadable": (
        QT_TR_NOOP("The key cannot be read"),
        QT_TR_NOOP("{file}: {reason}."),
        QT_TR_NOOP("Check its name and its permissions."),
    ),
}
