"""Sets a theme on the application and follows the desktop's light and dark modes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.metrics import INTERFACE_PX
from ui.theme.plain_labels import PlainLabels
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import DARK, LIGHT, Theme, ThemeMode, tokens

_THEME_PROPERTY, _STYLE_PROPERTY = "anamnesis_theme", "anamnesis_style"
_SCHEMES: dict[ThemeMode, Qt.ColorScheme] = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "system": Qt.ColorScheme.Unknown,
}


def active_theme() -> Theme:
    """The current theme."""
    application = QGuiApplication.instance()
    name = application.property(_THEME_PROPERTY) if application is not None else None
    return DARK if name == "dark" else LIGHT


def apply_theme(app: QApplication, mode: ThemeMode = "system") -> Theme:
    """Applies a theme; open windows change at once. Returns the chosen theme.

    Native dialogs follow too, since the platform is told the scheme. `mode` stays in force only until the
    desktop changes; `ThemeFollower` keeps it.
    """
    app.styleHints().setColorScheme(_SCHEMES[mode])
    theme = tokens(mode)
    if app.property(_THEME_PROPERTY) == theme.name and app.styleSheet():
        return theme
    app.setProperty(_THEME_PROPERTY, theme.name)
    if not app.property(_STYLE_PROPERTY):
        app.setProperty(_STYLE_PROPERTY, True)
        app.setStyle(PlainLabels())
    font = QFont(app.font())
    font.setPixelSize(INTERFACE_PX)
    app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(stylesheet(theme))
    return theme


@contextmanager
def styled_at_the_end() -> Iterator[None]:
    """Widgets built meanwhile are styled once, at the end.

    A widget added to another is restyled with all its children, at every level: that was three quarters of
    the time to build the window. Nothing is painted meanwhile.
    """
    app = QApplication.instance()
    sheet = app.styleSheet() if isinstance(app, QApplication) else ""
    if not isinstance(app, QApplication) or not sheet:
        yield
        return
    # Qt has a table of the widgets that asked their style for anything. It takes them out when they are
    # destroyed, but not those of an earlier table, and when no stylesheet is left a new one is made: the next
    # theme would use addresses of widgets that are gone. Hence one stylesheet stays.
    holder = QWidget()
    holder.setStyleSheet("QWidget {}")
    app.setStyleSheet("")
    try:
        yield
    finally:
        # A theme chosen meanwhile has set its own.
        if not app.styleSheet():
            app.setStyleSheet(sheet)
        # Not later, by whoever lets go of it last.
        shiboken6.delete(holder)


class ThemeFollower(QObject):
    """Holds the chosen mode; in `system` it changes the theme with the desktop."""

    changed = Signal(object)
    """The new `Theme`."""

    def __init__(self, app: QApplication, mode: ThemeMode = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode: ThemeMode = mode
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self.set_mode(mode)

    @property
    def mode(self) -> ThemeMode:
        return self._mode

    def set_mode(self, mode: ThemeMode) -> None:
        self._mode = mode
        before = active_theme()
        theme = apply_theme(self._app, mode)
        if theme != before:
            self.changed.emit(theme)

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode == "system":
            self.set_mode("system")


def _palette(theme: Theme) -> QPalette:
    """For what the stylesheet does not reach: native parts, text cursors, placeholders, selections."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.ground,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.shadow,
    }
    palette = QPalette()
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.disabled))
    return palette
