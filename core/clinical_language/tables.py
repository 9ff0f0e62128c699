"""Reads the word lists of `tables/`: one row a line, columns parted by `|`, spellings by `;` or `=`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from core.clinical_language.words import fold


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table `name`, without comments and blank lines; each is the tuple of its columns."""
    text = files("core.clinical_language").joinpath("tables", f"{name}.txt").read_text(encoding="utf-8")
    plain = (line.strip() for line in text.splitlines())
    return tuple(
        tuple(column.strip() for column in line.split("|"))
        for line in plain
        if line and not line.startswith("#")
    )


def spellings(column: str, mark: str = ";") -> tuple[str, ...]:
    """The spellings that stand in one column."""
    return tuple(part.strip() for part in column.split(mark) if part.strip())


@cache
def word_list(name: str) -> frozenset[str]:
    """All words of a table that is nothing but words."""
    return frozenset(fold(word) for row in rows(name) for column in row for word in column.split())


@cache
def month_numbers() -> dict[str, int]:
    """The number of each month by its names and abbreviations, as the table writes them."""
    named = ((int(number), names) for kind, number, names in rows("dates") if kind == "month")
    return {name: number for number, names in named for name in spellings(names)}
