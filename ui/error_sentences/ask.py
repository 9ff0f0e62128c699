"""Sentences for questions the assistant refuses, and why."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_TITLE = QT_TR_NOOP("This question was not passed on")

BY_CODE: dict[str, Sentences] = {
    "assistant_off": (
        QT_TR_NOOP("The assistant is switched off"),
        QT_TR_NOOP("The settings of this computer leave no questions to be asked."),
        QT_TR_NOOP("The chart and the search go on working. Whoever looks after this computer can say why."),
    ),
    "message_not_found": (
        QT_TR_NOOP("This answer no longer exists"),
        QT_TR_NOOP("It was deleted together with what it quoted."),
        QT_TR_NOOP("Ask again."),
    ),
    "question_overrides": (
        _TITLE,
        QT_TR_NOOP(
            "It tells the assistant to set its rules aside. The attempt was recorded without its text."
        ),
        QT_TR_NOOP("Ask only what the record should say."),
    ),
    "question_role_play": (
        _TITLE,
        QT_TR_NOOP(
            "It asks the assistant to act as somebody else. The attempt was recorded without its text."
        ),
        QT_TR_NOOP("Ask only what the record should say."),
    ),
    "question_prompt_leak": (
        _TITLE,
        QT_TR_NOOP(
            "It asks for the assistant's own instructions. The attempt was recorded without its text."
        ),
        QT_TR_NOOP("The documentation describes how answers are made. Here, ask about the record."),
    ),
    "question_forged_marks": (
        _TITLE,
        QT_TR_NOOP(
            "It contains marks that separate notes from instructions, or imitates them. The attempt was"
            " recorded without its text."
        ),
        QT_TR_NOOP("Leave the marks out and write the question in plain words."),
    ),
    "question_exfiltration": (
        _TITLE,
        QT_TR_NOOP(
            "It asks for secrets, programs or addresses on the network, which the assistant has no part"
            " in. The attempt was recorded without its text."
        ),
        QT_TR_NOOP("Ask only what the record should say, without links."),
    ),
    "question_dictates": (
        _TITLE,
        QT_TR_NOOP("It dictates the answer or its sources. The attempt was recorded without its text."),
        QT_TR_NOOP("Ask what the record says; the answer then cites it."),
    ),
    "question_encoded": (
        _TITLE,
        QT_TR_NOOP(
            "Part of it is encoded and cannot be read by a person. The attempt was recorded without its text."
        ),
        QT_TR_NOOP("Write the question in plain words."),
    ),
    "question_hidden_text": (
        _TITLE,
        QT_TR_NOOP(
            "It holds characters that cannot be seen and carry hidden text. The attempt was recorded"
            " without its text."
        ),
        QT_TR_NOOP("Type the question yourself instead of pasting it."),
    ),
}
"""The sentences for error codes, in English, for `ui.errors`; the catalogues translate them."""
