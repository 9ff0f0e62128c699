"""The last opened charts and used commands, as ids in memory only, to be offered first."""

from __future__ import annotations

from collections.abc import Hashable

from core.ids import UserId

_KEPT = 50
_NEVER = _KEPT + 1


class Recent:
    """Belongs to one person: for another it is empty."""

    def __init__(self) -> None:
        self._user_id: UserId | None = None
        self._ids: list[Hashable] = []
        self._places: dict[Hashable, int] = {}

    def sign_in(self, user_id: UserId) -> None:
        """Forgets another person's use."""
        if user_id != self._user_id:
            self._ids.clear()
            self._places.clear()
        self._user_id = user_id

    def note(self, used: Hashable) -> None:
        """Makes `used` the newest."""
        if used in self._ids:
            self._ids.remove(used)
        self._ids.insert(0, used)
        del self._ids[_KEPT:]
        self._places = {each: place for place, each in enumerate(self._ids)}

    def knows(self, used: Hashable) -> bool:
        return used in self._places

    def rank(self, used: Hashable) -> int:
        """0 for the newest; the largest number for what was never used."""
        return self._places.get(used, _NEVER)
