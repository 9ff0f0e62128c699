"""The values of settings in words: the options, and the imposed ones."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, QObject

from core.configuration.kinds import Switch
from core.configuration.schema import Setting
from ui.i18n import LANGUAGES
from ui.text.text_direction import isolate


class SettingValues(QObject):
    """A `QObject` for plural forms."""

    def option(self, setting: Setting, value: Any) -> str:
        """One option of a setting chosen from a list."""
        if setting.name == "languages":
            return LANGUAGES[value]
        if setting.name == "theme":
            names = {"system": self.tr("As the desktop"), "light": self.tr("Light"), "dark": self.tr("Dark")}
            return names[value]
        if setting.name == "text_size_percent":
            return self.tr("{percent} %").format(percent=_number(value))
        if setting.name == "clipboard_clear_s":
            return self.tr("%n second(s)", "", value)
        return self.tr("%n minute(s)", "", value)

    def value(self, setting: Setting, value: Any) -> str:
        """The value of a setting that cannot be chosen in the window."""
        if value is None:
            return self.tr("Not set")
        if isinstance(setting.kind, Switch):
            return self.tr("Allowed") if value else self.tr("Not allowed")
        if setting.name == "allowed_models":
            return self.tr("%n model(s) besides the starter models", "", len(value))
        if setting.name == "model_bundle_keys":
            return self.tr("%n key(s)", "", len(value))
        if setting.name == "passphrase_guesses_log10":
            return self.tr("10 to the power of {exponent}").format(exponent=_number(value))
        if setting.name in ("embed_timeout_s", "first_token_timeout_s"):
            return self.tr("{seconds} seconds").format(seconds=_number(value))
        if isinstance(value, tuple):
            return "\n".join(isolate(str(each)) for each in value) or "–"
        return _number(value) if isinstance(value, int) else isolate(str(value))


def _number(value: float) -> str:
    return str(QLocale().toString(value)) if isinstance(value, int) else f"{value:g}"
