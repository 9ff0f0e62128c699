"""The practice's texts as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from core.ids import UserId
from core.sessions.dto import SoapText

TextKind = Literal["template", "snippet", "letter_template"]
TEXT_KINDS: tuple[TextKind, ...] = ("template", "snippet", "letter_template")

NAME_LIMIT_CHARS = 80
SNIPPET_NAME_LIMIT_CHARS = 32
TEXT_LIMIT_CHARS = 10_000
"""Of a snippet, of a letter, and of each field of a session template."""
COUNT_LIMIT = 500
"""Texts of one kind."""


@dataclass(frozen=True, slots=True)
class PracticeText:
    """A session template, a snippet or a letter, at one row version.

    `row_version` 0 is an unchanged one of the starter set. `builtin` is its key in that set, also if changed
    or hidden, and empty for the practice's own. `text` is used by snippets and letters, `soap` by session
    templates; both may contain cursor stops (`core.templates.stops`).
    """

    text_id: UUID
    kind: TextKind
    name: str
    """Typed after `/` for a snippet; otherwise a title."""
    text: str = ""
    soap: SoapText = field(default_factory=SoapText)
    session_kind: str = ""
    """The kind of visit (`SESSION_KINDS`) of a template; empty for any."""
    language: str = ""
    row_version: int = 0
    builtin: str = ""
    hidden: bool = False
    author: UserId | None = None
    updated_at: datetime | None = None
