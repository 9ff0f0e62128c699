"""The formats in which a client's chart is exported, one row each.

The command line and the dialog offer what is in this table. A format also needs a row of
`ui.interchange.export_formats`: its words in the window, and the function that writes it, which is not in
`core` because pages are laid out with Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Option = Literal["order", "versions", "protection"]
"""What else is chosen for a format: the order of the sessions, earlier versions, the encryption."""
SessionOrder = Literal["newest_first", "oldest_first"]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format, named as on the command line and in the audit log."""

    ending: str
    """Of the file's name, without the first dot."""
    holds: str
    """For the help of `anamnesis export`."""
    options: tuple[Option, ...] = ()
    in_pages: bool = False
    """Laid out with Qt, for which the command line starts an application without a display."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of one export; a format takes those that it offers."""

    order: SessionOrder = "newest_first"
    versions: bool = False
    overwrite: bool = False


EXPORT_FORMATS: dict[str, ExportFormat] = {
    "pdf": ExportFormat("pdf", "the notes, to be read or printed", ("order",), in_pages=True),
    "jsonl": ExportFormat("jsonl", "the notes, for another program", ("versions",)),
    "archive": ExportFormat("tar.age", "all there is, attachments and the log too", ("protection",)),
}
