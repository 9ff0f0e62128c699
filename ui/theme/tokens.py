"""The colour tokens, light and dark. Nothing else in `ui` names a colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

ThemeMode = Literal["light", "dark", "system"]
THEME_MODES: tuple[ThemeMode, ...] = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours as `#RRGGBB`.

    `evidence` is the ground of the highlighted words of a source and of nothing else. `disabled` is for
    controls that cannot be used, which are exempt from the contrast rule (WCAG 2.2, 1.4.3).
    """

    name: Literal["light", "dark"]
    ground: str
    surface: str
    raised: str
    text: str
    muted: str
    border: str
    accent: str
    accent_hover: str
    accent_ground: str
    on_accent: str
    evidence: str
    danger: str
    caution: str
    good: str
    disabled: str
    shadow: str


LIGHT = Theme(
    name="light",
    ground="#F6F7F9",
    surface="#FFFFFF",
    raised="#EDF0F4",
    text="#1B2430",
    muted="#566273",
    border="#D3DAE2",
    accent="#17666F",
    accent_hover="#115058",
    accent_ground="#DDEEF0",
    on_accent="#FFFFFF",
    evidence="#FFF0B3",
    danger="#A8221B",
    caution="#7A5000",
    good="#1D6638",
    disabled="#8C97A5",
    shadow="#1B2430",
)

DARK = Theme(
    name="dark",
    ground="#12161C",
    surface="#1A2028",
    raised="#242C36",
    text="#E6EBF1",
    muted="#9DAAB9",
    border="#35404D",
    accent="#72C5CE",
    accent_hover="#93D6DD",
    accent_ground="#17393E",
    on_accent="#0B1A1C",
    evidence="#54460F",
    danger="#FF8F86",
    caution="#F0C35A",
    good="#80D59E",
    disabled="#64707E",
    shadow="#000000",
)


def tokens(mode: ThemeMode = "system") -> Theme:
    """The theme of a mode; `system` asks the running application for the desktop's scheme."""
    if mode == "light":
        return LIGHT
    if mode == "dark":
        return DARK
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT
