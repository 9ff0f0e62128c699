"""What the rest of the program knows of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.ids import ClientId, SessionId

SOAP_FIELDS = ("subjective", "objective", "assessment", "plan")
FIELD_LIMIT_CHARS = 50_000
SessionState = Literal["draft", "signed"]


@dataclass(frozen=True, slots=True)
class SoapText:
    """The four fields of a SOAP note, exactly as typed."""

    subjective: str = ""
    objective: str = ""
    assessment: str = ""
    plan: str = ""

    def field(self, name: str) -> str:
        """The text of one of `SOAP_FIELDS`; raises `KeyError` for any other name."""
        if name not in SOAP_FIELDS:
            raise KeyError(name)
        value: str = getattr(self, name)
        return value


@dataclass(frozen=True, slots=True)
class Session:
    """One session as of one immutable version (1, 2, 3, …)."""

    session_id: SessionId
    client_id: ClientId
    date: date
    state: SessionState
    version: int
    text: SoapText
    saved_at: datetime
    external_id: str | None = None
