"""The commands of the window itself, with their default keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.commands import Command

if TYPE_CHECKING:
    from ui.shell.dialogs import WindowDialogs

PALETTE = "go.palette"


class OwnCommands(QObject):
    """`unlocked` and `in_practice` are called when needed; an auditor is only unlocked."""

    def __init__(
        self,
        dialogs: WindowDialogs,
        *,
        unlocked: Callable[[], bool],
        in_practice: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._unlocked = unlocked
        self._in_practice = in_practice

    def commands(
        self, *, open_palette: Callable[[], None], lock: Callable[[], None], leave: Callable[[], object]
    ) -> tuple[Command, ...]:
        """Navigation, whole records, program."""
        return (
            Command(PALETTE, self.tr("&Go to or do…"), "Ctrl+K", open_palette, self._unlocked),
            *self._records(),
            Command("app.lock", self.tr("&Lock"), "Ctrl+L", lock, self._unlocked),
            Command("app.quit", self.tr("&Quit"), "Ctrl+Q", leave),
            Command("app.about", self.tr("&About Anamnesis"), "", self._dialogs.show_about),
        )

    def _may_export(self) -> bool:
        """It contains the log: only users who may read charts and the log may export everything."""
        return self._in_practice() and self._dialogs.may_read_log

    def _records(self) -> tuple[Command, ...]:
        ask, practice = self._dialogs, self._in_practice
        audit = self.tr("Keys, people and &audit…")
        return (
            Command("records.import", self.tr("&Import charts…"), "", ask.show_import, practice),
            Command(
                "records.export", self.tr("&Export the practice…"), "", ask.show_export, self._may_export
            ),
            Command(
                "records.templates", self.tr("&Templates and snippets…"), "", ask.show_templates, practice
            ),
            Command("records.vocabulary", self.tr("A&bbreviations…"), "", ask.show_vocabulary, practice),
            Command("records.models", self.tr("&Models and index…"), "", ask.show_models, practice),
            Command("records.trash", self.tr("&Deleted and archived…"), "", ask.show_trash, practice),
            Command("records.backups", self.tr("&Backups…"), "", ask.show_backups, practice),
            Command("app.security", audit, "Ctrl+Shift+K", ask.show_security, self._unlocked),
            Command("app.settings", self.tr("S&ettings…"), "Ctrl+,", ask.show_settings),
            Command("app.shortcuts", self.tr("&Keyboard shortcuts…"), "Ctrl+F1", ask.show_shortcuts),
        )
