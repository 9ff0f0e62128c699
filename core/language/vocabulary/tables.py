"""Reads the tables of `tables/`: lines of terms that mean the same, of kinds and members, of abbreviations.

A line is one of

    gullet = esophagus = ושט                      each means the other
    depression = low mood ~ sad, down             what stands after `~` may mean it, and mostly means less
    loop diuretic = water pill > furosemide, ...  what stands after `>` is a kind of what stands before
    MS : multiple sclerosis; mitral stenosis      an abbreviation and all that it may mean

and `#` begins a comment; each file begins with where it comes from and under which licence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

DRUGS = "drugs.txt"
USES = "drug_uses.txt"
"""The uses of drugs; not a synonym table."""
TABLES = (
    "abbreviations.txt",
    "anatomy.txt",
    "conditions.txt",
    "symptoms.txt",
    "procedures.txt",
    "everyday.txt",
    "measures.txt",
    DRUGS,
    "drug_classes.txt",
    "hebrew.txt",
    "hebrew_abbreviations.txt",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `terms` mean the same, or with `abbreviates` the first may mean any of the others.

    `loose` are words that may mean it, `narrower` are kinds of it.
    """

    terms: tuple[str, ...]
    loose: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    abbreviates: bool = False


def read_table(name: str) -> tuple[Row, ...]:
    """The rows of one table that ships with the program. Raises `ValueError` naming a malformed line."""
    text = files("core.language.vocabulary").joinpath("tables", name).read_text(encoding="utf-8")
    return tuple(rows(text.splitlines()))


def rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of `lines`, without comments and blank lines. Raises `ValueError` naming a malformed line."""
    for number, line in enumerate(lines, 1):
        plain = line.partition("#")[0].strip()
        if plain:
            row = _row(plain)
            words = (*row.terms, *row.loose, *row.narrower)
            if len(words) < 2 or not all(words):
                raise ValueError(f"line {number} says nothing")
            yield row


def _row(line: str) -> Row:
    if " : " in line:
        short, _, meanings = line.partition(" : ")
        return Row((short.strip(), *_split(meanings, ";")), abbreviates=True)
    before, _, narrower = line.partition(" > ")
    same, _, loose = before.partition(" ~ ")
    return Row(_split(same, " = "), _split(loose, ","), _split(narrower, ","))


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark)) if text else ()
