"""What goes on paper, before anybody knows how big the paper is: plain text in a few parts."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme.roles import Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the title of the whole, 2 a part (a session), 3 a field; stays with what follows it."""

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
    """A table of two columns: what it is, and what it says."""

    rows: tuple[tuple[str, str], ...]


Part = Heading | Words | Facts


@dataclass(frozen=True, slots=True)
class Sheet:
    """Parts under each other. On every page stand `name` and `detail` (who it is), `origin`, `printed`.

    `title` is the document's name in its properties; it holds no clinical text.
    """

    title: str
    name: str
    detail: str
    origin: str
    printed: str
    parts: tuple[Part, ...]
