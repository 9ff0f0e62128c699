"""What one check of the doctor says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["ok", "warning", "problem"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `params` are counts, versions and names."""

    check: str
    status: Status
    params: dict[str, Any] = field(default_factory=dict)
