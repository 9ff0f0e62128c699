"""What a person does with the assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.assistant.dto import Answer, AskListener, ConversationSummary
from core.ids import ClientId, ConversationId
from core.retrieval.dto import SearchScope
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


def ask(
    *,
    question: str,
    scope: SearchScope,
    conversation_id: ConversationId | None,
    listener: AskListener,
) -> Operation[Answer]:
    """Asks; `listener` is told of the evidence and of each piece of text in the lane's own thread."""

    def run(services: Services, cancel: CancelToken, _progress: OnProgress) -> Answer:
        answer: Answer = services.assistant.ask(
            question, scope, conversation_id=conversation_id, listener=listener, cancel=cancel
        )
        return answer

    return Operation("engine", run)


def list_conversations(*, client_id: ClientId | None) -> Operation[list[ConversationSummary]]:
    """Earlier conversations about one client; with None, those about the whole practice."""
    return Operation("db", lambda services, _cancel, _progress: services.assistant.conversations(client_id))


def open_conversation(*, conversation_id: ConversationId) -> Operation[list[Answer]]:
    """The answers of one conversation, oldest first."""
    return Operation(
        "db", lambda services, _cancel, _progress: services.assistant.conversation(conversation_id)
    )
