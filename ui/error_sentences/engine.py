"""Sentences about models, the engine process, searching and answering."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QT_TR_NOOP

from ui.error_sentences.sentences import Sentences


class EngineSentences:
    """The catalogues file the strings under this class's name."""

    BY_CODE: ClassVar[dict[str, Sentences]] = {
        "engine_problem": (
            QT_TR_NOOP("The models are not answering"),
            QT_TR_NOOP("The process that runs them failed or took too long. The chart works without it."),
            QT_TR_NOOP("Try again in a minute. “anamnesis doctor” looks for the cause."),
        ),
        "embedding_failed": (
            QT_TR_NOOP("The search model is not answering"),
            QT_TR_NOOP("Finding goes on by words only until it is back."),
            QT_TR_NOOP("Try again in a minute."),
        ),
        "generation_failed": (
            QT_TR_NOOP("No answer was written"),
            QT_TR_NOOP("The language model failed; the passages found are shown."),
            QT_TR_NOOP("Ask again, or read the sources."),
        ),
        "retrieval_failed": (
            QT_TR_NOOP("The search did not work"),
            QT_TR_NOOP("The chart itself is not affected."),
            QT_TR_NOOP("Lock and unlock the practice, which builds the search anew."),
        ),
        "model_error": (
            QT_TR_NOOP("A model cannot be used"),
            QT_TR_NOOP("The chart and the search by words work without it."),
            QT_TR_NOOP("Install the starter models again."),
        ),
        "model_missing": (
            QT_TR_NOOP("A model is missing"),
            QT_TR_NOOP("The model {name} is not where it was installed. The chart works without it."),
            QT_TR_NOOP("Install the starter models again."),
        ),
        "model_rejected": (
            QT_TR_NOOP("A model was refused"),
            QT_TR_NOOP("The files of {name} are not the ones that were recorded, so they were not loaded."),
            QT_TR_NOOP("Install the starter models again."),
        ),
        "model_rejected.unreadable": (
            QT_TR_NOOP("A model cannot be read"),
            QT_TR_NOOP("The files of {name} are there but do not load."),
            QT_TR_NOOP("Check that you may read them, or install the starter models again."),
        ),
    }
