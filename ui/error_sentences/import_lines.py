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
        QT_TR_NOOP("It ends unexpectedly at column {column}."),
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
    "line_ambiguous_date": (
        QT_TR_NOOP("This date can mean two days"),
        QT_TR_NOOP("{place} could be read with the day first or with the month first."),
        QT_TR_NOOP("Choose whether the day or the month comes first, or write it as 2024-04-07."),
    ),
    "line_bad_moment": (
        QT_TR_NOOP("This time cannot be read"),
        QT_TR_NOOP("{place} should be a time like 2024-04-07T09:30:00+00:00."),
        "",
    ),
    "line_bad_kind": (
        QT_TR_NOOP("This kind of session is too long"),
        QT_TR_NOOP("{place} may hold {limit} characters."),
        "",
    ),
    "line_bad_duration": (
        QT_TR_NOOP("This duration cannot be read"),
        QT_TR_NOOP("{place} should be a number of minutes from 0 to {limit}."),
        "",
    ),
    "line_bad_state": (
        QT_TR_NOOP("This state is not known"),
        QT_TR_NOOP("{place} may be one of: {allowed}."),
        "",
    ),
    "line_bad_addenda": (
        QT_TR_NOOP("These addenda cannot be read"),
        QT_TR_NOOP("{place} should be a list of at most {limit}."),
        "",
    ),
    "line_addenda_of_draft": (
        QT_TR_NOOP("A draft has no addenda"),
        QT_TR_NOOP("{place} belongs to a session that is not signed."),
        "",
    ),
    "line_text_too_long": (
        QT_TR_NOOP("Too long"),
        QT_TR_NOOP("{place} may hold {limit} characters."),
        "",
    ),
    "line_too_many_cells": (
        QT_TR_NOOP("This row has too many cells"),
        QT_TR_NOOP("It has {found} where the first line names {expected} columns."),
        QT_TR_NOOP("Put text with separators in it between quotation marks."),
    ),
    "row_client_differs": (
        QT_TR_NOOP("Two rows say different things of one client"),
        QT_TR_NOOP("{column} is not what the row in line {first_line} says."),
        QT_TR_NOOP("Make the rows of one client agree, or leave that cell empty."),
    ),
}
