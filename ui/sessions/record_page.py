"""The client's own record, beside the sessions: medical history, notes, contact."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.assistant.dto import Source
from core.clients.dto import CLIENT_SCHEMA, Client, ClientDetails
from core.clients.record_fields import record_text
from core.ids import AttachmentId
from core.sources.dto import CLIENT_FIELDS
from ui.attachments.strip import AttachmentStrip
from ui.error_sentences.field_names import input_field_name
from ui.jobs import Jobs
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, set_role
from ui.theme.metrics import NOTE_WIDTH_CHARACTERS
from ui.widgets.alignment import align_leading
from ui.widgets.following_scroll import FollowingScrollArea
from ui.widgets.key_tip import set_key_tip
from ui.widgets.message_bar import MessageBar
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_label import PlainLabel
from ui.words.identity import shown_value
from ui.words.sessions import note_field_name

_IN_GRID = tuple(
    name
    for name, field in CLIENT_SCHEMA.items()
    if not field.in_banner and not field.searched and field.group != "origin"
)
"""The short fields, in one grid; what is searched has a heading and a text of its own."""


class RecordPage(FollowingScrollArea):
    """Read-only; changes are made in the client's dialog."""

    edit_requested = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = MessageBar()
        self.strip = AttachmentStrip(jobs)
        self._client: Client | None = None
        self.notes = {name: NoteEdit() for name in CLIENT_FIELDS}
        self._empty = {name: PlainLabel(self.tr("Nothing recorded")) for name in CLIENT_FIELDS}
        self.edit_button = QPushButton(self.tr("Edit details"))
        set_key_tip(self.edit_button, self.tr("Change the client's details"), "chart.details")
        self.edit_button.clicked.connect(self.edit_requested)
        self._contact = QGridLayout()
        self._page = QWidget()
        self._lay_out()

    def show_client(self, client: Client | None) -> None:
        self.message.clear()
        self.stop_following()
        details = client.details if client is not None else ClientDetails("", "")
        for name, note in self.notes.items():
            text = record_text(details, name)
            note.set_text(text)
            note.setVisible(bool(text))
            self._empty[name].setVisible(not text)
        self._show_contact(details)
        same = client is not None and self._client is not None and client.client_id == self._client.client_id
        self._client = client
        if not same:
            self.strip.clear()
        if self.isVisible():
            self._list_files()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list_files()

    def _list_files(self) -> None:
        """All files of a chart are read when the page is opened; a session may have got one since."""
        if self._client is not None:
            self.strip.show_for(self._client)

    def open_attachment(self, attachment_id: AttachmentId, *, span: tuple[int, int] | None = None) -> None:
        """Opens the viewer on one of the client's files; with `span`, at those characters of its words."""
        self._list_files()
        start, end = span or (None, None)
        self.strip.open_attachment(attachment_id, start=start, end=end)

    def show_source(self, source: Source, client: Client, *, focus: bool = False) -> None:
        """Marks the words quoted by a source; if the record was changed since, shows the quote."""
        self.message.clear()
        passage = source.passage
        found = self.highlight(passage.field, source.quote_start, source.quote_end, quote=source.quote)
        if focus and passage.field in self.notes:
            self.notes[passage.field].setFocus(Qt.FocusReason.OtherFocusReason)
        if passage.version == client.row_version:
            return
        told = self.tr("The record was changed after version {version}, which the source quotes.")
        words = "" if found else self.tr("It said: {quote}").format(quote=isolate(source.quote))
        told = told.format(version=passage.version)
        self.message.show_message(self.tr("Changed since"), told, words, tone="caution")

    def highlight(self, field: str, start: int, end: int, *, quote: str = "") -> bool:
        """Marks `start` to `end` of a field. If the record has changed since, searches for the `quote`.

        Returns whether the words are marked now.
        """
        for each in self.notes.values():
            each.clear_highlight()
        note = self.notes.get(field)
        if note is None:
            return False
        text = note.text()
        if quote and text[start:end] != quote:
            start = text.find(quote)
            end = start + len(quote)
        if not 0 <= start < end <= len(text):
            return False
        note.highlight(start, end)
        self._column.activate()
        self.follow(note, note.highlight_rect)
        return True

    def highlighted_text(self) -> str:
        return "".join(note.highlighted_text() for note in self.notes.values())

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self._page)
        column.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_2)
        column.addWidget(self.message)
        column.addWidget(self.edit_button, alignment=Qt.AlignmentFlag.AlignTrailing)
        for name, note in self.notes.items():
            heading = PlainLabel(note_field_name(name))
            set_role(heading, tone="muted", strong=True)
            heading.setBuddy(note)
            note.setAccessibleName(note_field_name(name))
            note.set_read_only(True)
            note.ensurePolished()
            note.setMaximumWidth(note.fontMetrics().averageCharWidth() * NOTE_WIDTH_CHARACTERS)
            set_role(self._empty[name], tone="muted")
            column.addWidget(heading)
            column.addWidget(note)
            column.addWidget(self._empty[name])
            column.addSpacing(SPACE_3)
        heading = PlainLabel(self.tr("Contact"))
        set_role(heading, tone="muted", strong=True)
        column.addWidget(heading)
        self._contact.setHorizontalSpacing(SPACE_3)
        self._contact.setVerticalSpacing(SPACE_1)
        self._contact.setColumnStretch(1, 1)
        column.addLayout(self._contact)
        column.addWidget(self.strip)
        column.addStretch(1)
        self.setWidget(self._page)

    def _show_contact(self, details: ClientDetails) -> None:
        while (item := self._contact.takeAt(0)) is not None:
            old = item.widget()
            if isinstance(old, QLabel):
                # Emptied now, because it is only deleted in the event loop's next turn.
                old.clear()
                old.hide()
                old.deleteLater()
        lines = ((input_field_name(name), shown_value(details, name)) for name in _IN_GRID)
        told = [(name, value) for name, value in lines if value] or [(self.tr("Nothing recorded"), "")]
        for row, (name, value) in enumerate(told):
            label, words = PlainLabel(name), PlainLabel(value)
            set_role(label, tone="muted")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setWordWrap(True)
            words.setLayoutDirection(self.layoutDirection())
            align_leading(words)
            self._contact.addWidget(label, row, 0)
            self._contact.addWidget(words, row, 1)
