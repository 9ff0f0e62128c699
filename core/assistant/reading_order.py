"""Numbers the sources of an answer in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.assistant.dto import Sentence, Source


def reading_order(sentences: Iterable[Sentence], sources: Sequence[Source]) -> dict[int, int]:
    """Maps each source's number to its new one: as cited, then the other used ones, then the rest."""
    known = {source.number for source in sources}
    cited = [number for sentence in sentences for number in sentence.sources if number in known]
    used = [source.number for source in sources if source.used]
    order = dict.fromkeys((*cited, *used, *(source.number for source in sources)))
    return {number: place for place, number in enumerate(order, start=1)}


def renumbered_sentences(sentences: Iterable[Sentence], numbers: dict[int, int]) -> tuple[Sentence, ...]:
    """The same sentences with the new numbers, without numbers that have no source."""
    return tuple(
        replace(one, sources=tuple(numbers[number] for number in one.sources if number in numbers))
        for one in sentences
    )


def renumbered_sources(sources: Iterable[Source], numbers: dict[int, int]) -> tuple[Source, ...]:
    """The same sources under the new numbers, in their order."""
    changed = (replace(one, number=numbers[one.number]) for one in sources)
    return tuple(sorted(changed, key=lambda one: one.number))
