"""The fictional demo practice: charts to look around in, none of them about a real person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.interchange.chart_importer import ChartImporter, ImportResult

_CHARTS = "demo_practice.jsonl"
_QUESTIONS = "demo_questions.jsonl"


@dataclass(frozen=True, slots=True)
class DemoQuestion:
    """A question the demo charts answer; `client_id` is the external id, None for the whole practice."""

    question: str
    client_id: str | None


def load_demo(
    importer: ChartImporter,
    *,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> ImportResult:
    """Imports the demo charts; those already there stay as they are."""
    with resources.as_file(resources.files("core") / _CHARTS) as path:
        preview = importer.preview([Path(path)])
    return importer.run(preview, cancel=cancel, on_progress=on_progress)


def demo_questions() -> list[DemoQuestion]:
    """Questions to try on the demo practice; the first is the one the headless demo asks."""
    text = (resources.files("core") / _QUESTIONS).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return [DemoQuestion(question=row["question"], client_id=row["client_id"]) for row in rows]
