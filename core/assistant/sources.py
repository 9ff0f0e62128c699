"""Turns what was found into numbered sources: which were used, for what, and the exact words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.assistant.dto import Source
from core.assistant.evidence.ranking import Evidence
from core.assistant.spans import Span, enclosing, whole
from core.assistant.verification.sentence_verifier import Support
from core.ids import ClientId
from core.retrieval.dto import Hit


class SourceTable:
    """The hits of one question, numbered from 1, and what became of each."""

    def __init__(
        self, hits: Sequence[Hit], names: Mapping[ClientId, str], *, nearest: Sequence[Evidence] = ()
    ) -> None:
        """`nearest`, best first, says which sentence to show of a source that is not used."""
        self._hits = tuple(hits)
        self._names = dict(names)
        self._spans: dict[int, list[Span]] = {}
        self._reasons: dict[int, list[str]] = {}
        self._nearest: dict[int, Span] = {}
        for one in nearest:
            self._nearest.setdefault(one.number, one.span)

    def cited(self, sentence_number: int, supports: Sequence[Support]) -> None:
        """Sentence `sentence_number` (from 1) of the answer rests on these words."""
        for support in supports:
            words = ", ".join(f"‘{word}’" for word in support.matched)
            self._use(support.number, support.span, f"supports sentence {sentence_number}: {words}")

    def quoted(self, evidence: Sequence[Evidence]) -> None:
        """These sentences are themselves the answer."""
        for one in evidence:
            words = ", ".join(f"‘{word}’" for word in one.matched)
            self._use(one.number, one.span, f"quoted: shares {words}" if words else "quoted: near in meaning")

    def sources(self, *, offered: int = 0) -> tuple[Source, ...]:
        """Every hit as a source; the first `offered` were given to the model."""
        return tuple(self._source(number, offered) for number in range(1, len(self._hits) + 1))

    def _use(self, number: int, span: Span, reason: str) -> None:
        self._spans.setdefault(number, []).append(span)
        self._reasons.setdefault(number, []).append(reason)

    def _source(self, number: int, offered: int) -> Source:
        hit = self._hits[number - 1]
        used = number in self._spans
        if used:
            span, reason = enclosing(hit.passage, self._spans[number]), "; ".join(self._reasons[number])
        else:
            span = self._nearest.get(number, whole(hit.passage))
            reason = "given to the model, not used" if number <= offered else "found, not used"
        return Source(
            number=number,
            used=used,
            usage_reason=reason,
            quote=span.text,
            quote_start=span.start,
            quote_end=span.end,
            verified=used,
            passage=hit.passage,
            client_name=self._names.get(hit.passage.client_id, ""),
            score=float(hit.score),
            dense=None if hit.dense is None else float(hit.dense),
            lexical=None if hit.lexical is None else float(hit.lexical),
        )
