"""Sentences about the files of settings: the policy of the computer, and that of the data directory."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_REFUSED = QT_TR_NOOP("A setting cannot be used")
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
        QT_TR_NOOP("{file} sets {key}, and there is no such setting. The nearest name is {nearest}."),
        _CORRECT,
    ),
    "setting_refused": (
        _REFUSED,
        QT_TR_NOOP("{file} sets {key} to {value}, which is not allowed."),
        _CORRECT,
    ),
    "setting_refused.whole_number": (
        _REFUSED,
        QT_TR_NOOP("{file} sets {key} to {value}. It must be a whole number from {low} to {high}."),
        _CORRECT,
    ),
    "setting_refused.number": (
        _REFUSED,
        QT_TR_NOOP("{file} sets {key} to {value}. It must be a number from {low} to {high}."),
        _CORRECT,
    ),
    "setting_refused.switch": (
        _REFUSED,
        QT_TR_NOOP("{file} sets {key} to {value}. It must be true or false."),
        _CORRECT,
    ),
    "setting_refused.age_recipient": (
        _REFUSED,
        QT_TR_NOOP("{file} sets {key} to {value}. It must be an age recipient: age1 and 58 more characters."),
        _CORRECT,
    ),
    "setting_of_policy": (
        _REFUSED,
        QT_TR_NOOP("{file} sets {key}, which only the computer's administrator may set, in its policy."),
        QT_TR_NOOP("Take it out of {file} and start again."),
    ),
    "setting_refused.hashes": (
        _REFUSED,
        QT_TR_NOOP("{file} sets {key} to {value}. It must be a list of SHA-256 sums, 64 hex digits each."),
        _CORRECT,
    ),
}
