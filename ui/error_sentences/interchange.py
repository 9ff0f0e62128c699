"""Sentences about files of charts, exports, prints and letters."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "csv_columns_missing": (
        QT_TR_NOOP("The columns are not known"),
        QT_TR_NOOP("No column of {file} is known to hold the clients' names."),
        QT_TR_NOOP("Say what each column holds: under “Columns”, or with --map COLUMN=FIELD."),
    ),
    "csv_no_such_column": (
        QT_TR_NOOP("There is no such column"),
        QT_TR_NOOP("{file} has no column “{column}”."),
        QT_TR_NOOP("Name a column as the first line of the file does."),
    ),
    "csv_column_twice": (
        QT_TR_NOOP("Two columns mean the same"),
        QT_TR_NOOP("{file} has more than one column for {column}."),
        QT_TR_NOOP("Choose one of them: under “Columns”, or with --map COLUMN=FIELD."),
    ),
    "csv_unreadable": (
        QT_TR_NOOP("This file ends unexpectedly"),
        QT_TR_NOOP("{file} cannot be read from line {line} on: a quotation mark is missing or too many."),
        QT_TR_NOOP("Correct that line, or save the table as CSV again."),
    ),
    "csv_wrong_encoding": (
        QT_TR_NOOP("This file is not text"),
        QT_TR_NOOP("{file} looked like {encoding} and does not keep to it."),
        QT_TR_NOOP("Save the table as CSV in UTF-8 and import that."),
    ),
    "import_too_large": (
        QT_TR_NOOP("Too much for one import"),
        QT_TR_NOOP("The files have {size_mib} MiB together; an import takes {limit_mib} MiB at most."),
        QT_TR_NOOP("Divide them, and import one part after the other."),
    ),
    "import_not_found": (
        QT_TR_NOOP("Import not found"),
        QT_TR_NOOP("There is no such import in this practice."),
        "",
    ),
    "import_undone_before": (
        QT_TR_NOOP("This import was undone already"),
        QT_TR_NOOP("Nothing was changed."),
        "",
    ),
    "export_into_data_directory": (
        QT_TR_NOOP("Not in this folder"),
        QT_TR_NOOP("This folder holds the encrypted records; nothing unencrypted may be stored there."),
        QT_TR_NOOP("Choose another folder."),
    ),
    "export_file_exists": (
        QT_TR_NOOP("This file is there already"),
        QT_TR_NOOP("{file} was left as it is."),
        QT_TR_NOOP("Choose another name, or confirm that it may be replaced (--force)."),
    ),
    "export_no_folder": (
        QT_TR_NOOP("This folder does not exist"),
        QT_TR_NOOP("{folder} is no folder."),
        QT_TR_NOOP("Choose a folder that is there."),
    ),
    "typesetting_unavailable": (
        QT_TR_NOOP("A PDF cannot be made here"),
        QT_TR_NOOP("The libraries that lay out pages are missing on this computer."),
        QT_TR_NOOP("Export as JSON Lines, or make the PDF in the window."),
    ),
    "import_ambiguous": (
        QT_TR_NOOP("More than one import begins like this"),
        QT_TR_NOOP("Nothing was changed."),
        QT_TR_NOOP("Give the whole number, as the list of imports shows it."),
    ),
    "letter_template_not_found": (
        QT_TR_NOOP("Template not found"),
        QT_TR_NOOP("This letter's template is no longer there."),
        QT_TR_NOOP("Choose another one."),
    ),
    "letter_not_found": (
        QT_TR_NOOP("Letter not found"),
        QT_TR_NOOP("This letter is not in the chart."),
        "",
    ),
    "letter_session_not_current": (
        QT_TR_NOOP("This session is no longer valid"),
        QT_TR_NOOP("It was retracted or deleted, so no letter quotes it."),
        QT_TR_NOOP("Choose another session."),
    ),
    "letter_title_missing": (
        QT_TR_NOOP("The letter has no title"),
        QT_TR_NOOP("The chart lists letters by their titles."),
        QT_TR_NOOP("Write a title."),
    ),
    "letter_empty": (
        QT_TR_NOOP("The letter is empty"),
        QT_TR_NOOP("There is nothing to store."),
        QT_TR_NOOP("Write something, or choose a template."),
    ),
    "letter_too_long": (
        QT_TR_NOOP("The letter is too long"),
        QT_TR_NOOP("It holds {length} characters; {limit} is the most."),
        QT_TR_NOOP("Shorten it."),
    ),
    "letter_has_gaps": (
        QT_TR_NOOP("Something is still missing"),
        QT_TR_NOOP("The letter has places that are not filled in: {count}."),
        QT_TR_NOOP("Fill them in, or confirm that they are meant to stay."),
    ),
}
