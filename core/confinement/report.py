"""What became of the measures: they are tried, and what the system refused is told, not assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal["", "other_system", "processor", "kernel", "disabled", "privileges", "refused", "not_asked"]
"""Why a measure does not hold: not Linux, a processor whose calls are not known here, a kernel without it, a
kernel with it switched off, no right to it, refused by the system (a container's filter), never tried."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """`landlock` is the version that holds, 0 for none; a reason is empty where its measure holds."""

    landlock: int = 0
    landlock_reason: str = "not_asked"
    system_calls: bool = False
    system_calls_reason: str = "not_asked"
    capabilities_dropped: bool = False

    @property
    def whole(self) -> bool:
        """Whether native code is held back by both: no file but those granted, no call that reaches out."""
        return self.landlock > 0 and self.system_calls
