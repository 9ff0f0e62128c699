"""Words with links, bold and lists: the one label that draws markup, the one function that escapes."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_TAGS = frozenset({"p", "b", "a", "br", "span", "ul", "ol", "li", "table", "tr", "td", "th"})
"""What this program writes itself. Nothing among them reads a file: no image, no style sheet, no frame."""
_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_OPENED = re.compile(r"<\s*/?\s*([^\s>/]*)")
_LINKED = re.compile(r"\b(?:href|src|background)\s*=\s*[\"']?([^\"'>\s]*)", re.IGNORECASE)
_OWN_LINK = re.compile(r"(?:source:)?\d{1,6}\Z", re.ASCII)
_OUTSIDE = re.compile(r"url\s*\(", re.IGNORECASE)


def escaped(text: str) -> str:
    """`text` with nothing in it that could be a tag, an entity, a link or an image."""
    return html.escape(text, quote=True)


class MarkupRefused(ValueError):
    """Markup that this program does not write: somewhere a text was not escaped."""


class FormattedLabel(QLabel):
    """Draws markup whose every text went through `escaped`; its links are numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setOpenExternalLinks(False)

    def setText(self, markup: str) -> None:
        """Shows `markup`; raises `MarkupRefused` for a tag or a link that is none of this program's."""
        require_own_markup(markup)
        super().setText(markup)


def require_own_markup(markup: str) -> None:
    """Raises `MarkupRefused` unless every tag and every link is of the kind that this program writes."""
    if "<" in _TAG.sub("", markup):
        # An unclosed tag: Qt would close it where it likes.
        raise MarkupRefused("markup with a tag that does not end")
    foreign = {name.lower() for name in _OPENED.findall(markup)} - _TAGS
    # Of the tags alone: a note may well speak of `url(…)` or `src=` in its words.
    tags = "".join(_TAG.findall(markup))
    elsewhere = [link for link in _LINKED.findall(tags) if not _OWN_LINK.match(link)]
    if foreign or elsewhere or _OUTSIDE.search(tags):
        raise MarkupRefused("markup with a tag or a link that this program does not write")
