"""Keeps a note's text exactly as stored while an editor shows a copy that cannot hold every character.

A text document has one kind of line end and drops a few code points, so it does not return exactly the given
text. This class keeps the stored text, and only takes edits from the editor. Positions are Python string
offsets here and UTF-16 units in the editor.
"""

from __future__ import annotations

_BYTE_ORDER_MARK = "\ufeff"
_LINE_ENDS = ("\r", "\n", "\u2029", "\ufdd0", "\ufdd1")
"""Converted by QTextDocument to a new paragraph, besides the pair CR LF."""
_PARAGRAPH = "\u2029"
"""The paragraph separator in a QTextDocument's raw text."""


def utf16_length(text: str) -> int:
    """Length of `text` in UTF-16 units, the unit of every position in a text document."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class ExactText:
    """A text and its form in an editor.

    `shown` has exactly one code point for each cell of the text, where a cell is one code point, or the pair
    CR LF.
    """

    def __init__(self, text: str = "") -> None:
        self.reset(text)

    def reset(self, text: str) -> None:
        """Starts again from `text`."""
        # Byte order marks at the beginning are lost in a text document.
        self._lead = text[: len(text) - len(text.lstrip(_BYTE_ORDER_MARK))]
        body = text[len(self._lead) :]
        self._pair = _unused_code_point(body) if "\r\n" in body else ""
        self._cells = body.replace("\r\n", self._pair) if self._pair else body
        self._shown_as = str.maketrans({end: "\n" for end in (*_LINE_ENDS, self._pair) if end})
        self._shown = self._cells.translate(self._shown_as)

    @property
    def text(self) -> str:
        """The exact text, edits included."""
        body = self._cells.replace(self._pair, "\r\n") if self._pair else self._cells
        return self._lead + body

    @property
    def shown(self) -> str:
        """The likeness; line ends are all `\\n`."""
        return self._shown

    def edited(self, raw: str) -> bool:
        """Takes an editor's raw text; true if it changed anything.

        Only the range between the first and the last difference is taken from the editor; the rest stays as
        stored.
        """
        shown = raw.replace(_PARAGRAPH, "\n")
        if shown == self._shown:
            return False
        head = _common_head(self._shown, shown)
        tail = _common_tail(self._shown[head:], shown[head:])
        written = shown[head : len(shown) - tail]
        if self._pair and self._pair in written:
            self._stand_in_anew(written)
        kept_tail = self._cells[len(self._cells) - tail :] if tail else ""
        self._cells = self._cells[:head] + written + kept_tail
        self._shown = shown
        return True

    def editor_span(self, start: int, end: int) -> tuple[int, int]:
        """The editor's positions of `text[start:end]`; offsets beyond the text are cut to it."""
        return self._editor_position(start), self._editor_position(end)

    def _stand_in_anew(self, written: str) -> None:
        """The user typed the code point that stands for CR LF: chooses another one."""
        other = _unused_code_point(self._cells + written)
        self._cells = self._cells.replace(self._pair, other)
        self._pair = other

    def _editor_position(self, offset: int) -> int:
        before = self.text[len(self._lead) : max(offset, len(self._lead))]
        # Half of a CR LF where the pair begins.
        split_pair = before.endswith("\r") and self.text[len(self._lead) + len(before) :].startswith("\n")
        if split_pair and self._pair:
            before = before[:-1]
        return utf16_length(before.replace("\r\n", "\n"))


def _unused_code_point(text: str) -> str:
    """A private-use code point not in `text`, to stand for CR LF while editing."""
    return next(char for char in map(chr, range(0x10FF00, 0x10FFFE)) if char not in text)


def _common_head(one: str, other: str) -> int:
    """Length of the longest common beginning. Bisects with slices: comparing single characters in Python
    would be too slow at every key press in a long note.
    """
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(one: str, other: str) -> int:
    """Length of the longest common ending."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
