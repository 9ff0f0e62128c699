"""Sets the role of a widget, by which the stylesheet styles it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QWidget

TypeRole = Literal["caption", "interface", "note", "title", "page"]
Tone = Literal["text", "muted", "accent", "danger", "caution", "good"]
Surface = Literal["ground", "card", "raised", "accent", "plain"]
ButtonKind = Literal["primary", "plain", "quiet", "danger", "link"]


def set_role(
    widget: QWidget,
    *,
    type: TypeRole | None = None,
    tone: Tone | None = None,
    surface: Surface | None = None,
    kind: ButtonKind | None = None,
    strong: bool | None = None,
) -> None:
    """Sets the given roles and leaves the others.

    `type` is the step of the type scale, `tone` the colour of the text, `surface` the ground of a frame
    (card: bordered, rounded), `kind` the weight of a button, `strong` semibold text.
    """
    given = {"type": type, "tone": tone, "surface": surface, "kind": kind, "strong": strong}
    changed = False
    for name, value in given.items():
        if value is not None and widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        # Qt evaluates property selectors only when a widget is polished.
        widget.style().unpolish(widget)
        widget.style().polish(widget)
