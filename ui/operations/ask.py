"""Operations of the assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.assistant.dto import Answer, AskListener, ConversationHit
from core.ids import ClientId, ConversationId
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


def search_conversations(*, text: str, client_id: ClientId | None) -> Operation[list[ConversationHit]]:
    """Earlier questions and answers that contain every word of `text`."""
    return Operation(
        "db",
        lambda services, cancel, _progress: services.conversations.search(text, client_id, cancel=cancel),
    )
