"""`anamnesis upgrade`: the state of the last upgrade, and confirming or undoing it."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.console import EXIT_DONE, UsageError
from app.cli.context import Context
from core.clock import utc_now
from core.upgrade.state import UpgradeState, confirm_closed, undo, upgrade_state

_NONE = "No upgrade waits to be confirmed."
_SHARED = "Every account of the group can write that record, so it proves nothing."


def status(context: Context, _arguments: argparse.Namespace) -> int:
    """Reads files only, so it works locked, and while the program runs."""
    context.require_practice()
    state = upgrade_state(context.settings)
    context.console.result(_document(state), "\n".join(_lines(state)))
    return EXIT_DONE


def confirm(context: Context, arguments: argparse.Namespace) -> int:
    """Removes the old database; with `--yes` even if not every value is known to open, as never in a shared
    practice.
    """
    context.require_practice()
    state = upgrade_state(context.settings)
    if state.kept and not state.proved and not arguments.yes:
        raise UsageError(f"{_proof(state)} Look at upgrade status; --yes removes the old state all the same")
    confirm_closed(context.settings)
    told = f"The upgrade is confirmed; the state of before is removed ({_size(state.kept_bytes)})."
    document = {"confirmed": state.kept, "freed_bytes": state.kept_bytes}
    context.console.result(document, told if state.kept else _NONE)
    return EXIT_DONE


def undo_upgrade(context: Context, _arguments: argparse.Namespace) -> int:
    """Restores the old database and prints the path of the newer one."""
    context.require_practice()
    record = upgrade_state(context.settings).record
    aside = undo(context.settings, today=utc_now().astimezone().date())
    lines = ["The database of before the upgrade is in its place again."]
    if aside is not None:
        lines.append(f"The newer one, with what was written since, lies in {aside}; nothing removes it.")
    lines.append("Start the version of Anamnesis of before now: this one would upgrade the database again.")
    document = {
        "undone": True,
        "set_aside": None if aside is None else str(aside),
        "schema": None if record is None else record.from_schema,
        "server": None if record is None else record.from_server,
    }
    context.console.result(document, "\n".join(lines))
    return EXIT_DONE


def _document(state: UpgradeState) -> dict[str, Any]:
    record = state.record
    document: dict[str, Any] = {
        "upgraded": record is not None,
        "before_kept": state.kept,
        "before_bytes": state.kept_bytes,
        "entries_since": state.entries_since,
    }
    if record is not None:
        document |= {
            "at": record.at.isoformat(),
            "from": {"schema": record.from_schema, "server": record.from_server},
            "to": {"schema": record.to_schema, "server": record.to_server},
            "rows": record.rows,
            "checked": record.checked,
            "proved": state.proved,
            "unreadable": record.unreadable,
        }
    return document


def _lines(state: UpgradeState) -> list[str]:
    record = state.record
    if record is None:
        if not state.kept:
            return [_NONE]
        return [f"The state of before an upgrade is kept ({_size(state.kept_bytes)}); its record is lost."]
    lines = [
        f"Upgraded {record.at.astimezone():%Y-%m-%d %H:%M}: "
        f"schema {record.from_schema} to {record.to_schema}, "
        f"PostgreSQL {record.from_server} to {record.to_server}, {record.rows} rows.",
        _proof(state),
    ]
    lines += [f"  {table}: {count}" for table, count in sorted(record.unreadable.items())]
    if state.entries_since is not None:
        lines.append(f"Entries of the audit log since, as of the last lock: {state.entries_since}.")
    if state.kept:
        lines.append(
            f"The state of before is kept ({_size(state.kept_bytes)}): upgrade confirm removes it, "
            "upgrade undo goes back to it."
        )
    else:
        lines.append("The state of before is not there any more.")
    return lines


def _proof(state: UpgradeState) -> str:
    said = _said(state)
    return f"{said} {_SHARED}" if state.shared and state.record is not None else said


def _said(state: UpgradeState) -> str:
    if state.record is None:
        return "The record of the upgrade is lost: nothing says that every value opens."
    if not state.record.checked:
        return "Not every value was opened since: the next unlock by somebody who may read charts does that."
    if state.unreadable:
        return f"Values that did not open since: {state.unreadable}."
    return "Every value was opened since, and opened."


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:.0f} MB"
