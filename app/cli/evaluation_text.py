"""The results of an evaluation as tables for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from core.evaluation.dto import AnswersReport, Columns, Missed, PracticeOutcome, SetReport, Table

_WIDTH = 110
_NAME_WIDTH = 14
_CELL_WIDTH = 7
_WAYS = {
    "fused": "fused, as find does",
    "literal": "fused, nothing understood",
    "meaning": "meaning only (dense)",
    "words": "words only (BM25)",
}
_HEADINGS = {"recall@5": "in 5", "recall@10": "in 10", "mrr@10": "MRR"}
_WIDE_CELL = 15
_ANSWER_HEADINGS = {
    "evidence_hit": "evidence hit",
    "answer_hit": "answer hit",
    "faithful": "faithful",
    "withheld": "withheld",
    "abstained": "abstained",
    "false_abstention": "wrongly so",
    "written": "written",
}
_REASONS = {
    "outranked": "outranked",
    "neighbour": "a passage that overlaps its own stands for both",
    "cut": "cut elsewhere",
    "collapsed": "shown only as the same words in another note",
    "filtered": "filtered by what was understood",
    "not_candidate": "not among the candidates",
}


def report_text(report: SetReport) -> str:
    """Recall by kind, all configurations side by side; misses with reasons; the questions over the
    practice.
    """
    lines = [
        f"{report.charts} × {report.file}: {report.questions} questions, {report.answerable} answerable, "
        f"{report.quotes} quotes",
        f"{report.sessions} sessions, {report.passages} passages, {report.model}; indexed in "
        f"{report.index_s:.1f} s; find {report.find_p50_ms:.0f} ms (p95 {report.find_p95_ms:.0f} ms)",
        "",
        *_recall(report.tables),
    ]
    for answers in report.answers:
        lines += ["", *_answers(answers)]
    if report.practice:
        lines += ["", *_practice(report)]
    if report.missed:
        lines += ["", "Missed (quotes that are not in the first 5, or 10, passages):"]
        lines += [_missed_line(each) for each in sorted(report.missed, key=lambda each: -each.beyond)]
    return "\n".join(lines)


def _recall(tables: Mapping[str, Table]) -> list[str]:
    """A line for each kind and language and the total; for each way its columns."""
    span = _CELL_WIDTH * len(_HEADINGS)
    ways = " " * _NAME_WIDTH + "quotes " + "".join(f" {_WAYS.get(way, way):<{span + 5}}" for way in tables)
    heads = "".join(f"{heading:>{_CELL_WIDTH}}" for heading in _HEADINGS.values())
    first = next(iter(tables.values()))
    lines = [ways.rstrip(), " " * (_NAME_WIDTH + 6) + (f"{heads}      " * len(tables)).rstrip()]
    for kind in first.kinds:
        lines.append(_line(kind, [table.kinds[kind] for table in tables.values()]))
    if len(first.languages) > 1:
        for language in first.languages:
            lines.append(_line(language, [table.languages[language] for table in tables.values()]))
    return [*lines, _line("all", [table.total for table in tables.values()])]


def _line(name: str, ways: list[Columns]) -> str:
    quotes = round(ways[0]["recall@5"].of) if "recall@5" in ways[0] else 0
    cells = "      ".join("".join(_cell(columns, column) for column in _HEADINGS) for columns in ways)
    return f"{name:<{_NAME_WIDTH}}{quotes:>6}{cells}"


def _cell(columns: Columns, column: str, width: int = _CELL_WIDTH) -> str:
    share = columns[column].share if column in columns else None
    return f"{'–' if share is None else f'{share:.3f}':>{width}}"


def _answers(answers: AnswersReport) -> list[str]:
    """The answers in one mode, by kind and language, and questions wrongly judged unanswerable."""
    total, leaks = answers.table.total, sum(each.leaks for each in answers.outcomes)
    by = f"written with {answers.model}" if answers.model else "evidence, no model"
    shown = [name for name in _ANSWER_HEADINGS if name in total and (answers.model or name != "written")]
    heads = "".join(f"{_ANSWER_HEADINGS[name]:>{_WIDE_CELL}}" for name in shown)
    rows = [*answers.table.kinds.items()]
    if len(answers.table.languages) > 1:
        rows += answers.table.languages.items()
    lines = [
        f"Answers ({by}): {answers.p50_ms:.0f} ms (p95 {answers.p95_ms:.0f} ms), {leaks} leaks",
        " " * _NAME_WIDTH + heads,
    ]
    for name, columns in [*rows, ("all", total)]:
        cells = "".join(_cell(columns, column, _WIDE_CELL) for column in shown)
        lines.append(f"{name:<{_NAME_WIDTH}}{cells}")
    refused = [each.row_id for each in answers.outcomes if each.abstained and each.gold_used]
    if refused:
        lines.append(_wrapped(f"Answerable, but said to be in no note: {', '.join(refused)}"))
    return lines


def _practice(report: SetReport) -> list[str]:
    columns = next(iter(report.tables.values())).total
    found, right = columns["clients_found"], columns["clients_right"]
    return [
        f"Over the practice: {found.value:.0f} of {found.of:.0f} clients found, "
        f"{right.value:.0f} of {right.of:.0f} returned are right",
        *(_practice_line(each) for each in report.practice),
    ]


def _practice_line(outcome: PracticeOutcome) -> str:
    searched = "every client searched" if outcome.grouped else "best passages only"
    return _wrapped(
        f"{outcome.row_id}: {len(outcome.found)} of {len(outcome.gold)} clients, "
        f"{len(outcome.returned)} returned, {searched} · {outcome.question}"
    )


def _missed_line(missed: Missed) -> str:
    gold = missed.gold
    rank = f", rank {missed.rank}" if missed.rank else ""
    return _wrapped(
        f"{missed.row_id} (not in {missed.beyond}): {_REASONS[missed.reason]}{rank} · {missed.question} · "
        f"{gold.session_id} {gold.field}: “{' '.join(gold.quote.split())}”"
    )


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="      ")
