"""Dismissed contradictions as records of a chart: identified by sources and hashes of the words, with the
reason.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from core.contradictions.dto import Dismissal
from core.facts.quoting import Quote
from core.ids import UserId
from core.records.chart_records import ChartRecord

_SOURCE = "source"
_WORDS = "words"
Said = tuple[str, str]
"""A source's id and the hash of the words that are quoted from it."""


def said(quote: Quote) -> Said:
    """Identifies a quote across versions of its source, independent of its offset."""
    return str(quote.source_id), hashlib.sha256(quote.text.encode()).hexdigest()


def key_of(kind: str, concept: str, quotes: Iterable[Said]) -> str:
    """The same for two statements in either order."""
    told = json.dumps([kind, concept, sorted(quotes)], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def body_of(
    *, kind: str, concept: str, quotes: Iterable[Quote], reason: str, by: UserId, at: datetime
) -> dict[str, Any]:
    """The sealed body of the record."""
    return {
        "contradiction": kind,
        "concept": concept,
        "quotes": [{_SOURCE: source, _WORDS: words} for source, words in map(said, quotes)],
        "reason": reason,
        "by": str(by),
        "at": at.isoformat(),
    }


def dismissed_key(record: ChartRecord) -> str:
    """The key of the contradiction that a record dismisses."""
    body = record.body
    quotes = [(each[_SOURCE], each[_WORDS]) for each in body["quotes"]]
    return key_of(body["contradiction"], body["concept"], quotes)


def dismissal_of(record: ChartRecord) -> Dismissal:
    """Who dismissed it, when and why."""
    body = record.body
    return Dismissal(
        record.record_id, body["reason"], UserId(UUID(body["by"])), datetime.fromisoformat(body["at"])
    )


def with_sources(body: Mapping[str, Any], copies: Mapping[UUID, UUID]) -> dict[str, Any]:
    """The body of a copy in another chart: `copies` maps source ids to that chart's."""
    quotes = [
        each | {_SOURCE: str(copies.get(UUID(each[_SOURCE]), UUID(each[_SOURCE])))} for each in body["quotes"]
    ]
    return {**body, "quotes": quotes}
