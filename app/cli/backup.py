"""The commands about backups: create, targets, list, verify, drill, restore."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.cli.backup_text import (
    drill_document,
    drill_text,
    made_document,
    made_text,
    moment_text,
    restored_document,
    restored_text,
    size_text,
)
from app.cli.console import EXIT_DONE, EXIT_ENVIRONMENT, Console, UsageError
from app.cli.context import Context
from app.cli.passphrase import read_age_identity, read_passphrase, read_recovery_key
from core.backup.creating import Made
from core.backup.found import find_backups
from core.backup.older import proof_of_itself
from core.backup.opened import (
    OpenedBackup,
    open_backup_with_escrow,
    open_backup_with_passphrase,
    open_backup_with_recovery_key,
)
from core.backup.service import BackupInfo, BackupService
from core.backup.targets import Target, locate
from core.cancel import OnProgress
from core.errors import AnamnesisError, BackupError, Cancelled, InputRefused, NotFound, VaultLocked
from core.settings import Settings
from ui.errors import describe_code

_MB = 1_000_000
_STEPS = {
    "database": "starting a database",
    "loading": "restoring, MB",
    "verifying": "opening every record",
}


def create(context: Context, arguments: argparse.Namespace) -> int:
    """A backup to one folder, or to every target; a failing one does not affect the others."""
    progress = _megabytes(context.console, "backing up, MB")
    problems: list[AnamnesisError] = []
    with context.unlocked() as services:
        backups = services.backups
        if arguments.to is not None:
            made = [backups.create_in(arguments.to, cancel=context.cancel, on_progress=progress)]
        else:
            made = _create_everywhere(context, backups, progress, problems)
    document = {"backups": [made_document(each) for each in made], "failed": [each.code for each in problems]}
    context.console.result(document, "\n".join(made_text(each) for each in made) or "No backup was made.")
    return EXIT_ENVIRONMENT if problems else EXIT_DONE


def _create_everywhere(
    context: Context, backups: BackupService, progress: OnProgress, problems: list[AnamnesisError]
) -> list[Made]:
    targets = backups.targets()
    if not targets:
        raise UsageError(
            "this practice has no folder for backups: name one with --to DIR, or add one with "
            "anamnesis backup targets add DIR"
        )
    made = []
    for target in targets:
        try:
            made.append(backups.create(target, cancel=context.cancel, on_progress=progress))
        except (Cancelled, VaultLocked):
            raise
        except AnamnesisError as error:
            context.console.error(error)
            problems.append(error)
    return made


def list_targets(context: Context, _arguments: argparse.Namespace) -> int:
    """The backup targets of this practice, and the results of the last backups."""
    with context.unlocked() as services:
        targets, status = services.backups.targets(), services.backups.status()
    document = {
        "targets": [_target_document(each) for each in targets],
        "last_backup_at": _iso(status.last_backup_at),
        "last_proved_at": _iso(status.last_proved_at),
        "problem": status.problem,
    }
    lines = [_target_line(each) for each in targets] or [
        "No folder for backups: anamnesis backup targets add DIR"
    ]
    lines.append(f"Last backup: {moment_text(status.last_backup_at)}.")
    lines.append(f"Last restore that was proved: {moment_text(status.last_proved_at)}.")
    if status.problem is not None:
        lines.append(describe_code(status.problem).one_line)
    context.console.result(document, "\n".join(lines))
    return EXIT_DONE


def add_target(context: Context, arguments: argparse.Namespace) -> int:
    """Keeps backups in a folder from now on."""
    with context.unlocked() as services:
        target = services.backups.add_target(arguments.folder)
    context.console.result(
        {"target": _target_document(target)},
        f"Backups go to {target.folder} from now on. Make the first: anamnesis backup create",
    )
    return EXIT_DONE


def remove_target(context: Context, arguments: argparse.Namespace) -> int:
    """Removes a folder from the targets; its content stays."""
    with context.unlocked() as services:
        target = _target_named(services.backups.targets(), arguments.id)
        services.backups.remove_target(target.store_id)
    context.console.result(
        {"removed": _target_document(target)},
        f"No backups go to {target.folder} any more. Those that are there stay.",
    )
    return EXIT_DONE


def list_backups(context: Context, arguments: argparse.Namespace) -> int:
    """The backups of this practice; on a computer without it, according to file names."""
    if arguments.folder is not None and not context.settings.vault_file.exists():
        _list_unopened(context, arguments.folder)
        return EXIT_DONE
    with context.unlocked() as services:
        infos = services.backups.list(arguments.folder)
    document = {"opened": True, "backups": [_info_document(each) for each in infos]}
    context.console.result(document, "\n".join(map(_info_line, infos)) or "There are no backups here.")
    return EXIT_DONE


def _list_unopened(context: Context, folder: Path) -> None:
    found = find_backups(folder)
    document = {
        "opened": False,
        "backups": [
            {"file": str(each.path), "made_at": _iso(each.made_at), "practice": str(each.workspace_id)}
            for each in found
        ],
    }
    context.console.result(document, "\n".join(f"{moment_text(each.made_at)}  {each.path}" for each in found))


def verify(context: Context, arguments: argparse.Namespace) -> int:
    """Reads all of one backup; damaged pieces are removed, so that the next backup writes them again."""
    with context.unlocked() as services:
        found = services.backups.verify(
            arguments.file, cancel=context.cancel, on_progress=_megabytes(context.console, "reading, MB")
        )
    if found.intact:
        text = f"Whole: {found.pieces} pieces, {size_text(found.size_bytes)}, each as it was written."
    else:
        text = (
            f"DAMAGED: {found.missing} of {found.pieces} pieces are missing and {found.damaged} damaged, "
            f"with {found.lost_rows} rows.\nMake a new backup: it writes again what is still in the practice."
        )
    context.console.result({**asdict(found), "intact": found.intact}, text)
    return EXIT_DONE if found.intact else EXIT_ENVIRONMENT


def drill(context: Context, arguments: argparse.Namespace) -> int:
    """Restores a backup beside the practice, verifies it and removes it again."""
    steps = _Steps(context.console)
    with context.unlocked() as services:
        done = services.backups.drill(
            arguments.file, cancel=context.cancel, on_step=steps.begin, on_progress=steps.progress
        )
    context.console.result(drill_document(done), drill_text(done))
    return EXIT_DONE if done.passed else EXIT_ENVIRONMENT


def restore(context: Context, arguments: argparse.Namespace) -> int:
    """Restores a backup to a new place, with its passphrase or its recovery key alone."""
    settings = Settings.load(arguments.into)
    settings.refuse_problem()
    if settings.vault_file.exists():
        raise InputRefused("practice_exists")
    if not arguments.file.is_file():
        raise BackupError("backup_not_read", file=arguments.file.name, reason="it is no file")
    find_backups(arguments.file)
    steps = _Steps(context.console)
    open_it = _way_in(context, arguments)
    there = replace(context, settings=settings)
    with there.workspace() as workspace:
        restored = workspace.restore(
            open_it(arguments.file, vault_file=settings.vault_file),
            salvage=arguments.salvage,
            cancel=context.cancel,
            on_step=steps.begin,
            on_progress=steps.progress,
        )
        practice = workspace.services.practice_name
    text = restored_text(restored, practice=practice, directory=settings.data_dir)
    if arguments.recovery_key_file is not None or arguments.identity_file is not None:
        text += "\nSet a new passphrase if the old one is lost: anamnesis keys recover"
    document = restored_document(restored, practice=practice, directory=settings.data_dir)
    context.console.result(document, text)
    return EXIT_DONE if proof_of_itself(restored).passed and not restored.lost else EXIT_ENVIRONMENT


def _way_in(context: Context, arguments: argparse.Namespace) -> Callable[..., OpenedBackup]:
    """The secret of a backup; read before anything begins."""
    if arguments.recovery_key_file is not None:
        key = read_recovery_key(arguments.recovery_key_file)
        return lambda path, vault_file: open_backup_with_recovery_key(path, key, vault_file=vault_file)
    if arguments.identity_file is not None:
        identity = read_age_identity(arguments.identity_file)
        return lambda path, vault_file: open_backup_with_escrow(path, identity, vault_file=vault_file)
    passphrase = read_passphrase(context.passphrase_file)
    return lambda path, vault_file: open_backup_with_passphrase(path, passphrase, vault_file=vault_file)


class _Steps:
    """The current step and its progress; loading counts bytes, verifying counts values."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._step = ""

    def begin(self, step: str) -> None:
        self._step = step
        self._console.note(f"… {_STEPS.get(step, step)}")

    def progress(self, done: int, total: int) -> None:
        unit = _MB if self._step == "loading" else 1
        self._console.progress(_STEPS.get(self._step, self._step), done // unit, total // unit)


def _megabytes(console: Console, label: str) -> OnProgress:
    return lambda done, total: console.progress(label, done // _MB, total // _MB)


def _target_named(targets: tuple[Target, ...], name: str) -> Target:
    """The target whose id begins with `name`. Raises `NotFound("backup_target_unknown")`."""
    found = [each for each in targets if str(each.store_id).startswith(name.lower())]
    if len(found) != 1:
        raise NotFound("backup_target_unknown", name=name)
    return found[0]


def _target_document(target: Target) -> dict[str, Any]:
    return {
        "id": str(target.store_id),
        "folder": str(target.folder),
        "available": _is_here(target),
        "last_backup_at": _iso(target.last_at),
        "problem": target.problem,
    }


def _is_here(target: Target) -> bool:
    try:
        locate(target)
    except BackupError:
        return False
    return True


def _target_line(target: Target) -> str:
    here = "" if _is_here(target) else ", NOT REACHABLE NOW"
    problem = f", last try failed: {describe_code(target.problem).title}" if target.problem else ""
    last = moment_text(target.last_at)
    return f"{str(target.store_id)[:8]}  {target.folder}{here}, last backup: {last}{problem}"


def _info_document(info: BackupInfo) -> dict[str, Any]:
    manifest = info.manifest
    return {
        "file": str(info.path),
        "made_at": None if manifest is None else manifest.made_at.isoformat(),
        "rows": None if manifest is None else manifest.rows,
        "size_bytes": None if manifest is None else manifest.size_bytes,
        "program": None if manifest is None else manifest.program,
        "problem": info.problem,
    }


def _info_line(info: BackupInfo) -> str:
    manifest = info.manifest
    if manifest is None:
        return f"CANNOT BE OPENED ({describe_code(info.problem or 'backup_failed').title})  {info.path}"
    size = size_text(manifest.size_bytes)
    return f"{moment_text(manifest.made_at)}  {manifest.rows} rows, {size}  {info.path}"


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else str(moment.isoformat())
