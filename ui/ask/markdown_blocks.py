"""Parses the Markdown subset of answers into blocks: paragraphs, lists, tables.

A block contains plain text, which the caller escapes. Headings, links, images, code and HTML are not
interpreted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "bullets", "numbers", "table"]
_BULLET = re.compile(r"\s{0,3}[-*+•]\s+(?=\S)")
_NUMBER = re.compile(r"\s{0,3}(\d{1,3})[.)]\s+(?=\S)")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")
_CELLS_LIMIT = 12
"""A wider table does not fit the panel."""


@dataclass(frozen=True, slots=True)
class Block:
    """`rows`: a paragraph has one row of one cell (with its line feeds), a list one row of one cell an item.

    The first row of a table is its head. `first` is the number a numbered list begins with.
    """

    kind: Kind
    rows: tuple[tuple[str, ...], ...]
    first: int = 1


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text`; empty lines separate paragraphs."""
    lines = text.split("\n")
    found: list[Block] = []
    at = 0
    while at < len(lines):
        block, taken = _block(lines, at)
        if block is not None:
            found.append(block)
        at += taken
    return tuple(found)


def _block(lines: list[str], at: int) -> tuple[Block | None, int]:
    """The block that begins at a line, and its number of lines."""
    if not lines[at].strip():
        return None, 1
    if _begins_table(lines, at):
        return _table(lines, at)
    if _BULLET.match(lines[at]):
        return _list(lines, at, "bullets", _BULLET)
    number = _NUMBER.match(lines[at])
    if number is not None and _several(lines, at):
        block, taken = _list(lines, at, "numbers", _NUMBER)
        return Block("numbers", block.rows, int(number[1])), taken
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _begins_other(lines, end):
        end += 1
    return Block("text", (("\n".join(lines[at:end]).strip(),),)), end - at


def _begins_other(lines: list[str], at: int) -> bool:
    numbered = bool(_NUMBER.match(lines[at])) and _several(lines, at)
    return bool(_BULLET.match(lines[at])) or numbered or _begins_table(lines, at)


def _several(lines: list[str], at: int) -> bool:
    """`7. April` alone is a date at the beginning of a line, not a list."""
    return at + 1 < len(lines) and bool(_NUMBER.match(lines[at + 1]))


def _list(lines: list[str], at: int, kind: Kind, mark: re.Pattern[str]) -> tuple[Block, int]:
    end = at
    rows = []
    while end < len(lines) and (match := mark.match(lines[end])):
        rows.append((lines[end][match.end() :].strip(),))
        end += 1
    return Block(kind, tuple(rows)), end - at


def _begins_table(lines: list[str], at: int) -> bool:
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1]:
        return False
    head = _cells(lines[at])
    ruled = _RULE.fullmatch(lines[at + 1]) is not None
    return ruled and 2 <= len(head) <= _CELLS_LIMIT and len(_cells(lines[at + 1])) == len(head)


def _table(lines: list[str], at: int) -> tuple[Block, int]:
    head = _cells(lines[at])
    rows = [head]
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        cells = _cells(lines[end])[: len(head)]
        rows.append((*cells, *("",) * (len(head) - len(cells))))
        end += 1
    return Block("table", tuple(rows)), end - at


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
