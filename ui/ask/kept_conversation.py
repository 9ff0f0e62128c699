"""The displayed conversation, for a rebuilt panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.assistant.dto import Answer
from core.ids import ConversationId, MessageId
from ui.ask.conversation_controller import About

if TYPE_CHECKING:
    from ui.ask.conversation_controller import ConversationController
    from ui.ask.thread_view import ThreadView


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """The questions about `about`, and the answers.

    `changed`: the answers since which the record was changed; `running`: the running question, if any.
    """

    about: About
    conversation: ConversationId | None = None
    answers: tuple[Answer, ...] = ()
    changed: frozenset[MessageId] = frozenset()
    running: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.answers and not self.running

    def fits(self, about: About) -> bool:
        """Whether the same chart, or the whole practice, is asked about."""
        return about.can_ask and (about.practice, about.client_id) == (
            self.about.practice,
            self.about.client_id,
        )


def keep_conversation(
    about: About, controller: ConversationController, thread: ThreadView
) -> KeptConversation:
    """Reads it from the screen; a stopped or failed question has no answer and is omitted."""
    views = [turn.answer_view for turn in thread.turns if turn.answer_view is not None]
    return KeptConversation(
        about,
        controller.conversation,
        tuple(view.answer for view in views),
        frozenset(view.answer.message_id for view in views if view.changed_note.text()),
        controller.running_question,
    )


def show_conversation(kept: KeptConversation, controller: ConversationController, thread: ThreadView) -> None:
    """Restores it, and asks a running question again."""
    if kept.conversation is not None:
        controller.show(kept.conversation, kept.answers)
    for turn in thread.turns:
        if turn.answer is not None and turn.answer.message_id in kept.changed:
            turn.show_changed()
    if kept.running:
        controller.ask(kept.running)
