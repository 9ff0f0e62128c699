"""Sentences about files being added to a chart, or stored in one."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "attachment_empty": (
        QT_TR_NOOP("This file is empty"),
        QT_TR_NOOP("There is nothing in it, so it was not added."),
        QT_TR_NOOP("Check that it was saved or scanned completely."),
    ),
    "attachment_too_large": (
        QT_TR_NOOP("This file is too large"),
        QT_TR_NOOP("It holds {size_mb} MB; {limit_mb} MB is the most for one attachment."),
        QT_TR_NOOP("Scan it at a lower resolution, or split it into several files."),
    ),
    "attachment_too_large_inside": (
        QT_TR_NOOP("This picture is too large"),
        QT_TR_NOOP("It was not added: without its metadata it takes more room than an attachment may."),
        QT_TR_NOOP("Save it smaller, then add it again."),
    ),
    "attachment_type_unknown": (
        QT_TR_NOOP("This kind of file cannot be added"),
        QT_TR_NOOP("Its content is not a PDF, a picture (JPEG, PNG, TIFF, WebP) or plain text."),
        QT_TR_NOOP("Print or export it as a PDF, then add that."),
    ),
    "attachment_not_a_file": (
        QT_TR_NOOP("This is not a file"),
        QT_TR_NOOP("Folders and devices cannot be added."),
        QT_TR_NOOP("Choose the files inside."),
    ),
    "attachment_unreadable": (
        QT_TR_NOOP("This file cannot be read"),
        QT_TR_NOOP("It is no longer there, or this account may not read it."),
        QT_TR_NOOP("Copy it to a folder of your own, then add it again."),
    ),
    "attachment_encrypted": (
        QT_TR_NOOP("This PDF asks for a password"),
        QT_TR_NOOP("It was not added, as nobody could read it in the chart."),
        QT_TR_NOOP("Open it with its password, save it without one, then add it again."),
    ),
    "attachment_corrupt": (
        QT_TR_NOOP("This file is damaged"),
        QT_TR_NOOP("It ends too early or does not hold what it should, so it was not added."),
        QT_TR_NOOP("Ask for it again, or scan it again."),
    ),
    "attachment_animated": (
        QT_TR_NOOP("This picture is animated"),
        QT_TR_NOOP("Only single pictures can be kept; nothing was added."),
        QT_TR_NOOP("Save the picture you need as PNG or JPEG."),
    ),
    "attachment_picture_too_large": (
        QT_TR_NOOP("This picture has too many pixels"),
        QT_TR_NOOP(
            "It would be {width} × {height} pixels when unpacked, which is more than is safe to open."
        ),
        QT_TR_NOOP("Save it smaller, then add it again."),
    ),
    "attachment_too_many_pages": (
        QT_TR_NOOP("Too many pages"),
        QT_TR_NOOP("It has {pages} pages; {limit} is the most."),
        QT_TR_NOOP("Split it into several files."),
    ),
    "attachment_too_complex": (
        QT_TR_NOOP("This file takes too long to open"),
        QT_TR_NOOP("Reading it needed more time or memory than a file may have, so it was stopped."),
        QT_TR_NOOP("Print it as a new PDF, or save the picture smaller, then add that."),
    ),
    "attachment_text_unreadable": (
        QT_TR_NOOP("This text cannot be read"),
        QT_TR_NOOP("Its encoding is not known (UTF-8, UTF-16, Windows-1255, Windows-1252)."),
        QT_TR_NOOP("Save it as UTF-8, then add it again."),
    ),
    "attachment_reader_failed": (
        QT_TR_NOOP("This file could not be opened"),
        QT_TR_NOOP("The process that reads files stopped while reading it. The chart is unchanged."),
        QT_TR_NOOP("Print it as a new PDF, then add that."),
    ),
    "attachment_reader_unavailable": (
        QT_TR_NOOP("Files cannot be opened now"),
        QT_TR_NOOP("The process that reads files could not be started."),
        QT_TR_NOOP("Close other programs and try again; if it keeps happening, start Anamnesis again."),
    ),
    "attachment_page_missing": (
        QT_TR_NOOP("This page is not there"),
        QT_TR_NOOP("The file has no page {page}."),
        "",
    ),
    "attachment_not_found": (
        QT_TR_NOOP("Attachment not found"),
        QT_TR_NOOP("This attachment is no longer in the chart."),
        "",
    ),
    "attachment_session_elsewhere": (
        QT_TR_NOOP("This session is in another chart"),
        QT_TR_NOOP("A file can only be added to a session of the same client."),
        QT_TR_NOOP("Open the chart again and add it there."),
    ),
    "attachment_damaged": (
        QT_TR_NOOP("This attachment was changed outside Anamnesis"),
        QT_TR_NOOP("A part of it is missing or was changed outside the program, so it is not shown."),
        QT_TR_NOOP("Add the file again, or restore a backup: Backups, in the menu File, says how."),
    ),
}
