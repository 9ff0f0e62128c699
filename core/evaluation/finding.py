"""Runs questions through the search and ranks the passages that prove the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.cancel import CancelToken
from core.errors import EmbeddingError
from core.evaluation.dto import (
    EvaluationQuestion,
    GoldPlace,
    GoldQuote,
    Missed,
    PracticeOutcome,
    Reason,
    RetrievalResult,
    Score,
    Way,
)
from core.ids import ClientId
from core.retrieval.dto import QUESTION_LIMIT_CHARS, Hit, Passage, SearchOptions, SearchResult
from core.retrieval.search import SearchService
from core.services import Services
from core.sources.dto import SearchScope

CUTS = (5, 10)
_SHOWN = CUTS[-1]
_DEEP = 400
"""How far a missing quote is searched for: more than one chart's passages."""
_TRIES = 3
_OUTRANKED: Reason = "outranked"


class Finding:
    """Searches for the questions of a chart file in its imported practice."""

    def __init__(self, services: Services) -> None:
        self._search: SearchService = services.search
        self._clients: dict[str, ClientId] = {}
        self._sessions: dict[tuple[str, str], UUID] = {}
        for client in services.clients.list():
            name = client.details.external_id
            if name is None:
                continue
            self._clients[name] = client.client_id
            for session in services.sessions.list_for_client(client.client_id):
                if session.external_id is not None:
                    self._sessions[name, session.external_id] = session.session_id
        self._names = {client_id: name for name, client_id in self._clients.items()}

    @property
    def clients(self) -> dict[str, ClientId]:
        """The practice's own ids of the clients by those of the file."""
        return dict(self._clients)

    def found(self, question: EvaluationQuestion, way: Way, cancel: CancelToken) -> RetrievalResult:
        """The shown results. Raises `EmbeddingError` if meaning cannot be searched, `Cancelled`."""
        result = self._ask(question, way.options, _SHOWN, cancel)
        hits = result.hits[:_SHOWN]
        listed = [group.client_id for group in result.groups] or [hit.passage.client_id for hit in hits]
        return RetrievalResult(
            way=way.name,
            ranks=tuple(_rank(hits, place) for place in self.places(question)),
            clients=tuple(dict.fromkeys(self._names[client_id] for client_id in listed)),
            grouped=bool(result.groups),
            elapsed_ms=result.elapsed_ms,
        )

    def missed(
        self, question: EvaluationQuestion, found: RetrievalResult, cancel: CancelToken
    ) -> list[Missed]:
        """Every gold quote outside the first five of `found`, with its rank and the reason."""
        misses: list[Missed] = []
        deep: _Deep | None = None
        for gold, place, rank in zip(question.gold, self.places(question), found.ranks, strict=True):
            if rank is not None and rank <= CUTS[0]:
                continue
            beyond, reached, reason = CUTS[0], rank, _OUTRANKED
            if rank is None:
                deep = deep or self._deep(question, cancel)
                holding = self._holding(gold, place, cancel)
                beyond, (reached, reason) = _SHOWN, deep.why(place, holding)
            misses.append(Missed(question.row_id, question.question, gold, beyond, reached, reason))
        return misses

    def _deep(self, question: EvaluationQuestion, cancel: CancelToken) -> _Deep:
        understood = self._ask(question, SearchOptions(), _DEEP, cancel)
        literal = self._ask(question, SearchOptions(understand=False), _DEEP, cancel)
        return _Deep(understood.hits, literal.hits)

    def _holding(self, gold: GoldQuote, place: GoldPlace, cancel: CancelToken) -> list[Passage]:
        """The passages that contain the quote completely, found by its own words."""
        scope = SearchScope(client_id=place.client_id, fields=frozenset({place.field}))
        found = self._search.search(
            gold.quote[:QUESTION_LIMIT_CHARS],
            scope,
            limit=_DEEP,
            options=SearchOptions(understand=False),
            cancel=cancel,
        )
        return [hit.passage for hit in found.hits if _holds(hit.passage, place)]

    def places(self, question: EvaluationQuestion) -> list[GoldPlace]:
        """The locations of its gold quotes, in order."""
        return [
            GoldPlace(
                self._clients[gold.client_id],
                self._sessions[gold.client_id, gold.session_id],
                gold.field,
                gold.quote,
                gold.spans,
            )
            for gold in question.gold
        ]

    def _ask(
        self, question: EvaluationQuestion, options: SearchOptions, limit: int, cancel: CancelToken
    ) -> SearchResult:
        scope = SearchScope(
            client_id=None if question.client_id is None else self._clients[question.client_id]
        )
        for _ in range(_TRIES):
            result = self._search.search(
                question.question, scope, limit=limit, options=options, cancel=cancel
            )
            if result.dense_available or options.sides == "words":
                return result
        # A busy computer must not count as a bad ranking.
        raise EmbeddingError


