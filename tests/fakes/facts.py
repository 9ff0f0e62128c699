"""An extractor that knows doses only: `meloxicam 15 mg`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.facts.dto import Fact, SourceText

_DOSE = re.compile(r"(\w+) (\d+) mg")


class FakeExtractor:
    """Counts what it was given; fails on a text that holds `fails_on`."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.fails_on: str | None = None

    def __call__(self, texts: Sequence[SourceText]) -> tuple[Fact, ...]:
        self.read += [each.text for each in texts]
        if self.fails_on is not None and any(self.fails_on in each.text for each in texts):
            raise ValueError(self.fails_on)
        return tuple(
            Fact(
                "medication", found[1].lower(), "active", each.field, *found.span(), each.day, found[2], "mg"
            )
            for each in texts
            for found in _DOSE.finditer(each.text)
        )


def drugs(sets: Sequence[object]) -> list[str]:
    """The concept of each fact, in order."""
    return [fact.concept for each in sets for fact in each.facts]  # type: ignore[attr-defined]
