"""The turns a follow-up may refer to: earlier questions as understood, and what their answers named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.assistant.conversations.kinds import Parsed, drugs_in
from core.assistant.dto import Answer
from core.assistant.evidence.subjects import Subjects
from core.ids import ConversationId, MessageId

DRUGS_LIMIT = 2
"""If an answer names more drugs, it is unclear which of them `it` means."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question. `searched` is the question as it was understood.

    `drugs` are those its answer named, in the spelling of the program's tables: nothing else of an answer is
    ever used, since its words come from notes. `days` are the days of the sources it used, in order.
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
    """The drug of the first sentence; else those of the first sentence that names any and the subject."""
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
