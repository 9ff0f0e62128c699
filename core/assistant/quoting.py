"""Chooses which words of the record to quote, and writes them as dated lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.assistant.dto import Sentence
from core.assistant.evidence import Evidence
from core.ids import ClientId
from core.retrieval.dto import Hit, Passage

QUOTES_OF_A_CLIENT = 4
QUOTES_OF_A_PRACTICE = 8
_NEAR_THE_BEST = 0.6
"""A quote scores at least this share of the best one's score. Calibrated on development questions: lower
adds quotes that answer nothing, higher loses the second of two visits that answer together."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def choose(evidence: Sequence[Evidence], hits: Sequence[Hit], *, whole_practice: bool) -> list[Evidence]:
    """The best sentence of the best passages; of a practice first the best of each client."""
    best_of_passage: dict[int, Evidence] = {}
    for one in evidence:
        best_of_passage.setdefault(one.number, one)
    near = [one for one in best_of_passage.values() if one.score >= _NEAR_THE_BEST * evidence[0].score]
    if not whole_practice:
        return near[:QUOTES_OF_A_CLIENT]
    seen: set[ClientId] = set()
    first: list[Evidence] = []
    more: list[Evidence] = []
    for one in near:
        client_id = hits[one.number - 1].passage.client_id
        (more if client_id in seen else first).append(one)
        seen.add(client_id)
    return (first + more)[:QUOTES_OF_A_PRACTICE]


def quote_line(quote: Evidence, passage: Passage, *, client_name: str | None) -> Sentence:
    """`7 Apr 2024, plan: “…”`, led by the client's name where several clients are quoted."""
    where = [client_name or "", day_text(passage.day), passage.field.replace("_", " ")]
    words = " ".join(quote.span.text.split())
    return Sentence(f"{', '.join(part for part in where if part)}: “{words}”", (quote.number,), verified=True)


def day_text(day: date | None) -> str:
    """`7 Apr 2024`, whatever the machine's language; `client record` for what bears no date."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "client record"


def joined(sentences: Sequence[Sentence], separator: str) -> str:
    """The sentences with their [n] marks."""
    marked = (f"{one.text} {''.join(f'[{number}]' for number in one.sources)}" for one in sentences)
    return separator.join(marked)
