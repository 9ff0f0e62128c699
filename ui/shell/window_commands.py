"""The commands of the window and its views, and the palette over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from core.clients.dto import Client
from core.ids import ClientId
from core.templates.dto import PracticeText
from ui.commands import Command, CommandBook, shown_keys
from ui.operations.operation import in_db
from ui.palette.choices import ActionChoices, ClientChoices, TemplateChoices
from ui.palette.palette import CommandPalette
from ui.palette.recent import Recent
from ui.shell.navigation_bar import Section
from ui.shell.own_commands import PALETTE
from ui.shell.workspace_page import WorkspacePage
from ui.text.days import today
from ui.widgets.key_tip import show_keys
from ui.words.identity import person_name

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WAYS: dict[Section, str] = {
    "today": "go.today",
    "clients": "go.clients",
    "find": "go.find",
    "health": "go.health",
}


class WindowCommands(QObject):
    """The commands of one window and its page; rebuilt with them when the language changes."""

    keys_chosen = Signal(object)
    """Keys by command id, to be stored."""

    def __init__(
        self,
        jobs: Jobs,
        window: QWidget,
        page: WorkspacePage,
        *,
        chosen: Mapping[str, str],
        recent: Recent,
    ) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self._page = page
        self._recent = recent
        self._palette: CommandPalette | None = None
        self.book = CommandBook(chosen, self)
        self.book.keys_chosen.connect(self.keys_chosen)
        self.book.done.connect(recent.note)
        self.book.changed.connect(self._tell_keys)

    def register(self, own: tuple[Command, ...], *, in_practice: Callable[[], bool]) -> None:
        """Registers `own`, the sections, and the views' commands."""
        titles = {
            "today": self.tr("&Today"),
            "clients": self.tr("&Clients"),
            "find": self.tr("F&ind"),
            "health": self.tr("&Health"),
        }
        ways = (
            Command(way, titles[section], f"Ctrl+{number}", partial(self._show, section), in_practice)
            for number, (section, way) in enumerate(_WAYS.items(), start=1)
        )
        views = self._page.views
        _, chart, ask = views.widgets
        # A client can be searched for from the day's page too.
        everywhere = (
            replace(each, run=partial(self._in_clients, each.run)) for each in views.clients.commands()
        )
        self.book.register_all(
            (
                (self._window, (*own, *ways)),
                (self._page, everywhere),
                (chart, views.chart.commands()),
                (ask, views.ask.commands()),
                (views.today_page, views.today.commands()),
                (self._page, _find_commands(self._page)),
            )
        )

    def forget(self) -> None:
        """The page is removed: its commands become unavailable."""
        self.book.clear()
        self.deleteLater()

    def open_palette(self) -> None:
        """Opens the palette, or closes an open one."""
        shown = self._palette
        if shown is not None and shiboken6.isValid(shown) and shown.isVisible():
            shown.hide()
            return
        shown_chart = self._page.views.chart.client
        clients = ClientChoices(
            self._page.views.clients.known_clients,
            self._recent,
            self._open_client,
            today=today(),
            open_now=shown_chart.client_id if shown_chart is not None else None,
        )
        actions = ActionChoices(
            self.book,
            self._recent,
            not_now=self.tr("not possible now"),
            hidden=frozenset({PALETTE}),
        )
        self._palette = palette = CommandPalette((clients, actions), self._window)
        palette.open()
        chart = self._page.views.chart
        if chart.client is not None and self.book.available("session.new"):
            # Read during typing; the palette works without them.
            told = partial(self._add_templates, palette, chart.client)
            self._jobs.run(
                palette,
                in_db(lambda services: services.templates.list, "template"),
                on_done=told,
                on_error=lambda _: None,
            )

    def _add_templates(
        self, palette: CommandPalette, client: Client, texts: tuple[PracticeText, ...]
    ) -> None:
        if palette.isVisible():
            start = self._page.views.chart.session_controller.use_template
            title = self.tr("New session: {name}")
            name = person_name(client.details)
            palette.add_source(TemplateChoices(texts, start, title=title, client=name))

    def _open_client(self, client_id: ClientId) -> None:
        self._page.open_client(client_id)

    def _show(self, section: Section) -> None:
        self._page.sections.show_section(section)

    def _in_clients(self, run: Callable[[], object]) -> None:
        self._show("clients")
        run()

    def _tell_keys(self) -> None:
        show_keys(self._page, lambda each: shown_keys(self.book.keys(each)) if self.book.find(each) else "")
        known = {section: way for section, way in _WAYS.items() if self.book.find(way) is not None}
        self._page.sections.navigation_bar.show_keys(
            {section: shown_keys(self.book.keys(way)) for section, way in known.items()}
        )


def _find_commands(page: WorkspacePage) -> tuple[Command, ...]:
    """The search, available throughout the practice; `find.chart` only while a chart is open."""
    everywhere = QCoreApplication.translate("FindCommands", "Find in all &notes")
    here = QCoreApplication.translate("FindCommands", "Find in this cha&rt")
    return (
        Command("find.practice", everywhere, "Ctrl+Shift+F", page.find_in_practice),
        Command("find.chart", here, "Ctrl+G", page.find_in_chart, page.has_chart),
    )
