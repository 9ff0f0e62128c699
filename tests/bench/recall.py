"""Recall of finding on given charts and questions, beside each of its sides alone, from the same run.

A question file `NAME_qa.jsonl` is about the charts `NAME.jsonl`, or `NAME_charts.jsonl`, beside it.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cli.evaluation_text import report_text
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.evaluation.question_files import read_question_file
from core.evaluation.report import report_document
from core.evaluation.running import evaluate
from core.settings import Settings

_QUESTIONS = "_qa.jsonl"


def measure_recall(settings: Settings, directories: Sequence[Path]) -> dict[str, Any]:
    """Prints the tables of every question file found; the figures by file name, with the time they took."""
    pairs = [pair for directory in directories for pair in pairs_in(directory)]
    if not pairs:
        sys.exit(f"no questions with charts in {', '.join(map(str, directories))}")
    files = [read_question_file(charts, questions) for charts, questions in pairs]
    figures: dict[str, Any] = {}
    for report in evaluate(settings, files, cancel=CancelToken(), on_step=_on_step):
        print(f"\n{report_text(report)}", flush=True)
        figures[report.file] = report_document(report)
    used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    figures["cpu_s"] = round(sum(each.ru_utime + each.ru_stime for each in used), 1)
    return figures


def pairs_in(directory: Path) -> list[tuple[Path, Path]]:
    """The chart files of a folder with the questions about each."""
    pairs: list[tuple[Path, Path]] = []
    for questions in sorted(directory.glob(f"*{_QUESTIONS}")):
        name = questions.name.removesuffix(_QUESTIONS)
        for charts in (directory / f"{name}.jsonl", directory / f"{name}_charts.jsonl"):
            if charts.is_file():
                pairs.append((charts, questions))
                break
    return pairs


def _on_step(step: str) -> OnProgress:
    print(f"  {step} …", file=sys.stderr, flush=True)
    return ignore_progress
