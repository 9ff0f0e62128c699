"""The results of an evaluation as a JSON document."""

from __future__ import annotations

from typing import Any

from core.evaluation.dto import (
    AnswerOutcome,
    AnswersReport,
    Columns,
    Missed,
    PracticeOutcome,
    SetReport,
    Table,
)


def report_document(report: SetReport) -> dict[str, Any]:
    """One question file. A column is a share; `of` says of how many it is one."""
    return {
        "charts": report.charts,
        "questions_file": report.file,
        "questions": report.questions,
        "answerable": report.answerable,
        "quotes": report.quotes,
        "sessions": report.sessions,
        "passages": report.passages,
        "embedder": {"name": report.model, "sha256": report.model_sha256},
        "index_s": round(report.index_s, 2),
        "find_ms": {"p50": round(report.find_p50_ms, 1), "p95": round(report.find_p95_ms, 1)},
        "finding": {way: _table(table) for way, table in report.tables.items()},
        "missed": [_missed(each) for each in report.missed],
        "practice": [_practice(each) for each in report.practice],
        "answers": {each.mode: _answers(each) for each in report.answers},
    }


def _answers(report: AnswersReport) -> dict[str, Any]:
    """`leaks` in the table is a number of sources for each question asked, not a share."""
    return {
        "model": report.model,
        "answer_ms": {"p50": round(report.p50_ms, 1), "p95": round(report.p95_ms, 1)},
        "table": _table(report.table),
        "leaks": sum(each.leaks for each in report.outcomes),
        "rows": [_answer(each) for each in report.outcomes],
    }


def _answer(outcome: AnswerOutcome) -> dict[str, Any]:
    return {
        "id": outcome.row_id,
        "mode": outcome.mode,
        "not_in_record": outcome.abstained,
        "notice": outcome.notice,
        "gold_used": list(outcome.gold_used),
        "shown": outcome.shown,
        "faithful": outcome.faithful,
        "withheld": outcome.withheld,
        "answer_hit": outcome.hit,
        "leaks": outcome.leaks,
        "elapsed_ms": round(outcome.elapsed_ms, 1),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "total": _columns(table.total),
        "kinds": {name: _columns(columns) for name, columns in table.kinds.items()},
        "languages": {name: _columns(columns) for name, columns in table.languages.items()},
    }


def _columns(columns: Columns) -> dict[str, Any]:
    return {
        name: {"share": None if tally.share is None else round(tally.share, 4), "of": round(tally.of)}
        for name, tally in columns.items()
    }


def _missed(missed: Missed) -> dict[str, Any]:
    gold = missed.gold
    return {
        "id": missed.row_id,
        "question": missed.question,
        "client_id": gold.client_id,
        "session_id": gold.session_id,
        "field": gold.field,
        "quote": gold.quote,
        "beyond": missed.beyond,
        "rank": missed.rank,
        "reason": missed.reason,
    }


def _practice(outcome: PracticeOutcome) -> dict[str, Any]:
    return {
        "id": outcome.row_id,
        "question": outcome.question,
        "exhaustive": outcome.grouped,
        "clients": list(outcome.gold),
        "found": list(outcome.found),
        "returned": list(outcome.returned),
    }
