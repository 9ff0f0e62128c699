"""The record of the last upgrade: a small file in the data directory until it is confirmed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from core.atomic_file import write_shared
from core.bounded_files import SMALL_BYTES, read_bounded


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
        """None if there is none, or it is unreadable: the old database exists regardless."""
        try:
            said = json.loads(read_bounded(path, SMALL_BYTES))
            return cls(**said | {"at": datetime.fromisoformat(said["at"])})
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
