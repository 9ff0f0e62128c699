"""The menu bar: the commands by menu, and the choices of theme and language."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from ui.commands import CommandBook
from ui.i18n import LANGUAGES, Language
from ui.theme import ThemeMode
from ui.theme.tokens import THEME_MODES

_LINE = ""
_FILE = (
    "clients.new",
    _LINE,
    "records.import",
    "records.export",
    "chart.export",
    "records.trash",
    "records.backups",
    _LINE,
    "app.security",
    _LINE,
    "app.lock",
    "app.quit",
)
_VIEW = (
    "go.palette",
    "clients.find",
    _LINE,
    "go.today",
    "go.clients",
    "go.find",
    "go.health",
    _LINE,
    "find.practice",
    "find.chart",
    _LINE,
    "clients.previous",
    "clients.next",
    "clients.archived",
    _LINE,
)
_TOOLS = (
    "records.templates",
    "records.vocabulary",
    "records.models",
    _LINE,
    "app.assistant",
    "app.shortcuts",
    "app.settings",
)
_CHART_AREAS = ("session", "chart", "ask")


class WindowMenus(QObject):
    """Built after the commands are registered. Unavailable actions are disabled while a menu is open."""

    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        book: CommandBook,
        *,
        theme_mode: ThemeMode,
        language: Language,
        languages: frozenset[str] | None = None,
    ) -> None:
        """`languages`: those that may be chosen; None: all."""
        super().__init__(window)
        self._book = book
        # A new bar replaces the old one with its menus.
        bar = QMenuBar()
        window.setMenuBar(bar)
        self.file = self._menu(bar, self.tr("&File"), _FILE)
        self.chart = self._menu(bar, self.tr("&Chart"), self._chart_ids())
        self.view = self._menu(bar, self.tr("&View"), _VIEW)
        self._add_themes(self.view.addMenu(self.tr("The&me")), theme_mode)
        self._language_menu = self.view.addMenu(self.tr("&Language"))
        self._add_languages(self._language_menu, language, languages)
        self.tools = self._menu(bar, self.tr("&Tools"), _TOOLS)
        self.help = self._menu(bar, self.tr("&Help"), ("app.about",))
        for command_id, role in (
            ("app.quit", QAction.MenuRole.QuitRole),
            ("app.about", QAction.MenuRole.AboutRole),
            ("app.settings", QAction.MenuRole.PreferencesRole),
        ):
            book.action(command_id).setMenuRole(role)

    @property
    def language_enabled(self) -> bool:
        return self._language_menu.isEnabled()

    def set_language_enabled(self, enabled: bool) -> None:
        self._language_menu.setEnabled(enabled)

    def _menu(self, bar: QMenuBar, title: str, command_ids: tuple[str, ...]) -> QMenu:
        menu = bar.addMenu(title)
        self._fill(menu, command_ids)
        menu.aboutToShow.connect(self._book.refresh)
        menu.aboutToHide.connect(self._book.wake)
        return menu

    def show_theme(self, mode: ThemeMode) -> None:
        """Marks the theme chosen elsewhere."""
        for action in self._themes.actions():
            action.setChecked(action.data() == mode)

    def refill_chart(self) -> None:
        """Commands of the chart or of the ask panel were added or removed."""
        self.chart.clear()
        self._fill(self.chart, self._chart_ids())

    def _fill(self, menu: QMenu, command_ids: tuple[str, ...]) -> None:
        for command_id in command_ids:
            if command_id == _LINE:
                menu.addSeparator()
            elif self._book.find(command_id) is not None:
                menu.addAction(self._book.action(command_id))

    def _chart_ids(self) -> tuple[str, ...]:
        """The commands of the chart and the ask panel, in their own order."""
        found: list[str] = []
        for area in _CHART_AREAS:
            ids = [each.command_id for each in self._book.commands() if each.area == area]
            if found and ids:
                found.append(_LINE)
            found += ids
        return tuple(found)

    def _add_themes(self, menu: QMenu, current: ThemeMode) -> None:
        names: dict[ThemeMode, str] = {
            "system": self.tr("Match &system"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
        }
        assert set(names) == set(get_args(ThemeMode))  # noqa: S101 - a mode without a name is a bug
        self._themes = group = QActionGroup(self)
        for mode in THEME_MODES:
            action = menu.addAction(names[mode])
            action.setCheckable(True)
            action.setChecked(mode == current)
            action.setData(mode)
            group.addAction(action)
        group.triggered.connect(lambda action: self.theme_chosen.emit(action.data()))

    def _add_languages(self, menu: QMenu, current: Language, allowed: frozenset[str] | None) -> None:
        group = QActionGroup(self)
        for language, own_name in LANGUAGES.items():
            if allowed is not None and language not in allowed:
                continue
            action = menu.addAction(own_name)
            action.setCheckable(True)
            action.setChecked(language == current)
            action.setData(language)
            group.addAction(action)
        group.triggered.connect(lambda action: self.language_chosen.emit(action.data()))
