"""Applies choices of the settings page: stored, and effective at once if possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from core.configuration.schema import BY_NAME, CHOICES
from ui.widgets.private_clipboard import ClipboardRule, set_clipboard_rule
from ui.words.imposed import imposed_text

if TYPE_CHECKING:
    from core.settings import Settings
    from ui.preferences import Preferences
    from ui.shell.clipboard_guard import ClipboardGuard


class ChosenSettings(QObject):
    """`carry_out` maps choices to functions that apply them; others are only stored."""

    def __init__(
        self, settings: Settings, preferences: Preferences, clipboard: ClipboardGuard, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._preferences = preferences
        self._clipboard = clipboard
        self._carry_out: Mapping[str, Callable[[Any], object]] = {}
        self.apply_clipboard()

    def attach(self, carry_out: Mapping[str, Callable[[Any], object]]) -> None:
        self._carry_out = {**carry_out, "clipboard_clear_s": lambda _value: self.apply_clipboard()}

    def choose(self, name: str, value: Any) -> None:
        """Stores and applies a choice. Theme and language are stored elsewhere."""
        assert name in CHOICES  # noqa: S101 - the page offers nothing else
        if name not in ("theme", "language", "assistant"):
            self._preferences.choose(name, value)
            self._preferences.save()
        if name in self._carry_out:
            self._carry_out[name](value)

    def apply_clipboard(self) -> None:
        """How long copied text stays in the clipboard, for every view."""
        choice = BY_NAME["clipboard_clear_s"].choice
        assert choice is not None  # noqa: S101 - the table has one
        seconds = choice.within(self._preferences.clipboard_clear_s, self._settings.clipboard_clear_s)
        forbidden = imposed_text(self._settings, "copy_allowed")
        set_clipboard_rule(ClipboardRule(seconds * 1000, forbidden))
        self._clipboard.set_clear_after_ms(seconds * 1000)
