"""Asks for the passphrase or the recovery key. Shows nothing of the practice: even its name is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import AnamnesisError
from ui.errors import describe
from ui.theme import SPACE_2, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.centred_page import CentredPage
from ui.widgets.message_bar import MessageBar
from ui.widgets.paragraph import Paragraph
from ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 440


class LockScreen(CentredPage):
    """Emits `unlocked` with the services. A refused entry changes nothing but the message."""

    unlocked = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent, width_px=_WIDTH_PX)
        self._jobs = jobs
        self._waiting = False
        self._build()
        self.clear()

    @property
    def by_recovery_key(self) -> bool:
        """Whether the recovery key is asked for instead of the passphrase."""
        return self._entries.currentIndex() == 1

    def clear(self) -> None:
        """Forgets what was typed and said, and asks for the passphrase again."""
        self.passphrase.clear()
        self.recovery_key.setText("")
        self.message.clear()
        self._ask_for(recovery_key=False)
        self._set_waiting(False)

    def focus_entry(self) -> None:
        entry = self.recovery_key if self.by_recovery_key else self.passphrase
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        title = QLabel(self.tr("Anamnesis"))
        set_role(title, type="page")
        align_leading(title)
        self._prompt = Paragraph()
        set_role(self._prompt, tone="muted")
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
        self.message = MessageBar(dismissible=False)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self.button = QPushButton()
        set_role(self.button, kind="primary")
        self.button.clicked.connect(self._unlock)
        self.other_way = QPushButton()
        set_role(self.other_way, kind="link")
        self.other_way.clicked.connect(self._on_other_way)
        self.column.setSpacing(SPACE_2)
        for widget in (title, self._prompt, self._entries, self._bar, self.message, self.button):
            self.column.addWidget(widget)
        self.column.addWidget(self.other_way, alignment=Qt.AlignmentFlag.AlignHCenter)

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
        self._update_button()

    def _on_other_way(self) -> None:
        self.message.clear()
        self._ask_for(recovery_key=not self.by_recovery_key)
        self.focus_entry()

    def _update_button(self) -> None:
        typed = self.recovery_key.text() if self.by_recovery_key else self.passphrase.text
        self.button.setEnabled(bool(typed.strip()) and not self._waiting)

    def _set_waiting(self, waiting: bool) -> None:
        self._waiting = waiting
        self._bar.setVisible(waiting)
        self.button.setText(self.tr("Unlocking…") if waiting else self.tr("Unlock"))
        for widget in (self.passphrase, self.recovery_key, self.other_way):
            widget.setEnabled(not waiting)
        self._update_button()

    def _unlock(self) -> None:
        if not self.button.isEnabled():
            return
        self.message.clear()
        self._set_waiting(True)
        if self.by_recovery_key:
            typed = self.recovery_key.text()
            self._jobs.run_workspace(
                self,
                "db",
                lambda workspace, _cancel, _progress: workspace.unlock_with_recovery_key(typed),
                on_done=self._on_unlocked,
                on_error=self._on_refused,
            )
            return
        passphrase = self.passphrase.text
        self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, _cancel, _progress: workspace.unlock(passphrase),
            on_done=self._on_unlocked,
            on_error=self._on_refused,
        )

    def _on_unlocked(self, services: object) -> None:
        self.clear()
        self.unlocked.emit(services)

    def _on_refused(self, error: AnamnesisError) -> None:
        self._set_waiting(False)
        self.message.show_error(describe(error))
        if self.by_recovery_key:
            self.recovery_key.setFocus(Qt.FocusReason.OtherFocusReason)
            self.recovery_key.selectAll()
        else:
            self.passphrase.refuse()
