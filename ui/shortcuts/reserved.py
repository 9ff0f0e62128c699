"""Keys no command may take: those of editing, and those that write a character."""

from __future__ import annotations

import re

from PySide6.QtGui import QKeySequence

from ui.commands import Scope, normal_keys

_STANDARD = QKeySequence.StandardKey
_EDITING = (
    *(_STANDARD.Copy, _STANDARD.Cut, _STANDARD.Paste, _STANDARD.Undo, _STANDARD.Redo, _STANDARD.SelectAll),
    *(_STANDARD.Delete, _STANDARD.Backspace, _STANDARD.DeleteStartOfWord, _STANDARD.DeleteEndOfWord),
    *(_STANDARD.MoveToNextChar, _STANDARD.MoveToPreviousChar),
    *(_STANDARD.MoveToNextWord, _STANDARD.MoveToPreviousWord),
    *(_STANDARD.MoveToNextLine, _STANDARD.MoveToPreviousLine),
    *(_STANDARD.MoveToNextPage, _STANDARD.MoveToPreviousPage),
    *(_STANDARD.MoveToStartOfLine, _STANDARD.MoveToEndOfLine),
    *(_STANDARD.MoveToStartOfDocument, _STANDARD.MoveToEndOfDocument),
    *(_STANDARD.SelectNextChar, _STANDARD.SelectPreviousChar),
    *(_STANDARD.SelectNextWord, _STANDARD.SelectPreviousWord),
    *(_STANDARD.SelectNextLine, _STANDARD.SelectPreviousLine),
    *(_STANDARD.SelectNextPage, _STANDARD.SelectPreviousPage),
    *(_STANDARD.SelectStartOfLine, _STANDARD.SelectEndOfLine),
    *(_STANDARD.SelectStartOfDocument, _STANDARD.SelectEndOfDocument),
    *(_STANDARD.InsertParagraphSeparator, _STANDARD.InsertLineSeparator, _STANDARD.Cancel),
)
_ALWAYS = (
    *("Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+A"),
    *("Tab", "Shift+Tab", "Backtab", "Shift+Backtab", "Return", "Enter", "Esc", "Space", "Backspace", "Del"),
    *("Menu", "Shift+F10", "Alt+F4", "Ctrl+Alt+Del", "Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+Shift+Backtab"),
)
_FUNCTION_KEY = re.compile(r"F\d{1,2}")


def _reserved_keys() -> frozenset[str]:
    bound = (found for key in _EDITING for found in QKeySequence.keyBindings(key))
    texts = (found.toString(QKeySequence.SequenceFormat.PortableText) for found in bound)
    return frozenset(normal_keys(text) for text in (*texts, *_ALWAYS)) - {""}


def is_reserved(keys: str, *, scope: Scope = "window") -> bool:
    """Whether `keys` edit text, move within it, open a menu by its letter, or write a character.

    Copy, paste and undo are the platform's, and Ctrl+C and the like everywhere. A command of a view may have
    single keys too, but only where no text is typed.
    """
    wanted = normal_keys(keys)
    if not wanted:
        return False
    if wanted in _reserved_keys():
        return True
    key = "+" if wanted.endswith("+") else wanted.rpartition("+")[2]
    held = set(wanted.removesuffix(key).split("+")) - {""}
    if "Alt" in held:
        # Alone it opens a menu; with Ctrl it is the AltGr of many keyboards.
        return len(key) == 1
    if scope == "view" and len(key) == 1:
        return False
    return not held - {"Shift"} and not _FUNCTION_KEY.fullmatch(key)
