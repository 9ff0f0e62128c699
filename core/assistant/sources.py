"""Turns search results into numbered sources: which were used, for what, and the exact words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from core.assistant.dto import Sentence, Source
from core.assistant.evidence.ranking import Evidence
from core.assistant.spans import Span, enclosing, whole
from core.assistant.verification.sentence_verifier import Support
from core.ids import ClientId
from core.retrieval.dto import Hit, Passage


class SourceTable:
    """The hits of one question, numbered from 1, and the use of each."""

    def __init__(
        self,
        hits: Sequence[Hit],
        names: Mapping[ClientId, str],
        *,
        nearest: Sequence[Evidence] = (),
        order: Literal["latest", "first"] | None = None,
    ) -> None:
        """`nearest`, best first, decides which sentence to show of an unused source, and why it is unused.

        `order`: the latest or the first was asked for.
        """
        self._hits = tuple(hits)
        self._names = dict(names)
        self._spans: dict[int, list[Span]] = {}
        self._proof: dict[int, list[Span]] = {}
        self._reasons: dict[int, list[str]] = {}
        self._nearest: dict[int, Span] = {}
        self._order = order
        self._why: dict[int, str] = {}
        self._cited_in_vain: set[int] = set()
        self._shared: dict[int, tuple[str, ...]] = {}
        for one in nearest:
            self._nearest.setdefault(one.number, one.span)
            self._shared.setdefault(one.number, one.matched)

    def cited(self, sentence_number: int, supports: Sequence[Support]) -> None:
        """Records that sentence `sentence_number` (from 1) of the answer is supported by these words."""
        for support in supports:
            words = ", ".join(f"‘{word}’" for word in support.matched)
            self._use(support.number, support.span, f"supports sentence {sentence_number}: {words}")
            self._proof.setdefault(support.number, []).append(support.span)

    def proved(self, number: int, spans: Iterable[Span]) -> None:
        """Records that these words inside the quote of source `number` support the answer."""
        self._proof.setdefault(number, []).extend(spans)

    def quoted(self, evidence: Sequence[Evidence]) -> None:
        """Records that these sentences are themselves the answer."""
        for one in evidence:
            words = ", ".join(f"‘{word}’" for word in one.matched)
            self._use(one.number, one.span, f"quoted: shares {words}" if words else "quoted: near in meaning")

    def explained(self, reasons: Mapping[int, str]) -> None:
        """Records the model's reasons for using sources, by number."""
        self._why.update(reasons)

    def withheld(self, sentences: Iterable[Sentence]) -> None:
        """Records sentences that are not shown as fact; sources cited only by them count as unused."""
        for sentence in sentences:
            self._cited_in_vain.update(sentence.sources)

    def sources(self, *, offered: frozenset[int] = frozenset()) -> tuple[Source, ...]:
        """Every hit as a source; those `offered` were given to the model."""
        return tuple(self._source(number, offered) for number in range(1, len(self._hits) + 1))

    def _use(self, number: int, span: Span, reason: str) -> None:
        self._spans.setdefault(number, []).append(span)
        self._reasons.setdefault(number, []).append(reason)

    def _source(self, number: int, offered: frozenset[int]) -> Source:
        hit = self._hits[number - 1]
        used = number in self._spans
        if used:
            span, reason = enclosing(hit.passage, self._spans[number]), self._reason_for_use(number)
        else:
            span = self._nearest.get(number, whole(hit.passage))
            reason = self._reason_against(number, hit, offered=number in offered)
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
            proof=_merged(hit.passage, self._proof.get(number, ())) if used else (),
            rank=number,
        )

    def _reason_for_use(self, number: int) -> str:
        reasons = list(self._reasons[number])
        if number in self._why:
            reasons.append(f"in the model's words: {self._why[number]}")
        return "; ".join(reasons)

    def _reason_against(self, number: int, hit: Hit, *, offered: bool) -> str:
        """Why a source that was found is not used, beginning with whether the model read it."""
        begun = "given to the model, not used" if offered else "found, not used"
        return f"{begun}: {self._against(number, hit)}"

    def _against(self, number: int, hit: Hit) -> str:
        if number in self._cited_in_vain:
            return "cited only by a sentence that was withheld"
        days = {day for used in self._spans if (day := self._hits[used - 1].passage.day) is not None}
        if self._order and days and hit.passage.day is not None and hit.passage.day not in days:
            return f"of another day than the {self._order}"
        if hit.denies:
            return "says that it is not so"
        shared = ", ".join(f"‘{word}’" for word in self._shared.get(number, ()))
        if not shared:
            return "near in meaning only"
        return (
            f"shares {shared}, and others answer better" if self._spans else f"shares {shared}, and no more"
        )


def _merged(passage: Passage, spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The spans in order; spans separated only by blanks are merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        between = passage.text[merged[-1][1] - passage.start : start - passage.start] if merged else "-"
        if merged and not between.strip():
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
