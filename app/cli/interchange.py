"""The commands that import and export charts."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from app.cli.archives import export_archive, import_archive
from app.cli.console import EXIT_DONE, EXIT_INPUT, UsageError, error_document
from app.cli.context import Context, client_named
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.dto import CLIENT_SCHEMA, Client
from core.clients.fields import Kind
from core.errors import EnvironmentProblem, InputRefused, NotFound
from core.interchange.archive.encryption import protection_of
from core.interchange.chart_exporter import ExportReport
from core.interchange.csv_columns import FIELD_OF_COLUMN, FIELDS, HEADINGS
from core.interchange.dto import DateOrder, ImportBatch, ImportPreview, UndoReport
from core.interchange.export_formats import EXPORT_FORMATS, ExportOptions
from core.services import Services
from ui.errors import describe
from ui.interchange.export_formats import FORMAT_WORDS

_PROBLEMS_SHOWN = 20
_HELD: dict[Kind, str] = {
    "line": "text",
    "block": "text",
    "note": "text",
    "entries": "entries parted by semicolons",
    "tags": "entries parted by semicolons",
    "day": "a date",
    "sex": "female, male, other, unknown, or a first letter",
    "id": "the client's id elsewhere",
}
"""What a column of each kind contains."""
_ORDERS: dict[str, DateOrder] = {"day-first": "day_first", "month-first": "month_first"}
_SHORT_ID_CHARACTERS = 8
_DELIMITERS = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}


def import_files(context: Context, arguments: argparse.Namespace) -> int:
    """Imports an archive, or all lines of other files or none; lists imports, or undoes one."""
    if arguments.list or arguments.undo is not None:
        if arguments.files or (arguments.list and arguments.undo is not None):
            raise UsageError("--list and --undo stand alone")
        return _list_imports(context) if arguments.list else _undo(context, arguments.undo)
    if arguments.columns:
        if arguments.files:
            raise UsageError("--columns stands alone")
        return _list_columns(context)
    if not arguments.files:
        raise UsageError("name a file to import, or --list, or --undo")
    # Validated before any file is read.
    columns = _columns_told(arguments.map)
    if any(protection_of(path) is not None for path in arguments.files):
        return import_archive(context, arguments)
    return _import_charts(context, arguments, columns)


def _import_charts(context: Context, arguments: argparse.Namespace, columns: dict[str, str | None]) -> int:
    console = context.console
    with context.unlocked() as services:
        preview = services.importer.preview(
            arguments.files,
            context.cancel,
            context.progress("reading"),
            format=arguments.format,
            order=_ORDERS.get(arguments.dates or ""),
            columns=columns,
        )
        _tell_readings(context, preview)
        _tell_problems(context, preview)
        stop = bool(preview.problems) and not arguments.accept_good
        if arguments.dry_run or stop:
            console.result(_preview_document(preview, imported=False), _dry_text(preview))
            if stop and preview.clients and not arguments.dry_run:
                console.note("To import the good lines and leave out the others, add --accept-good.")
            return EXIT_INPUT if preview.problems else EXIT_DONE
        result = services.importer.run(
            preview, cancel=context.cancel, on_progress=context.progress("importing")
        )
    document = _preview_document(preview, imported=True) | {
        "clients": result.clients,
        "sessions": result.sessions,
        "already_there": result.already_there,
        "batch": None if result.batch_id is None else str(result.batch_id),
    }
    text = f"Imported {result.clients} clients and {result.sessions} sessions."
    if result.already_there:
        text += f" {result.already_there} sessions were there already."
    console.result(document, text)
    if result.batch_id is not None:
        console.note(f"To take it all back: anamnesis import --undo {result.batch_id}")
    return EXIT_DONE


def _list_columns(context: Context) -> int:
    """The columns of a CSV file; those of a client have the same names in JSON Lines."""
    rows = [(column, _holds(column), headings[1:]) for column, headings in HEADINGS.items()]
    context.console.result(
        {"columns": [{"column": column, "holds": holds, "also": list(also)} for column, holds, also in rows]},
        "\n".join(f"{column}: {'; '.join((*filter(None, [holds]), *also))}" for column, holds, also in rows),
    )
    return EXIT_DONE


def _holds(column: str) -> str:
    name = FIELD_OF_COLUMN.get(column)
    return "" if name is None else _HELD[CLIENT_SCHEMA[name].kind]


def _columns_told(told: list[str]) -> dict[str, str | None]:
    """`COLUMN=FIELD` as the importer takes it. Raises `UsageError`."""
    columns: dict[str, str | None] = {}
    for each in told:
        column, equals, field = (part.strip() for part in each.rpartition("="))
        if not equals or not column or (field and field not in FIELDS):
            raise UsageError(f"--map {each}: give COLUMN=FIELD, FIELD one of {', '.join(FIELDS)}")
        columns[column] = field or None
    return columns


def export(context: Context, arguments: argparse.Namespace) -> int:
    """Writes one chart, or as an archive one chart or the practice, to a file of its own."""
    if FORMAT_WORDS[arguments.format].write is None:
        return export_archive(context, arguments)
    if arguments.practice:
        raise UsageError("a whole practice is exported with --format archive")
    if arguments.clear or arguments.recipient or arguments.archive_passphrase_file:
        raise UsageError("--clear, --recipient and --archive-passphrase-file are for --format archive")
    return _export_chart(context, arguments)


def _export_chart(context: Context, arguments: argparse.Namespace) -> int:
    out: Path = arguments.out
    with context.unlocked() as services:
        client = client_named(services, arguments.client)
        services.exporter.check_file(out, overwrite=arguments.force)
        report = write_chart(
            services,
            arguments.format,
            client,
            out,
            ExportOptions(
                order="oldest_first" if arguments.oldest_first else "newest_first",
                versions=arguments.versions,
                overwrite=arguments.force,
            ),
            cancel=context.cancel,
            on_progress=context.progress("exporting"),
        )
    left_out = {kind: count for kind, count in report.left_out.items() if count}
    document = {
        "file": str(out),
        "format": arguments.format,
        "sessions": report.sessions,
        "addenda": report.addenda,
        "bytes": report.size_bytes,
        "left_out": left_out,
    }
    context.console.result(document, f"{report.sessions} sessions and {report.addenda} addenda in {out}.")
    if left_out:
        listed = ", ".join(f"{kind}s: {count}" for kind, count in left_out.items())
        context.console.note(f"In the chart, but not in this file: {listed}.")
    context.console.note("The file is not protected: whoever can open it can read this chart.")
    return EXIT_DONE


def write_chart(
    services: Services,
    format: str,
    client: Client,
    out: Path,
    options: ExportOptions,
    *,
    cancel: CancelToken,
    on_progress: OnProgress = ignore_progress,
) -> ExportReport:
    """One chart in a format that has a writer.

    Raises `EnvironmentProblem("typesetting_unavailable")` and as the exporter.
    """
    write = FORMAT_WORDS[format].write
    if write is None:
        raise ValueError(format)
    application = _application() if EXPORT_FORMATS[format].in_pages else None
    report = write(services, client.client_id, out, options, cancel, on_progress)
    del application
    return report


def _application() -> object:
    """What Qt needs to lay out pages; it ends with the last reference to it."""
    try:
        # Without a display, and only for this command.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        raise EnvironmentProblem("typesetting_unavailable") from error
    return QGuiApplication.instance() or QGuiApplication(["anamnesis"])


def _list_imports(context: Context) -> int:
    with context.unlocked() as services:
        batches = services.importer.batches()
        names = {member.user_id: member.name for member in services.people.list()}
    lines = [_batch_line(batch, names.get(batch.by, str(batch.by))) for batch in batches]
    context.console.result(
        {"imports": [_batch_document(batch) for batch in batches]},
        "\n".join(lines) or "Nothing was imported yet.",
    )
    return EXIT_DONE


def _undo(context: Context, wanted: str) -> int:
    with context.unlocked() as services:
        batch_id = _batch_named(services.importer.batches(), wanted)
        report = services.importer.undo(
            batch_id, cancel=context.cancel, on_progress=context.progress("undoing")
        )
    text = f"Undone: {report.clients} clients moved to the trash, {report.sessions} sessions taken back."
    context.console.result(_undo_document(report), text)
    for client in report.kept_clients:
        context.console.note(f"Kept, changed since: {client.details.display_name}")
    for client, day in report.kept_sessions:
        context.console.note(f"Kept, changed since: session of {day}, {client.details.display_name}")
    return EXIT_DONE


def _batch_named(batches: Sequence[ImportBatch], wanted: str) -> UUID:
    """The import whose id begins like `wanted`; without one the newest that is not undone."""
    if not wanted:
        found = [batch for batch in batches if batch.undone_at is None][:1]
    else:
        found = [batch for batch in batches if str(batch.batch_id).startswith(wanted.lower())]
    if not found or (wanted and len(wanted) < _SHORT_ID_CHARACTERS):
        raise NotFound("import_not_found")
    if len(found) > 1:
        raise InputRefused("import_ambiguous")
    return found[0].batch_id


def _tell_readings(context: Context, preview: ImportPreview) -> None:
    for reading in preview.readings:
        if reading.format != "csv":
            continue
        sure = "" if reading.encoding_certain else " (likely, not certain: check names in the preview)"
        delimiter = _DELIMITERS.get(reading.delimiter, reading.delimiter)
        context.console.note(f"{reading.file}: CSV, {reading.encoding}{sure}, separated by {delimiter}")
        for column in reading.columns:
            context.console.note(f"  {column.heading} → {column.field or 'not imported'}")


def _tell_problems(context: Context, preview: ImportPreview) -> None:
    for problem in preview.problems[:_PROBLEMS_SHOWN]:
        words = describe(problem.reason)
        remedy = f" {words.remedy}" if words.remedy else ""
        context.console.note(f"{problem.file}, line {problem.line}: {words.message}{remedy}")
    if len(preview.problems) > _PROBLEMS_SHOWN:
        context.console.note(f"… and {len(preview.problems) - _PROBLEMS_SHOWN} more lines refused.")
    if any(problem.reason.code == "line_ambiguous_date" for problem in preview.problems):
        context.console.note("How such dates are meant: --dates day-first or --dates month-first.")
    if preview.ignored_keys:
        context.console.note(f"In the file, but not imported: {', '.join(preview.ignored_keys)}")
    for line, match in preview.possible_duplicates[:_PROBLEMS_SHOWN]:
        reasons = ", ".join(match.duplicates[0].reasons)
        context.console.note(f"{line.file}, line {line.line}: may have a chart already ({reasons}).")


def _dry_text(preview: ImportPreview) -> str:
    there = f", {preview.already_there} of them there already" if preview.already_there else ""
    return (
        f"{preview.clients} clients ({preview.new_clients} new) and {preview.sessions} sessions{there} "
        "can be imported; nothing was stored."
    )


def _preview_document(preview: ImportPreview, *, imported: bool) -> dict[str, Any]:
    return {
        "imported": imported,
        "clients": preview.clients,
        "new_clients": preview.new_clients,
        "sessions": preview.sessions,
        "already_there": preview.already_there,
        "problems": [
            {"file": problem.file, "line": problem.line, **error_document(problem.reason)}
            for problem in preview.problems
        ],
        "ignored_keys": list(preview.ignored_keys),
        "files": [
            {
                "file": reading.file,
                "format": reading.format,
                "encoding": reading.encoding,
                "encoding_certain": reading.encoding_certain,
                "delimiter": reading.delimiter,
                "columns": {column.heading: column.field for column in reading.columns},
            }
            for reading in preview.readings
        ],
        "possible_duplicates": [
            {
                "file": line.file,
                "line": line.line,
                "clients": [str(each.client.client_id) for each in match.duplicates],
                "reasons": list(match.duplicates[0].reasons),
            }
            for line, match in preview.possible_duplicates
        ],
    }


def _batch_document(batch: ImportBatch) -> dict[str, Any]:
    return {
        "batch": str(batch.batch_id),
        "at": batch.at.isoformat(),
        "by": str(batch.by),
        "files": list(batch.files),
        "clients": len(batch.clients),
        "sessions": batch.session_count,
        "undone_at": None if batch.undone_at is None else batch.undone_at.isoformat(),
    }


def _batch_line(batch: ImportBatch, by: str) -> str:
    undone = "" if batch.undone_at is None else f"  undone {batch.undone_at:%Y-%m-%d %H:%M}Z"
    return (
        f"{batch.batch_id}  {batch.at:%Y-%m-%d %H:%M}Z  {by}  {', '.join(batch.files)}: "
        f"{len(batch.clients)} clients, {batch.session_count} sessions{undone}"
    )


def _undo_document(report: UndoReport) -> dict[str, Any]:
    return {
        "batch": str(report.batch_id),
        "clients": report.clients,
        "sessions": report.sessions,
        "kept_clients": [str(client.client_id) for client in report.kept_clients],
        "kept_sessions": [
            {"client_id": str(client.client_id), "date": day.isoformat()}
            for client, day in report.kept_sessions
        ],
    }
