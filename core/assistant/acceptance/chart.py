"""The built-in chart on which a language model is tested, and the questions about it, of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.assistant.evidence.times import DaysAsked
from core.assistant.finding import RetrievedPassages
from core.clinical_language.tables import rows, spellings
from core.ids import ClientId, PassageId
from core.language.vocabulary import Vocabulary
from core.retrieval.dto import Hit, Passage
from core.retrieval.question import understand
from core.sources.dto import Coverage, SearchScope

CHART_VERSION = 3
"""Raised with any change in notes, questions or criteria, which invalidates older verdicts."""
_PACKAGE = "core.assistant.acceptance"
NOTES = {name: (date.fromisoformat(day), field, text) for name, day, field, text in rows("notes", _PACKAGE)}
"""Day, field and text of each note, by the key that questions use."""
_CLIENT = ClientId(UUID(int=1))
_DAYS = [day for day, _, _ in NOTES.values()]


@dataclass(frozen=True, slots=True)
class ChartQuestion:
    """`notes` are the keys of the offered notes, best first. The words supporting a correct sentence contain
    one of `proofs`; without proofs the notes do not answer.
    """

    text: str
    notes: tuple[str, ...]
    proofs: tuple[str, ...] = ()

    def found(self) -> RetrievedPassages:
        """A search result with these notes."""
        hits = tuple(
            Hit(
                rank=rank, score=1.0 - 0.1 * rank, dense=0.6 - 0.05 * rank, lexical=1.0, passage=_passage(key)
            )
            for rank, key in enumerate(self.notes, start=1)
        )
        searched = Coverage(sessions=len(NOTES), since=min(_DAYS), until=max(_DAYS))
        asked = understand(self.text, today=max(_DAYS), vocabulary=Vocabulary.built_in())
        return RetrievedPassages(
            self.text,
            SearchScope(client_id=_CLIENT),
            hits,
            {},
            searched,
            by_meaning=True,
            order=asked.order,
            days=DaysAsked(asked.since, asked.until, asked.yearless) if asked.dated else None,
        )


def _passage(key: str) -> Passage:
    day, field, text = NOTES[key]
    place = UUID(int=2 + list(NOTES).index(key))
    return Passage(
        passage_id=PassageId(place),
        client_id=_CLIENT,
        source_kind="session",
        source_id=place,
        version=1,
        field=field,
        start=0,
        end=len(text),
        text=text,
        day=day,
    )


QUESTIONS = tuple(
    ChartQuestion(text, spellings(notes), spellings("".join(proofs)))
    for text, notes, *proofs in rows("questions", _PACKAGE)
)
