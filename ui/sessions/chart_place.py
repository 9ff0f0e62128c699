"""The user's position in a chart, as ids and numbers only, because it outlives a lock."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ClientId, SessionId


@dataclass(frozen=True, slots=True)
class EditorPlace:
    """`field` has the focus, or had it last; None if none had. `cursor` is in Qt's units."""

    field: str | None = None
    cursor: int = 0
    scroll_px: int = 0


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """`session_id`: None if the client has no session. `in_record`: the client's details are open."""

    client_id: ClientId
    session_id: SessionId | None = None
    in_record: bool = False
    editor: EditorPlace = EditorPlace()
