"""Contradictions as rows of the command line's JSON (`contradictions --json`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.contradictions.dto import QuotedContradiction
from core.facts.quoting import Quote
from core.ids import ClientId, ExternalId


def contradictions_row(
    client_id: ClientId, found: Sequence[QuotedContradiction], *, external_id: ExternalId
) -> dict[str, Any]:
    """Those of one client; offsets are of characters of the field of that version."""
    return {
        "client_id": external_id("client", client_id),
        "contradictions": [_contradiction(one, external_id) for one in found],
    }


def _contradiction(one: QuotedContradiction, external_id: ExternalId) -> dict[str, Any]:
    dismissed = one.dismissed
    return {
        "kind": one.kind,
        "key": one.key,
        **one.values,
        "quotes": [_quote(quote, external_id) for quote in one.quotes],
        "dismissed": None
        if dismissed is None
        else {"reason": dismissed.reason, "at": dismissed.at.isoformat(), "by": str(dismissed.by)},
    }


def _quote(quote: Quote, external_id: ExternalId) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source": "client_record" if quote.kind == "client" else quote.kind,
        "session_id": external_id("session", quote.source_id) if quote.kind == "session" else None,
        "date": quote.day.isoformat() if quote.day else None,
        "field": quote.field,
        "version": quote.version,
        "quote": quote.text,
        "quote_start": quote.start,
        "quote_end": quote.end,
    }
    if quote.kind == "attachment":
        row["attachment"] = {"id": str(quote.source_id), "name": quote.title}
    return row
