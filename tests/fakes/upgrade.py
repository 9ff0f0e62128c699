"""The files that an upgrade leaves, without a database."""

from __future__ import annotations

from datetime import UTC, datetime

from core.settings import Settings
from core.upgrade.record import UpgradeRecord

AT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def leave_upgrade(
    settings: Settings,
    *,
    checked: bool = True,
    unreadable: dict[str, int] | None = None,
    kept: bool = True,
    at: datetime = AT,
) -> UpgradeRecord:
    """Lays the record and, where it is `kept`, both databases as directories with one file."""
    record = UpgradeRecord(
        at=at,
        from_schema="0008",
        to_schema="0009",
        from_server="16.4",
        to_server="18.1",
        rows=5140,
        position=120,
        checked=checked,
        unreadable=unreadable or {},
    )
    settings.data_dir.mkdir(exist_ok=True)
    settings.format_file.write_bytes(b'{"format": 1}')
    record.write(settings.upgrade_file)
    for directory, words in ((settings.cluster_dir, b"new"), (settings.before_upgrade_dir, b"before")):
        if kept or directory is settings.cluster_dir:
            directory.mkdir()
            (directory / "base").write_bytes(words * 1000)
    return record
