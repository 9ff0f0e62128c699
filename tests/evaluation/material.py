"""Charts and questions that the tests about evaluating write to files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

CHARTS: list[dict[str, Any]] = [
    {
        "client": {"id": "heron", "first_name": "Ines", "last_name": "Heron"},
        "sessions": [
            {
                "id": "s1",
                "date": "2024-01-14",
                "subjective": "Right shoulder pain for two weeks after painting a ceiling.",
                "plan": "Ibuprofen 400 mg three times a day with food.",
            },
            {
                "id": "s2",
                "date": "2024-04-07",
                "subjective": "She stopped ibuprofen on the fourth day because of stomach pain.",
                "plan": "Paracetamol 1 g up to four times a day instead.",
            },
        ],
    },
    {
        "client": {"id": "plover", "first_name": "Tom", "last_name": "Plover"},
        "sessions": [
            {
                "id": "s1",
                "date": "2024-02-02",
                "subjective": "He stopped ibuprofen because his kidney tests were raised.",
                "plan": "Repeat creatinine in two weeks.",
            }
        ],
    },
]


def row(row_id: str = "q1", **changes: Any) -> dict[str, Any]:
    """A row that the charts above bear out."""
    given: dict[str, Any] = {
        "id": row_id,
        "scope": "client",
        "client_id": "heron",
        "lang": "en",
        "kind": "fact",
        "question": "Why did she stop the anti-inflammatory?",
        "answerable": True,
        "gold": [gold("s2", "subjective", "because of stomach pain")],
    }
    return given | changes


def gold(session_id: str, field: str, quote: str) -> dict[str, str]:
    return {"session_id": session_id, "field": field, "quote": quote}


def write_rows(path: Path, rows: Sequence[Mapping[str, Any] | str]) -> Path:
    lines = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


FILED: list[dict[str, Any]] = [
    CHARTS[0],
    CHARTS[1] | {"sessions": [CHARTS[1]["sessions"][0] | {"id": "s3"}]},
]
"""The same charts, no session id twice."""
QUESTIONS: list[dict[str, Any]] = [
    row(question="Why did she stop ibuprofen?"),
    row("q2", kind="medication", question="What dose of paracetamol?", gold=[gold("s2", "plan", "1 g")]),
    row(
        "q3",
        client_id=None,
        kind="practice",
        question="Who stopped ibuprofen?",
        gold=[
            gold("s2", "subjective", "stopped ibuprofen"),
            gold("s3", "subjective", "stopped ibuprofen"),
        ],
    ),
    row("q4", kind="absent", answerable=False, gold=[], question="What is her blood group?"),
]
"""What can be asked of them."""
