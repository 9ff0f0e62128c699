"""The look: colour tokens, spacing, type scale, and the one stylesheet made from them.

A view names the role of a widget, never a colour: `set_role(label, type="caption", tone="muted")`,
`set_role(frame, surface="card")`, `set_role(button, kind="primary")`. What paints itself (a delegate) reads
`active_theme()` in its paint event, and so follows a change of theme.
"""

from ui.theme.apply import ThemeFollower, active_theme, apply_theme, styled_at_the_end
from ui.theme.metrics import (
    CAPTION_PX,
    ICON_LARGE_PX,
    ICON_PX,
    INTERFACE_PX,
    NOTE_LINE_HEIGHT,
    NOTE_PX,
    PAGE_PX,
    RADIUS_PX,
    SPACE_1,
    SPACE_2,
    SPACE_3,
    SPACE_4,
    SPACE_6,
    SPACE_8,
    TITLE_PX,
)
from ui.theme.roles import set_role
from ui.theme.tokens import DARK, LIGHT, Theme, ThemeMode, tokens

__all__ = [
    "CAPTION_PX",
    "DARK",
    "ICON_LARGE_PX",
    "ICON_PX",
    "INTERFACE_PX",
    "LIGHT",
    "NOTE_LINE_HEIGHT",
    "NOTE_PX",
    "PAGE_PX",
    "RADIUS_PX",
    "SPACE_1",
    "SPACE_2",
    "SPACE_3",
    "SPACE_4",
    "SPACE_6",
    "SPACE_8",
    "TITLE_PX",
    "Theme",
    "ThemeFollower",
    "ThemeMode",
    "active_theme",
    "apply_theme",
    "set_role",
    "styled_at_the_end",
    "tokens",
]
