"""Turns the assistant on or off: its panel and commands; chart and search are unaffected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.commands import Command

if TYPE_CHECKING:
    from ui.commands import CommandBook
    from ui.preferences import Preferences
    from ui.shell.menus import WindowMenus
    from ui.shell.workspace_page import WorkspacePage


class AssistantSwitch(QObject):
    """The user's choice, within this computer's settings."""

    def __init__(self, preferences: Preferences, *, allowed: bool, parent: QObject) -> None:
        """Unless `allowed` it is off, and cannot be turned on."""
        super().__init__(parent)
        self._preferences = preferences
        self._allowed = allowed
        self._page: WorkspacePage | None = None
        self._book: CommandBook | None = None
        self._menus: WindowMenus | None = None

    @property
    def on(self) -> bool:
        return self._allowed and self._preferences.assistant

    def commands(self, in_practice: Callable[[], bool]) -> tuple[Command, ...]:
        """The command to switch it, if allowed."""
        if not self._allowed:
            return ()
        title = self.tr("Switch the a&ssistant on or off")
        return (Command("app.assistant", title, "", self.switch, in_practice),)

    def attach(self, page: WorkspacePage, book: CommandBook, menus: WindowMenus) -> None:
        """Uses a page whose commands are complete; rebuilt with the language."""
        self._page, self._book, self._menus = page, book, menus
        if not self.on:
            self._put_away()

    def switch(self) -> None:
        """Switches on or off, also for the next start."""
        self.set_on(not self._preferences.assistant)

    def set_on(self, on: bool) -> None:
        """As `switch`, with an explicit value."""
        if on == self._preferences.assistant:
            return
        self._preferences.assistant = on
        self._preferences.save()
        if self.on:
            self._bring_back()
        else:
            self._put_away()

    def _panel(self, page: WorkspacePage) -> QWidget:
        return page.views.widgets[2]

    def _put_away(self) -> None:
        """Stops a running question and removes all answers."""
        if self._page is None or self._book is None or self._menus is None:
            return
        panel = self._panel(self._page)
        focused = cast("QWidget | None", panel.window().focusWidget())
        held = focused is not None and (focused is panel or panel.isAncestorOf(focused))
        self._page.views.ask.clear()
        if held:
            # Otherwise nothing would have the focus.
            self._page.views.clients.focus_search()
        panel.hide()
        self._book.withdraw(self._panel(self._page))
        self._menus.refill_chart()

    def _bring_back(self) -> None:
        if self._page is None or self._book is None or self._menus is None:
            return
        views = self._page.views
        self._book.register(self._panel(self._page), views.ask.commands())
        self._menus.refill_chart()
        views.ask.set_client(views.chart.client)
        self._panel(self._page).show()
