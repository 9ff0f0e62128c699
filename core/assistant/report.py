"""Answers and hits as the rows of the command line's JSON (`find` and `ask`)."""

from __future__ import annotations

from typing import Any

from core.assistant.dto import Answer, Sentence, Sought, Source
from core.ids import ExternalId
from core.retrieval.dto import Hit, Passage, Reading, SearchResult
from core.sources.dto import Coverage


def find_row(found: SearchResult, *, row_id: object = None, external_id: ExternalId) -> dict[str, Any]:
    """One row of `find --json`. `start` and `end` are character offsets into the field.

    A question which clients something holds for has `groups`: one for each client, with its hits.
    """
    return {
        "id": row_id,
        "question": found.question,
        "elapsed_ms": round(found.elapsed_ms, 1),
        "searched": _searched(found.searched),
        "hits": [_hit(hit, external_id) for hit in found.hits],
        "groups": [
            {
                "client_id": external_id("client", group.client_id),
                "hits": [_hit(hit, external_id) for hit in group.hits],
            }
            for group in found.groups
        ],
        "understood": [_understood(reading) for reading in found.understood],
    }


def answer_row(
    answer: Answer, *, row_id: object = None, external_id: ExternalId, blocked: str | None = None
) -> dict[str, Any]:
    """One row of `ask --json`; `sources` are the hits with their use in the answer."""
    timings, usage = answer.timings, answer.usage
    return {
        "id": row_id,
        "conversation_id": str(answer.conversation_id),
        "question": answer.question,
        "understood": answer.understood,
        "elapsed_ms": round(timings.total_ms, 1),
        "searched": _searched(answer.searched),
        "answer": answer.answer,
        "sentences": [_sentence(one) for one in answer.sentences],
        "lists": _lists(answer, external_id),
        "withheld": [_sentence(one) | {"reason": one.reason} for one in answer.withheld],
        "sources": [_source(source, external_id) for source in answer.sources],
        "not_in_record": answer.not_in_record,
        "mode": answer.mode,
        "notice": answer.notice,
        "unscored": answer.unscored,
        "uncertain": answer.uncertain,
        "missing": list(answer.missing),
        "sought": _sought(answer.sought),
        "attribution": answer.attribution,
        "cached": answer.cached,
        "model": answer.model,
        "timings_ms": {
            "find": round(timings.find_ms, 1),
            "first_token": None if timings.first_token_ms is None else round(timings.first_token_ms, 1),
            "total": round(timings.total_ms, 1),
        },
        "usage": {
            "prompt_tokens": usage.prompt_tokens,
            "output_tokens": usage.output_tokens,
            "truncated_passages": usage.truncated_passages,
        },
        "blocked": blocked,
    }


def blocked_row(question: str, *, row_id: object = None, code: str) -> dict[str, Any]:
    """The row of `ask --json` for a refused question: nothing was searched or written."""
    return {
        "id": row_id,
        "conversation_id": None,
        "question": question,
        "understood": None,
        "elapsed_ms": 0.0,
        "searched": _searched(Coverage()),
        "answer": "",
        "sentences": [],
        "lists": None,
        "withheld": [],
        "sources": [],
        "not_in_record": False,
        "mode": "evidence",
        "notice": None,
        "unscored": False,
        "uncertain": False,
        "missing": [],
        "sought": None,
        "attribution": "tracked",
        "cached": False,
        "model": None,
        "timings_ms": {"find": 0.0, "first_token": None, "total": 0.0},
        "usage": {"prompt_tokens": 0, "output_tokens": 0, "truncated_passages": 0},
        "blocked": code,
    }


def _lists(answer: Answer, external_id: ExternalId) -> dict[str, list[str]] | None:
    """The ids of the clients of each part of a list over the practice; None for any other answer."""
    if not answer.lists:
        return None
    parts: dict[str, list[str]] = {"now": [], "earlier": [], "denied_or_removed": [], "mentioned": []}
    for one in answer.lists:
        parts[one.part] += [external_id("client", client_id) for client_id in one.client_ids]
    return parts


def _searched(searched: Coverage) -> dict[str, Any]:
    return {
        "sessions": searched.sessions,
        "since": searched.since.isoformat() if searched.since else None,
        "until": searched.until.isoformat() if searched.until else None,
        "unread": searched.unread,
        "mismatched": searched.mismatched,
    }


def _understood(reading: Reading) -> dict[str, Any]:
    return {
        "code": reading.code,
        "since": reading.since.isoformat() if reading.since else None,
        "until": reading.until.isoformat() if reading.until else None,
    }


def _sought(sought: Sought | None) -> dict[str, str] | None:
    return None if sought is None else {"kind": sought.kind, "subject": sought.subject}


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "sources": list(sentence.sources), "verified": sentence.verified}


def _hit(hit: Hit, external_id: ExternalId) -> dict[str, Any]:
    """`also`, if any: other notes of the client with the same words, not listed separately."""
    place = _place(
        hit.passage, external_id, rank=hit.rank, score=hit.score, dense=hit.dense, lexical=hit.lexical
    )
    also = [
        {"session_id": external_id("session", other.source_id), "date": _day(other), "field": other.field}
        for other in hit.also
        if other.source_kind == "session"
    ]
    return place | ({"also": also} if also else {})


def _day(passage: Passage) -> str | None:
    return passage.day.isoformat() if passage.day else None


def _source(source: Source, external_id: ExternalId) -> dict[str, Any]:
    place = _place(
        source.passage,
        external_id,
        rank=source.number if source.rank is None else source.rank,
        score=source.score,
        dense=source.dense,
        lexical=source.lexical,
    )
    return place | {
        "number": source.number,
        "used": source.used,
        "usage_reason": source.usage_reason,
        "quote": source.quote,
        "quote_start": source.quote_start,
        "quote_end": source.quote_end,
        "proof": [
            {
                "start": start + source.quote_start,
                "end": end + source.quote_start,
                "text": source.quote[start:end],
            }
            for start, end in source.proof_spans
        ]
        if source.used
        else [],
        "verified": source.verified,
    }


def _place(
    passage: Passage,
    external_id: ExternalId,
    *,
    rank: int,
    score: float,
    dense: float | None,
    lexical: float | None,
) -> dict[str, Any]:
    session_id = external_id("session", passage.source_id) if passage.source_kind == "session" else None
    return _other_source(passage) | {
        "rank": rank,
        "score": _rounded(score),
        "dense": _rounded(dense),
        "lexical": _rounded(lexical),
        "client_id": external_id("client", passage.client_id),
        "session_id": session_id,
        "date": _day(passage),
        "field": passage.field,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def _other_source(passage: Passage) -> dict[str, Any]:
    """The place of a source outside of the sessions: such a row has no `session_id`."""
    if passage.source_kind == "attachment":
        return {"source": "attachment", "attachment": {"id": str(passage.source_id), "name": passage.title}}
    return {"source": "client_record"} if passage.source_kind == "client" else {}


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(float(score), 4)
