"""How a start reports which step it is in."""

from __future__ import annotations

from collections.abc import Callable

OnStep = Callable[[str], None]
"""Called with the name of the step that begins: `checking`, `database`, `migrating`, `keys`, `records`; in a
restore also `loading`, `verifying`.
"""


def ignore_step(step: str) -> None:
    """For a caller that shows no steps."""
