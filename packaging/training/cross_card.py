"""The card of the cross-encoder: its sources, its figures, and what it must not be used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.reading import Share

_TEMPLATE = Path(__file__).parent / "cross_card_template.md"
_HEAD = ("AUC", "at 5 % refused", "at 15 % refused", "best sentence right")


def card_text(
    plan: Mapping[str, Any], progress: Mapping[str, Any], evaluation: Mapping[str, Any], *, sha256: str
) -> str:
    """Markdown, from the template and the measurements."""
    curve = [
        [f"{point['stage']}, {point['pairs']}", point["language"], *_figures(point)]
        for point in progress["curve"]
    ]
    return _TEMPLATE.read_text("utf-8").format(
        **{**plan, "start": f"It goes on from the adapter {plan['start']}. " if plan["start"] else ""},
        sha256=sha256,
        minutes=progress["seconds"] / 60,
        curve=_table(("stage, pairs seen", "language", *_HEAD), curve),
        figures=_table(("language", *_HEAD), [[name, *_figures(each)] for name, each in evaluation.items()]),
        rules=_table(
            ("language", "first sentence of the ranking right", "told by the rules alone", "wrongly refused"),
            [[name, str(Share(*each["first_source"])), *each["rules"]] for name, each in evaluation.items()],
        ),
    )


def _figures(found: Mapping[str, Any]) -> list[str]:
    shares = [*found["recognised"], found["best_source"]]
    return [f"{found['auc']:.3f}", *(str(Share(*each)) for each in shares)]


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
