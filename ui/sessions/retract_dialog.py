"""Retracts a signed session, after explaining the effect and asking for a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.clients.dto import Client
from core.sessions.dto import REASON_LIMIT_CHARS, Session
from ui.operations.operation import in_db
from ui.sessions.meanwhile import Meanwhile
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.form_dialog import FormWords
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 540


class RetractDialog(WorkDialog):
    """`stored` carries the session's new version."""

    form_kind = "retraction"
    stored = Signal(object)

    def __init__(self, jobs: Jobs, session: Session, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._session = session
        self._meanwhile = Meanwhile(self)
        self._meanwhile.read.connect(self._on_newer)
        self.setWindowTitle(self.tr("Retract a session"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(REASON_LIMIT_CHARS)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("For example: written into the wrong chart"))
        self.go_button.setText(self.tr("Retract session"))
        set_role(self.go_button, kind="danger")
        who = Paragraph(
            self.tr("The session of {day} of {name}").format(
                day=day_text(session.date), name=isolate(client.details.display_name)
            )
        )
        set_role(who, strong=True)
        told = Paragraph(
            self.tr(
                "It stays in the chart, marked as retracted with your reason, and can be read there. It is "
                "no longer found, nor quoted by the assistant. This cannot be taken back."
            )
        )
        label = PlainLabel(self.tr("&Reason, shown with the session"))
        label.setBuddy(self.reason)
        for part in (who, told, label, self.reason):
            self.column.addWidget(part)
        self.reason.textChanged.connect(self.refresh)
        self.reason.returnPressed.connect(self._retract)
        self.go_button.clicked.connect(self._retract)
        self.reason.setFocus()
        self.refresh()

    @property
    def touched(self) -> bool:
        """Whether a reason was typed."""
        return bool(self.reason.text().strip())

    def typed_words(self) -> FormWords:
        about = {"session": str(self._session.session_id)}
        return FormWords({"reason": self.reason.text()}, self._session.client_id, about)

    def take_words(self, words: FormWords) -> None:
        self.reason.setText(words.fields.get("reason", ""))

    def refresh(self) -> None:
        self.go_button.setEnabled(self.touched and not self.work.working)
        self.go_button.setToolTip("" if self.touched else self.tr("Write the reason first"))

    def _retract(self) -> None:
        if not self.go_button.isEnabled():
            return
        self.message.clear()
        self.work.run(
            self.tr("Retracting…"),
            in_db(
                lambda services: services.sessions.retract,
                self._session.session_id,
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
        self.reason.clear()
        self.stored.emit(session)
        self.accept()
