"""Direction of clinical text: detected by paragraph; mixed text is isolated."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt

_FIRST_STRONG_ISOLATE = "\u2068"
_LEFT_TO_RIGHT_ISOLATE = "\u2066"
_RIGHT_TO_LEFT_ISOLATE = "\u2067"
_POP_ISOLATE = "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def paragraph_direction(text: str) -> Qt.LayoutDirection:
    """Right to left if the first strongly directed character is (UAX #9, rules P2 and P3), or most are.

    A Hebrew sentence that begins with the Latin name of a drug is still read from the right.
    """
    left = right = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            if not left:
                return Qt.LayoutDirection.RightToLeft
            right += 1
        elif kind == "L":
            left += 1
    return Qt.LayoutDirection.RightToLeft if right > left else Qt.LayoutDirection.LeftToRight


def isolate(text: str) -> str:
    """`text` isolated, so that its direction and the surrounding sentence's do not interfere.

    UAX #9, X5c. For a name, a drug or a quote in a translated sentence; never for stored text.
    """
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if text else text


def isolate_as(text: str, direction: Qt.LayoutDirection) -> str:
    """As `isolate`, for a text whose first letter does not determine its direction.

    Isolated by its first letter, a Hebrew sentence beginning with a Latin name would be reordered at every
    name.
    """
    right = direction == Qt.LayoutDirection.RightToLeft
    start = _RIGHT_TO_LEFT_ISOLATE if right else _LEFT_TO_RIGHT_ISOLATE
    return f"{start}{text}{_POP_ISOLATE}" if text else text


def has_right_to_left(text: str) -> bool:
    """Whether it contains a right-to-left letter."""
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def qt_position(text: str, offset: int) -> int:
    """The position in a `QTextDocument` with `text` of the character at `offset`.

    The record counts characters (code points), Qt counts UTF-16 units; they differ after the first emoji.
    """
    return offset + sum(1 for character in text[:offset] if ord(character) > 0xFFFF)


def character_position(text: str, position: int) -> int:
    """The inverse: the character of `text` at Qt's position."""
    units = 0
    for offset, character in enumerate(text):
        if units >= position:
            return offset
        units += 2 if ord(character) > 0xFFFF else 1
    return len(text)
