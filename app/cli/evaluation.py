"""`anamnesis eval`: measures search and answers on the user's charts and questions."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from app.cli.console import EXIT_DONE, UsageError
from app.cli.context import Context
from app.cli.evaluation_text import report_text
from core.evaluation.question_files import read_question_file
from core.evaluation.report import report_document
from core.evaluation.running import evaluate


def evaluation(context: Context, arguments: argparse.Namespace) -> int:
    """Imports the charts into a temporary practice, asks the questions, prints the results.

    The user's own practice is neither opened nor needed.
    """
    files = [
        read_question_file(charts, questions, limit=arguments.limit)
        for charts, questions in pairs_of(arguments.files)
    ]
    total = len(files)
    reports = evaluate(
        context.settings,
        files,
        cancel=context.cancel,
        on_step=context.progress,
        with_model=arguments.model,
    )
    # Also closed after an error, so that the practice is removed before the error is reported.
    with closing(reports):
        for number, report in enumerate(reports):
            text = report_text(report) + ("\n" if number + 1 < total else "")
            context.console.result(report_document(report), text)
    return EXIT_DONE


def pairs_of(given: list[str]) -> list[tuple[Path, Path]]:
    """`CHARTS QA`, once or repeated; each may be a list with commas. Raises `UsageError`."""
    if len(given) % 2:
        raise UsageError("name the files in pairs: CHARTS QA, or CHARTS QA CHARTS QA …")
    pairs: list[tuple[Path, Path]] = []
    for charts, questions in zip(given[::2], given[1::2], strict=True):
        both = _listed(charts), _listed(questions)
        if len(both[0]) != len(both[1]):
            raise UsageError(f"as many chart files as question files: {charts} and {questions}")
        pairs += zip(*both, strict=True)
    return pairs


def _listed(given: str) -> list[Path]:
    # A file may have a comma in its name.
    if Path(given).exists():
        return [Path(given)]
    return [Path(each) for each in given.split(",") if each]
