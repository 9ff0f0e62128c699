"""The page while the practice is opened or closed, and for errors of opening."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.errors import AnamnesisError
from ui.backups.words import size_text
from ui.error_sentences.settings import BY_CODE as SETTINGS_CODES
from ui.errors import describe
from ui.theme import SPACE_4, set_role
from ui.widgets.centred_page import CentredPage
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel
from ui.widgets.step_list import StepList
from ui.words.steps import step_text

_WIDTH_PX = 480
_PARTS = 1000
"""A progress bar counts in 32 bits, which a database's bytes exceed."""


class OpeningPage(CentredPage):
    """`retry_requested` is emitted by the button beside an error."""

    retry_requested = Signal()
    hand_over_requested = Signal()
    """Another account has the shared practice open, and is to be asked for it."""
    waiting_ended = Signal()
    """The request is to be withdrawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width_px=_WIDTH_PX)
        self._error: AnamnesisError | None = None
        self.title = PlainLabel()
        set_role(self.title, type="title")
        self.steps = StepList()
        self.copied = PlainLabel()
        set_role(self.copied, tone="muted")
        self.message = MessageBar(dismissible=False)
        self.retry = QPushButton(self.tr("&Try again"))
        set_role(self.retry, kind="primary")
        self.retry.clicked.connect(self.retry_requested)
        self.ask = QPushButton(self.tr("&Ask for it"))
        set_role(self.ask, kind="primary")
        self.ask.clicked.connect(self.hand_over_requested)
        self.stop_waiting = QPushButton(self.tr("&Do not wait"))
        self.stop_waiting.clicked.connect(self._on_waiting_ended)
        self.column.setSpacing(SPACE_4)
        buttons = (self.ask, self.stop_waiting, self.retry)
        for widget in (self.title, self.steps, self.copied, self.message, *buttons):
            self.column.addWidget(widget)
        self.begin_opening()

    def begin_opening(self) -> None:
        self._begin(self.tr("Opening…"))

    def begin_locking(self) -> None:
        self._begin(self.tr("Locking…"))
        self.steps.begin(self.tr("Saving your notes and removing the keys from memory"))

    def begin_closing(self) -> None:
        self._begin(self.tr("Closing…"))
        self.steps.begin(self.tr("Saving, locking and stopping the database"))

    def show_step(self, step: str) -> None:
        self.copied.hide()
        self.steps.begin(step_text(step))

    def show_copied(self, done_bytes: int, total_bytes: int) -> None:
        """The progress of an upgrade's copying; the following steps have no progress."""
        if done_bytes < total_bytes:
            self.steps.set_progress(_PARTS * done_bytes // total_bytes, _PARTS)
            text = self.tr("Copied: {done} of {total}").format(
                done=size_text(done_bytes), total=size_text(total_bytes)
            )
        else:
            self.steps.set_progress(0, 0)
            text = self.tr("All is copied ({total}) and is being checked").format(
                total=size_text(total_bytes)
            )
        self.copied.setText(text)
        self.copied.show()

    def show_error(self, error: AnamnesisError) -> None:
        self.steps.stop()
        self.copied.hide()
        text = describe(error)
        if error.code == "shared_practice_in_use":
            self._error = error
            self.title.setText(self.tr("In use"))
            self.steps.clear()
            self.message.show_message(text.title, text.message, text.remedy, tone="caution")
            self._show_only(self.ask)
            return
        self.message.show_error(text)
        # Settings are only read at the program's start: a retry would not see a corrected file.
        if error.code not in SETTINGS_CODES:
            self._show_only(self.retry)

    def show_asked(self) -> None:
        """The other account was asked, and this window waits."""
        self.message.show_message(
            self.tr("You asked for the practice"),
            self.tr("It opens here as soon as it is closed there; where it is locked, that takes seconds."),
        )
        self.steps.begin(self.tr("Waiting for the other account"))
        self._show_only(self.stop_waiting)

    def show_declined(self) -> None:
        """The other account goes on."""
        self.steps.clear()
        self.message.show_message(
            self.tr("The other account goes on working"),
            self.tr("It was asked and has not handed the practice over."),
            self.tr("Ask again later, or speak to the person."),
            tone="caution",
        )
        self._show_only(self.ask)

    def _on_waiting_ended(self) -> None:
        self.waiting_ended.emit()
        if self._error is not None:
            self.show_error(self._error)

    def _show_only(self, button: QPushButton) -> None:
        for each in (self.ask, self.stop_waiting, self.retry):
            each.setVisible(each is button)
        button.setFocus()

    def _begin(self, title: str) -> None:
        self.title.setText(title)
        self.steps.clear()
        self.copied.hide()
        self.message.clear()
        for button in (self.ask, self.stop_waiting, self.retry):
            button.hide()
