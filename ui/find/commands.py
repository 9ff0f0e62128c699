"""The search commands, available throughout the practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.commands import Command

if TYPE_CHECKING:
    from ui.shell.workspace_page import WorkspacePage


def find_commands(page: WorkspacePage) -> tuple[Command, ...]:
    """`find.chart` is available while a chart is open."""
    everywhere = QCoreApplication.translate("FindCommands", "Find in all &notes")
    here = QCoreApplication.translate("FindCommands", "Find in this cha&rt")
    return (
        Command("find.practice", everywhere, "Ctrl+Shift+F", page.find_in_practice),
        Command("find.chart", here, "Ctrl+G", page.find_in_chart, page.has_chart),
    )
