"""Printed content independent of the paper size: plain text in a few parts."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme.roles import Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the title of the whole, 2 a part (a session), 3 a field; kept together with what
    follows.
    """

    text: str
    level: int = 2
    tone: Tone = "text"


@dataclass(frozen=True, slots=True)
class Words:
    """Running text, one paragraph a line; each takes the direction of its own first strong character."""

    text: str
    tone: Tone = "text"
    strong: bool = False
    small: bool = False
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of two columns: label and value."""

    rows: tuple[tuple[str, str], ...]


Part = Heading | Words | Facts


@dataclass(frozen=True, slots=True)
class Sheet:
    """Parts in order. Every page shows `name` and `detail` (the client), `origin`, `printed`.

    `title` is the document's name in its properties; it contains no clinical text.
    """

    title: str
    name: str
    detail: str
    origin: str
    printed: str
    parts: tuple[Part, ...]
