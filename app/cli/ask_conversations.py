"""The conversation that a question continues: a stored one, or one of its batch."""

from __future__ import annotations

import dataclasses
from typing import Any
from uuid import UUID

from core.assistant.dto import Answer
from core.errors import InputRefused, NotFound
from core.ids import ConversationId
from core.services import Services
from core.sources.dto import SearchScope

NAME_LIMIT_CHARS = 200


class AskedConversations:
    """The conversations of one command. `conversation` of a row is a name valid in its batch only."""

    def __init__(self, services: Services, given: str | None) -> None:
        """`given` is the id of a stored conversation, for a single question."""
        self._services = services
        self._given = given
        self._named: dict[str, ConversationId] = {}

    def of(self, row: dict[str, Any], scope: SearchScope) -> tuple[SearchScope, ConversationId | None]:
        """The conversation of a row and its scope, by default that of a stored conversation.

        Raises `NotFound` (`conversation_not_found`), `InputRefused` (`batch_conversation_unreadable`).
        """
        if self._given is not None:
            conversation_id = _id_of(self._given)
            about = self._services.conversations.about(conversation_id)
            if row.get("client_id") is None:
                scope = dataclasses.replace(scope, client_id=about)
            return scope, conversation_id
        name = _name_of(row)
        return scope, None if name is None else self._named.get(name)

    def keep(self, row: dict[str, Any], answer: Answer) -> None:
        """The next row of the same name continues after `answer`."""
        name = _name_of(row)
        if name is not None:
            self._named[name] = answer.conversation_id


def _name_of(row: dict[str, Any]) -> str | None:
    name = row.get("conversation")
    if name is not None and not (isinstance(name, str) and 0 < len(name) <= NAME_LIMIT_CHARS):
        raise InputRefused("batch_conversation_unreadable", limit=NAME_LIMIT_CHARS)
    return name


def _id_of(text: str) -> ConversationId:
    try:
        return ConversationId(UUID(text.strip()))
    except ValueError as error:
        raise NotFound("conversation_not_found", conversation_id=None) from error
