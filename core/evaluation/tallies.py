"""Sums scores into columns: in total, by kind and by language.

Columns are generic: new measures only add scores.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.evaluation.dto import Columns, EvaluationQuestion, Score, Table, Tally


def table_of(scored: Iterable[tuple[EvaluationQuestion, Iterable[Score]]]) -> Table:
    """The columns of all questions, in the order of their first occurrence."""
    total: dict[str, Tally] = {}
    kinds: dict[str, dict[str, Tally]] = {}
    languages: dict[str, dict[str, Tally]] = {}
    for question, scores in scored:
        kind = kinds.setdefault(question.kind, {})
        language = languages.setdefault(question.language, {})
        for score in scores:
            for columns in (total, kind, language):
                before = columns.get(score.column, Tally())
                columns[score.column] = Tally(before.value + score.value, before.of + score.of)
    return Table(total, _filled(kinds), _filled(languages))


def _filled(groups: dict[str, dict[str, Tally]]) -> dict[str, Columns]:
    return {name: columns for name, columns in groups.items() if columns}
