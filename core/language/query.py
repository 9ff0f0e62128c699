"""The lexical query of a question: groups of synonyms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alternative:
    """A lexeme as indexed, and how certainly it means the word of the question (0 to 1).

    Several lexemes separated by blanks match passages with all of them. `written` is the word or phrase as a
    person writes it, "" if there is none.
    """

    lexeme: str
    weight: float = 1.0
    written: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One word or phrase of the question with its synonyms; it scores as its best alternative."""

    source: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Query:
    groups: tuple[Group, ...]

    def __bool__(self) -> bool:
        return bool(self.groups)


def best_of_each(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Each lexeme once with its largest weight, the most certain first, then in the given order."""
    best: dict[str, Alternative] = {}
    for each in alternatives:
        known = best.get(each.lexeme)
        if known is None or each.weight > known.weight:
            best[each.lexeme] = each
    return tuple(sorted(best.values(), key=lambda each: -each.weight))
