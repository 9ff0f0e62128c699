"""A question about the built-in chart, with the notes that search would find for it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from core.assistant.acceptance.notes import NOTES
from core.assistant.finding import RetrievedPassages
from core.ids import ClientId, PassageId
from core.retrieval.dto import Hit, Passage
from core.sources.dto import Coverage, SearchScope

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
        return RetrievedPassages(
            self.text, SearchScope(client_id=_CLIENT), hits, {}, searched, by_meaning=True
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
