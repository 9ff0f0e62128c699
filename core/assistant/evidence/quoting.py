"""Chooses the words of the record to quote, and formats them as dated lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from core.assistant.dto import Sentence
from core.assistant.evidence.picking import Readable, pick, with_neighbours
from core.assistant.evidence.ranking import Evidence, near_the_best
from core.assistant.finding import RetrievedPassages
from core.clinical_language.months import short_day
from core.ids import ClientId
from core.language.marking import matched_spans
from core.language.query import Query
from core.retrieval.dto import Hit, Passage

READABLE = Readable(fewest=4, most=8, chars=1600)
READABLE_SERIES = Readable(fewest=4, most=9, chars=1800)
QUOTES_OF_A_PRACTICE = 8
QUOTES_OF_A_LIST = 16
"""A list quotes every listed client; up to this many quotes if it is short."""
QUOTE_OF_A_PRACTICE_CHARS = 300
"""Quotes of several clients are short: they only show whom each is about."""
SPEAKS = 0.5
ANSWERS = 0.8
"""From this share of the best sentence's score another sentence answers the question as well."""
LEADS = 0.94
"""From this share a quote is shown beside the best one; the others are shown on request."""
LEADS_OF_A_PRACTICE = 0.8
"""The same for the clients of a search over the practice, who are first named (decision 0077)."""
MENTIONS = 0.6
"""From this share a newer visit than the answering one is shown beside it."""
DAYS = 1

_NEAR_THE_BEST = 0.5
"""A quote scores at least this share of the best one: more loses the second of two visits that answer
together.
"""

_SEVERAL = re.compile(
    r"\bhow (?:has|have|did)\b.{0,60}\b(?:run|move[ds]?|change[ds]?|gone|go|went|progress\w*|develop\w*"
    r"|evolve\w*)\b|\bvisit (?:by|to) visit\b|\bacross\b|\bfrom \w+ (?:to|through|until) \w+"
    r"|\bover (?:the|this|last) (?:year|months)\b|\b(?:trace|compare|trend|course of)\b"
    r"|\beach (?:visit|time)\b|\bbetween \w+ and \w+|\band then\b"
    r"|\bthe \w+, (?:the )?\w+,? and (?:the )?\w+|,\s*and (?:which|what|when|how|who|where)\b"
    r"|\bin \w+ and in \w+"
    r"|^\W*(?:which|what) (?:\w+ )?(?:cancers|operations|surgeries|injuries|fractures|diagnoses)\b"
    # Changed; not uric acid, nor passing water, which are spelt similarly.
    r"|(?<![א-ת])[וש]?השתנ(?:ה|תה|ו)(?![א-ת])"
    r"|לאורך ה?|בכל ביקור|(?<![א-ת])כיצד|מה קרה ל|השווה|מביקור לביקור",
    re.IGNORECASE,
)
"""A series over visits, or several things asked at once."""


def choose_quotes(evidence: Sequence[Evidence], found: RetrievedPassages) -> list[Evidence]:
    """The best words of the best passages, best first.

    For a question which clients something holds for: those of each listed client; for any other question over
    the practice first the best of each client. For the latest (or first) only that day's; for a series and a
    question in several parts more, in the order of their days.
    """
    if found.listed:
        return _grown(_of_the_list(evidence, found), evidence, found)
    near = [one for one in evidence if near_the_best(one, evidence, _NEAR_THE_BEST)]
    if found.whole_practice:
        spread = _spread(_apart(near, found.hits), found.hits)
        return _grown(spread[:QUOTES_OF_A_PRACTICE], evidence, found)
    if _SEVERAL.search(found.question):
        several = pick(near, evidence, found.passage, READABLE_SERIES)
        return sorted(several, key=lambda one: _day(found, one))
    if found.order is not None:
        near = _of_the_day(near, evidence, found)
    return pick(near, evidence, found.passage, READABLE)


def leading_quotes(quotes: Sequence[Evidence], found: RetrievedPassages) -> int | None:
    """How many of `quotes`, from the first, answer about as well as the best.

    None if all of them together are the answer: of listed clients, of a series.
    """
    if found.listed or (not found.whole_practice and _SEVERAL.search(found.question)):
        return None
    share = LEADS_OF_A_PRACTICE if found.whole_practice else LEADS
    enough = share * max((one.score for one in quotes), default=0.0)
    return sum(1 for _ in takewhile(lambda one: one.score >= enough, quotes)) or None


