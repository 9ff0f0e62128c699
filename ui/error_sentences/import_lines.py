"""Sentences about the lines of an import file."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "line_other_client": (
        QT_TR_NOOP("Another client has this id"),
        QT_TR_NOOP("A client with the id {external_id}, but another name or birth date, is here already."),
        QT_TR_NOOP("Give this client another id in the file, or correct the name and birth date."),
    ),
    "line_not_json": (
        QT_TR_NOOP("This line is not JSON"),
        QT_TR_NOOP("It breaks off at column {column}."),
        "",
    ),
    "line_not_utf8": (
        QT_TR_NOOP("This line is not text"),
        QT_TR_NOOP("It is not encoded as UTF-8."),
        "",
    ),
    "line_too_long": (
        QT_TR_NOOP("This line is too long"),
        QT_TR_NOOP("A line may hold {limit} bytes."),
        "",
    ),
    "line_not_an_object": (
        QT_TR_NOOP("This is not a record"),
        QT_TR_NOOP("{place} should be an object in braces."),
        "",
    ),
    "line_not_a_list": (
        QT_TR_NOOP("This is not a list"),
        QT_TR_NOOP("{place} should be a list."),
        "",
    ),
    "line_not_text": (
        QT_TR_NOOP("This is not text"),
        QT_TR_NOOP("{place} should be text in quotation marks."),
        "",
    ),
    "line_bad_date": (
        QT_TR_NOOP("This date cannot be read"),
        QT_TR_NOOP("{place} should be a date like 2024-04-07."),
        "",
    ),
    "line_bad_id": (
        QT_TR_NOOP("An identifier is missing"),
        QT_TR_NOOP("{place} should be a text that names the record."),
        "",
    ),
    "line_repeats_client_id": (
        QT_TR_NOOP("This client occurs twice"),
        QT_TR_NOOP("The same identifier stands in line {first_line}."),
        "",
    ),
    "line_repeats_session_id": (
        QT_TR_NOOP("This session occurs twice"),
        QT_TR_NOOP("{place} repeats an identifier of this practice or file."),
        "",
    ),
}
