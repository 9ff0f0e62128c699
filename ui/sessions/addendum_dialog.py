"""Adds an addendum with a reason to a signed note, which stays unchanged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.clients.dto import Client
from core.sessions.dto import ADDENDUM_LIMIT_CHARS, REASON_LIMIT_CHARS, Session
from ui.operations.operation import in_db
from ui.sessions.meanwhile import Meanwhile
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.form_dialog import FormWords
from ui.widgets.note_text import NoteText
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 640
_TEXT_PX = 200
_WARN_CHARS = ADDENDUM_LIMIT_CHARS * 9 // 10


class AddendumDialog(WorkDialog):
    """Keeps the typed text until it is stored; `stored` carries the session's new version."""

    form_kind = "addendum"
    stored = Signal(object)

    def __init__(self, jobs: Jobs, session: Session, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._session = session
        self._meanwhile = Meanwhile(self)
        self._meanwhile.read.connect(self._on_newer)
        self.setWindowTitle(self.tr("Addendum"))
        self.about = Paragraph()
        self.text = NoteText()
        self.room = PlainLabel()
        self.reason = QLineEdit()
        told = self.tr("To the session of {day} of {name}. What was signed stays as it is.")
        name = isolate(client.details.display_name)
        self.about.setText(told.format(day=day_text(session.date), name=name))
        self._style()
        self._lay_out()
        self.text.textChanged.connect(self._on_typed)
        self.reason.textChanged.connect(self._on_typed)
        self.go_button.clicked.connect(self._store)
        self.text.setFocus()
        self.refresh()

    @property
    def touched(self) -> bool:
        """Whether there is unsaved text."""
        return bool(self.text.text().strip() or self.reason.text().strip())

    def typed_words(self) -> FormWords:
        return FormWords(
            {"text": self.text.text(), "reason": self.reason.text()},
            self._session.client_id,
            {"session": str(self._session.session_id)},
        )

    def take_words(self, words: FormWords) -> None:
        self.text.set_text(words.fields.get("text", ""))
        self.reason.setText(words.fields.get("reason", ""))

    def refresh(self) -> None:
        why = self._why_not()
        self.go_button.setEnabled(not why and not self.work.working)
        self.go_button.setToolTip(why)

    def _why_not(self) -> str:
        """Why it cannot be stored; empty if it can."""
        if not self.text.text().strip():
            return self.tr("Write what is added first")
        if len(self.text.text()) > ADDENDUM_LIMIT_CHARS:
            return self.tr("The text is too long")
        if not self.reason.text().strip():
            return self.tr("Write the reason first")
        return ""

    def _style(self) -> None:
        self.go_button.setText(self.tr("Add and sign"))
        set_role(self.go_button, kind="primary")
        set_role(self.about, tone="muted")
        self.text.setAccessibleName(self.tr("What is added"))
        self.text.setMinimumHeight(_TEXT_PX)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setMaxLength(REASON_LIMIT_CHARS)
        self.reason.setPlaceholderText(self.tr("For example: laboratory result came in"))

    def _lay_out(self) -> None:
        what = PlainLabel(self.tr("&What is added"))
        what.setBuddy(self.text)
        why = PlainLabel(self.tr("&Reason"))
        why.setBuddy(self.reason)
        for part in (self.about, what, self.text, self.room, why, self.reason):
            self.column.addWidget(part)
        self.room.hide()

    def _on_typed(self) -> None:
        left = ADDENDUM_LIMIT_CHARS - len(self.text.text())
        self.room.setVisible(left <= ADDENDUM_LIMIT_CHARS - _WARN_CHARS)
        if left >= 0:
            self.room.setText(self.tr("%n character(s) left", "", left))
        else:
            self.room.setText(self.tr("%n character(s) too many", "", -left))
        set_role(self.room, type="caption", tone="caution" if left >= 0 else "danger")
        self.refresh()

    def _store(self) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Storing…"),
            in_db(
                lambda services: services.sessions.add_addendum,
                self._session.session_id,
                text=self.text.text(),
                reason=self.reason.text().strip(),
                expected_version=self._session.version,
            ),
            on_done=self._on_stored,
            on_error=partial(self._meanwhile.meet, self._session.session_id),
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_newer(self, session: Session) -> None:
        self._session = session
        self.stored.emit(session)

    def _on_stored(self, session: Session) -> None:
        self.text.set_text("")
        self.reason.clear()
        self.stored.emit(session)
        self.accept()
