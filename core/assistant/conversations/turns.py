"""What a follow-up may lean on: earlier questions as they were understood, and what their answers named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.assistant.conversations.kinds import Parsed, drugs_in
from core.assistant.dto import Answer
from core.assistant.evidence.subjects import Subjects
from core.ids import ConversationId, MessageId

DRUGS_LIMIT = 2
"""An answer that names more drugs does not say which of them is meant by `it`."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question. `searched` is the question as it was understood.

    `drugs` are those that its answer told, as the program's own tables write them: of an answer nothing else
    is ever taken over, since its words are those of notes. `days` are the days of the sources it used, in
    order.
    """

    message_id: MessageId
    conversation_id: ConversationId
    searched: str
    drugs: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


def turns_of(answers: Iterable[Answer]) -> tuple[Turn, ...]:
    """The turns of `answers`, in their order, without those that were taken back."""
    return tuple(_turn(answer) for answer in answers if not answer.taken_back)


def _drugs_told(question: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """The drug of the first sentence; else those of the first one that names any and what was asked about."""
    for place, text in enumerate(sentences):
        if named := drugs_in(text):
            about = " ".join(word.text for word in Parsed(question).nouns)
            told = (place == 0 and len(named) == 1) or Subjects(about).held(text)
            return named if told and len(named) <= DRUGS_LIMIT else ()
    return ()


def _turn(answer: Answer) -> Turn:
    searched = answer.understood or answer.question
    used = {source.passage.day for source in answer.sources if source.used}
    return Turn(
        message_id=answer.message_id,
        conversation_id=answer.conversation_id,
        searched=searched,
        drugs=_drugs_told(searched, [sentence.text for sentence in answer.sentences]),
        days=tuple(sorted(day for day in used if day is not None)),
    )
