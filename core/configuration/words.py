"""The description of a setting; the texts come from the window, which translates them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingWords:
    """`help` is for users of the window, `imposed` for administrators, if it differs."""

    title: str
    help: str
    imposed: str = ""

    @property
    def for_policy(self) -> str:
        return self.imposed or self.help


WordsOf = Callable[[str], SettingWords]
"""By the name of the setting."""
