"""The window's phase, in one place, to prevent conflicting operations."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Exactly one holds at a time."""

    OPENING = "opening"
    WIZARD = "wizard"
    LOCKED = "locked"
    UNLOCKING = "unlocking"
    OPEN = "open"
    LOCKING = "locking"
    CLOSING = "closing"
    GONE = "gone"


class WindowState:
    """The phase, and postponed requests.

    A lock requested while the window unlocks, closes or creates a practice, and a close requested while it
    locks or unlocks, are stored and carried out afterwards.
    """

    def __init__(self) -> None:
        self.phase = Phase.OPENING
        self.lock_wanted = False
        self.close_wanted = False
        self._before_closing = Phase.OPENING

    @property
    def practice_open(self) -> bool:
        """Whether the chart, or the auditor's page, may be displayed: not during a lock."""
        return self.phase is Phase.OPEN

    @property
    def at_rest(self) -> bool:
        """Whether no phase change is running."""
        return self.phase in (Phase.OPEN, Phase.LOCKED, Phase.WIZARD)

    def begin_closing(self) -> None:
        self._before_closing, self.phase = self.phase, Phase.CLOSING

    def stay(self) -> None:
        """The close was cancelled: restores the previous phase."""
        if self.phase is Phase.CLOSING:
            self.phase = self._before_closing

    def take_lock_wanted(self) -> bool:
        wanted, self.lock_wanted = self.lock_wanted, False
        return wanted

    def take_close_wanted(self) -> bool:
        wanted, self.close_wanted = self.close_wanted, False
        return wanted
