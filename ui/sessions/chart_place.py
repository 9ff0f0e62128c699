"""Where in a chart the person was, in ids and numbers only: it outlives a lock, so it may hold no text."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ClientId, SessionId


@dataclass(frozen=True, slots=True)
class EditorPlace:
    """`field` has the keyboard, or had it last; None when none had. `cursor` counts as Qt does."""

    field: str | None = None
    cursor: int = 0
    scroll_px: int = 0


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """`session_id`: None where the client has no session yet. `in_record`: the client's details are open."""

    client_id: ClientId
    session_id: SessionId | None = None
    in_record: bool = False
    editor: EditorPlace = EditorPlace()
