"""The commands that export a practice or one client as an archive, and import one."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any

from app.cli.console import EXIT_DONE, EXIT_INPUT, UsageError
from app.cli.context import Context, client_named
from app.cli.passphrase import read_archive_passphrase, read_identities
from core.errors import ImportError_, InputRefused
from core.interchange.archive.dto import (
    ArchiveCounts,
    ArchivePreview,
    ArchiveReport,
    LeftOut,
    Protection,
    Secret,
)
from core.interchange.archive.encryption import identities_in, protection_of
from ui.errors import describe_code

_NAMES = {
    "clients": "clients",
    "sessions": "sessions",
    "versions": "versions of sessions",
    "attachments": "attachments",
    "records": "appointments, letters and dismissed contradictions",
    "conversations": "conversations",
    "practice_records": "texts and records of the practice",
    "audit_entries": "entries of the audit log",
}


def export_archive(context: Context, arguments: argparse.Namespace) -> int:
    """Writes everything of one client, or of the practice, to an archive."""
    out: Path = arguments.out
    if arguments.versions or arguments.oldest_first:
        raise UsageError("an archive holds all versions, and is in no order of days")
    if arguments.leave_out_damaged and not arguments.practice:
        raise UsageError("--leave-out-damaged is for --practice")
    protection = _protection(arguments)
    with context.unlocked() as services:
        services.archive_exporter.check_file(out, overwrite=arguments.force)
        if arguments.practice:
            report = services.archive_exporter.export_practice(
                out,
                protection,
                overwrite=arguments.force,
                leave_out_damaged=arguments.leave_out_damaged,
                cancel=context.cancel,
                on_progress=context.progress("exporting (KiB)"),
            )
        else:
            report = services.archive_exporter.export_client(
                client_named(services, arguments.client).client_id,
                out,
                protection,
                overwrite=arguments.force,
                cancel=context.cancel,
                on_progress=context.progress("exporting (KiB)"),
            )
    context.console.result(_export_document(report), f"In {out}: {_counts_text(report.counts)}.")
    _tell_left_out(context, report.left_out)
    if report.protection == "none":
        context.console.note("The archive is not protected: whoever can open it can read all of it.")
    elif report.protection == "passphrase":
        context.console.note("Only its passphrase opens it; there is no other way if that is lost.")
    return EXIT_DONE


def import_archive(context: Context, arguments: argparse.Namespace) -> int:
    """Previews one archive and stores it; with `--dry-run` only previews."""
    if len(arguments.files) > 1:
        raise InputRefused("archive_alone", file=arguments.files[0].name)
    if arguments.format or arguments.map or arguments.dates or arguments.accept_good:
        raise UsageError("--format, --map, --dates and --accept-good are not for an archive")
    (path,) = arguments.files
    secret = _secret(path, arguments)
    with context.unlocked() as services:
        importing = services.archive_importer
        if arguments.dry_run:
            preview = importing.preview(
                path, secret, cancel=context.cancel, on_progress=context.progress("reading (KiB)")
            )
            return _tell_preview(context, preview)
        done = importing.run(
            path, secret, cancel=context.cancel, on_progress=context.progress("importing (KiB)")
        )
    document = {
        "imported": True,
        "scope": done.head.scope,
        "from": done.head.practice_name,
        **dataclasses.asdict(done.counts),
        "batch": str(done.batch_id),
    }
    context.console.result(document, f"Imported: {_counts_text(done.counts)}.")
    context.console.note(f"To take it all back: anamnesis import --undo {done.batch_id}")
    return EXIT_DONE


def _protection(arguments: argparse.Namespace) -> Protection:
    if arguments.clear:
        return Protection("none")
    if arguments.recipient:
        return Protection("recipients", recipients=tuple(arguments.recipient))
    passphrase = read_archive_passphrase(arguments.archive_passphrase_file, confirm=True)
    return Protection("passphrase", passphrase=passphrase)


def _secret(path: Path, arguments: argparse.Namespace) -> Secret:
    kind = protection_of(path)
    if kind is None:
        raise ImportError_("archive_not_recognised", file=path.name)
    if kind == "none":
        return Secret()
    if kind == "recipients":
        if arguments.identity_file is None:
            raise InputRefused("archive_needs_identity")
        return Secret(identities=identities_in(read_identities(arguments.identity_file)))
    return Secret(passphrase=read_archive_passphrase(arguments.archive_passphrase_file, confirm=False))


def _tell_preview(context: Context, preview: ArchivePreview) -> int:
    document: dict[str, Any] = {
        "imported": False,
        "scope": preview.head.scope,
        "from": preview.head.practice_name,
        "made_at": preview.head.made_at.isoformat(),
        **dataclasses.asdict(preview.counts),
        "left_out": _left_out_documents(preview.left_out),
        "problem": preview.problem,
    }
    context.console.result(
        document,
        f"{preview.head.practice_name}, {preview.head.made_at:%Y-%m-%d}: {_counts_text(preview.counts)}. "
        "It is whole; nothing was stored.",
    )
    _tell_left_out(context, preview.left_out)
    if preview.problem is None:
        return EXIT_DONE
    words = describe_code(preview.problem, {})
    context.console.note(f"It cannot be imported here. {words.message} {words.remedy}")
    return EXIT_INPUT


def _tell_left_out(context: Context, left_out: tuple[LeftOut, ...]) -> None:
    for each in left_out:
        words = describe_code(each.code, {})
        context.console.warning(f"Not in the archive: the chart {each.client_id}. {words.title}.")


def _export_document(report: ArchiveReport) -> dict[str, Any]:
    return {
        "file": str(report.file),
        "format": "archive",
        "protected": report.protection,
        **dataclasses.asdict(report.counts),
        "bytes": report.size_bytes,
        "left_out": _left_out_documents(report.left_out),
    }


def _left_out_documents(left_out: tuple[LeftOut, ...]) -> list[dict[str, str]]:
    return [{"client_id": str(each.client_id), "code": each.code} for each in left_out]


def _counts_text(counts: ArchiveCounts) -> str:
    numbers = dataclasses.asdict(counts)
    return ", ".join(f"{numbers[name]} {words}" for name, words in _NAMES.items() if numbers[name])
