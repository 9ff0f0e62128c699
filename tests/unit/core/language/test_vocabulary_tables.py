"""The tables that ship: where they come from, that every line says something, and how much there is."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from core.language.stop_words import FUNCTION_WORDS
from core.language.vocabulary.graph import Term, term_of
from core.language.vocabulary.tables import TABLES, USES, Row, read_table
from tests.fixtures.figures import figure

SHIPPED = (*TABLES, USES)


def lines(name: str) -> list[str]:
    return files("core.language.vocabulary").joinpath("tables", name).read_text(encoding="utf-8").splitlines()


def words(row: Row) -> tuple[str, ...]:
    return (*row.terms, *row.loose, *row.narrower)


def test_every_table_is_read() -> None:
    folder = files("core.language.vocabulary").joinpath("tables")
    assert sorted(each.name for each in folder.iterdir() if each.name.endswith(".txt")) == sorted(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_names_its_source_and_licence(name: str) -> None:
    head = [line for line in lines(name)[:6] if line.startswith("#")]
    assert any(line.startswith("# Source: ") for line in head)
    assert any(line.startswith("# Licence: ") for line in head)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_word_has_lexemes_and_none_maps_to_itself(name: str) -> None:
    for row in read_table(name):
        for text in words(row):
            assert term_of(text), text
            assert set(term_of(text)) - FUNCTION_WORDS or row.abbreviates, text
        written = Counter(text.casefold() for text in words(row))
        assert written.most_common(1)[0][1] == 1, f"{name}: {row.terms[0]} names a word twice"
        told = {term_of(text) for text in words(row)}
        assert len(told) > 1, f"{name}: {row.terms[0]} says nothing"


def test_an_abbreviation_stands_in_one_line_only() -> None:
    for name in TABLES:
        short = Counter(term_of(row.terms[0]) for row in read_table(name) if row.abbreviates)
        assert [term for term, times in short.items() if times > 1] == []


def test_nothing_is_a_kind_of_its_own_kind() -> None:
    kinds: dict[Term, set[Term]] = {}
    for name in TABLES:
        for row in read_table(name):
            for text in row.terms:
                kinds.setdefault(term_of(text), set()).update(map(term_of, row.narrower))
    for term, members in kinds.items():
        for member in members - {term}:
            assert term not in kinds.get(member, ()), f"{term} and {member} are kinds of each other"


def test_there_is_enough_of_each() -> None:
    counted = {name: len(read_table(name)) for name in TABLES}
    terms = {term_of(text) for name in TABLES for row in read_table(name) for text in words(row)}
    figure(f"vocabulary: {sum(counted.values())} rows, {len(terms)} terms")
    assert counted["abbreviations.txt"] >= 500
    assert counted["drugs.txt"] >= 500
    assert sum(counted.values()) >= 2_000
