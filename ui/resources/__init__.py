"""The icon set: one file an icon, drawn in the colour of the theme."""

from ui.resources.icons import ICON_NAMES, icon

__all__ = ["ICON_NAMES", "icon"]
