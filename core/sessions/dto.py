"""Types of sessions for the rest of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from core.ids import ClientId, SessionId, UserId

SOAP_FIELDS = ("subjective", "objective", "assessment", "plan")
ADDENDUM_FIELD = "addendum"
"""The field under which all addenda of a session are indexed and quoted, see `Session.addendum_text`."""
SESSION_KINDS = (
    "visit",
    "intake",
    "follow_up",
    "phone",
    "video",
    "home",
    "procedure",
    "group",
    "other",
)
FIELD_LIMIT_CHARS = 50_000
ADDENDUM_LIMIT_CHARS = 10_000
ADDENDA_LIMIT = 50
REASON_LIMIT_CHARS = 500
DURATION_LIMIT_MIN = 24 * 60
SessionState = Literal["draft", "signed", "retracted", "deleted", "unreadable"]
SESSION_STATES: tuple[SessionState, ...] = ("draft", "signed", "retracted", "deleted")
UNREADABLE: SessionState = "unreadable"
"""The state of a session that does not open, in a list; never stored. Such a session has its clear day, and
no text.
"""
SEARCHABLE_STATES: tuple[SessionState, ...] = ("draft", "signed")
"""A retracted session stays visible in the chart, but is neither found nor quoted; nor is a deleted draft."""


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

    @property
    def is_empty(self) -> bool:
        """Whether no field holds more than white space."""
        return not any(self.field(name).strip() for name in SOAP_FIELDS)


Verdict = Literal[
    "valid", "replaced", "copied", "copied_replaced", "invalid", "missing", "before", "imported"
]
"""The result of a signature check. `copied`: valid, and made in a chart that was merged into this one.
`replaced`, `copied_replaced`: the same, with a key replaced since; a holder of the old key could have made it
later with an earlier time. `missing`: there should be one. `before`: signed before signatures were
introduced. `imported`: another program, or another practice, has the original.
"""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed what, where and when; `value` is the Ed25519 signature (64 bytes)."""

    client_id: ClientId
    session_id: SessionId
    version: int
    by: UserId
    at: datetime
    value: bytes = b""
    workspace_id: UUID | None = None
    """The signer's practice, if it is another one: the note came with an archive."""


@dataclass(frozen=True, slots=True)
class Addendum:
    """An addition to a signed session, with author and reason. It never changes.

    `imported_author`: None for additions made here. For an imported one `author` is None, and this is the
    name in the file, possibly empty: a file's claim is not verified.
    """

    addendum_id: UUID
    at: datetime
    author: UserId | None
    reason: str
    text: str
    imported_author: str | None = None
    signature: Signature | None = None
    verdict: Verdict | None = field(default=None, compare=False)
    """The result of the check at reading; None if nothing was checked."""


@dataclass(frozen=True, slots=True)
class CopiedFrom:
    """The version of an earlier session from which a field was copied and not edited since."""

    session_id: SessionId
    version: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a session that was not written here.

    `merge`: it is the copy of `session_id` in the chart `client_id`, which had `versions` versions then.
    `import`: it came with the import `batch_id`.
    """

    kind: Literal["merge", "import"]
    client_id: ClientId | None = None
    session_id: SessionId | None = None
    versions: int | None = None
    batch_id: UUID | None = None


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
    kind: str = "visit"
    """One of `SESSION_KINDS`, or a kind from an import."""
    duration_min: int | None = None
    author: UserId | None = None
    """The author of this version; None until it is stored."""
    reason: str = ""
    """Why it was retracted or deleted; empty in any other state."""
    addenda: tuple[Addendum, ...] = ()
    copied: Mapping[str, CopiedFrom] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Those of `SOAP_FIELDS` that still equal the text copied from an earlier session."""
    origin: Origin | None = None
    signature: Signature | None = None
    """Its author's signature; None in a draft, and in sessions signed before signatures were introduced."""
    signed_at: datetime | None = None
    """When it was signed, also in later versions."""
    archive_id: UUID | None = None
    """The archive of another practice it came from, with its history."""
    verdict: Verdict | None = field(default=None, compare=False)
    """The result of the check at reading; None if nothing was checked."""

    @property
    def addendum_text(self) -> str:
        """The texts of all addenda, joined by a blank line, as passages' offsets count."""
        return "\n\n".join(addendum.text for addendum in self.addenda)

    def field_text(self, name: str) -> str:
        """The text of one of `SOAP_FIELDS` or of `ADDENDUM_FIELD`; raises `KeyError` for any other name."""
        return self.addendum_text if name == ADDENDUM_FIELD else self.text.field(name)


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """One line of a session's history.

    `changed_fields`: which of `SOAP_FIELDS`, `date`, `kind`, `duration_min`, `state`, `addendum` differ from
    the version before; for the first version, the fields with text.
    """

    version: int
    state: SessionState
    saved_at: datetime
    author: UserId | None
    changed_fields: tuple[str, ...]
    reason: str = ""
