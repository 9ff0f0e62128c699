"""How much memory the operating system can still provide."""

from __future__ import annotations

import psutil  # type: ignore[import-untyped]


def available_bytes() -> int | None:
    """Bytes available without swapping; None where the system does not report it."""
    try:
        return int(psutil.virtual_memory().available)
    except (OSError, RuntimeError, ValueError):
        return None
