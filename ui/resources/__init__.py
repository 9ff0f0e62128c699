"""The icon set: one file per icon, drawn in the colour of the theme."""

from ui.resources.icons import ICON_NAMES, application_icon, icon, picture

__all__ = ["ICON_NAMES", "application_icon", "icon", "picture"]
