"""How well the scores of a cross-encoder predict whether a chart answers, and which sentence does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from training.reading import REFUSALS, Share, auc, recognised
from training.rows import Row, RowQuote


@dataclass(frozen=True, slots=True)
class Scored:
    """A held-out row, its sentences in the order they were found, and their log-odds."""

    row: Row
    quotes: tuple[RowQuote, ...]
    odds: tuple[float, ...]

    @property
    def none(self) -> float:
        """Greater if it is more likely that no sentence answers."""
        return -max(self.odds)

    @property
    def best_proves(self) -> bool:
        return self.quotes[self.odds.index(max(self.odds))].gold

    @property
    def proof_found(self) -> bool:
        return any(one.gold for one in self.quotes)


@dataclass(frozen=True, slots=True)
class CrossFigures:
    """`best_source` and `first_source` (of the order found, without scores) are counted over the answerable
    rows whose proof was found; `recognised` at each share of `REFUSALS` wrongly refused.
    """

    auc: float
    recognised: tuple[Share, ...]
    best_source: Share
    first_source: Share
    rules_recognised: Share
    rules_refused: Share

    def as_json(self) -> dict[str, Any]:
        return {
            "auc": self.auc,
            "recognised": [[one.count, one.of] for one in self.recognised],
            "best_source": [self.best_source.count, self.best_source.of],
            "first_source": [self.first_source.count, self.first_source.of],
            "rules": [str(self.rules_recognised), str(self.rules_refused)],
        }


def figures_of(scored: Sequence[Scored]) -> CrossFigures:
    """Over any rows; without rows of both kinds the AUC is not a number."""
    answerable = [one for one in scored if one.row.answerable]
    silent = [one for one in scored if not one.row.answerable]
    found = [one for one in answerable if one.proof_found]
    yes, no = [one.none for one in answerable], [one.none for one in silent]
    return CrossFigures(
        auc=auc(yes, no),
        recognised=tuple(recognised(yes, no, share) for share in REFUSALS),
        best_source=Share(sum(one.best_proves for one in found), len(found)),
        first_source=Share(sum(one.quotes[0].gold for one in found), len(found)),
        rules_recognised=Share(sum(bool(one.row.rules) for one in silent), len(silent)),
        rules_refused=Share(sum(bool(one.row.rules) for one in answerable), len(answerable)),
    )


def in_words(found: CrossFigures) -> str:
    five, fifteen = found.recognised
    return (
        f"AUC {found.auc:.3f}; unanswerable recognised at 5 % refused {five}, at 15 % {fifteen}; "
        f"best sentence right {found.best_source}, the first found {found.first_source}; "
        f"the rules {found.rules_recognised} at {found.rules_refused} refused"
    )
