"""The window's preferences kept for the next start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.ids import UserId
from ui.theme import ThemeFollower, ThemeMode

if TYPE_CHECKING:
    from ui.i18n import Language
    from ui.preferences import Preferences
    from ui.shell.workspace_page import WorkspacePage

_SIZE_PX = (1280, 800)
_LEAST_PX = (960, 600)
SHOWS_ALL_PX = (1024, 700)
"""From this size on panes do not overlap and controls are not cut."""


class WindowPreferences(QObject):
    """Each choice is written at once."""

    def __init__(self, preferences: Preferences, theme: ThemeFollower | None, window: QWidget) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._theme = theme
        self._window = window

    def restore_size(self) -> None:
        """Makes the window as large as it was left."""
        room = self._window.screen().availableSize()
        # On a small screen with larger text the window would otherwise be cut.
        self._window.setMinimumSize(min(_LEAST_PX[0], room.width()), min(_LEAST_PX[1], room.height()))
        self._window.resize(*_SIZE_PX)
        if not self._preferences.geometry.isEmpty():
            self._window.restoreGeometry(self._preferences.geometry)

    def attach(self, page: WorkspacePage) -> None:
        """Restores the page's panes, and stores their changes."""
        from ui.ask.ask_panel import AskPanel
        from ui.sessions.chart_view import ChartView

        page.sections.restore_layout(self._preferences.splitter)
        chart = page.views.chart
        if isinstance(chart, ChartView):
            chart.show_previous_pane(self._preferences.previous_shown)
            chart.previous_toggled.connect(self._keep_previous)
            chart.show_brief(self._preferences.brief_shown)
            chart.brief_toggled.connect(self._keep_brief)
        ask = page.views.ask
        if isinstance(ask, AskPanel):
            ask.show_quotes_only(self._preferences.quotes_only)
            ask.quotes_only_toggled.connect(self._keep_quotes_only)

    def keep_layout(self, page: WorkspacePage) -> None:
        """The size of the window and the widths of its panes."""
        self._preferences.geometry = self._window.saveGeometry()
        self._preferences.splitter = page.sections.save_layout()
        self._preferences.save()

    @property
    def last_user(self) -> UserId | None:
        """The last user who unlocked."""
        return self._preferences.last_user

    def sign_in(self, user_id: UserId) -> None:
        """The user offered first at the next unlock."""
        self._preferences.last_user = user_id
        self._preferences.save()

    def choose_keys(self, keys: Mapping[str, str]) -> None:
        """Keys that differ from the defaults."""
        self._preferences.shortcuts = dict(keys)
        self._preferences.save()

    def _keep_previous(self, shown: bool) -> None:
        self._preferences.previous_shown = shown
        self._preferences.save()

    def _keep_brief(self, shown: bool) -> None:
        self._preferences.brief_shown = shown
        self._preferences.save()

    def choose_theme(self, mode: ThemeMode) -> None:
        self._preferences.theme_mode = mode
        self._preferences.save()
        if self._theme is not None:
            self._theme.set_mode(mode)

    def choose_language(self, language: Language, page: WorkspacePage) -> None:
        self._preferences.splitter = page.sections.save_layout()
        self._preferences.language = language
        self._preferences.save()

    def _keep_quotes_only(self, only: bool) -> None:
        self._preferences.quotes_only = only
        self._preferences.save()
