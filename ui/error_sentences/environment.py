"""Sentences about the disk, the data directory and faults of the program."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "disk_full": (
        QT_TR_NOOP("The disk is full"),
        QT_TR_NOOP("There is no room to save. What is on screen is not lost while the window stays open."),
        QT_TR_NOOP("Free some space on the disk, then try again."),
    ),
    "data_directory_in_use": (
        QT_TR_NOOP("Anamnesis is running already"),
        QT_TR_NOOP("Another window or command is using this data directory."),
        QT_TR_NOOP("Go on there, or close it and try again."),
    ),
    "data_directory_unusable": (
        QT_TR_NOOP("The data directory cannot be used"),
        QT_TR_NOOP("{directory}: {reason}."),
        QT_TR_NOOP("Check that the directory is there and belongs to you, or choose another."),
    ),
    "data_directory_on_network": (
        QT_TR_NOOP("The data directory lies on a network drive"),
        QT_TR_NOOP("{path} is on a network file system ({reason}), where a database can be damaged."),
        QT_TR_NOOP("Choose a directory on a disk of this computer."),
    ),
    "data_directory_synced": (
        QT_TR_NOOP("The data directory is copied to a cloud"),
        QT_TR_NOOP("{path} is kept in step by {reason}, which copies files while they change."),
        QT_TR_NOOP("Choose a directory that no program synchronises."),
    ),
    "newer_data_directory": (
        QT_TR_NOOP("This practice is from a newer version"),
        QT_TR_NOOP("It was last opened with a newer Anamnesis. It was left as it is."),
        QT_TR_NOOP("Install the newer version to open it."),
    ),
    "format_file_damaged": (
        QT_TR_NOOP("The data directory is damaged"),
        QT_TR_NOOP("The file {file}, which says how the data is laid out, cannot be read."),
        QT_TR_NOOP("Restore it from a backup."),
    ),
    "directory_not_private": (
        QT_TR_NOOP("A directory is not private"),
        QT_TR_NOOP("{path} is a link or belongs to someone else, so no records are put there."),
        QT_TR_NOOP("Choose a data directory of your own."),
    ),
    "directory_not_empty": (
        QT_TR_NOOP("The directory is not empty"),
        QT_TR_NOOP("{path} holds other files; nothing was written."),
        QT_TR_NOOP("Choose an empty data directory."),
    ),
    "socket_path_too_long": (
        QT_TR_NOOP("The path of the data directory is too long"),
        QT_TR_NOOP("The system allows {limit_bytes} bytes for the database's socket."),
        QT_TR_NOOP("Choose a data directory with a shorter path."),
    ),
    "setting_out_of_range": (
        QT_TR_NOOP("A setting is out of range"),
        QT_TR_NOOP("{name} must lie between {low} and {high}."),
        QT_TR_NOOP("Correct it and start again."),
    ),
    "file_not_written": (
        QT_TR_NOOP("The file was not written"),
        QT_TR_NOOP("{file}: {reason}."),
        QT_TR_NOOP("Choose another folder."),
    ),
    "language_not_now": (
        QT_TR_NOOP("The language was not changed"),
        QT_TR_NOOP("Some words are not saved yet, and changing it now would lose them."),
        QT_TR_NOOP("Save them first, then choose the language again."),
    ),
    "unexpected_failure": (
        QT_TR_NOOP("Something went wrong"),
        QT_TR_NOOP("A fault in Anamnesis stopped this step; what was saved before is safe."),
        QT_TR_NOOP("Try again. If it happens again, report it."),
    ),
    "error": (
        QT_TR_NOOP("This did not work"),
        QT_TR_NOOP("The step was not completed; what was saved before is safe."),
        QT_TR_NOOP("Try again. “anamnesis doctor” looks for the cause."),
    ),
}
