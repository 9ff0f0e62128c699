"""The commands that create a practice and its index: init, index."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.console import EXIT_DONE, Console, duration_text
from app.cli.context import Context
from app.cli.passphrase import read_passphrase
from app.cli.recovery_file import RecoveryFile, recovery_file
from core.cancel import OnProgress
from core.errors import InputRefused
from core.retrieval.dto import Drift, IndexStatus
from core.security.recovery import RecoveryKey
from core.security.unlocking import FOUNDER_NAME
from ui.errors import describe_code

_UNNAMED = (
    f'Notes and letters will be signed "{FOUNDER_NAME}". '
    f"To change that: anamnesis users change {FOUNDER_NAME} --name NAME"
)


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
        # Before closing, which may fail: the key is shown only once.
        _tell_founded(
            context,
            arguments.practice,
            recovery_key,
            out if written else None,
            named=bool(arguments.owner.strip()),
        )
    return EXIT_DONE


def _tell_founded(
    context: Context, practice: str, recovery_key: RecoveryKey, file: Path | None, *, named: bool
) -> None:
    document: dict[str, Any] = {"practice": practice, "data_dir": str(context.settings.data_dir)}
    lines = [f"Practice created in {context.settings.data_dir}"]
    if file is not None:
        document["recovery_file"] = str(file)
        lines.append(f"Recovery key written to {file}: print it, keep it elsewhere, delete the file.")
    else:
        document["recovery_key"] = recovery_key.text
        lines.append(f"Recovery key (shown once, write it down): {recovery_key.text}")
    context.console.result(document, "\n".join(lines))
    if not named:
        context.console.note(_UNNAMED)


def _written(file: RecoveryFile, recovery_key: RecoveryKey, console: Console) -> bool:
    """False for example on a full disk: the practice exists, so its key must be shown in another way."""
    try:
        file.write(recovery_key)
    except InputRefused as error:
        console.error(error)
        return False
    file.keep()
    return True


def index(context: Context, arguments: argparse.Namespace) -> int:
    """Shows, continues or rebuilds the index; corrects drift."""
    with context.unlocked() as services:
        worker = services.index
        if arguments.index_command == "status":
            status = worker.look(cancel=context.cancel)
        else:
            services.engine.start()
            # Without a model nothing can be embedded: reported before reading every note.
            worker.require_model(context.cancel)
            progress = _index_progress(context.console, lambda: worker.sources_per_s)
            if arguments.index_command == "rebuild":
                status = worker.rebuild(cancel=context.cancel, on_progress=progress)
            else:
                status = worker.run_pending(cancel=context.cancel, on_progress=progress, thorough=True)
            # Embeds earlier answers for recall; unfinished ones do not count as a failure.
            services.conversations.remember(
                cancel=context.cancel, on_progress=context.progress("remembering answers")
            )
    context.console.result(_status_document(status), _status_text(status))
    return EXIT_DONE


def _index_progress(console: Console, rate: Callable[[], float | None]) -> OnProgress:
    def progress(done: int, total: int) -> None:
        per_s = rate()
        label = "indexing"
        if per_s:
            label += f" ({per_s:.1f} a second, about {duration_text((total - done) / per_s)} left)"
        console.progress(label, done, total)

    return progress


def _status_document(status: IndexStatus) -> dict[str, Any]:
    building, drift = status.building, status.drift
    return {
        "total": status.total,
        "indexed": status.indexed,
        "pending": status.pending,
        "percent": status.percent,
        "passages": status.passages,
        "model": status.model,
        "building": None if building is None else asdict(building),
        "drift": None if drift is None else asdict(drift),
        "problem": status.problem,
    }


def _status_text(status: IndexStatus) -> str:
    lines = [
        f"{status.indexed} of {status.total} sources indexed ({status.percent} %), {status.pending} without, "
        f"{status.passages} passages; embedder: {status.model or 'none yet'}."
    ]
    if (building := status.building) is not None:
        percent = 100 * building.done // building.total if building.total else 100
        lines.append(
            f"Being made ready beside it: {building.model}, {building.done} of {building.total} sources "
            f"({percent} %). Until then questions are answered with the other one."
        )
    if status.drift is not None and status.drift.total:
        lines.append(_drift_text(status.drift))
    if status.problem is not None:
        lines.append(describe_code(status.problem).one_line)
    return "\n".join(lines)


def _drift_text(drift: Drift) -> str:
    found = (
        (drift.lacking, "not as their notes are (queued)"),
        (drift.gone, "of notes that may not be found (forgotten)"),
        (drift.stale_vectors, "with vectors of other passages (dropped)"),
        (drift.damaged, "that did not open (queued)"),
    )
    told = ", ".join(f"{count} {what}" for count, what in found if count)
    return f"Index and notes had drifted apart, and this was put right: {told}."
