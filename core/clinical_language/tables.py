"""Reads the word lists of `tables/`: one row a line, columns separated by `|`, spellings by `;` or `=`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from core.clinical_language.words import fold

_HEBREW = re.compile("[א-ת]")


@cache
def rows(name: str, package: str = "core.clinical_language") -> tuple[tuple[str, ...], ...]:
    """The rows of the table `name`, without comments and blank lines; each is the tuple of its columns."""
    text = files(package).joinpath("tables", f"{name}.txt").read_text(encoding="utf-8")
    plain = (line.strip() for line in text.splitlines())
    return tuple(
        tuple(column.strip() for column in line.split("|"))
        for line in plain
        if line and not line.startswith("#")
    )


def spellings(column: str, mark: str = ";") -> tuple[str, ...]:
    """The spellings in one column."""
    return tuple(part.strip() for part in column.split(mark) if part.strip())


def phrases(column: str) -> re.Pattern[str]:
    """Any of the spellings of one column as whole words; `*` matches any ending.

    Hebrew ones may have the prefixes for *and* and *that*.
    """
    found = [re.escape(each).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for each in spellings(column)]
    latin = "|".join(each for each in found if not _HEBREW.match(each))
    hebrew = "|".join(each for each in found if _HEBREW.match(each))
    either = [rf"(?<![\w/])(?:{latin})(?!\w)"] if latin else []
    either += [rf"(?<![א-ת])ו?ש?(?:{hebrew})(?![א-ת])"] if hebrew else []
    return re.compile("|".join(either), re.IGNORECASE)


@cache
def word_list(name: str) -> frozenset[str]:
    """All words of a table that contains only words."""
    return frozenset(fold(word) for row in rows(name) for column in row for word in column.split())


@cache
def words_of(name: str, *kinds: str) -> frozenset[str]:
    """The words in the rows of these kinds of a table `kind | words`, as written."""
    return frozenset(word for kind, *columns in rows(name) if kind in kinds for word in columns[0].split())
