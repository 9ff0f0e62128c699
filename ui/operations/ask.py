"""Operations of the assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.assistant.dto import Answer, AskListener, ConversationHit, ConversationSummary, Opinion
from core.ids import ClientId, ConversationId, MessageId
from core.sources.dto import SearchScope
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
    regenerate: bool = False,
    alone: bool = False,
    sentences: bool = True,
) -> Operation[Answer]:
    """Asks; `listener` receives the evidence and each piece of text in the lane's own thread.

    `regenerate` answers an answered question again; `alone` takes the question as typed, without the ones
    before it; without `sentences` the answer consists of quotes.
    """

    def run(services: Services, cancel: CancelToken, _progress: OnProgress) -> Answer:
        answer: Answer = services.assistant.ask(
            question,
            scope,
            conversation_id=conversation_id,
            listener=listener,
            cancel=cancel,
            regenerate=regenerate,
            alone=alone,
            sentences=sentences,
        )
        return answer

    return Operation("engine", run)


def list_conversations(*, client_id: ClientId | None) -> Operation[list[ConversationSummary]]:
    """Earlier conversations about one client; None: those about the whole practice."""
    return Operation("db", lambda services, _cancel, _progress: services.conversations.list(client_id))


def search_conversations(*, text: str, client_id: ClientId | None) -> Operation[list[ConversationHit]]:
    """Earlier questions and answers that contain every word of `text`."""
    return Operation(
        "db",
        lambda services, cancel, _progress: services.conversations.search(text, client_id, cancel=cancel),
    )


def open_conversation(*, conversation_id: ConversationId) -> Operation[list[Answer]]:
    """The answers of one conversation, oldest first."""
    return Operation("db", lambda services, _cancel, _progress: services.conversations.open(conversation_id))


def delete_conversation(*, conversation_id: ConversationId) -> Operation[None]:
    """Deletes a conversation for good, with all its questions and answers."""
    return Operation(
        "db", lambda services, _cancel, _progress: services.conversations.delete(conversation_id)
    )


def give_feedback(*, message_id: MessageId, verdict: Opinion, why: str) -> Operation[Answer]:
    """Stores a person's feedback on an answer, replacing their earlier one."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.conversations.give_feedback(
            message_id, verdict, why=why
        ),
    )


def take_feedback_back(*, message_id: MessageId) -> Operation[Answer]:
    """Removes the feedback on an answer."""
    return Operation(
        "db", lambda services, _cancel, _progress: services.conversations.take_feedback_back(message_id)
    )


def record_copy(*, message_id: MessageId) -> Operation[None]:
    """Records that an answer is copied to the clipboard; called before the copy."""
    return Operation("db", lambda services, _cancel, _progress: services.assistant.record_copy(message_id))
