"""Shows one attachment inside the program: its pages as pixels, its text, and above it the client."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from core.attachments.dto import Attachment, PageImage
from core.attachments.service import OpenAttachment
from core.clients.dto import Client
from core.errors import AnamnesisError
from core.ids import AttachmentId
from ui.attachments.page_view import PageView
from ui.attachments.viewer_bar import ViewerBar
from ui.attachments.words import AttachmentWords, image_of
from ui.errors import describe
from ui.operations.attachments import draw_page, open_attachment, save_copy
from ui.text.days import today
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_4, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.message_bar import MessageBar
from ui.widgets.note_text import NoteText
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.question import Question
from ui.words.identity import identity_line, person_name
from ui.words.imposed import imposed_text

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

_SIZE_PX = (980, 760)


class AttachmentViewer(QDialog):
    """Escape closes it; after closing or a lock it holds nothing of the file."""

    page_shown = Signal(int)
    """The page (from 0) whose pixels are now on screen."""

    def __init__(self, jobs: Jobs, *, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs = jobs
        self._client = client
        self._opened: OpenAttachment | None = None
        self._page = 0
        self._drawing: Job | None = None
        self._span: tuple[int, int] | None = None
        self._words = AttachmentWords(self)
        self.who = PlainLabel(person_name(client.details))
        self.identity = PlainLabel(identity_line(client.details, today=today()))
        self.name = PlainLabel()
        self.details = Paragraph()
        self.message = MessageBar()
        self.bar = ViewerBar()
        self.pages = PageView()
        self.text = NoteText()
        self._stack = QStackedWidget()
        self.bar.forbid_copies(imposed_text(jobs.settings, "export_allowed"))
        self._style()
        self._lay_out()
        self._connect()

    @property
    def page(self) -> int:
        """The page on screen, from 0."""
        return self._page

    @property
    def shows_text(self) -> bool:
        return self._stack.currentWidget() is self.text

    def show_attachment(
        self, attachment_id: AttachmentId, *, start: int | None = None, end: int | None = None
    ) -> None:
        """Reads and shows an attachment of the client, marked from `start` to `end` of its text."""
        self._span = None if start is None or end is None else (start, end)
        self.bar.set_busy(True)
        self._jobs.run(
            self,
            open_attachment(attachment_id=attachment_id),
            on_done=self._on_opened,
            on_error=self._on_error,
        )

    def turn_to(self, page: int) -> None:
        """Shows another page (from 0); out of range, the first or last."""
        if self._opened is None:
            return
        page = min(max(page, 0), self._opened.attachment.pages - 1)
        if page != self._page:
            self._page = page
            self.bar.show_page(page, self._opened.attachment.pages)
            self.pages.begin_page()

    def save_to(self, path: Path) -> None:
        """Writes a copy there; the caller has warned that it is unprotected."""
        if self._opened is not None:
            self._jobs.run(
                self,
                save_copy(attachment_id=self._opened.attachment.attachment_id, path=path),
                on_done=lambda _none: self._on_saved(path),
                on_error=self._on_error,
            )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Closed, or hidden by a lock; the window system hides it only temporarily.
        if not event.spontaneous():
            self._forget()

    def _style(self) -> None:
        self.setWindowTitle(self.tr("Attachment"))
        self.resize(*_SIZE_PX)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Words of the attachment"))
        set_role(self.who, type="title")
        set_role(self.name, strong=True)
        set_role(self.details, type="caption", tone="muted")
        for label in (self.who, self.identity, self.name):
            label.setWordWrap(True)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.pages)
        self._stack.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_1)
        for label in (self.who, self.identity):
            column.addWidget(label)
        column.addSpacing(SPACE_2)
        for label in (self.name, self.details):
            column.addWidget(label)
        column.addWidget(self.message)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        bar = self.bar
        bar.turn_requested.connect(lambda by: self.turn_to(self._page + by))
        bar.ends_requested.connect(lambda last: self.turn_to(1 << 20 if last else 0))
        bar.zoom_in_requested.connect(self.pages.zoom_in)
        bar.zoom_out_requested.connect(self.pages.zoom_out)
        bar.fit_requested.connect(self.pages.fit)
        bar.text_toggled.connect(self._show_text)
        bar.copy_requested.connect(self._ask_for_copy)
        bar.close_requested.connect(self.reject)
        self.pages.pixels_wanted.connect(self._draw)
        self.pages.zoomed.connect(bar.show_zoom)

    def _on_opened(self, opened: OpenAttachment) -> None:
        self._opened = opened
        attachment = opened.attachment
        self._show_name(attachment)
        self.text.set_text(opened.text.text)
        self.bar.show_attachment(attachment, has_text=bool(opened.text.text))
        self.bar.set_busy(False)
        if attachment.is_text:
            self._show_text(True)
        else:
            self._page = opened.text.page_at(self._span[0]) if self._span is not None else 0
            self.bar.show_page(self._page, attachment.pages)
            self.pages.begin_page()
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._span is not None:
                self.bar.text_button.setChecked(True)
        if self._span is not None:
            self.text.highlight(*self._span)

    def _show_name(self, attachment: Attachment) -> None:
        self.name.setText(isolate(attachment.name))
        self.setWindowTitle(
            self.tr("{name} – {client}").format(
                name=isolate(attachment.name), client=isolate(self._client.details.display_name)
            )
        )
        for label in (self.who, self.identity, self.name):
            align_leading(label)
        known = (
            self._words.details(attachment),
            self._words.searchable(attachment),
            self._words.kept_as(attachment),
        )
        self.details.setText(one_line(known))
        align_leading(self.details)

    def _show_text(self, shown: bool) -> None:
        self._stack.setCurrentWidget(self.text if shown else self.pages)
        (self.text if shown else self.pages).setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, width_px: int) -> None:
        if self._opened is None or self._opened.attachment.is_text:
            return
        if self._drawing is not None:
            self._drawing.cancel()
        page = self._page
        self.bar.set_busy(True)
        self._drawing = self._jobs.run(
            self,
            draw_page(opened=self._opened, page=page, width_px=width_px),
            on_done=lambda image: self._on_drawn(page, image),
            on_error=self._on_error,
        )

    def _on_drawn(self, page: int, image: PageImage) -> None:
        if self._opened is None or page != self._page:
            return
        self.bar.set_busy(False)
        self.pages.show_page(image_of(image))
        self.page_shown.emit(page)

    def _on_error(self, error: AnamnesisError) -> None:
        self.bar.set_busy(False)
        self.message.show_error(describe(error))

    def _ask_for_copy(self) -> None:
        if self._opened is None:
            return
        Question(
            self,
            title=self.tr("Save an unprotected copy?"),
            text=self.tr(
                "Whoever can read the folder can read the copy: it has no password and stays when the"
                " client is erased here. Saving it is recorded in the audit log."
            ),
            yes=self.tr("Save a copy…"),
            on_yes=self._choose_place,
        ).open()

    def _choose_place(self) -> None:
        if self._opened is None:
            return
        dialog = QFileDialog(self, self.tr("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._opened.attachment.name)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_saved(self, path: Path) -> None:
        self.message.show_message(
            self.tr("Saved as {file}").format(file=isolate(path.name)),
            self.tr("Nothing protects this copy; delete it when it is no longer needed."),
            tone="caution",
        )

    def _forget(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None
        self._opened = None
        self.pages.clear()
        self.text.set_text("")
        for label in (self.who, self.identity, self.name, self.details):
            label.clear()
        self.setWindowTitle(self.tr("Attachment"))
