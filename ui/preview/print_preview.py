"""A preview of one session or letter as printed, to print or to save as a PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton, QWidget

from core.clients.dto import Client
from core.letters.dto import Letter
from core.sessions.dto import Session
from ui.operations.interchange import (
    PrintContext,
    print_context,
    save_pdf,
    typeset_pages,
)
from ui.operations.operation import in_db
from ui.preview.pages_view import PagesView
from ui.printing.pages import Pages
from ui.printing.sheet import Sheet
from ui.printing.sheets import letter_sheet, session_sheet
from ui.theme import set_role
from ui.widgets.client_line import ClientLine
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog
from ui.words.imposed import imposed_text

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 820
_PAGES_HEIGHT_PX = 420


def sheet_of(about: Session | Letter, client: Client, context: PrintContext) -> Sheet:
    """The printed content of a session or a letter."""
    if isinstance(about, Session):
        return session_sheet(about, client, practice_name=context.practice_name, authors=context.authors)
    return letter_sheet(about, client, practice_name=context.practice_name)


def print_session(jobs: Jobs, session: Session, client: Client, parent: QWidget) -> PrintPreview:
    """Opens the preview of a session, from which it is printed."""
    preview = PrintPreview(jobs, session, client, parent)
    preview.open()
    return preview


class PrintPreview(WorkDialog):
    def __init__(
        self, jobs: Jobs, about: Session | Letter, client: Client, parent: QWidget | None = None
    ) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._about = about
        self._client = client
        self._context: PrintContext | None = None
        self.setWindowTitle(self.tr("Print preview"))
        self.go_button.setText(self.tr("&Print…"))
        set_role(self.go_button, kind="primary")
        self.cancel_button.setText(self.tr("Close"))
        self.pdf_button = QPushButton(self.tr("Save as P&DF…"))
        self.pdf_button.setAutoDefault(False)
        who = ClientLine(client)
        self.view = PagesView()
        self.view.setMinimumHeight(_PAGES_HEIGHT_PX)
        self.count = PlainLabel()
        set_role(self.count, tone="muted")
        spool = Paragraph(
            self.tr(
                "Printing hands these pages to the print system of this computer, which may keep a readable "
                "copy until they are printed; so may the printer."
            )
        )
        set_role(spool, tone="muted")
        for part in (who, self.count):
            self.column.addWidget(part)
        self.column.addWidget(self.view, 1)
        self.column.addWidget(spool)
        self.buttons.addButton(self.pdf_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.go_button.clicked.connect(self._ask_printer)
        self.pdf_button.clicked.connect(self._ask_file)
        self.refresh()
        self._jobs.run(self, print_context(), on_done=self._on_context, on_error=self.show_error)

    def refresh(self) -> None:
        ready = self.view.pages is not None and not self.work.working
        self.go_button.setEnabled(ready)
        self.pdf_button.setEnabled(ready)
        self.lock_where_imposed("export_allowed", self.pdf_button)
        self.lock_where_imposed("print_allowed", self.go_button)

    def print_on(self, printer: QPrinter) -> None:
        """Lays the pages out for the printer's paper, records the print, and then prints."""
        printer.setFullPage(True)
        printer.setDocName(self.tr("Anamnesis"))
        layout: QPageLayout = printer.pageLayout()
        self.message.clear()
        self.work.run(
            self.tr("Laying out"),
            typeset_pages(sheet=self._sheet, owner=self, layout=layout),
            on_done=partial(self._record, printer),
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def save_to(self, path: Path) -> None:
        """Writes a PDF; replacing an existing file was confirmed."""
        self.message.clear()
        self.work.run(
            self.tr("Writing page"),
            save_pdf(about=self._about, sheet=self._sheet, path=path, overwrite=True),
            on_done=lambda _: self._on_saved(path),
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _sheet(self) -> Sheet:
        assert self._context is not None  # noqa: S101 - the buttons wait for it
        return sheet_of(self._about, self._client, self._context)

    def _on_context(self, context: PrintContext) -> None:
        self._context = context
        self.work.run(
            self.tr("Laying out"),
            typeset_pages(sheet=self._sheet, owner=self),
            on_done=self._show_pages,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _show_pages(self, pages: Pages) -> None:
        self.view.show_pages(pages)
        self.count.setText(self.tr("%n page(s)", "", pages.count))
        self.refresh()

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if imposed_text(self._jobs.settings, "export_allowed"):
            dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def _record(self, printer: QPrinter, pages: Pages) -> None:
        self.work.run(
            self.tr("Printing"),
            in_db(lambda services: services.exporter.record_print, self._about, pages=pages.count),
            on_done=lambda _: self._print(printer, pages),
            on_error=self.show_error,
            on_stopped=self._on_stopped,
            stoppable=False,
        )

    def _print(self, printer: QPrinter, pages: Pages) -> None:
        if pages.paint_all(printer, dots_an_inch=printer.resolution()):
            self.show_message(
                self.tr("Sent to the printer"), self.tr("%n page(s)", "", pages.count), tone="good"
            )
            return
        self.show_message(
            self.tr("Nothing was printed"),
            self.tr("The printer did not take the pages."),
            self.tr("Check that it is switched on and has paper, then print again."),
            tone="danger",
        )

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_saved(self, path: Path) -> None:
        self.show_message(
            self.tr("Saved as {file}").format(file=path.name),
            self.tr("The file is not protected: whoever can open it can read it."),
            tone="caution",
        )

    def _on_stopped(self) -> None:
        self.show_message(self.tr("Stopped"), self.tr("Nothing was printed or written."), tone="caution")
