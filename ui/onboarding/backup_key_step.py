"""Asks for the passphrase or recovery key that the practice had when the backup was made."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from core.errors import AnamnesisError
from ui.errors import describe
from ui.onboarding.step import WizardStep
from ui.text.days import moment_text
from ui.theme import set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.passphrase_field import PassphraseField


class BackupKeyStep(WizardStep):
    """Ready once something was typed; `by_recovery_key` says which of the two it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Open the backup")
        self.made = self.add_paragraph("")
        self._prompt = self.add_paragraph("", muted=True)
        self.passphrase = PassphraseField(self.tr("Passphrase"))
        self.recovery_key = QLineEdit()
        self.recovery_key.setAccessibleName(self.tr("Recovery key"))
        self.recovery_key.setPlaceholderText("ABCD-EFGH-…")
        self.recovery_key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.recovery_key.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.other_way = QPushButton()
        set_role(self.other_way, kind="link")
        self.message = MessageBar(dismissible=False)
        for widget in (self.passphrase, self.recovery_key):
            self.column.addWidget(widget)
        self.column.addWidget(self.other_way, alignment=Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.message)
        self.passphrase.changed.connect(lambda _: self.ready_changed.emit(self.ready))
        self.passphrase.submitted.connect(self.advance_requested)
        self.recovery_key.textChanged.connect(lambda _: self.ready_changed.emit(self.ready))
        self.recovery_key.returnPressed.connect(self.advance_requested)
        self.other_way.clicked.connect(lambda: self._ask_for(recovery_key=not self.by_recovery_key))
        self._ask_for(recovery_key=False)

    @property
    def by_recovery_key(self) -> bool:
        return not self.recovery_key.isHidden()

    @property
    def secret(self) -> str:
        return self.recovery_key.text() if self.by_recovery_key else self.passphrase.text

    @property
    def ready(self) -> bool:
        return bool(self.secret.strip())

    def entered(self) -> None:
        entry = self.recovery_key if self.by_recovery_key else self.passphrase
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_made(self, made_at: datetime | None) -> None:
        """When the backup was made, from its name."""
        words = self.tr("The backup of {moment}.")
        self.made.setText(words.format(moment=moment_text(made_at)) if made_at is not None else "")
        self.made.setVisible(made_at is not None)

    def refuse(self, error: AnamnesisError) -> None:
        """It did not open the backup."""
        self.message.show_error(describe(error))
        if self.by_recovery_key:
            self.recovery_key.selectAll()
        else:
            self.passphrase.refuse()

    def clear(self) -> None:
        """Clears input and messages."""
        self.passphrase.clear()
        self.recovery_key.setText("")
        self.message.clear()

    def _ask_for(self, *, recovery_key: bool) -> None:
        self.message.clear()
        self.recovery_key.setVisible(recovery_key)
        self.passphrase.setVisible(not recovery_key)
        self._prompt.setText(
            self.tr("Type the recovery key as it was printed. Capitals, spaces and dashes do not matter.")
            if recovery_key
            else self.tr("Type the passphrase that unlocked the practice when the backup was made.")
        )
        self.other_way.setText(
            self.tr("Use the passphrase") if recovery_key else self.tr("Use the recovery key")
        )
        self.ready_changed.emit(self.ready)
        if self.isVisible():
            self.entered()
