"""The commands that make a practice and its index: init, index."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from app.cli.console import EXIT_DONE, Console
from app.cli.context import Context
from app.cli.passphrase import read_passphrase
from app.cli.recovery_file import RecoveryFile, recovery_file
from core.errors import InputRefused
from core.retrieval.dto import IndexStatus
from core.security.recovery import RecoveryKey


def init(context: Context, arguments: argparse.Namespace) -> int:
    """Creates the practice; the recovery key goes to the file, or to standard output once."""
    console = context.console
    out: Path | None = arguments.recovery_out
    if context.settings.vault_file.exists():
        raise InputRefused("practice_exists")
    if out is not None and out.exists():
        raise InputRefused("recovery_file_exists", file=str(out))
    passphrase = read_passphrase(context.passphrase_file, confirm=True)
    with ExitStack() as resources:
        file = resources.enter_context(recovery_file(out)) if out is not None else None
        workspace = resources.enter_context(context.workspace())
        recovery_key = workspace.initialise(
            practice_name=arguments.practice,
            passphrase=passphrase,
            owner_name=arguments.owner,
            on_step=lambda step: console.note(f"… {step}"),
        )
        written = file is not None and _written(file, recovery_key, console)
        # Before anything is closed, which may fail: the key is shown this once.
        _tell_founded(context, arguments.practice, recovery_key, out if written else None)
    return EXIT_DONE


def _tell_founded(context: Context, practice: str, recovery_key: RecoveryKey, file: Path | None) -> None:
    document: dict[str, Any] = {"practice": practice, "data_dir": str(context.settings.data_dir)}
    lines = [f"Practice created in {context.settings.data_dir}"]
    if file is not None:
        document["recovery_file"] = str(file)
        lines.append(f"Recovery key written to {file}: print it, keep it elsewhere, delete the file.")
    else:
        document["recovery_key"] = recovery_key.text
        lines.append(f"Recovery key (shown once, write it down): {recovery_key.text}")
    context.console.result(document, "\n".join(lines))


def _written(file: RecoveryFile, recovery_key: RecoveryKey, console: Console) -> bool:
    """False when the disk is full, say: the practice is there, so its key must be seen some other way."""
    try:
        file.write(recovery_key)
    except InputRefused as error:
        console.error(error)
        return False
    file.keep()
    return True


def index(context: Context, arguments: argparse.Namespace) -> int:
    """Shows, continues or rebuilds the index."""
    console = context.console
    with context.unlocked() as services:
        if arguments.index_command == "status":
            status = services.index.status()
        else:
            services.engine.start()
            # Without a model there is nothing to embed with: say so now, not after reading every note.
            services.engine.embedder_info()
            work = (
                services.index.rebuild if arguments.index_command == "rebuild" else services.index.run_pending
            )
            status = work(
                cancel=context.cancel,
                on_progress=lambda done, total: console.progress("indexing", done, total),
            )
    console.result(_status_document(status), _status_text(status))
    return EXIT_DONE


def _status_document(status: IndexStatus) -> dict[str, Any]:
    return {
        "total": status.total,
        "indexed": status.indexed,
        "pending": status.pending,
        "percent": status.percent,
        "passages": status.passages,
        "problem": status.problem,
    }


def _status_text(status: IndexStatus) -> str:
    return (
        f"{status.indexed} of {status.total} sources indexed ({status.percent} %), "
        f"{status.passages} passages."
    )
