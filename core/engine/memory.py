"""How much memory the operating system would still give."""

from __future__ import annotations

import psutil  # type: ignore[import-untyped]


def available_bytes() -> int | None:
    """Bytes that can be had without swapping; None where the system does not say."""
    try:
        return int(psutil.virtual_memory().available)
    except (OSError, RuntimeError, ValueError):
        return None
