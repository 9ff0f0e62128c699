"""Model-written text as rich text: everything escaped, then bold and our own citation links put in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt

from core.assistant.dto import Sentence
from ui.theme import Theme
from ui.widgets.text_direction import paragraph_direction

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_MARK = re.compile(r"\s*\[\s*\d{1,4}(?:\s*,\s*\d{1,4})*\s*\]")
_LINK = "source:"
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"


def safe_html(text: str) -> str:
    """`text` with nothing in it that could be a tag, an entity, a link or an image; `**bold**` is bold."""
    return _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=True)).replace("\n", "<br>")


def answer_html(sentences: Iterable[Sentence], known: Sequence[int], theme: Theme) -> str:
    """The shown sentences with a link for each of their sources; `known` are the numbers that have a card."""
    paragraphs: list[tuple[Qt.LayoutDirection, list[str]]] = []
    for sentence in sentences:
        # The marks are put in anew as links, whether or not the sentence still carries its own.
        words = _MARK.sub("", sentence.text).strip()
        direction = paragraph_direction(words)
        cited = "".join(chip(number, theme) for number in sorted(set(sentence.sources)) if number in known)
        if cited:
            # Else a citation after a Latin drug name stands on that name's side of a Hebrew sentence.
            mark = _RIGHT_MARK if direction == Qt.LayoutDirection.RightToLeft else _LEFT_MARK
            cited = f"{mark}&nbsp;{cited}{mark}"
        if not paragraphs or paragraphs[-1][0] != direction:
            paragraphs.append((direction, []))
        paragraphs[-1][1].append(f"{safe_html(words)}{cited}")
    return "".join(_paragraph(direction, parts) for direction, parts in paragraphs)


def chip(number: int, theme: Theme) -> str:
    """A citation as a link; `number_of` reads it back."""
    style = f"color:{theme.accent}; font-weight:600; text-decoration:none"
    return f'<a href="{_LINK}{number}" style="{style}">[{number}]</a>'


def number_of(link: str) -> int | None:
    """The source number of a citation's link; None for any other link."""
    digits = link.removeprefix(_LINK)
    return int(digits) if link.startswith(_LINK) and digits.isascii() and digits.isdigit() else None


def _paragraph(direction: Qt.LayoutDirection, parts: list[str]) -> str:
    side = "rtl" if direction == Qt.LayoutDirection.RightToLeft else "ltr"
    return f'<p dir="{side}" style="margin:0 0 4px 0; line-height:140%">{" ".join(parts)}</p>'
