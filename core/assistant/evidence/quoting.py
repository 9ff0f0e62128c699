"""Chooses which words of the record to quote, and writes them as dated lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from core.assistant.dto import Sentence
from core.assistant.evidence.ranking import Evidence, near_the_best
from core.assistant.finding import Found
from core.assistant.spans import Span, enclosing, sentence_spans
from core.ids import ClientId
from core.retrieval.dto import Hit, Passage

QUOTES_OF_A_CLIENT = 4
MOST_QUOTES_OF_A_CLIENT = 8
READABLE_CHARS = 1000
READABLE_SERIES_CHARS = 1800
QUOTES_OF_A_PRACTICE = 8
SPEAKS = 0.7
DAYS = 1
QUOTE_CHARS = 300
"""A quote is a sentence with as many of its neighbours as fit: alone it often lacks its subject."""

_NEAR_THE_BEST = 0.5
"""A quote scores at least this share of the best one: higher loses the second of two visits that answer
together."""

_SEVERAL = re.compile(
    r"\bhow (?:has|have|did)\b.{0,60}\b(?:run|move[ds]?|change[ds]?|gone|go|went|progress\w*|develop\w*"
    r"|evolve\w*)\b|\bvisit (?:by|to) visit\b|\bacross\b|\bfrom \w+ (?:to|through|until) \w+"
    r"|\bover (?:the|this|last) (?:year|months)\b|\b(?:trace|compare|trend|course of)\b"
    r"|\beach (?:visit|time)\b|\bbetween \w+ and \w+|\band then\b"
    r"|\bthe \w+, (?:the )?\w+,? and (?:the )?\w+|,\s*and (?:which|what|when|how|who|where)\b"
    r"|\bin \w+ and in \w+"
    r"|^\W*(?:which|what) (?:\w+ )?(?:cancers|operations|surgeries|injuries|fractures|diagnoses)\b"
    r"|השתנ|לאורך ה?|בכל ביקור|(?<![א-ת])כיצד|מה קרה ל|השווה|מביקור לביקור",
    re.IGNORECASE,
)
"""A series over visits, or several things asked at once."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def choose_quotes(evidence: Sequence[Evidence], found: Found) -> list[Evidence]:
    """The best words of the best passages, best first.

    For a question which clients something holds for, those of each client that was listed; of any other over
    the practice first the best of each client. Of the latest (the first) only that day's; of a series and of
    a question in several parts more, in the order of their days.
    """
    near = [one for one in _apart(evidence, found.hits) if near_the_best(one, evidence, _NEAR_THE_BEST)]
    if found.listed:
        return _grown(_of_the_list(evidence, found), evidence, found)
    if found.whole_practice:
        return _grown(_spread(near, found.hits)[:QUOTES_OF_A_PRACTICE], evidence, found)
    if _SEVERAL.search(found.question):
        several = _readable(_grown(near[:MOST_QUOTES_OF_A_CLIENT], evidence, found), READABLE_SERIES_CHARS)
        return sorted(several, key=lambda one: _day(found, one))
    if found.order is not None:
        near = _of_the_day(near, evidence, found)
    return _readable(_grown(near[:MOST_QUOTES_OF_A_CLIENT], evidence, found), READABLE_CHARS)


def _grown(chosen: Iterable[Evidence], evidence: Sequence[Evidence], found: Found) -> list[Evidence]:
    return [replace(one, span=_with_neighbours(one, evidence, found.passage(one.number))) for one in chosen]


def _day(found: Found, one: Evidence) -> date:
    return found.passage(one.number).day or date.min


def _of_the_list(evidence: Sequence[Evidence], found: Found) -> list[Evidence]:
    """The best of each client that was listed, however many; of a few clients a second one too."""
    listed = found.listed or 0
    whose = {found.passage(number).client_id for number in range(1, listed + 1)}
    chosen = sorted(_of_passages(evidence, set(range(1, listed + 1))), key=lambda one: one.number)
    room = max(0, QUOTES_OF_A_PRACTICE - len(chosen))
    more = [
        one
        for one in _apart(evidence, found.hits)
        if one.number > listed
        and found.passage(one.number).client_id in whose
        and near_the_best(one, evidence, SPEAKS)
    ]
    return chosen + more[:room]


def _of_the_day(near: Sequence[Evidence], evidence: Sequence[Evidence], found: Found) -> list[Evidence]:
    """Of what speaks to the question the newest visit (the oldest, if that is asked), and what bears no date.

    Older values beside the newest would only have to be told apart again.
    """
    speaking = [one for one in near if near_the_best(one, evidence, SPEAKS)]
    days = sorted({day for one in speaking if (day := found.passage(one.number).day) is not None})
    kept = days[:DAYS] if found.order == "first" else days[-DAYS:]
    return [one for one in speaking if found.passage(one.number).day in kept] or speaking[:1]


def _readable(quotes: Sequence[Evidence], chars: int) -> list[Evidence]:
    """The first few, and more of them while all of it stays short: terse notes take many lines to say it."""
    kept: list[Evidence] = []
    for one in quotes:
        length = sum(len(other.span.text) for other in (*kept, one))
        if len(kept) >= QUOTES_OF_A_CLIENT and length > chars:
            break
        kept.append(one)
    return kept


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


def _of_passages(evidence: Iterable[Evidence], numbers: set[int]) -> list[Evidence]:
    """The best sentence of each of these passages."""
    best: dict[int, Evidence] = {}
    for one in evidence:
        if one.number in numbers:
            best.setdefault(one.number, one)
    return list(best.values())


def _apart(evidence: Sequence[Evidence], hits: Sequence[Hit]) -> list[Evidence]:
    """The best sentence of each passage, without those that a better passage shows already."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Evidence] = []
    for one in _of_passages(evidence, set(range(1, len(hits) + 1))):
        passage = hits[one.number - 1].passage
        place = (passage.source_id, passage.field, one.span.start)
        if place not in seen:
            kept.append(one)
        seen.add(place)
    return kept


def _spread(near: Sequence[Evidence], hits: Sequence[Hit]) -> list[Evidence]:
    """The best of each client in front: the question is who, and one client must not crowd out another."""
    seen: set[ClientId] = set()
    first: list[Evidence] = []
    more: list[Evidence] = []
    for one in near:
        client_id = hits[one.number - 1].passage.client_id
        (more if client_id in seen else first).append(one)
        seen.add(client_id)
    return first + more


def _with_neighbours(one: Evidence, evidence: Sequence[Evidence], passage: Passage) -> Span:
    """The sentence, grown by its better neighbour as long as the whole stays within `QUOTE_CHARS`."""
    spans = sentence_spans(passage)
    scores = {other.span.start: other.score for other in evidence if other.number == one.number}
    first = last = next(place for place, span in enumerate(spans) if span.start == one.span.start)
    while True:
        beside = [place for place in (first - 1, last + 1) if 0 <= place < len(spans)]
        fitting = [
            place
            for place in beside
            if spans[max(last, place)].end - spans[min(first, place)].start <= QUOTE_CHARS
        ]
        if not fitting:
            return enclosing(passage, spans[first : last + 1])
        place = max(fitting, key=lambda place: scores[spans[place].start])
        first, last = min(first, place), max(last, place)
