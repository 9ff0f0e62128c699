"""In which order rows are learned from: drawn by a seed alone, so that a run can go on exactly.

Questions about one chart for which much of the same was found go together over the same sentences. These
stand before the question in a prompt and are computed once for all, at about a third of the cost.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from training.rows import Chosen, Row, RowQuote, chosen_together, overlap, proof_conflicts, proof_quotes

TOGETHER = 4
PROOFS_TOGETHER = 5
"""Sentences that prove answers, over all questions of a group: the rest of the prompt is for others."""
SILENCED_SHARE = 0.2
"""Of the answerable rows of an epoch, those whose proof is taken out."""
LIMIT_TOKENS = (150, 340)
"""Of the sentences of a prompt: drawn for each, so that few and many are learned from."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows to learn from together; `draw` decides how many sentences they have, and their order."""

    rows: tuple[Row, ...]
    silenced: frozenset[str]
    draw: str

    def chosen(self, cost: Callable[[RowQuote], int]) -> list[Chosen]:
        order = random.Random(self.draw)  # noqa: S311 - an order, not a secret
        limit = order.randint(*LIMIT_TOKENS)
        return chosen_together(self.rows, silenced=self.silenced, limit_tokens=limit, cost=cost, order=order)


def groups(rows: Sequence[Row], *, seed: int, cost: Callable[[RowQuote], int]) -> Iterator[Group]:
    """Without an end: every row once an epoch, in a new order and new company.

    Raises `ValueError` for no row, and for one that is held out.
    """
    if not rows or any(row.held_out for row in rows):
        raise ValueError("rows to learn from, none of them held out")
    charts: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.quotes:
            charts[row.chart, row.language].append(row)
    epoch = 0
    while True:
        order = random.Random(f"{seed} {epoch}")  # noqa: S311 - an order, not a secret
        every = [rows for chart in charts.values() for rows in _grouped(chart, order, cost)]
        order.shuffle(every)
        for number, together in enumerate(every):
            draw = f"{seed} {epoch} {number}"
            yield Group(together, _silenced(together, random.Random(draw)), draw)  # noqa: S311
        epoch += 1


def _grouped(
    rows: Sequence[Row], order: random.Random, cost: Callable[[RowQuote], int]
) -> Iterator[tuple[Row, ...]]:
    """Each row with those of the rest that most of the same was found for, as far as all proofs fit."""
    rest = order.sample(list(rows), len(rows))
    while rest:
        together = [rest.pop()]
        for other in sorted(rest, key=lambda row: -overlap(together[0], row)):
            if len(together) == TOGETHER:
                break
            if _fit([*together, other], cost):
                together.append(other)
                rest.remove(other)
        yield tuple(together)


def _fit(rows: Sequence[Row], cost: Callable[[RowQuote], int]) -> bool:
    proofs = {(quote.day, quote.field, quote.text): quote for row in rows for quote in proof_quotes(row)}
    return len(proofs) <= PROOFS_TOGETHER and sum(map(cost, proofs.values())) <= LIMIT_TOKENS[0]


def _silenced(rows: Sequence[Row], order: random.Random) -> frozenset[str]:
    drawn = [row for row in rows if row.answerable and order.random() < SILENCED_SHARE]
    left = [
        row.row_id
        for row in drawn
        if not proof_conflicts(row, rows) and any(not quote.gold for quote in row.quotes)
    ]
    return frozenset(left)
