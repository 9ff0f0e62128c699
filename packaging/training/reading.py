"""The reading of a prompt: the probabilities of its answer's first token, and their accuracy."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.assistant.reader.prompt import PROMPT_TOKENS
from training.rows import Chosen, Row, RowQuote, chosen

REFUSALS = (0.05, 0.15)
LIMIT_TOKENS = PROMPT_TOKENS - 50
"""For the sentences; the rest of a prompt takes about fifty."""
_Z = 1.96
"""The quantile of the 95 % interval."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One held-out prompt: log-odds of `none` against any number, and whether the best number is right.

    `proof_found`: a sentence that proves the answer is in the prompt.
    """

    row: Row
    none: float
    best_is_gold: bool
    proof_found: bool


@dataclass(frozen=True, slots=True)
class Share:
    """`count` out of `of`."""

    count: int
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "none to count"
        low, high = interval(self.count, self.of)
        return f"{self.count} of {self.of} = {self.count / self.of:.2f} ({low:.2f} to {high:.2f})"


@dataclass(frozen=True, slots=True)
class Figures:
    """`recognised`: the share of the unanswerable, at each share of `REFUSALS` of the answerable refused.

    `best_source` is counted over the answerable rows whose proof was found, which are `proof_found`.
    """

    auc: float
    recognised: tuple[Share, ...]
    best_source: Share
    proof_found: Share
    rules_recognised: Share
    rules_refused: Share


def held_out(rows: Sequence[Row], cost: Callable[[RowQuote], int]) -> list[tuple[Row, Chosen]]:
    """The prompts of the held-out rows: in the order of answering, without rows whose proof was removed."""
    return [
        (row, chosen(row, limit_tokens=LIMIT_TOKENS, cost=cost))
        for row in rows
        if row.held_out and row.quotes
    ]


def sample(rows: Sequence[Row], count: int, *, seed: int) -> list[Row]:
    """A fixed sample of `count` held-out rows."""
    every = [row for row in rows if row.held_out]
    return random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 - a sample, not a secret


def reading_of(row: Row, prompt: Chosen, logs: Sequence[float]) -> Reading:
    """From the log-probabilities of `none` and of the numbers; those of absent quotes are ignored."""
    numbers = list(logs[1 : len(prompt.quotes) + 1])
    best = max(range(len(numbers)), key=numbers.__getitem__) + 1
    return Reading(row, logs[0] - _log_sum(numbers), best in prompt.gold, bool(prompt.gold))


def figures(readings: Sequence[Reading]) -> Figures:
    """Over any rows; without rows of both kinds the AUC is not a number."""
    answerable = [one for one in readings if one.row.answerable]
    silent = [one for one in readings if not one.row.answerable]
    found = [one for one in answerable if one.proof_found]
    yes, no = [one.none for one in answerable], [one.none for one in silent]
    return Figures(
        auc=auc(yes, no),
        recognised=tuple(recognised(yes, no, refused) for refused in REFUSALS),
        best_source=Share(sum(one.best_is_gold for one in answerable), len(found)),
        proof_found=Share(len(found), len(answerable)),
        rules_recognised=Share(sum(bool(one.row.rules) for one in silent), len(silent)),
        rules_refused=Share(sum(bool(one.row.rules) for one in answerable), len(answerable)),
    )


def auc(low: Sequence[float], high: Sequence[float]) -> float:
    """The probability that one of `high` is above one of `low`; ties count half."""
    if not low or not high:
        return math.nan
    won = sum((a > b) + (a == b) / 2 for a in high for b in low)
    return won / (len(low) * len(high))


def recognised(answerable: Sequence[float], silent: Sequence[float], refused: float) -> Share:
    """The share of the unanswerable above the threshold that at most a share `refused` of the answerable
    reaches.
    """
    if not answerable:
        return Share(0, 0)
    ordered = sorted(answerable, reverse=True)
    threshold = ordered[min(int(refused * len(ordered)), len(ordered) - 1)]
    return Share(sum(one > threshold for one in silent), len(silent))


def interval(count: int, of: int) -> tuple[float, float]:
    """Wilson's confidence interval of a share (J Am Stat Assoc 1927)."""
    share, weight = count / of, _Z * _Z / of
    middle = (share + weight / 2) / (1 + weight)
    half = _Z * math.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def by_language(readings: Sequence[Reading]) -> Iterator[tuple[str, Figures]]:
    """Figures of all, then of each language."""
    yield "all", figures(readings)
    for language in sorted({one.row.language for one in readings}):
        yield language, figures([one for one in readings if one.row.language == language])


def _log_sum(values: Sequence[float]) -> float:
    most = max(values)
    return most + math.log(sum(math.exp(value - most) for value in values))
