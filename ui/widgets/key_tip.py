"""Tool tips with a command's current keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.text.text_direction import isolate

_COMMAND, _WORDS, _NAMED, _KEYS = "tip_command", "tip_words", "tip_named", "tip_keys"


def set_key_tip(widget: QWidget, words: str, command_id: str, *, named: bool = True) -> None:
    """Sets the tool tip to `words`, followed by the command's keys after `show_keys`.

    Not `named`: the words then mean something else, to which the keys do not apply.
    """
    widget.setProperty(_NAMED, named)
    widget.setProperty(_COMMAND, command_id)
    widget.setProperty(_WORDS, words)
    _show(widget)


def show_keys(root: QWidget, keys: Callable[[str], str]) -> None:
    """Updates such tool tips below `root`; `keys` returns those of a command, empty for none."""
    for widget in root.findChildren(QWidget):
        command_id = widget.property(_COMMAND)
        if command_id:
            widget.setProperty(_KEYS, keys(str(command_id)))
            _show(widget)


def _show(widget: QWidget) -> None:
    words = str(widget.property(_WORDS))
    keys = str(widget.property(_KEYS) or "") if widget.property(_NAMED) else ""
    widget.setToolTip(f"{words} ({isolate(keys)})" if keys else words)