def _grown(
    chosen: Iterable[Evidence], evidence: Sequence[Evidence], found: RetrievedPassages
) -> list[Evidence]:
    return [
        with_neighbours(one, evidence, found.passage(one.number), chars=QUOTE_OF_A_PRACTICE_CHARS)
        for one in chosen
    ]


def _day(found: RetrievedPassages, one: Evidence) -> date:
    return found.passage(one.number).day or date.min


def _of_the_list(evidence: Sequence[Evidence], found: RetrievedPassages) -> list[Evidence]:
    """The best quote of each listed client, however many; for a few clients a second one too."""
    listed = found.listed or 0
    whose = {found.passage(number).client_id for number in range(1, listed + 1)}
    chosen = sorted(_of_passages(evidence, set(range(1, listed + 1))), key=lambda one: one.number)
    room = max(0, QUOTES_OF_A_LIST - len(chosen))
    more = [
        one
        for one in _apart(evidence, found.hits)
        if one.number > listed
        and found.passage(one.number).client_id in whose
        and near_the_best(one, evidence, SPEAKS)
    ]
    return chosen + more[:room]


def _of_the_day(
    near: Sequence[Evidence], evidence: Sequence[Evidence], found: RetrievedPassages
) -> list[Evidence]:
    """Of the relevant sentences those of the newest visit (or the oldest, if asked for).

    Older values beside the newest would only confuse. Only sentences as good as the best decide which visit
    it is: a newer one that merely mentions the subject must not hide the answer. But the best of the newest
    visit is shown too, after it, so that the reader sees that it was considered.
    """
    speaking = [one for one in near if near_the_best(one, evidence, ANSWERS)]
    days = sorted({day for one in speaking if (day := found.passage(one.number).day) is not None})
    kept = days[:DAYS] if found.order == "first" else days[-DAYS:]
    of_the_day = [
        one for one in near if near_the_best(one, evidence, SPEAKS) and found.passage(one.number).day in kept
    ]
    if kept:
        of_the_day += _beyond(kept[0], near, evidence, found)
    return of_the_day or speaking


def _beyond(
    day: date, near: Sequence[Evidence], evidence: Sequence[Evidence], found: RetrievedPassages
) -> list[Evidence]:
    """The best of the newest relevant visit after `day` (or the oldest before it)."""
    first = found.order == "first"
    further: dict[date, Evidence] = {}
    for one in near:
        its = found.passage(one.number).day
        if its is not None and (its < day if first else its > day) and near_the_best(one, evidence, MENTIONS):
            further.setdefault(its, one)
    return [further[min(further) if first else max(further)]] if further else []


def quote_line(quote: Evidence, passage: Passage, *, client_name: str | None) -> Sentence:
    """`7 Apr 2024, plan: “…”`, preceded by the client's name if several clients are quoted."""
    where = [client_name or "", day_text(passage.day), passage.field.replace("_", " ")]
    words = " ".join(quote.span.text.split())
    return Sentence(f"{', '.join(part for part in where if part)}: “{words}”", (quote.number,), verified=True)


def emphasised(line: Sentence, query: Query) -> Sentence:
    """A `quote_line` with emphasis on the words of its quote that match the question."""
    start = line.text.index("“") + 1
    spans = matched_spans(line.text[start:], query)
    return replace(line, emphasis=tuple((start + first, start + last) for first, last in spans))


def day_text(day: date | None) -> str:
    """`7 Apr 2024`, independent of the system's language; `client record` for entries without a date."""
    return short_day(day) if day else "client record"


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
    """The best sentence of each passage, without those that a better passage already contains."""
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
    """The best of each client first: the question is who, and one client must not crowd out another."""
    seen: set[ClientId] = set()
    first: list[Evidence] = []
    more: list[Evidence] = []
    for one in near:
        client_id = hits[one.number - 1].passage.client_id
        (more if client_id in seen else first).append(one)
        seen.add(client_id)
    return first + more
