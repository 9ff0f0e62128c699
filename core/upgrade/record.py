"""The record of the last upgrade: a small file in the data directory until it is confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from core.atomic_file import write_shared
from core.bounded_files import SMALL_BYTES, read_bounded

_MOST_CHARACTERS = 200
_MOST = 2**31 - 1
"""What the window can count with."""


@dataclass(frozen=True, slots=True)
class UpgradeRecord:
    """Versions before and after, time, and number of rows. `checked`: whether every row was opened since, and
    what did not open, by table. `position`: the audit log's at the upgrade.
    """

    at: datetime
    from_schema: str
    to_schema: str
    from_server: str
    to_server: str
    rows: int
    position: int
    checked: bool = False
    unreadable: dict[str, int] = field(default_factory=dict)
    epochs: tuple[int, ...] = ()
    """The epochs of the keys that wrap the clients' keys."""

    def found(self, unreadable: dict[str, int]) -> UpgradeRecord:
        """The record after every row was opened."""
        return replace(self, checked=True, unreadable=dict(unreadable))

    def write(self, path: Path) -> None:
        document = asdict(self) | {"at": self.at.isoformat()}
        write_shared(path, json.dumps(document, indent=1).encode())

    @classmethod
    def read(cls, path: Path) -> UpgradeRecord | None:
        """None if there is none, or it is unreadable: the old database exists regardless.

        Of a shared practice any account can write it, so what is not as `write` makes it is unreadable too.
        """
        try:
            said = json.loads(read_bounded(path, SMALL_BYTES))
            epochs = tuple(said.get("epochs", ()))
            record = cls(**said | {"at": datetime.fromisoformat(said["at"]), "epochs": epochs})
            return record if record._as_written else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    @property
    def _as_written(self) -> bool:
        names = (self.from_schema, self.to_schema, self.from_server, self.to_server)
        return (
            # A time near the ends of the calendar has none in another zone.
            self.at.tzinfo is not None
            and 2000 <= self.at.year < 9000
            and _are_names(names)
            and _is_a(self.checked, bool)
            and _is_a(self.unreadable, dict)
            and _are_names(self.unreadable)
            and _are_counts((self.rows, self.position, *self.unreadable.values(), *self.epochs))
            and sum(self.unreadable.values()) <= _MOST
        )


def _is_a(value: object, kind: type) -> bool:
    return type(value) is kind


def _are_names(values: Iterable[object]) -> bool:
    return all(
        isinstance(each, str) and each.isprintable() and len(each) <= _MOST_CHARACTERS for each in values
    )


def _are_counts(values: Iterable[object]) -> bool:
    return all(type(each) is int and 0 <= each <= _MOST for each in values)
