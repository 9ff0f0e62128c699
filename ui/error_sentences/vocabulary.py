"""Sentences about the practice's own abbreviations."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "abbreviation_unfit": (
        QT_TR_NOOP("This cannot be an abbreviation"),
        QT_TR_NOOP("It has to hold a letter or a digit."),
        QT_TR_NOOP("Enter one and save again."),
    ),
    "abbreviation_too_long": (
        QT_TR_NOOP("This is too long"),
        QT_TR_NOOP("It has {length} characters; {limit} is the most."),
        QT_TR_NOOP("Shorten it and save again."),
    ),
    "abbreviation_meaningless": (
        QT_TR_NOOP("It does not say what it stands for"),
        QT_TR_NOOP("At least one meaning is needed that is not the abbreviation itself."),
        QT_TR_NOOP("Enter one and save again."),
    ),
    "too_many_meanings": (
        QT_TR_NOOP("There are too many meanings"),
        QT_TR_NOOP("An abbreviation may stand for {limit} things."),
        QT_TR_NOOP("Take some out and save again."),
    ),
    "abbreviation_taken": (
        QT_TR_NOOP("This abbreviation is there already"),
        QT_TR_NOOP("Dots, quotation marks and capital letters make no difference."),
        QT_TR_NOOP("Add the meaning to the one that is there."),
    ),
    "too_many_abbreviations": (
        QT_TR_NOOP("There are too many abbreviations"),
        QT_TR_NOOP("A practice may keep {limit}."),
        QT_TR_NOOP("Delete some that are no longer used."),
    ),
}
