"""How far the remembering of answers is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remembered:
    """How many answers can be recalled by their meaning, and how many cannot yet.

    `problem` is the code of what kept some from it, e.g. `model_not_configured`.
    """

    done: int
    missing: int
    problem: str | None = None
