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
        """Hidden without a pending upgrade; without buttons for a user who may not decide.

        Nor in a shared practice, whose database belongs to the server's account: who may decide reads there
        how an administrator does it.
        """
        record = state.record
        if record is None or not (state.kept or state.unreadable):
            self.clear()
            return
        if record.at == self._dismissed_at:
            return
        self._shown_at = record.at
        decides = may_decide and state.kept and not state.shared
        advised = may_decide and state.kept and state.shared
        self._back.setVisible(decides)
        if state.unreadable:
            self.show_message(
                self.tr("After the upgrade, %n value(s) did not open", "", state.unreadable),
                self.tr("%n record(s) were copied. Everything else is there.", "", record.rows),
                _joined(
                    self.tr("Keep the version of before, and contact whoever looks after your computers."),
                    self._way_back(state) if advised else "",
                ),
                tone="caution",
            )
        elif not record.checked:
            self.show_message(
                self.tr("Anamnesis was upgraded"),
                self.tr("%n record(s) were copied. Not every one was opened yet.", "", record.rows),
                _joined(
                    self.tr("Lock and unlock once more: then every one is opened."),
                    self._way_back(state) if advised else "",
                ),
                tone="caution",
            )
        else:
            self.show_message(
                self.tr("Anamnesis was upgraded"),
                self.tr("%n record(s) were copied, and every one opens.", "", record.rows),
                _joined(
                    self.tr("Keep the version of before until you are sure.") if state.kept else "",
                    self._way_on(state) if advised else "",
                ),
                action=self.tr("It works: remove the old state") if decides else "",
            )

    def _way_on(self, state: UpgradeState) -> str:
        told = self.tr(
            "Accounts of this computer share the practice: only an administrator removes that version, or"
            " goes back to it, as the guide for IT says under “Several people on one computer”. With the"
            " server stopped:"
        )
        return f"{told}\n{_command(state, 'confirm --yes')}"

    def _way_back(self, state: UpgradeState) -> str:
        told = self.tr(
            "Accounts of this computer share the practice: only an administrator goes back to that version,"
            " as the guide for IT says under “Several people on one computer”. With the server stopped:"
        )
        return f"{told}\n{_command(state, 'undo')}"

    def _on_bar_dismissed(self) -> None:
        self._dismissed_at = self._shown_at


def _command(state: UpgradeState, decision: str) -> str:
    # On a line of its own, without the marks of an isolated text: it is copied into a terminal.
    return f"sudo -H -u {state.server_account} anamnesis upgrade {decision}"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
