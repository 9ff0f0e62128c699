"""A brief as the row of the command line's JSON (`brief --json`)."""

from __future__ import annotations

from typing import Any

from core.assistant.dto import Source
from core.briefs.dto import Brief, BriefLine
from core.ids import ExternalId


def brief_row(brief: Brief, *, external_id: ExternalId) -> dict[str, Any]:
    """One brief; `quote_start` and `quote_end` are character offsets into the field of that version."""
    searched = brief.searched
    return {
        "client_id": external_id("client", brief.client_id),
        "since": brief.since.isoformat() if brief.since else None,
        "as_of": brief.as_of.isoformat(),
        "stale": brief.stale,
        "searched": {
            "sessions": searched.sessions,
            "since": searched.since.isoformat() if searched.since else None,
            "until": searched.until.isoformat() if searched.until else None,
            "unread": searched.unread,
        },
        "lines": [_line(line, external_id) for line in brief.lines],
    }


def _line(line: BriefLine, external_id: ExternalId) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "text": line.text,
        "joins": list(line.joins),
        "drafted": line.drafted,
        "sources": [_source(source, external_id) for source in line.sources],
    }


def _source(source: Source, external_id: ExternalId) -> dict[str, Any]:
    passage = source.passage
    row: dict[str, Any] = {
        "number": source.number,
        "client_id": external_id("client", passage.client_id),
        "session_id": None,
        "date": passage.day.isoformat() if passage.day else None,
        "field": passage.field,
        "version": passage.version,
        "quote": source.quote,
        "quote_start": source.quote_start,
        "quote_end": source.quote_end,
        "verified": source.verified,
    }
    if passage.source_kind == "session":
        row["session_id"] = external_id("session", passage.source_id)
    elif passage.source_kind == "attachment":
        row["attachment"] = {"id": str(passage.source_id), "name": passage.title}
    else:
        row["source"] = "client_record"
    return row
