"""What the window is about, in one place: what must not happen twice or at the wrong time asks here."""

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
    """The phase, and what was asked for that has to wait for another one.

    A lock that comes while the window unlocks, closes or creates a practice, and a wish to close that comes
    while it locks or unlocks, are remembered and taken up when that has ended.
    """

    def __init__(self) -> None:
        self.phase = Phase.OPENING
        self.lock_wanted = False
        self.close_wanted = False
        self._before_closing = Phase.OPENING

    @property
    def practice_open(self) -> bool:
        """Whether the chart, or the auditor's page, may be on screen: not while a lock takes it off."""
        return self.phase is Phase.OPEN

    @property
    def at_rest(self) -> bool:
        """Whether nothing is on its way from one phase to the next."""
        return self.phase in (Phase.OPEN, Phase.LOCKED, Phase.WIZARD)

    def begin_closing(self) -> None:
        self._before_closing, self.phase = self.phase, Phase.CLOSING

    def stay(self) -> None:
        """Not closed after all: what was before holds again."""
        if self.phase is Phase.CLOSING:
            self.phase = self._before_closing

    def take_lock_wanted(self) -> bool:
        wanted, self.lock_wanted = self.lock_wanted, False
        return wanted

    def take_close_wanted(self) -> bool:
        wanted, self.close_wanted = self.close_wanted, False
        return wanted
