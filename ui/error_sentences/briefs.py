"""Sentences for a brief that was not shown, and why."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "brief_not_as_recorded": (
        QT_TR_NOOP("This brief was not shown"),
        QT_TR_NOOP("A line of it was not what the record says."),
        QT_TR_NOOP("Read the sessions themselves, and report this: it is a fault of the program."),
    ),
}
"""The sentences for error codes, in English, for `ui.errors`; the catalogues translate them."""
