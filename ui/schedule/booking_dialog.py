"""The dialog that books or moves an appointment; it shows conflicts before anything is stored."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from core.clients.dto import Client
from core.clock import utc_now
from core.errors import AnamnesisError
from core.ids import ClientId, new_id
from core.schedule.dto import Appointment, Booking
from core.schedule.local_time import to_wall
from ui.errors import describe
from ui.operations.operation import in_db
from ui.operations.schedule import change_appointment
from ui.schedule.booking_form import BookingForm
from ui.schedule.words import appointment_span
from ui.text.one_line import one_line
from ui.theme import SPACE_3, SPACE_4, set_role
from ui.widgets.form_dialog import FormDialog, FormWords
from ui.widgets.message_bar import MessageBar
from ui.words.identity import person_name

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

_ASK_AFTER_MS = 150
_NAMED = 3
_WIDTH_PX = 560


def next_full_hour() -> datetime:
    """On this computer's clock; naive."""
    return to_wall(utc_now()).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


class BookingDialog(FormDialog):
    """Conflicts are shown as the time is chosen, and must be seen before booking despite them."""

    form_kind = "appointment"
    stored = Signal(object)
    """The `Appointment` as committed."""

    def __init__(
        self,
        jobs: Jobs,
        *,
        wall: datetime | None = None,
        client: Client | None = None,
        booking: Booking | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`wall`: the time to propose; `booking`: the one to move, else it is a new one."""
        super().__init__(parent)
        self._jobs = jobs
        self._given = booking
        self._ids: dict[ClientId, UUID] = {}
        self._asking: Job | None = None
        self._seen: tuple[datetime, int] | None = None
        """The time whose conflicts are shown."""
        self._save_after = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.message = MessageBar()
        self.conflict = MessageBar(dismissible=False)
        self.form = BookingForm()
        self.save_button = QPushButton()
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(_ASK_AFTER_MS)
        self._ask_soon.timeout.connect(self._ask)
        self._fill(wall, client)
        self._filled = self.form.words()
        self._lay_out()
        self._connect()
        self._ask()

    @property
    def touched(self) -> bool:
        """Whether there is an unsaved note."""
        given = self._given.appointment.note if self._given is not None else ""
        return self.form.note_text().strip() != given.strip()

    def typed_words(self) -> FormWords:
        """For an existing appointment only the changed fields and the note."""
        typed, client = self.form.words(), self.form.picker.client
        client_id = client.client_id if client is not None else None
        if self._given is None:
            return FormWords(typed, client_id)
        changed = {name: text for name, text in typed.items() if name == "note" or text != self._filled[name]}
        return FormWords(changed, client_id, {"appointment": str(self._given.appointment.appointment_id)})

    def take_words(self, words: FormWords) -> None:
        self.form.take_words(words.fields)

    def save(self) -> None:
        """Stores it, if the person has seen the conflicts."""
        problem = self.form.problem()
        if problem:
            self.message.show_message(problem, tone="danger")
            return
        self.message.clear()
        if self._seen != self._wanted():
            self._save_after = True
            self._ask()
            return
        self._store()

    def _fill(self, wall: datetime | None, client: Client | None) -> None:
        if self._given is not None:
            self.setWindowTitle(self.tr("Change the appointment"))
            self.form.picker.show_client(self._given.client, fixed=True)
            self.form.show_appointment(self._given.appointment)
            self.form.day.setFocus()
            return
        self.setWindowTitle(self.tr("New appointment"))
        self.form.show_when(wall or next_full_hour())
        self.form.picker.show_client(client)
        if client is None:
            self.form.picker.start()
        self._jobs.run(
            self,
            in_db(lambda services: services.clients.list),
            on_done=self.form.picker.set_clients,
            on_error=self._on_error,
        )

    def _lay_out(self) -> None:
        set_role(self.save_button, kind="primary")
        self.save_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_3)
        for part in (self.message, self.form, self.conflict):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH_PX)
        self._name_button()

    def _connect(self) -> None:
        self.form.when_changed.connect(self._on_when)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)

    def _wanted(self) -> tuple[datetime, int] | None:
        starts_at, minutes = self.form.starts_at(), self.form.minutes()
        return None if starts_at is None or minutes is None else (starts_at, minutes)

    def _on_when(self) -> None:
        self._seen = None
        self._save_after = False
        self._ask_soon.start()

    def _ask(self) -> None:
        """Looks for conflicts of the chosen time."""
        self._ask_soon.stop()
        if self._asking is not None:
            self._asking.cancel()
        wanted = self._wanted()
        if wanted is None:
            self.conflict.clear()
            self._name_button()
            return
        besides = self._given.appointment.appointment_id if self._given is not None else None
        self._asking = self._jobs.run(
            self,
            in_db(
                lambda services: services.schedule.conflicts,
                starts_at=wanted[0],
                minutes=wanted[1],
                besides=besides,
            ),
            on_done=lambda found: self._on_conflicts(wanted, found),
            on_error=self._on_error,
        )

    def _on_conflicts(self, wanted: tuple[datetime, int], found: tuple[Booking, ...]) -> None:
        if wanted != self._wanted():
            return
        self._asking = None
        self._seen = wanted
        if found:
            self.conflict.show_message(
                self.tr("Overlaps %n other appointment(s)", "", len(found)),
                "\n".join(self._told(found)),
                self.tr("You can book it all the same."),
                tone="caution",
            )
        else:
            self.conflict.clear()
        self._name_button()
        # A person who saved before the answer arrived has not seen the conflicts.
        if self._save_after and not found:
            self._store()
        self._save_after = False

    def _told(self, found: tuple[Booking, ...]) -> list[str]:
        lines = [
            one_line((appointment_span(each), person_name(each.client.details))) for each in found[:_NAMED]
        ]
        rest = len(found) - len(lines)
        return [*lines, self.tr("and %n more.", "", rest)] if rest else lines

    def _store(self) -> None:
        wanted, client = self._wanted(), self.form.picker.client
        if wanted is None or client is None:
            return
        starts_at, minutes = wanted
        self.save_button.setEnabled(False)
        kind, note = self.form.chosen_kind(), self.form.note_text()
        if self._given is None:
            operation = in_db(
                lambda services: services.schedule.book,
                client.client_id,
                starts_at=starts_at,
                minutes=minutes,
                kind=kind,
                note=note,
                # Per dialog and client: pressed again after a lost answer, it books no second one.
                appointment_id=self._ids.setdefault(client.client_id, new_id()),
            )
        else:
            operation = change_appointment(
                appointment=self._given.appointment,
                starts_at=starts_at,
                minutes=minutes,
                kind=kind,
                note=note,
            )
        self._jobs.run(self, operation, on_done=self._on_stored, on_error=self._on_error)

    def _on_stored(self, appointment: Appointment) -> None:
        self.stored.emit(appointment)
        self.accept()

    def _on_error(self, error: AnamnesisError) -> None:
        self._save_after = False
        self.save_button.setEnabled(True)
        self.message.show_error(describe(error))

    def _name_button(self) -> None:
        # Hidden or shown, not `isVisible`: the dialog itself may not be on screen yet.
        in_the_way = not self.conflict.isHidden()
        if self._given is None:
            words = self.tr("&Book anyway") if in_the_way else self.tr("&Book")
        else:
            words = self.tr("&Save anyway") if in_the_way else self.tr("&Save")
        self.save_button.setText(words)
