"""The card of an adapter: its sources and training, its figures, and what it must not be used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_TEMPLATE = Path(__file__).parent / "card_template.md"
_MEASURES = ("AUC", "at 5 % refused", "at 15 % refused", "best source right")


def card_text(
    plan: Mapping[str, Any], progress: Mapping[str, Any], evaluation: Mapping[str, Any], *, sha256: str
) -> str:
    """Markdown, from the template and the measurements."""
    curve = [
        [
            point["rows"],
            f"{point['auc']:.3f}",
            *map(_share, point["recognised"]),
            _share(point["best_source"]),
        ]
        for point in progress["curve"]
    ]
    figures = [
        [name, f"{found['auc']:.3f}", *found["recognised"], found["best_source"], found["rules"]]
        for name, found in evaluation["figures"].items()
    ]
    indented = "\n\n".join("    " + told.replace("\n", "\n    ") for told in evaluation["answers"])
    return _TEMPLATE.read_text("utf-8").format(
        **plan,
        sha256=sha256,
        seen=progress["seen"],
        minutes=progress["seconds"] / 60,
        curve=_table(("rows seen", *_MEASURES), curve),
        figures=_table(("language", *_MEASURES, "the rules"), figures),
        answers=indented,
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _share(pair: Sequence[int]) -> str:
    count, of = pair
    return f"{count} of {of}"
