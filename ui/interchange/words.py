"""Texts of the import: encodings, separators, fields, reasons and outcomes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.clients.dto import Duplicate
from core.interchange.dto import FileReading, LineMatch, UndoReport
from ui.text.days import day_text
from ui.text.text_direction import isolate


def reading_text(reading: FileReading) -> str:
    """How a file was read, in one sentence."""
    if reading.format == "jsonl":
        return QCoreApplication.translate("ImportWords", "{file}: JSON Lines, UTF-8.").format(
            file=isolate(reading.file)
        )
    if reading.encoding_certain:
        words = QCoreApplication.translate(
            "ImportWords", "{file}: CSV, separated by {separator}, encoded as {encoding}."
        )
    else:
        words = QCoreApplication.translate(
            "ImportWords",
            "{file}: CSV, separated by {separator}, probably encoded as {encoding}: check that names and "
            "notes read well before you import.",
        )
    return words.format(
        file=isolate(reading.file),
        separator=separator_name(reading.delimiter),
        encoding=isolate(encoding_name(reading.encoding)),
    )


def separator_name(delimiter: str) -> str:
    names = {
        ",": QCoreApplication.translate("ImportWords", "commas"),
        ";": QCoreApplication.translate("ImportWords", "semicolons"),
        "\t": QCoreApplication.translate("ImportWords", "tabs"),
        "|": QCoreApplication.translate("ImportWords", "bars"),
    }
    return names.get(delimiter, isolate(delimiter))


def encoding_name(encoding: str) -> str:
    """Its name in other programs."""
    names = {
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8",
        "utf-16": "UTF-16",
        "cp1255": "Windows-1255",
        "cp1252": "Windows-1252",
    }
    return names.get(encoding, encoding)


def outcome_text(match: LineMatch) -> str:
    """What happens to a line's client."""
    if match.client is not None:
        return QCoreApplication.translate("ImportWords", "added to the existing chart")
    if match.duplicates:
        return QCoreApplication.translate("ImportWords", "new, but may have a chart: {reasons}").format(
            reasons=reasons_text(match.duplicates[0])
        )
    return QCoreApplication.translate("ImportWords", "new client")


def reasons_text(duplicate: Duplicate) -> str:
    names = {
        "external_id": QCoreApplication.translate("ImportWords", "same id"),
        "name_and_birth_date": QCoreApplication.translate("ImportWords", "same name and birth date"),
        "name": QCoreApplication.translate("ImportWords", "same name"),
        "similar_name": QCoreApplication.translate("ImportWords", "similar name"),
        "phone": QCoreApplication.translate("ImportWords", "same phone"),
        "email": QCoreApplication.translate("ImportWords", "same email"),
    }
    return ", ".join(names.get(each, each) for each in duplicate.reasons)


def kept_texts(report: UndoReport) -> list[str]:
    """Which clients an undo left in place."""
    kept = [isolate(client.details.display_name) for client in report.kept_clients]
    sessions = (
        f"{isolate(client.details.display_name)}, {day_text(day)}" for client, day in report.kept_sessions
    )
    return [*kept, *sessions]
