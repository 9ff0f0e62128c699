"""The rows for training: a question, the sentences found for it, and which of them prove the answer.

No text is about a real person: the charts are invented, or published for research.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from core.assistant.reader.prompt import QUOTES_LIMIT, ReaderQuote, reader_answer

HELD_OUT_SHARE = 0.1
FOUND_LIMIT = 14
"""More than fit into a prompt: the rest replaces removed sentences."""
_CITATION = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_LEAST_OVERLAP = 0.5
_SHUFFLED = 0.5


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """The position of a gold quote in a field; `source` is the id of the session in the file, "" for the
    client.
    """

    source: str
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence as returned by search and ranking."""

    source: str
    day: date | None
    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RowQuote:
    """A sentence of a row; `gold`: it proves (a part of) the answer."""

    day: str
    field: str
    text: str
    gold: bool = False

    def for_prompt(self) -> ReaderQuote:
        return ReaderQuote(date.fromisoformat(self.day) if self.day else None, self.field, self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A question with what was found, best first; gold sentences that were not found come last.

    `answer` is without citations, "" if there is none. `rules` is the code with which the rules of abstention
    refuse the question, "" if they do not. `missed`: no gold sentence was found.
    """

    row_id: str
    source: str
    chart: str
    language: str
    question: str
    answer: str
    quotes: tuple[RowQuote, ...]
    rules: str = ""
    held_out: bool = False
    missed: bool = False

    @property
    def answerable(self) -> bool:
        return bool(self.answer)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences of one prompt of a row, in order, and the answer to it."""

    question: str
    quotes: tuple[RowQuote, ...]
    target: str

    @property
    def gold(self) -> tuple[int, ...]:
        """Numbers of the sentences that answer, from 1."""
        return tuple(number for number, quote in enumerate(self.quotes, 1) if quote.gold)


def marked(found: Sequence[FoundSentence], gold: Sequence[GoldSpan]) -> list[bool]:
    """For each sentence, whether it contains a gold quote, is inside one, or shares half of the shorter."""
    return [any(_shares(one, span) for span in gold) for one in found]


def uncovered(found: Sequence[FoundSentence], gold: Sequence[GoldSpan]) -> list[GoldSpan]:
    """The gold quotes of which no sentence was found."""
    return [span for span in gold if not any(_shares(one, span) for one in found)]


def _shares(one: FoundSentence, span: GoldSpan) -> bool:
    if (one.source, one.field) != (span.source, span.field):
        return False
    shared = min(one.end, span.end) - max(one.start, span.start)
    return shared > 0 and shared >= _LEAST_OVERLAP * min(one.end - one.start, span.end - span.start)


def without_citations(answer: str) -> str:
    """The text of an ideal answer; its citations number the gold quotes, not the quotes of a prompt."""
    return _CITATION.sub("", answer).strip()


def chosen(row: Row, *, limit_tokens: int, cost: Callable[[RowQuote], int]) -> Chosen:
    """The prompt of one row as in answering: the best sentences that fit, in the order of their `place`.

    Whether the proof is among them depends on search.
    """
    kept: list[RowQuote] = []
    left = limit_tokens
    for quote in row.quotes[:QUOTES_LIMIT]:
        left -= cost(quote)
        if kept and left < 0:
            break
        kept.append(quote)
    kept.sort(key=lambda quote: quote.for_prompt().place)
    return _for_row(row, kept, _proof(row))


def drawn(
    row: Row,
    *,
    limit_tokens: int,
    cost: Callable[[RowQuote], int],
    silenced: bool = False,
    order: random.Random | None = None,
) -> Chosen:
    """The prompt of one row for training: always the proof, then the best sentences that fit.

    `cost` is the number of tokens of a line. `silenced`: the proof is removed and nothing answers any more
    (another sentence may still answer in other words; because the gold quotes of a question should be
    complete, such rows are few, and they are not corrected). In the order of their `place`; `order` shuffles
    every other time.
    """
    proof = proof_quotes(row)
    kept = [] if silenced else proof[:QUOTES_LIMIT]
    left = limit_tokens - sum(map(cost, kept))
    for quote in row.quotes:
        if quote.gold or len(kept) == QUOTES_LIMIT:
            continue
        needed = cost(quote)
        if not kept or needed <= left:
            kept.append(quote)
            left -= needed
    # As in answering: within a field of one day the better one is first.
    kept.sort(key=row.quotes.index)
    kept.sort(key=lambda quote: quote.for_prompt().place)
    if order is not None and order.random() < _SHUFFLED:
        order.shuffle(kept)
    return _for_row(row, kept, _proof(row))


def proof_quotes(row: Row) -> list[RowQuote]:
    """The sentences that prove its answer."""
    return [quote for quote in row.quotes if quote.gold]


def _for_row(row: Row, kept: Sequence[RowQuote], proof: Collection[tuple[str, str, str]]) -> Chosen:
    quotes = tuple(replace(quote, gold=_key(quote) in proof) for quote in kept)
    numbers = [number for number, quote in enumerate(quotes, 1) if quote.gold]
    return Chosen(row.question, quotes, reader_answer(numbers, row.answer))


def _key(quote: RowQuote) -> tuple[str, str, str]:
    return quote.day, quote.field, quote.text


def _proof(row: Row) -> frozenset[tuple[str, str, str]]:
    return frozenset(_key(quote) for quote in row.quotes if quote.gold)


def held_out_charts(charts: Mapping[str, Iterable[str]], *, seed: int) -> frozenset[str]:
    """About a tenth of the charts of each source, at least one, drawn with `seed`."""
    held: list[str] = []
    for source in sorted(charts):
        names = sorted(set(charts[source]))
        count = max(1, round(HELD_OUT_SHARE * len(names)))
        held += random.Random(f"{seed} {source}").sample(names, count)  # noqa: S311 - a split, not a secret
    return frozenset(held)


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Writes one row per line; returns the number of rows."""
    lines = [json.dumps(asdict(row), ensure_ascii=False) for row in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def read_rows(path: Path) -> list[Row]:
    """Raises `OSError` if there is no file."""
    with path.open(encoding="utf-8") as lines:
        return [_row(json.loads(line)) for line in lines]


def _row(given: dict[str, Any]) -> Row:
    return Row(**{**given, "quotes": tuple(RowQuote(**quote) for quote in given["quotes"])})
