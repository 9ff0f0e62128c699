"""The assistant as a whole, on or off: its panel and its commands; chart and search stay as they are."""

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
    """What the person chose, as far as the settings of this computer leave it to them."""

    def __init__(self, preferences: Preferences, *, allowed: bool, parent: QObject) -> None:
        """Not `allowed`: it is off, and nothing offers to switch it on."""
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
        """The way to switch it, where there is one."""
        if not self._allowed:
            return ()
        title = self.tr("Switch the a&ssistant on or off")
        return (Command("app.assistant", title, "", self.switch, in_practice),)

    def attach(self, page: WorkspacePage, book: CommandBook, menus: WindowMenus) -> None:
        """Takes a page whose commands are all in the book; they are made anew with the language."""
        self._page, self._book, self._menus = page, book, menus
        if not self.on:
            self._put_away()

    def switch(self) -> None:
        """On or off, from now on and at the next start."""
        self.set_on(not self._preferences.assistant)

    def set_on(self, on: bool) -> None:
        """As `switch`, for a choice that names what it wants."""
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
        """A question on its way ends, and nothing of an answer stays behind the curtain."""
        if self._page is None or self._book is None or self._menus is None:
            return
        panel = self._panel(self._page)
        focused = cast("QWidget | None", panel.window().focusWidget())
        held = focused is not None and (focused is panel or panel.isAncestorOf(focused))
        self._page.views.ask.clear()
        if held:
            # Else the keyboard would be nowhere.
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
