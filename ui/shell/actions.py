"""The menus: what can be done from everywhere, with its shortcut."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from ui.i18n import LANGUAGES, Language
from ui.theme import ThemeMode
from ui.theme.tokens import THEME_MODES


class WindowActions(QObject):
    """Builds the menu bar of a window; each signal is one thing the person asked for."""

    new_client_requested = Signal()
    find_requested = Signal()
    security_requested = Signal()
    lock_requested = Signal()
    quit_requested = Signal()
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    about_requested = Signal()

    def __init__(self, window: QMainWindow, *, theme_mode: ThemeMode, language: Language) -> None:
        super().__init__(window)
        self._window = window
        # Ctrl+N is a new session in the chart, so a new client takes Shift with it.
        self.new_client = self._action(self.tr("&New client…"), "Ctrl+Shift+N", self.new_client_requested)
        self.find = self._action(self.tr("&Find a client"), None, self.find_requested)
        self.security = self._action(
            self.tr("Keys, people and &audit…"), "Ctrl+Shift+K", self.security_requested
        )
        self.lock = self._action(self.tr("&Lock"), "Ctrl+L", self.lock_requested)
        self.quit = self._action(self.tr("&Quit"), "Ctrl+Q", self.quit_requested)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about = self._action(self.tr("&About Anamnesis"), None, self.about_requested)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        # A new bar takes the old one and its menus away with it.
        bar = QMenuBar()
        window.setMenuBar(bar)
        file_menu = bar.addMenu(self.tr("&File"))
        file_menu.addActions([self.new_client, self.find])
        file_menu.addSeparator()
        file_menu.addAction(self.security)
        file_menu.addSeparator()
        file_menu.addActions([self.lock, self.quit])
        view_menu = bar.addMenu(self.tr("&View"))
        self._add_themes(view_menu.addMenu(self.tr("&Theme")), theme_mode)
        self._language_menu = view_menu.addMenu(self.tr("&Language"))
        self._add_languages(self._language_menu, language)
        bar.addMenu(self.tr("&Help")).addAction(self.about)
        self.set_unlocked(False)

    def set_unlocked(self, unlocked: bool) -> None:
        for action in (self.new_client, self.find, self.security, self.lock):
            action.setEnabled(unlocked)

    @property
    def language_enabled(self) -> bool:
        return self._language_menu.isEnabled()

    def set_language_enabled(self, enabled: bool) -> None:
        self._language_menu.setEnabled(enabled)

    def _action(self, text: str, keys: str | None, signal: SignalInstance) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: signal.emit())
        return action

    def _add_themes(self, menu: QMenu, current: ThemeMode) -> None:
        names: dict[ThemeMode, str] = {
            "system": self.tr("As the &system"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
        }
        assert set(names) == set(get_args(ThemeMode))  # noqa: S101 - a mode without a name is a bug
        group = QActionGroup(self)
        for mode in THEME_MODES:
            action = menu.addAction(names[mode])
            action.setCheckable(True)
            action.setChecked(mode == current)
            action.setData(mode)
            group.addAction(action)
        group.triggered.connect(lambda action: self.theme_chosen.emit(action.data()))

    def _add_languages(self, menu: QMenu, current: Language) -> None:
        group = QActionGroup(self)
        for language, own_name in LANGUAGES.items():
            action = menu.addAction(own_name)
            action.setCheckable(True)
            action.setChecked(language == current)
            action.setData(language)
            group.addAction(action)
        group.triggered.connect(lambda action: self.language_chosen.emit(action.data()))
