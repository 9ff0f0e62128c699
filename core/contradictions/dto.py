"""Types of contradictions: quotes, subject, and dismissal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from core.facts.quoting import Quote
from core.ids import ClientId, UserId

ContradictionKind = Literal["dose", "allergy", "allergen", "side", "habit", "stopped"]
"""What contradicts what; see `core.facts.contradicting`."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A dismissal with its reason. `dismissal_id` is that of its chart record."""

    dismissal_id: UUID
    reason: str
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class QuotedContradiction:
    """Two statements of one client that cannot both hold now, the earlier first, the client's record last.

    `kind` is the code of the explanatory sentence; `values` fill it: always `concept` (the drug, the
    substance, the illness, the habit), and `first` and `second`, the doses or sides of the two quotes, or of
    an `allergen` that is taken `against`, the allergy. `key` stays the same as long as both sources say it in
    the same words.
    """

    client_id: ClientId
    kind: ContradictionKind
    key: str
    concept: str
    quotes: tuple[Quote, Quote]
    values: Mapping[str, str] = field(default_factory=dict)
    dismissed: Dismissal | None = None
