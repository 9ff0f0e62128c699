"""Answers and sources as JSON, for sealing; reading back gives equal values."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.assistant.dto import Answer, Sentence, Sought, Source, Timings, Usage
from core.ids import ClientId, ConversationId, MessageId, PassageId
from core.retrieval.dto import Passage
from core.sources.dto import Coverage


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Everything of an answer except its id and the sources themselves, which are listed by number."""
    searched = answer.searched
    return {
        "conversation_id": str(answer.conversation_id),
        "question": answer.question,
        "answer": answer.answer,
        "sentences": [_sentence_to_json(one) for one in answer.sentences],
        "withheld": [_sentence_to_json(one) for one in answer.withheld],
        "sources": [source.number for source in answer.sources],
        "not_in_record": answer.not_in_record,
        "mode": answer.mode,
        "attribution": answer.attribution,
        "model": answer.model,
        "timings": [answer.timings.find_ms, answer.timings.first_token_ms, answer.timings.total_ms],
        "usage": [
            answer.usage.prompt_tokens, answer.usage.output_tokens, answer.usage.truncated_passages
        ],
        "searched": [
            searched.sessions, _iso(searched.since), _iso(searched.until), searched.unread,
            searched.mismatched,
        ],
        "asked_at": answer.asked_at.isoformat(),
        "cached": answer.cached,
        "notice": answer.notice,
        "understood": answer.understood,
        "missing": list(answer.missing),
        "leading": answer.leading,
        "unscored": answer.unscored,
        "uncertain": answer.uncertain,
        "sought": None if answer.sought is None else [answer.sought.kind, answer.sought.subject],
        "recalled": [str(message_id) for message_id in answer.recalled],
        "first_asked_at": None if answer.first_asked_at is None else answer.first_asked_at.isoformat(),
    }  # fmt: skip


def answer_from_json(body: dict[str, Any], message_id: MessageId, sources: tuple[Source, ...]) -> Answer:
    # Answers of earlier versions have no count of mismatches.
    sessions, since, until, unread, *later = body["searched"]
    return Answer(
        conversation_id=ConversationId(UUID(body["conversation_id"])),
        message_id=message_id,
        question=body["question"],
        answer=body["answer"],
        sentences=tuple(_sentence_from_json(one) for one in body["sentences"]),
        withheld=tuple(_sentence_from_json(one) for one in body["withheld"]),
        sources=sources,
        not_in_record=body["not_in_record"],
        mode=body["mode"],
        attribution=body.get("attribution", "before_tracking"),
        model=body["model"],
        timings=Timings(*body["timings"]),
        usage=Usage(*body["usage"]),
        searched=Coverage(sessions, _day(since), _day(until), unread, mismatched=later[0] if later else 0),
        asked_at=datetime.fromisoformat(body["asked_at"]),
        cached=body["cached"],
        notice=body["notice"],
        # Answers of earlier versions lack the following fields.
        understood=body.get("understood"),
        recalled=tuple(MessageId(UUID(earlier)) for earlier in body.get("recalled", ())),
        missing=tuple(body.get("missing", ())),
        leading=body.get("leading"),
        unscored=body.get("unscored", False),
        uncertain=body.get("uncertain", False),
        sought=Sought(*body["sought"]) if body.get("sought") else None,
        first_asked_at=_moment(body.get("first_asked_at")),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _sentence_to_json(sentence: Sentence) -> list[Any]:
    emphasis = [list(span) for span in sentence.emphasis]
    return [sentence.text, list(sentence.sources), sentence.verified, sentence.reason, emphasis]


def _sentence_from_json(values: list[Any]) -> Sentence:
    text, sources, verified, reason, *later = values
    emphasis = tuple((start, end) for start, end in (later[0] if later else ()))
    return Sentence(text, tuple(sources), verified, reason, emphasis)


def source_to_json(source: Source) -> dict[str, Any]:
    """Everything of a source except its number and client, which are part of its address."""
    passage = source.passage
    return {
        "used": source.used,
        "usage_reason": source.usage_reason,
        "quote": source.quote,
        "quote_span": [source.quote_start, source.quote_end],
        "verified": source.verified,
        "client_name": source.client_name,
        "scores": [source.score, source.dense, source.lexical],
        "proof": [list(span) for span in source.proof],
        "rank": source.rank,
        "passage": {
            "passage_id": str(passage.passage_id),
            "source_kind": passage.source_kind,
            "source_id": str(passage.source_id),
            "version": passage.version,
            "field": passage.field,
            "span": [passage.start, passage.end],
            "text": passage.text,
            "day": _iso(passage.day),
            "title": passage.title,
        },
    }


def source_from_json(detail: dict[str, Any], number: int, client_id: ClientId) -> Source:
    noted = detail["passage"]
    passage = Passage(
        passage_id=PassageId(UUID(noted["passage_id"])),
        client_id=client_id,
        source_kind=noted["source_kind"],
        source_id=UUID(noted["source_id"]),
        version=noted["version"],
        field=noted["field"],
        start=noted["span"][0],
        end=noted["span"][1],
        text=noted["text"],
        day=_day(noted["day"]),
        title=noted.get("title", ""),
    )
    score, dense, lexical = detail["scores"]
    return Source(
        number=number,
        used=detail["used"],
        usage_reason=detail["usage_reason"],
        quote=detail["quote"],
        quote_start=detail["quote_span"][0],
        quote_end=detail["quote_span"][1],
        verified=detail["verified"],
        passage=passage,
        client_name=detail["client_name"],
        score=score,
        dense=dense,
        lexical=lexical,
        # Sources of earlier versions lack these fields.
        proof=tuple((start, end) for start, end in detail.get("proof", ())),
        rank=detail.get("rank"),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
