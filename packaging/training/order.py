"""The order of rows in training: determined by a seed, so that a run can resume exactly."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from training.rows import Chosen, Row, RowQuote, drawn

SILENCED_SHARE = 0.2
"""The share of the answerable rows of an epoch whose proof is removed."""
LIMIT_TOKENS = (80, 320)
"""Of the sentences of a prompt: drawn for each, so that training includes few and many."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One use of a row in training; `draw` seeds the number and order of its sentences."""

    row: Row
    silenced: bool
    draw: str

    def chosen(self, cost: Callable[[RowQuote], int]) -> Chosen:
        order = random.Random(self.draw)  # noqa: S311 - an order, not a secret
        limit = order.randint(*LIMIT_TOKENS)
        return drawn(self.row, silenced=self.silenced, limit_tokens=limit, cost=cost, order=order)


def turns(rows: Sequence[Row], *, seed: int) -> Iterator[Turn]:
    """Endless: every row once per epoch, in a new order.

    Raises `ValueError` for no rows, and for a row that is held out.
    """
    if not rows or any(row.held_out for row in rows):
        raise ValueError("rows to learn from, none of them held out")
    every = [row for row in rows if row.quotes]
    epoch = 0
    while True:
        order = random.Random(f"{seed} {epoch}")  # noqa: S311 - an order, not a secret
        for number, row in enumerate(order.sample(every, len(every))):
            draw = f"{seed} {epoch} {number}"
            yield Turn(row, _silenced(row, random.Random(f"{draw} silenced")), draw)  # noqa: S311
        epoch += 1


def _silenced(row: Row, order: random.Random) -> bool:
    return row.answerable and not all(quote.gold for quote in row.quotes) and order.random() < SILENCED_SHARE
