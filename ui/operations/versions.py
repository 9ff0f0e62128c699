"""Two versions of a session as one marked text, with the unchanged words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.ids import SessionId
from core.sessions.diff import DiffPart, diff_words
from core.sessions.dto import ADDENDUM_FIELD, SOAP_FIELDS, Session
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


@dataclass(frozen=True, slots=True)
class Comparison:
    """One version beside an older one; `older` is None for the first. `parts` is keyed by field of the
    note.
    """

    older: Session | None
    newer: Session
    parts: Mapping[str, tuple[DiffPart, ...]]


def compare_whole(*, session_id: SessionId, older: int | None, newer: int) -> Operation[Comparison]:
    """Reads both versions and marks the differences, word by word."""

    def compare(services: Services, cancel: CancelToken, _progress: OnProgress) -> Comparison:
        after = services.sessions.get(session_id, newer)
        before = services.sessions.get(session_id, older) if older is not None else None
        parts: dict[str, tuple[DiffPart, ...]] = {}
        for field in (*SOAP_FIELDS, ADDENDUM_FIELD):
            cancel.raise_if_cancelled()
            was = before.field_text(field) if before is not None else ""
            parts[field] = diff_words(was, after.field_text(field))
        return Comparison(before, after, parts)

    return Operation("db", compare)
