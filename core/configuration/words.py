"""What is said of a setting; the words themselves are the window's, which translates them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingWords:
    """`help` is for people at the window, `imposed` for who imposes it, where that is another sentence."""

    title: str
    help: str
    imposed: str = ""

    @property
    def for_policy(self) -> str:
        return self.imposed or self.help


WordsOf = Callable[[str], SettingWords]
"""By the name of the setting."""
