"""Identifier types, so that a client's id cannot be passed for a session's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NewType
from uuid import UUID, uuid4

WorkspaceId = NewType("WorkspaceId", UUID)
UserId = NewType("UserId", UUID)
ClientId = NewType("ClientId", UUID)
SessionId = NewType("SessionId", UUID)
PassageId = NewType("PassageId", UUID)
ProfileId = NewType("ProfileId", UUID)
ConversationId = NewType("ConversationId", UUID)
MessageId = NewType("MessageId", UUID)
AttachmentId = NewType("AttachmentId", UUID)
SourceKind = Literal["session", "client", "attachment"]
"""What the id of a source identifies."""
ExternalId = Callable[[str, UUID], str]
"""Takes `client` or `session` and an id; returns the id from an import, else the practice's own."""


def new_id() -> UUID:
    """A random UUID (version 4: version 7 would put the time of writing in the clear)."""
    return uuid4()
