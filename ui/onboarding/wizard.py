"""The first run, page by page: a new practice, or one from a backup.

Nothing is written before the passphrase is set; Back loses nothing typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from ui.onboarding.creating_step import CreatingStep
from ui.onboarding.demo_step import DemoStep
from ui.onboarding.keyring_step import KeyringStep
from ui.onboarding.passphrase_step import PassphraseStep
from ui.onboarding.practice_step import PracticeStep
from ui.onboarding.recovery_step import RecoveryStep
from ui.onboarding.restore_path import RestorePath
from ui.onboarding.step import WizardStep
from ui.onboarding.welcome_step import WelcomeStep
from ui.theme import SPACE_2, set_role
from ui.widgets.centred_page import CentredPage
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from core.security.recovery import RecoveryKey
    from ui.jobs import Jobs


class OnboardingWizard(CentredPage):
    """Emits `finished` when the practice exists, is unlocked, and its recovery key was confirmed."""

    finished = Signal()
    step_changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.welcome = WelcomeStep()
        self.practice = PracticeStep()
        self.passphrase = PassphraseStep()
        self.creating = CreatingStep(jobs)
        self.recovery = RecoveryStep(jobs)
        self.keyring = KeyringStep(jobs)
        self.demo = DemoStep(jobs)
        self.restore = RestorePath(jobs, self)
        self._new: tuple[WizardStep, ...] = (self.welcome, self.practice, self.passphrase, self.recovery)
        self._numbered: tuple[WizardStep, ...] = self._new
        self._build()
        self._connect()
        self.show_step(self.welcome)

    @property
    def step(self) -> WizardStep:
        shown = self._pages.currentWidget()
        assert isinstance(shown, WizardStep)  # noqa: S101 - the stack holds nothing else
        return shown

    @property
    def key_unconfirmed(self) -> bool:
        """Whether closing now would lose an unconfirmed recovery key."""
        return self.creates or self.recovery.holds_key

    @property
    def creates(self) -> bool:
        """Whether the practice is being created."""
        return self.step is self.creating and not self.creating.ready

    @property
    def has_practice(self) -> bool:
        """Whether the practice exists with its keys in memory."""
        return self.step in (self.recovery, self.keyring, self.demo) or self._restored

    @property
    def restores(self) -> bool:
        """Whether a backup is being restored."""
        return self.restore.restoring.working

    @property
    def by_recovery_key(self) -> bool:
        """Whether the practice was restored with the recovery key: a new passphrase must be set."""
        return self._restored and self.restore.by_recovery_key

    @property
    def _restored(self) -> bool:
        return self.step is self.restore.restoring and self.restore.restoring.done is not None

    def focus_entry(self) -> None:
        if self.step is self.welcome:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.step.entered()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter presses a focused button and continues from a ticked box: a page is no Qt dialog."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_enter(event):
            pressed = watched if isinstance(watched, QPushButton) else self.next
            if not event.isAutoRepeat() and pressed.isVisible():
                pressed.click()
            return True
        handled: bool = super().eventFilter(watched, event)
        return handled

    def show_step(self, step: WizardStep) -> None:
        self._pages.setCurrentWidget(step)
        self._title.setText(step.title)
        counted = step in self._numbered
        self._count.setVisible(counted)
        if counted:
            number = self._numbered.index(step) + 1
            self._count.setText(
                self.tr("Step {number} of {total}").format(number=number, total=len(self._numbered))
            )
        self.back.setVisible(step in (self.practice, self.passphrase) or self.restore.may_go_back(step))
        self.has_backup.setVisible(step is self.welcome)
        self.skip.setVisible(step is self.demo)
        self.next.setVisible(step is not self.creating and not self.restores)
        self.next.setText(self._next_text(step))
        self.next.setEnabled(step.ready)
        self.focus_entry()
        self.step_changed.emit()

    def _build(self) -> None:
        self._count = PlainLabel()
        set_role(self._count, type="caption", tone="muted")
        self._title = PlainLabel()
        self._title.setWordWrap(True)
        set_role(self._title, type="page")
        self._pages = QStackedWidget()
        for step in (*self._new, self.creating, self.keyring, self.demo, *self.restore.steps):
            # A page shorter than the tallest keeps its lines together at the top.
            step.column.addStretch(1)
            self._pages.addWidget(step)
        self.back = QPushButton(self.tr("&Back"))
        self.has_backup = QPushButton(self.tr("I have a &backup"))
        self.skip = QPushButton(self.tr("S&kip the rest"))
        self.next = QPushButton()
        set_role(self.next, kind="primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addWidget(self.back)
        buttons.addWidget(self.has_backup)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.next)
        self.column.addWidget(self._count)
        self.column.addWidget(self._title)
        self.column.addWidget(self._pages, 1)
        self.column.addLayout(buttons)
        for button in self.findChildren(QAbstractButton):
            button.installEventFilter(self)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.skip.clicked.connect(self.demo.skip)
        self.has_backup.clicked.connect(self._begin_restore)
        self.restore.wanted.connect(self.show_step)
        self.restore.finished.connect(self.finished)
        own = (self.practice, self.passphrase, self.recovery, self.keyring, self.demo)
        for step in (*own, *self.restore.steps):
            step.ready_changed.connect(self._on_ready_changed)
            step.advance_requested.connect(self._on_next)
        self.creating.created.connect(self._on_created)
        self.creating.failed.connect(self._on_creation_failed)
        self.keyring.available.connect(lambda: self.show_step(self.keyring))
        self.keyring.unavailable.connect(self._on_settled)
        self.keyring.left.connect(self._on_settled)
        self.demo.loaded.connect(self.finished)

    def _next_text(self, step: WizardStep) -> str:
        if step in self.restore.steps and self.restore.next_text(step):
            return self.restore.next_text(step)
        if step is self.welcome:
            return self.tr("&Set up a practice")
        if step is self.passphrase:
            return self.tr("&Create the practice")
        if step is self.keyring and not self.practice.wants_demo:
            return self.tr("&Open the practice")
        if step is self.demo:
            return self.tr("&Open the practice")
        return self.tr("&Continue")

    def _on_ready_changed(self, ready: bool) -> None:
        if self.sender() is self.step:
            self.next.setEnabled(ready)

    def _on_back(self) -> None:
        if self.step is self.creating:
            self.show_step(self.passphrase)
            return
        if self.step in self.restore.steps:
            self.show_step(self.restore.back_from(self.step) or self.welcome)
            return
        place = self._numbered.index(self.step)
        self.show_step(self._numbered[place - 1])

    def _on_next(self) -> None:
        step = self.step
        if not step.ready:
            return
        if step in self.restore.steps:
            self.restore.advance(step)
        elif step in (self.passphrase, self.creating):
            self._create()
        elif step is self.recovery:
            self._leave_recovery()
        elif step is self.keyring:
            self.keyring.leave()
        elif step is self.demo:
            self.finished.emit()
        else:
            self._numbered = self._new
            self.show_step(self._numbered[self._numbered.index(step) + 1])

    def _begin_restore(self) -> None:
        self._numbered = (self.welcome, *self.restore.steps)
        self.show_step(self.restore.file)

    def _create(self) -> None:
        self.show_step(self.creating)
        self.creating.create_practice(
            practice_name=self.practice.practice_name,
            owner_name=self.practice.person_name,
            passphrase=self.passphrase.passphrase,
        )

    def _on_created(self, recovery_key: RecoveryKey) -> None:
        self.passphrase.clear()
        self.recovery.show_key(recovery_key.text, practice_name=self.practice.practice_name)
        self.show_step(self.recovery)

    def _on_creation_failed(self) -> None:
        self.back.show()
        self.next.setText(self.tr("&Try again"))
        self.next.setEnabled(True)
        self.next.show()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_recovery(self) -> None:
        self.recovery.forget_key()
        # Querying the computer takes a moment; a second press must not repeat it.
        self.next.setEnabled(False)
        self.keyring.ask()

    def _on_settled(self) -> None:
        if self.practice.wants_demo:
            self.show_step(self.demo)
            self.demo.load()
        else:
            self.finished.emit()


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
