"""Operations for exporting a practice or one client as an archive, and for importing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ImportError_, InputRefused
from core.ids import ClientId
from core.interchange.archive.dto import (
    ArchiveImport,
    ArchivePreview,
    ArchiveReport,
    Protection,
    ProtectionKind,
    Secret,
)
from core.interchange.archive.encryption import identities_in, protection_of
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


def export_practice_archive(
    *, path: Path, protection: Protection, overwrite: bool, leave_out_damaged: bool
) -> Operation[ArchiveReport]:
    """Exports the whole practice; progress is in per cent."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.archive_exporter.export_practice(
            path,
            protection,
            overwrite=overwrite,
            leave_out_damaged=leave_out_damaged,
            cancel=cancel,
            on_progress=_per_cent(progress),
        ),
    )


def export_client_archive(
    *, client_id: ClientId, path: Path, protection: Protection, overwrite: bool
) -> Operation[ArchiveReport]:
    """Exports one client; progress is in per cent."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.archive_exporter.export_client(
            client_id,
            path,
            protection,
            overwrite=overwrite,
            cancel=cancel,
            on_progress=_per_cent(progress),
        ),
    )


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file that starts like an archive, and how it is protected."""

    path: Path
    kind: ProtectionKind


def archive_among(*, paths: Sequence[Path]) -> Operation[ArchiveFile | None]:
    """The chosen archive; None for other files. Raises `InputRefused("archive_alone")` for a mixture."""

    def run(_services: Services, _cancel: CancelToken, _progress: OnProgress) -> ArchiveFile | None:
        for path in paths:
            kind = protection_of(path)
            if kind is not None and len(paths) > 1:
                raise InputRefused("archive_alone", file=path.name)
            if kind is not None:
                return ArchiveFile(path, kind)
        return None

    return Operation("io", run)


def preview_archive(*, path: Path, secret: Secret) -> Operation[ArchivePreview]:
    """Reads an archive to its end without storing anything; progress is in per cent."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.archive_importer.preview(
            path, secret, cancel=cancel, on_progress=_per_cent(progress)
        ),
    )


def import_archive(*, path: Path, secret: Secret) -> Operation[ArchiveImport]:
    """Stores an archive, all or nothing; progress is in per cent."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.archive_importer.run(
            path, secret, cancel=cancel, on_progress=_per_cent(progress)
        ),
    )


def read_identities(*, path: Path) -> Operation[tuple[str, ...]]:
    """The keys in an age key file."""

    def run(_services: Services, _cancel: CancelToken, _progress: OnProgress) -> tuple[str, ...]:
        try:
            return identities_in(path.read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise ImportError_("import_file_unreadable", file=path.name, reason="") from error

    return Operation("io", run)


def _per_cent(progress: OnProgress) -> OnProgress:
    return lambda done, total: progress(min(100, 100 * done // max(total, 1)), 100)
