"""Waiting times, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

_MINUTE_S = 60
_HOUR_S = 3600


class Durations(QObject):
    """A QObject for its `tr` with plural forms."""

    def text(self, seconds: float) -> str:
        """`40 seconds`, `3 minutes`, `2 hours`; rounded up, so that no retry is too early."""
        if seconds < _MINUTE_S:
            return self.tr("%n second(s)", "", math.ceil(seconds))
        if seconds < _HOUR_S:
            return self.tr("%n minute(s)", "", math.ceil(seconds / _MINUTE_S))
        return self.tr("%n hour(s)", "", math.ceil(seconds / _HOUR_S))
