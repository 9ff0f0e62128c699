"""The commands of a chart for palette and keys; its menu has the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from ui.commands import Command

if TYPE_CHECKING:
    from ui.sessions.chart_view import ChartView

_MENU = (
    ("chart.details", "chart.record", "chart.timeline", "chart.brief"),
    ("chart.file", "chart.letter", "session.print", "chart.export"),
    ("session.delete", "chart.deleted_drafts"),
    ("chart.merge", "chart.archive", "chart.delete"),
)


class ChartCommands(QObject):
    """Asks the chart what is possible at the moment of use."""

    def __init__(self, chart: ChartView) -> None:
        super().__init__(chart)
        self._chart = chart

    def commands(self) -> tuple[Command, ...]:
        """Those of the session first, in the order of a visit."""
        return (*self._session(), *self._chart_as_a_whole())

    def fill(self, menu: QMenu) -> None:
        """Fills the chart's menu for the current state."""
        menu.clear()
        known = {command.command_id: command for command in self.commands()}
        for group in _MENU:
            found = [known[command_id] for command_id in group if command_id in known]
            if found and not menu.isEmpty():
                menu.addSeparator()
            for command in found:
                action = menu.addAction(command.title)
                action.setEnabled(command.enabled())
                action.triggered.connect(lambda _checked=False, run=command.run: run())

    def _session(self) -> tuple[Command, ...]:
        chart, can = self._chart, self._chart.can
        controller, page = chart.session_controller, chart.page
        beside = page.head.previous_button.toggle
        newer, older = partial(controller.step, -1), partial(controller.step, 1)
        template = self.tr("New session from a &template…")
        find, copy = self.tr("&Find in the previous session"), self.tr("Cop&y forward")
        return (
            Command("session.new", self.tr("&New session"), "Ctrl+N", chart.new_session, can.write),
            Command("session.template", template, "Ctrl+Shift+T", controller.choose_template, can.write),
            Command("session.save", self.tr("&Save now"), "Ctrl+S", page.save_now, can.save),
            Command("session.sign", self.tr("S&ign…"), "Ctrl+Return", page.sign, can.sign),
            Command(
                "session.addendum", self.tr("&Addendum…"), "Ctrl+Shift+A", controller.add_addendum, can.add
            ),
            Command("session.retract", self.tr("&Retract…"), "", controller.retract, can.add),
            Command("session.delete", self.tr("&Delete draft"), "", controller.delete_draft, can.save),
            Command("session.versions", self.tr("&Versions"), "Ctrl+H", chart.body.show_versions, can.look),
            Command(
                "session.previous", self.tr("Previous session side &by side"), "Ctrl+B", beside, can.look
            ),
            Command("session.find_before", find, "", controller.find_before, can.compare),
            Command("session.copy_forward", copy, "", controller.copy_forward, can.copy),
            Command("session.print", self.tr("&Print or PDF…"), "Ctrl+P", controller.print_session, can.look),
            Command("session.newer", self.tr("Ne&wer session"), "Alt+Up", newer, can.look),
            Command("session.older", self.tr("&Older session"), "Alt+Down", older, can.look),
        )

    def _chart_as_a_whole(self) -> tuple[Command, ...]:
        chart, can = self._chart, self._chart.can
        clients, controller = chart.clients, chart.session_controller
        archive = self.tr("Ar&chive or bring back")
        return (
            Command("chart.details", self.tr("&Edit details…"), "Ctrl+E", clients.edit, can.write),
            Command("chart.record", self.tr("Re&cord"), "Ctrl+R", chart.show_record, can.read),
            Command("chart.timeline", self.tr("&Timeline"), "Ctrl+T", chart.show_timeline, can.read),
            Command("chart.brief", self.tr("&Brief before the visit"), "", chart.body.brief.toggle, can.read),
            Command("chart.file", self.tr("Add a &file…"), "", controller.add_file, can.attach),
            Command("chart.letter", self.tr("&Letter…"), "", clients.write_letter, can.write),
            Command("chart.export", self.tr("E&xport the chart…"), "", clients.export, can.read),
            Command(
                "chart.deleted_drafts", self.tr("Deleted d&rafts"), "", controller.toggle_deleted, can.read
            ),
            Command("chart.merge", self.tr("&Merge with another…"), "", clients.merge, can.write),
            Command("chart.archive", archive, "", clients.toggle_archived, can.write),
            Command("chart.delete", self.tr("&Delete the chart…"), "", clients.delete, can.write),
        )
