"""Sentences about evaluation: question files, and the practice made for one evaluation."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_WRONG_LINE = QT_TR_NOOP("A question cannot be used")
_NOTHING_RUN = QT_TR_NOOP("Correct the line; nothing was evaluated.")

BY_CODE: dict[str, Sentences] = {
    "evaluation_charts_refused": (
        QT_TR_NOOP("The charts cannot be imported"),
        QT_TR_NOOP("Line {line} of {file} cannot be imported."),
        QT_TR_NOOP("“anamnesis import --dry-run” with this file says what is wrong."),
    ),
    "evaluation_file_unreadable": (
        QT_TR_NOOP("The question file cannot be read"),
        QT_TR_NOOP("{file} cannot be read as UTF-8 text."),
        QT_TR_NOOP("Check its name and its permissions."),
    ),
    "evaluation_file_empty": (
        QT_TR_NOOP("There is nothing to evaluate"),
        QT_TR_NOOP("{file} is empty."),
        QT_TR_NOOP("Write one JSON object a line."),
    ),
    "evaluation_line_not_json": (
        QT_TR_NOOP("The question file is not JSON Lines"),
        QT_TR_NOOP("Line {line} of {file} is not a JSON object."),
        QT_TR_NOOP("Write one JSON object a line."),
    ),
    "evaluation_row_incomplete": (
        _WRONG_LINE,
        QT_TR_NOOP("In line {line} of {file}, {place} is missing or not what it should be."),
        _NOTHING_RUN,
    ),
    "evaluation_row_twice": (
        _WRONG_LINE,
        QT_TR_NOOP("Line {line} of {file} has the id of an earlier line."),
        _NOTHING_RUN,
    ),
    "evaluation_client_unknown": (
        _WRONG_LINE,
        QT_TR_NOOP("The client_id in line {line} of {file} is not in the charts."),
        _NOTHING_RUN,
    ),
    "evaluation_session_unknown": (
        _WRONG_LINE,
        QT_TR_NOOP("The session of {place} in line {line} of {file} is not in that chart, or in several."),
        _NOTHING_RUN,
    ),
    "evaluation_quote_not_there": (
        _WRONG_LINE,
        QT_TR_NOOP("The quote of {place} in line {line} of {file} is not in that field."),
        QT_TR_NOOP("A quote is an exact part of its field. Correct the line; nothing was evaluated."),
    ),
    "evaluation_not_indexed": (
        QT_TR_NOOP("The charts could not be indexed"),
        QT_TR_NOOP("Some notes were left without an index; figures would not be true."),
        QT_TR_NOOP("Try again when the computer is less busy; “anamnesis doctor” checks the models."),
    ),
    "evaluation_no_directory": (
        QT_TR_NOOP("There is no room for the evaluation"),
        QT_TR_NOOP("No temporary directory could be made: {reason}."),
        QT_TR_NOOP("Free space, or name another place in TMPDIR."),
    ),
    "evaluation_left_behind": (
        QT_TR_NOOP("The evaluation was not cleaned up"),
        QT_TR_NOOP("{directory} could not be removed. Nothing in it can be read: its key is gone."),
        QT_TR_NOOP("Delete it."),
    ),
}
