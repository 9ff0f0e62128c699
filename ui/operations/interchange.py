"""Operations for importing, exporting and printing charts, and for letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from core.clients.dto import Client
from core.errors import NotFound
from core.ids import ClientId, UserId
from core.interchange.chart_exporter import ExportReport
from core.interchange.dto import (
    ColumnFields,
    DateOrder,
    FileFormat,
    ImportPreview,
    ImportResult,
    UndoReport,
)
from core.interchange.export_formats import ExportOptions
from core.letters.dto import Letter
from core.sessions.dto import UNREADABLE, Session
from core.templates.dto import PracticeText
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPageLayout

    from core.cancel import CancelToken, OnProgress
    from core.services import Services
    from ui.printing.pages import Pages
    from ui.printing.sheet import Sheet


WriteChart = Callable[
    ["Services", ClientId, Path, ExportOptions, "CancelToken", "OnProgress"],
    ExportReport,
]
"""Writes a client's chart to a file in one format, and records that in the audit log."""


@dataclass(frozen=True, slots=True)
class PrintContext:
    """What is printed beside the text: the practice's and the members' names."""

    practice_name: str
    authors: Mapping[UserId, str]


@dataclass(frozen=True, slots=True)
class LetterMaterial:
    """The sources of a letter: templates, and the client's sessions, newest first."""

    templates: tuple[PracticeText, ...]
    sessions: tuple[Session, ...]
    context: PrintContext


def preview_import(
    *,
    paths: Sequence[Path],
    format: FileFormat | None = None,
    order: DateOrder | None = None,
    columns: ColumnFields | None = None,
) -> Operation[ImportPreview]:
    """Reads the files without storing anything; progress is in per cent."""

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> ImportPreview:
        def per_cent(done: int, total: int) -> None:
            progress(100 * done // max(total, 1), 100)

        return services.importer.preview(paths, cancel, per_cent, format=format, order=order, columns=columns)

    return Operation("io", run)


def run_import(*, preview: ImportPreview) -> Operation[ImportResult]:
    """Stores what was previewed, all or nothing; progress counts clients."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.importer.run(
            preview, cancel=cancel, on_progress=progress
        ),
    )


def undo_import(*, batch_id: UUID) -> Operation[UndoReport]:
    """Undoes one import, all or nothing; progress counts charts."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.importer.undo(
            batch_id, cancel=cancel, on_progress=progress
        ),
    )


def export_chart(
    *, write: WriteChart, client_id: ClientId, path: Path, options: ExportOptions
) -> Operation[ExportReport]:
    """Writes a chart in one of the formats; what progress counts depends on it."""
    return Operation(
        "io",
        lambda services, cancel, progress: write(services, client_id, path, options, cancel, progress),
    )


def print_context() -> Operation[PrintContext]:
    """The names that are printed."""
    return Operation("db", lambda services, _cancel, _progress: _context(services))


def typeset_pages(
    *, sheet: Callable[[], Sheet], owner: QObject, layout: QPageLayout | None = None
) -> Operation[Pages]:
    """Lays out a sheet outside the window's thread; the pages are then used in the thread of `owner`."""

    def run(_services: Services, cancel: CancelToken, _progress: OnProgress) -> Pages:
        from ui.printing.pages import Pages

        return Pages(sheet(), layout, cancel=cancel).give_to(owner)

    return Operation("io", run)


def save_pdf(
    *, about: Session | Letter, sheet: Callable[[], Sheet], path: Path, overwrite: bool
) -> Operation[None]:
    """Typesets one session or letter and writes it as a PDF; progress counts pages."""

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> None:
        from ui.printing.pages import Pages

        services.exporter.check_file(path, overwrite=overwrite)
        content = Pages(sheet(), cancel=cancel).pdf(cancel=cancel, on_progress=progress)
        services.exporter.store_page(about, path, content, overwrite=overwrite)

    return Operation("io", run)


def letter_material(*, client_id: ClientId) -> Operation[LetterMaterial]:
    """The available templates and sessions."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> LetterMaterial:
        return LetterMaterial(
            templates=services.templates.letter_templates(),
            sessions=tuple(
                each for each in services.sessions.list_for_client(client_id) if each.state != UNREADABLE
            ),
            context=_context(services),
        )

    return Operation("db", run)


def open_letter(*, letter_id: UUID, client: Client) -> Operation[Letter]:
    """One letter, which must belong to this client."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Letter:
        letter = services.letters.get(letter_id)
        if letter.client_id != client.client_id:
            raise NotFound("letter_not_found")
        return letter

    return Operation("db", run)


def _context(services: Services) -> PrintContext:
    names = {member.user_id: member.name for member in services.people.list()}
    return PrintContext(practice_name=services.practice_name, authors=names)
