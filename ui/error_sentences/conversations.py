"""Sentences for conversations: continuing one on the command line, and feedback on answers."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "batch_conversation_unreadable": (
        QT_TR_NOOP("A line names no conversation"),
        QT_TR_NOOP("What stands under “conversation” is not a name of 1 to {limit} characters."),
        QT_TR_NOOP("Give lines that belong together the same name, or leave it out."),
    ),
    "feedback_too_long": (
        QT_TR_NOOP("This reason is too long"),
        QT_TR_NOOP("At most {limit} characters of it can be kept."),
        QT_TR_NOOP("Shorten it."),
    ),
    "feedback_unknown": (
        QT_TR_NOOP("This opinion is not known"),
        QT_TR_NOOP("An answer is useful or wrong. Nothing was changed."),
        "",
    ),
}
