"""Shows after an unlock that the database was upgraded, until the upgrade is confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from ui.theme import set_role
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from core.upgrade.state import UpgradeState


class UpgradeBar(MessageBar):
    """If dismissed, hidden until the next start: the health page has a check too."""

    confirm_wanted = Signal()
    """The old database is to be removed; not confirmed yet."""
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._dismissed_at: datetime | None = None
        self._shown_at: datetime | None = None
        self._back = QPushButton(self.tr("Go back…"))
        set_role(self._back, kind="quiet")
        self._back.clicked.connect(self.undo_wanted)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)  # noqa: S101 - made by the bar it is one of
        layout.insertWidget(layout.count() - 1, self._back, alignment=Qt.AlignmentFlag.AlignTop)
        self.action_requested.connect(self.confirm_wanted)
        self.dismissed.connect(self._on_bar_dismissed)

    @property
    def back_button(self) -> QPushButton:
        return self._back

    def show_state(self, state: UpgradeState, *, may_decide: bool) -> None:
        """Hidden without a pending upgrade; without buttons for a user who may not decide."""
        record = state.record
        if record is None or not (state.kept or state.unreadable):
            self.clear()
            return
        if record.at == self._dismissed_at:
            return
        self._shown_at = record.at
        decides = may_decide and state.kept
        self._back.setVisible(decides)
        if state.unreadable:
            self.show_message(
                self.tr("After the upgrade, %n value(s) did not open", "", state.unreadable),
                self.tr("%n record(s) were copied. Everything else is there.", "", record.rows),
                self.tr("Keep the version of before, and contact whoever looks after your computers."),
                tone="caution",
            )
        elif not record.checked:
            self.show_message(
                self.tr("Anamnesis was upgraded"),
                self.tr("%n record(s) were copied. Not every one was opened yet.", "", record.rows),
                self.tr("Lock and unlock once more: then every one is opened."),
                tone="caution",
            )
        else:
            self.show_message(
                self.tr("Anamnesis was upgraded"),
                self.tr("%n record(s) were copied, and every one opens.", "", record.rows),
                self.tr("Keep the version of before until you are sure.") if state.kept else "",
                action=self.tr("It works: remove the old state") if decides else "",
            )

    def _on_bar_dismissed(self) -> None:
        self._dismissed_at = self._shown_at
