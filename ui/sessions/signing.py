"""Signs a draft: asks, waits until its text is stored, and signs that version."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from core.clients.dto import Client
from core.errors import AnamnesisError
from core.sessions.dto import SOAP_FIELDS, Session
from core.templates.stops import left_open
from ui.jobs import Jobs
from ui.operations.operation import in_db
from ui.sessions.draft_saver import DraftSaver, SaveState
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.widgets.plain_message_box import PlainMessageBox

_NAMED_AT_MOST = 6


class Signing(QObject):
    """One draft at a time. No input is allowed between `begun` and the result."""

    confirmed = Signal()
    """The user confirmed: further input is not wanted."""
    begun = Signal()
    """Everything is stored, and signing has started."""
    signed = Signal(object)
    """The `Session` as it was signed."""
    failed = Signal(object)
    """An `AnamnesisError`; it stays a draft."""

    def __init__(self, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self._jobs = jobs
        self._page = page
        self._saver: DraftSaver | None = None
        self._question: QMessageBox | None = None
        self._waiting = False

    @property
    def busy(self) -> bool:
        """Whether the user confirmed and the result is pending."""
        return self._waiting or self._saver is not None

    @staticmethod
    def why_not(saver: DraftSaver) -> str:
        """Why it cannot be signed now; empty if it can."""
        if saver.text.is_empty:
            return QCoreApplication.translate("Signing", "Nothing to sign yet")
        if saver.state is SaveState.CONFLICT:
            return QCoreApplication.translate("Signing", "Choose first which text to keep")
        return ""

    def ask(self, saver: DraftSaver, client: Client) -> None:
        """Opens the question, whose `Sign` saves and signs."""
        box = PlainMessageBox(self._page)
        box.show_mark("sign", "accent")
        box.setWindowTitle(self.tr("Sign the session"))
        asked = self.tr("Sign the session of {day} of {name}?")
        box.setText(asked.format(day=day_text(saver.day), name=isolate(client.details.display_name)))
        final = self.tr("Once signed, its text can no longer be changed; an addendum can be added.")
        unfilled = self._unfilled(saver)
        box.setInformativeText(f"{unfilled}\n\n{final}" if unfilled else final)
        yes = box.addButton(self.tr("Sign"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Go on writing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no if unfilled else yes)
        box.accepted.connect(lambda: self._on_yes(saver))
        self._question = box
        box.open()

    def look_at(self, saver: DraftSaver) -> None:
        """The saver's state changed: signs once everything is stored."""
        if self._waiting and saver.settled:
            self._waiting = False
            if saver.clean:
                self._sign(saver)

    def forget(self) -> None:
        """Another session is displayed: closes a question about this one."""
        self._waiting = False
        self._saver = None
        if self._question is not None:
            self._question.reject()
            self._question.deleteLater()
            self._question = None

    def _unfilled(self, saver: DraftSaver) -> str:
        """The unfilled placeholders of a template; empty if there are none."""
        places = [place for name in SOAP_FIELDS for place in left_open(saver.text.field(name))]
        if not places:
            return ""
        counted = self.tr("%n place(s) of a template are not filled in:", "", len(places))
        named = ", ".join(isolate(place) for place in places[:_NAMED_AT_MOST])
        return f"{counted} {named}{', …' if len(places) > _NAMED_AT_MOST else ''}"

    def _on_yes(self, saver: DraftSaver) -> None:
        self._waiting = True
        self.confirmed.emit()
        saver.save_now()
        self.look_at(saver)

    def _sign(self, saver: DraftSaver) -> None:
        self._saver = saver
        self.begun.emit()
        operation = in_db(
            lambda services: services.sessions.sign,
            saver.session.session_id,
            expected_version=saver.session.version,
        )
        self._jobs.run(self, operation, on_done=self._on_signed, on_error=self._on_error)

    def _on_signed(self, session: Session) -> None:
        self._saver = None
        self.signed.emit(session)

    def _on_error(self, error: AnamnesisError) -> None:
        self._saver = None
        self.failed.emit(error)
