"""The words and the writer of each export format in `core.interchange.export_formats`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.ids import ClientId
from core.interchange.chart_exporter import ExportReport
from core.interchange.export_formats import ExportOptions
from ui.i18n.marking import QT_TR_NOOP
from ui.operations.interchange import WriteChart

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


@dataclass(frozen=True, slots=True)
class FormatWords:
    """`choice` is its button in the dialog, with a mnemonic.

    `file_filter` is shown in the dialog for the file, `step` while it is written. An archive has none of the
    three, because it is protected: dialog and command line have code of their own for it. `write` runs in a
    worker thread, or on the command line.
    """

    choice: str
    file_filter: str = ""
    step: str = ""
    write: WriteChart | None = None


def _write_pdf(
    services: Services,
    client_id: ClientId,
    path: Path,
    options: ExportOptions,
    cancel: CancelToken,
    on_progress: OnProgress,
) -> ExportReport:
    """Progress counts pages."""
    # Qt's drawing is loaded when it is needed: the command line reads this table too.
    from ui.printing.pages import Pages
    from ui.printing.sheets import chart_sheet

    services.exporter.check_file(path, overwrite=options.overwrite)
    chart = services.exporter.chart(client_id)
    pages = Pages(chart_sheet(chart, order=options.order), cancel=cancel)
    content = pages.pdf(cancel=cancel, on_progress=on_progress)
    return services.exporter.store(chart, path, content, format="pdf", overwrite=options.overwrite)


def _write_jsonl(
    services: Services,
    client_id: ClientId,
    path: Path,
    options: ExportOptions,
    cancel: CancelToken,
    on_progress: OnProgress,
) -> ExportReport:
    """Progress counts sessions."""
    return services.exporter.export_jsonl(
        client_id,
        path,
        versions=options.versions,
        overwrite=options.overwrite,
        cancel=cancel,
        on_progress=on_progress,
    )


FORMAT_WORDS: dict[str, FormatWords] = {
    "pdf": FormatWords(
        QT_TR_NOOP("&PDF, to be read or printed"),
        QT_TR_NOOP("PDF (*.pdf)"),
        QT_TR_NOOP("Writing page"),
        _write_pdf,
    ),
    "jsonl": FormatWords(
        QT_TR_NOOP("&JSON Lines, for another program; this one can import it again"),
        QT_TR_NOOP("JSON Lines (*.jsonl)"),
        QT_TR_NOOP("Writing session"),
        _write_jsonl,
    ),
    "archive": FormatWords(QT_TR_NOOP("&Archive of everything, encrypted; it can be imported again")),
}
