"""Shows the recovery key once, and asks for part of it back, to make sure that it was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import AnamnesisError
from ui.errors import describe
from ui.onboarding.recovery_sheet import print_sheet, sheet_text, write_sheet
from ui.onboarding.step import WizardStep
from ui.theme import SPACE_2, SPACE_4, TITLE_PX, set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from ui.jobs import Jobs

_GROUPS_A_LINE = 3


class RecoveryStep(WizardStep):
    """Ready once the box is ticked and the last group was typed."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Recovery key")
        self._jobs = jobs
        self._key_text = ""
        self._practice_name = ""
        self.add_paragraph(
            self.tr(
                "If the passphrase is ever lost, only this key opens the notes. It is shown this once and "
                "stored nowhere. Keep it on paper, away from this computer."
            )
        )
        self.column.addWidget(self._build_key_card())
        self.message = MessageBar()
        self.column.addWidget(self.message)
        self.column.addLayout(self._build_copies())
        self.written_down = QCheckBox(self.tr("I have &written it down or printed it"))
        self.written_down.toggled.connect(lambda: self.ready_changed.emit(self.ready))
        self._confirm_label = PlainLabel(self.tr("Type its last &group of letters to go on"))
        self.confirmation = QLineEdit()
        self.confirmation.setMaximumWidth(160)
        self.confirmation.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._confirm_label.setBuddy(self.confirmation)
        self.confirmation.textChanged.connect(lambda: self.ready_changed.emit(self.ready))
        self.confirmation.returnPressed.connect(self.advance_requested)
        for widget in (self.written_down, self._confirm_label, self.confirmation):
            self.column.addWidget(widget)

    @property
    def ready(self) -> bool:
        return bool(self._key_text) and self.written_down.isChecked() and self._confirmed()

    @property
    def holds_key(self) -> bool:
        """Whether an unconfirmed key is displayed."""
        return bool(self._key_text)

    def show_key(self, text: str, *, practice_name: str) -> None:
        self._key_text = text
        self._practice_name = practice_name
        groups = text.split("-")
        lines = [groups[i : i + _GROUPS_A_LINE] for i in range(0, len(groups), _GROUPS_A_LINE)]
        self.key_label.setText("\n".join("  ".join(line) for line in lines))
        self.key_label.setAccessibleName(self.tr("Recovery key: {key}").format(key=text))
        self.ready_changed.emit(self.ready)

    def forget_key(self) -> None:
        """Removes the key from the screen and from this page."""
        self._key_text = ""
        self.key_label.clear()
        self.key_label.setAccessibleName("")
        self.confirmation.setText("")
        self.written_down.setChecked(False)

    def entered(self) -> None:
        self.written_down.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, path: str) -> None:
        """Writes the sheet to the chosen file, readable by this user only."""
        text = sheet_text(self._key_text, practice_name=self._practice_name)
        self._jobs.run_workspace(
            self,
            "io",
            lambda _workspace, _cancel, _progress: write_sheet(path, text),
            on_done=lambda _: self._on_saved(),
            on_error=self._on_failed,
        )

    def _build_key_card(self) -> QWidget:
        card = QFrame()
        set_role(card, surface="accent")
        self.key_label = PlainLabel()
        self.key_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key_label.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.key_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.key_label.setStyleSheet(f'font-family: "{family}"; font-size: {TITLE_PX}px;')
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.addWidget(self.key_label)
        return card

    def _build_copies(self) -> QHBoxLayout:
        print_button = QPushButton(self.tr("P&rint…"))
        print_button.clicked.connect(self._on_print)
        save_button = QPushButton(self.tr("&Save to a file…"))
        save_button.clicked.connect(self._on_save)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(print_button)
        line.addWidget(save_button)
        line.addStretch(1)
        return line

    def _confirmed(self) -> bool:
        typed = self.confirmation.text().strip().strip("-").upper()
        return typed == self._key_text.rsplit("-", 1)[-1].upper()

    def _on_print(self) -> None:
        print_sheet(self, sheet_text(self._key_text, practice_name=self._practice_name))

    def _on_save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the recovery key"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self.tr("Anamnesis recovery key") + ".txt")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _on_saved(self) -> None:
        self.message.show_message(
            self.tr("Saved"),
            self.tr("Move the file to a place away from this computer, such as a USB stick in a safe."),
            tone="good",
        )

    def _on_failed(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))
