"""The similarity of each part of a passage to the question, which decides what to quote.

A passage includes the neighbours of its focus, and those were compared as well, each as the focus of its own
passage. So every displayed sentence has a cosine without embedding it again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from uuid import UUID

from core.retrieval.dto import Hit, Nearness
from core.retrieval.memory.scored import Scored


def with_nearness(hits: Sequence[Hit], compared: Iterable[Scored]) -> tuple[Hit, ...]:
    """The hits with the cosines of their parts, for the parts among `compared`."""
    parts: dict[tuple[UUID, str], list[Nearness]] = {
        (hit.passage.source_id, hit.passage.field): [] for hit in hits
    }
    sources = {source_id for source_id, _ in parts}
    for one in compared:
        if one.dense is None or one.source_id not in sources:
            continue
        field, start, end = one.focus
        if (one.source_id, field) in parts:
            parts[one.source_id, field].append(Nearness(start, end, float(one.dense)))
    return tuple(
        dataclasses.replace(hit, nearness=_within(hit, parts[hit.passage.source_id, hit.passage.field]))
        for hit in hits
    )


def _within(hit: Hit, parts: Iterable[Nearness]) -> tuple[Nearness, ...]:
    passage = hit.passage
    shown = (part for part in parts if part.start < passage.end and passage.start < part.end)
    return tuple(sorted(shown, key=lambda part: part.start))
