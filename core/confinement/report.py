"""The results of the measures: each is tried, and refusals are reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal["", "other_system", "processor", "kernel", "disabled", "privileges", "refused", "not_asked"]
"""Why a measure does not hold: not Linux, unknown call numbers of the processor, missing in the kernel,
disabled in the kernel, no right to it, refused by the system (a container's filter), never tried.
"""


@dataclass(frozen=True, slots=True)
class Confinement:
    """`landlock` is the active version, 0 for none; a reason is empty where its measure holds."""

    landlock: int = 0
    landlock_reason: str = "not_asked"
    system_calls: bool = False
    system_calls_reason: str = "not_asked"
    capabilities_dropped: bool = False

    @property
    def whole(self) -> bool:
        """Whether both hold: no files but the granted ones, no calls that reach outside."""
        return self.landlock > 0 and self.system_calls