def finding_scores(question: EvaluationQuestion, found: RetrievalResult) -> list[Score]:
    """Recall over the gold quotes, the reciprocal rank of the first, and clients for the whole practice."""
    if not question.gold:
        return []
    scores = [
        Score(f"recall@{cut}", float(rank is not None and rank <= cut))
        for cut in CUTS
        for rank in found.ranks
    ]
    best = min((rank for rank in found.ranks if rank is not None), default=None)
    scores.append(Score(f"mrr@{_SHOWN}", 1 / best if best else 0.0))
    if question.client_id is None:
        wanted = {gold.client_id for gold in question.gold}
        right = len(wanted.intersection(found.clients))
        scores.append(Score("clients_found", right, len(wanted)))
        scores.append(Score("clients_right", right, len(found.clients)))
    return scores


def practice_outcome(question: EvaluationQuestion, found: RetrievalResult) -> PracticeOutcome:
    """The clients a question over the practice should find, and those found."""
    wanted = tuple(dict.fromkeys(gold.client_id for gold in question.gold))
    return PracticeOutcome(question.row_id, question.question, wanted, found.clients, found.grouped)


def _rank(hits: Iterable[Hit], place: GoldPlace) -> int | None:
    """The rank, from 1, of the first passage that contains the whole quote."""
    return next((at for at, hit in enumerate(hits, 1) if _holds(hit.passage, place)), None)


def _holds(passage: Passage, place: GoldPlace) -> bool:
    return _same_field(passage, place) and place.quote in passage.text


def _same_field(passage: Passage, place: GoldPlace) -> bool:
    return passage.source_id == place.session_id and passage.field == place.field


@dataclass(frozen=True, slots=True)
class _Deep:
    """Many more hits than are shown: with the question understood, and with its words only."""

    understood: Sequence[Hit]
    literal: Sequence[Hit]

    def why(self, place: GoldPlace, holding: Sequence[Passage]) -> tuple[int | None, Reason]:
        """The rank of a quote, and why it is no better. `holding` are all passages that contain it."""
        if (rank := _rank(self.understood, place)) is not None:
            return rank, _OUTRANKED
        for at, hit in enumerate(self.understood, 1):
            if any(_holds(passage, place) for passage in hit.also):
                return at, "collapsed"
        for at, hit in enumerate(self.understood, 1):
            if any(_overlap(hit.passage, passage) for passage in holding):
                return at, "neighbour"
            if not holding and _holds_part(hit.passage, place):
                return at, "cut"
        if any(_holds_part(hit.passage, place) for hit in self.literal):
            return None, "filtered"
        return None, "not_candidate"


def _overlap(one: Passage, other: Passage) -> bool:
    return (
        (one.source_id, one.field) == (other.source_id, other.field)
        and one.start < other.end
        and other.start < one.end
    )


def _holds_part(passage: Passage, place: GoldPlace) -> bool:
    return _same_field(passage, place) and any(
        passage.start < end and start < passage.end for start, end in place.spans
    )
