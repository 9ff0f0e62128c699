"""Text with links, bold and lists: the only label that draws markup, and the only function that escapes."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_TAGS = frozenset({"p", "b", "a", "br", "span", "ul", "ol", "li", "table", "tr", "td", "th"})
"""The program's own tags. None of them reads a file: no image, style sheet or frame."""
_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_OPENED = re.compile(r"<\s*/?\s*([^\s>/]*)")
_LINKED = re.compile(r"\b(?:href|src|background)\s*=\s*[\"']?([^\"'>\s]*)", re.IGNORECASE)
_OWN_LINK = re.compile(r"(?:source:)?\d{1,6}\Z", re.ASCII)
_OUTSIDE = re.compile(r"url\s*\(", re.IGNORECASE)


def escaped(text: str) -> str:
    """`text` without tags, entities, links or images."""
    return html.escape(text, quote=True)


class MarkupRefused(ValueError):
    """Markup that this program does not write: some text was not escaped."""


class FormattedLabel(QLabel):
    """Draws markup whose texts were all `escaped`; its links are numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setOpenExternalLinks(False)

    def setText(self, markup: str) -> None:
        """Shows `markup`; raises `MarkupRefused` for a foreign tag or link."""
        require_own_markup(markup)
        super().setText(markup)


def require_own_markup(markup: str) -> None:
    """Raises `MarkupRefused` unless all tags and links are the program's own."""
    if "<" in _TAG.sub("", markup):
        # An unclosed tag: Qt would close it anywhere.
        raise MarkupRefused("markup with a tag that does not end")
    foreign = {name.lower() for name in _OPENED.findall(markup)} - _TAGS
    # Only in tags: a note may contain `url(…)` or `src=` as text.
    tags = "".join(_TAG.findall(markup))
    elsewhere = [link for link in _LINKED.findall(tags) if not _OWN_LINK.match(link)]
    if foreign or elsewhere or _OUTSIDE.search(tags):
        raise MarkupRefused("markup with a tag or a link that this program does not write")
