"""Questions that the fictional demo charts answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

_QUESTIONS = "demo_questions.jsonl"


@dataclass(frozen=True, slots=True)
class DemoQuestion:
    """`client_id` is the external id, None for the whole practice."""

    question: str
    client_id: str | None
    answerable: bool = True


@cache
def demo_questions() -> tuple[DemoQuestion, ...]:
    """Questions to try on the demo practice."""
    text = (resources.files("core") / _QUESTIONS).read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return tuple(
        DemoQuestion(question=row["question"], client_id=row["client_id"], answerable=row["answerable"])
        for row in rows
    )


def question_to_try(external_id: str | None) -> str:
    """The shortest question that the chart with this external id answers; empty for any other chart."""
    if external_id is None:
        return ""
    found = (one.question for one in demo_questions() if one.client_id == external_id and one.answerable)
    return min(found, key=len, default="")
