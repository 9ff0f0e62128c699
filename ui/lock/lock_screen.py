"""Asks for the person and for the passphrase or the recovery key. Shows nothing of the practice except the
sign-in names: even the practice's own name is sealed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.cancel import CancelToken, OnProgress
from core.errors import AnamnesisError, TooManyAttempts
from core.ids import UserId
from core.people.dto import SignIn
from ui.errors import describe
from ui.lock.person_chooser import PersonChooser
from ui.lock.wait_line import WaitLine
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.centred_page import CentredPage
from ui.widgets.message_bar import MessageBar
from ui.widgets.paragraph import Paragraph
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.services import Services
    from core.workspace import Workspace
    from ui.jobs import Jobs

_WIDTH_PX = 440


class LockScreen(CentredPage):
    """Emits `unlocked` with the services. A refused entry changes nothing but the message."""

    asked = Signal()
    """An unlock was requested; `unlocked` or `refused` follows."""
    unlocked = Signal(object)
    refused = Signal()
    """A requested unlock failed."""
    newer_wanted = Signal()
    """The version installed meanwhile is to be started in place of this window."""
    recovered = Signal()
    """Follows `unlocked` when the recovery key was used: a new passphrase must be set."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent, width_px=_WIDTH_PX)
        self._jobs = jobs
        self._waiting = False
        self._build()
        self.clear()

    @property
    def by_recovery_key(self) -> bool:
        """Whether it asks for the recovery key instead of the passphrase."""
        return self._entries.currentIndex() == 1

    def prepare(self, last: UserId | None) -> None:
        """Reads who can sign in and whether unlocking must wait; `last` is offered first."""

        def look(
            workspace: Workspace, _cancel: CancelToken, _progress: OnProgress
        ) -> tuple[tuple[SignIn, ...], float]:
            return workspace.sign_ins(), workspace.attempt_wait_s()

        def show(found: tuple[tuple[SignIn, ...], float]) -> None:
            people, wait_s = found
            self.person.fill(people, last)
            self._show_ways()
            self._hold(wait_s)

        self._jobs.run_workspace(self, "db", look, on_done=show, on_error=self._on_unreadable)

    def clear(self) -> None:
        """Clears input and messages, and asks for the passphrase again."""
        self.passphrase.clear()
        self.recovery_key.setText("")
        self.message.clear()
        self.wait_line.stop()
        self.note.hide()
        self._ask_for(recovery_key=False)
        self._set_waiting(False)

    def say_words_stay(self) -> None:
        """Shows, after a lock that could store unsaved text nowhere, that it is kept in memory."""
        self.note.setText(
            self.tr(
                "Some words could not be stored, so they stay in this program's memory. "
                "Unlock before you close it or switch the computer off."
            )
        )
        self.note.show()

    def offer_newer(self, version: str | None) -> None:
        """Shows that a newer version was installed while this window was open; None removes it."""
        self.newer.setVisible(version is not None)
        if version is not None:
            words = self.tr("Version {version} is installed: start it")
            self.newer.setText(words.format(version=isolate(version)))

    def focus_entry(self) -> None:
        entry = self.recovery_key if self.by_recovery_key else self.passphrase
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        title = PlainLabel(self.tr("Anamnesis"))
        set_role(title, type="page")
        align_leading(title)
        self._prompt = Paragraph()
        self.note = Paragraph()
        set_role(self._prompt, tone="muted")
        set_role(self.note, tone="caution")
        self.person = PersonChooser()
        self.person.chosen.connect(self._on_person)
        self._make_entries()
        self.message = MessageBar(dismissible=False)
        self.newer = QPushButton()
        set_role(self.newer, kind="link")
        self.newer.setToolTip(self.tr("This window is still the version of before. It closes first."))
        self.newer.clicked.connect(self.newer_wanted)
        self.newer.hide()
        self.wait_line = WaitLine()
        self.wait_line.over.connect(self._on_wait_over)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self.button = QPushButton()
        set_role(self.button, kind="primary")
        self.button.clicked.connect(self._unlock)
        self.keyring_button = QPushButton(self.tr("Unlock with this computer"))
        self.keyring_button.setToolTip(self.tr("Uses the key in this computer's own keyring"))
        self.keyring_button.clicked.connect(self._unlock_with_keyring)
        self.other_way = QPushButton()
        set_role(self.other_way, kind="link")
        self.other_way.clicked.connect(self._on_other_way)
        self.column.setSpacing(SPACE_2)
        above = (title, self.note, self._prompt, self.person, self._entries, self._bar)
        for widget in (*above, self.message, self.wait_line, self.button, self.keyring_button):
            self.column.addWidget(widget)
        self.column.addWidget(self.other_way, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self.newer, alignment=Qt.AlignmentFlag.AlignHCenter)

    def _make_entries(self) -> None:
        self.passphrase = PassphraseField(self.tr("Passphrase"))
        self.passphrase.submitted.connect(self._unlock)
        self.passphrase.changed.connect(self._update_button)
        self.recovery_key = QLineEdit()
        self.recovery_key.setAccessibleName(self.tr("Recovery key"))
        self.recovery_key.setPlaceholderText("ABCD-EFGH-…")
        self.recovery_key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.recovery_key.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.recovery_key.returnPressed.connect(self._unlock)
        self.recovery_key.textChanged.connect(self._update_button)
        self._entries = QStackedWidget()
        self._entries.addWidget(self.passphrase)
        at_top = QWidget()
        column = QVBoxLayout(at_top)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.recovery_key, alignment=Qt.AlignmentFlag.AlignTop)
        self._entries.addWidget(at_top)

    def _ask_for(self, *, recovery_key: bool) -> None:
        self._entries.setCurrentIndex(1 if recovery_key else 0)
        self._prompt.setText(
            self.tr("Type the recovery key as it was printed. Capitals, spaces and dashes do not matter.")
            if recovery_key
            else self.tr("Type the passphrase to unlock the practice.")
        )
        self.other_way.setText(
            self.tr("Use the passphrase") if recovery_key else self.tr("Use the recovery key")
        )
        self._show_ways()

    def _show_ways(self) -> None:
        """The recovery key identifies its owner itself; the keyring belongs to one person on one computer."""
        person = self.person.person
        self.person.setVisible(self.person.several and not self.by_recovery_key)
        has_keyring = person is not None and person.has_keyring
        self.keyring_button.setVisible(has_keyring and not self.by_recovery_key)
        self._update_button()

    def _on_person(self) -> None:
        self.passphrase.clear()
        self.message.clear()
        self._show_ways()
        self.focus_entry()

    def _on_other_way(self) -> None:
        self.message.clear()
        self._ask_for(recovery_key=not self.by_recovery_key)
        self.focus_entry()

    def _update_button(self) -> None:
        held = self._waiting or self.wait_line.waiting
        typed = self.recovery_key.text() if self.by_recovery_key else self.passphrase.text
        self.button.setEnabled(bool(typed.strip()) and not held)
        self.keyring_button.setEnabled(not held)
        self.passphrase.setEnabled(not held)
        self.recovery_key.setEnabled(not held)
        self.other_way.setEnabled(not self._waiting)
        self.person.setEnabled(not self._waiting)

    def _set_waiting(self, waiting: bool) -> None:
        self._waiting = waiting
        self._bar.setVisible(waiting)
        self.button.setText(self.tr("Unlocking…") if waiting else self.tr("Unlock"))
        self._update_button()

    def _unlock(self) -> None:
        if not self.button.isEnabled():
            return
        if self.by_recovery_key:
            typed = self.recovery_key.text()
            self._ask(
                lambda workspace, _cancel, _progress: workspace.unlock_with_recovery_key(typed),
                recovering=True,
            )
            return
        passphrase = self.passphrase.text
        user_id = self._chosen_id()
        self._ask(lambda workspace, _cancel, _progress: workspace.unlock(passphrase, user_id=user_id))

    def _unlock_with_keyring(self) -> None:
        user_id = self._chosen_id()
        self._ask(lambda workspace, _cancel, _progress: workspace.unlock_with_keyring(user_id))

    def _chosen_id(self) -> UserId | None:
        person = self.person.person
        return person.user_id if person is not None else None

    def _ask(
        self, way: Callable[[Workspace, CancelToken, OnProgress], Services], *, recovering: bool = False
    ) -> None:
        self.message.clear()
        self._set_waiting(True)
        self.asked.emit()

        def done(services: Services) -> None:
            self.clear()
            self.unlocked.emit(services)
            if recovering:
                self.recovered.emit()

        self._jobs.run_workspace(self, "db", way, on_done=done, on_error=self._on_refused)

    def _on_refused(self, error: AnamnesisError) -> None:
        self._set_waiting(False)
        self.refused.emit()
        if isinstance(error, TooManyAttempts):
            wait_s = error.params.get("wait_s")
            self._hold(float(wait_s) if isinstance(wait_s, int | float) else 0.0)
            return
        self.message.show_error(describe(error))
        if self.by_recovery_key:
            self.recovery_key.setFocus(Qt.FocusReason.OtherFocusReason)
            self.recovery_key.selectAll()
        else:
            self.passphrase.refuse()

    def _hold(self, wait_s: float) -> None:
        if wait_s <= 0:
            return
        self.message.show_message(
            self.tr("Unlocking has to wait"),
            self.tr("After several wrong attempts there is a pause, so that nobody can guess quickly."),
            tone="caution",
        )
        self.wait_line.begin(wait_s)
        self._update_button()

    def _on_wait_over(self) -> None:
        self.message.clear()
        self._update_button()
        self.focus_entry()

    def _on_unreadable(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))
