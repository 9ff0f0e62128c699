"""What the window keeps in the preferences for the next start."""

from __future__ import annotations

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


class Remembered(QObject):
    """Each choice is written at once."""

    def __init__(self, preferences: Preferences, theme: ThemeFollower | None, window: QWidget) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._theme = theme
        self._window = window

    def restore_size(self) -> None:
        """Makes the window as large as it was left."""
        self._window.setMinimumSize(*_LEAST_PX)
        self._window.resize(*_SIZE_PX)
        if not self._preferences.geometry.isEmpty():
            self._window.restoreGeometry(self._preferences.geometry)

    def keep_layout(self, page: WorkspacePage) -> None:
        """The size of the window and the widths of its panes."""
        self._preferences.geometry = self._window.saveGeometry()
        self._preferences.splitter = page.save_layout()
        self._preferences.save()

    def sign_in(self, user_id: UserId) -> None:
        """Who is offered first at the next unlock."""
        self._preferences.last_user = user_id
        self._preferences.save()

    def choose_theme(self, mode: ThemeMode) -> None:
        self._preferences.theme_mode = mode
        self._preferences.save()
        if self._theme is not None:
            self._theme.set_mode(mode)

    def choose_language(self, language: Language, page: WorkspacePage) -> None:
        self._preferences.splitter = page.save_layout()
        self._preferences.language = language
        self._preferences.save()
