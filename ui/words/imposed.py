"""Names who disabled something: an organisation by its policy, or the author of the settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.configuration.schema import BY_NAME
from ui.errors import place_text

if TYPE_CHECKING:
    from core.settings import Settings


def imposed_text(settings: Settings, name: str) -> str:
    """One sentence with the place where the setting is imposed; empty if it disables nothing."""
    setting, value = BY_NAME[name], getattr(settings, name, None)
    decision = settings.decisions.get(name)
    if (decision is None and value == setting.default) or not setting.restricts(value):
        return ""
    if decision is None:
        return QCoreApplication.translate("Imposed", "Set by the settings of this computer")
    if decision.by == "policy":
        told = QCoreApplication.translate("Imposed", "Set by your organisation: {place}")
    else:
        told = QCoreApplication.translate("Imposed", "Set in the file of settings: {place}")
    return told.format(place=place_text(decision.place))
