"""What `docs/compliance.md` claims names a test that is there, in every row."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "compliance.md"
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
HIPAA = (
    *("(a)(1)", "(a)(2)(i)", "(a)(2)(ii)", "(a)(2)(iii)", "(a)(2)(iv)", "(b)", "(c)(1)", "(c)(2)"),
    *("(d)", "(e)(1)", "(e)(2)(i)"),
)


def rows() -> list[list[str]]:
    """The cells of each row of each table, heads left out."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if not set(row[0]) <= set("-") and row[-1] != "Test"]


@cache
def functions_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_each_row_says_how_and_names_a_test() -> None:
    for row in rows():
        assert len(row) == 4, row
        assert row[1], row[0]
        assert _TEST.search(row[3]), f"{row[0]} names no test"
        assert _TEST.sub("", row[3]).strip(", ") == "", row[0]


def test_every_test_that_is_named_exists() -> None:
    named = _TEST.findall(PAGE.read_text("utf-8"))
    assert len(named) > 50
    absent = [f"{path}::{name}" for path, name in named if not (ROOT / path).is_file()]
    absent += [
        f"{path}::{name}"
        for path, name in named
        if name and (ROOT / path).is_file() and name not in functions_of(ROOT / path)
    ]
    assert absent == []


def test_the_lists_are_whole() -> None:
    first = [row[0] for row in rows()]
    for standard in HIPAA:
        assert any(each.startswith(f"{standard} ") for each in first), standard
    for number in range(1, 11):
        assert any(each.startswith(f"LLM{number:02d} ") for each in first), number
    text = PAGE.read_text("utf-8")
    for chapter in range(1, 18):
        assert re.search(rf"\bV{chapter}\b", text), f"chapter V{chapter} is not spoken of"
