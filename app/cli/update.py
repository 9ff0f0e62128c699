"""`anamnesis update`: shows an available update, its changes, and installs it with the package manager."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.console import EXIT_DONE
from app.cli.context import Context
from core.updates.release import Release
from core.updates.service import UpdateService, VerifiedUpdate


def check(context: Context, arguments: argparse.Namespace) -> int:
    """Whether there is a newer, verified release. Raises as `UpdateService.find`."""
    update = _verified(context, arguments)
    context.console.result(_document(update), _text(update))
    return EXIT_DONE


def show(context: Context, arguments: argparse.Namespace) -> int:
    """As `check`, with its changes."""
    update = _verified(context, arguments)
    changes = update.changes or "Its changelog says nothing of this version."
    document = _document(update) | {"changes": update.changes}
    context.console.result(document, f"{_text(update)}\n\n{changes}")
    return EXIT_DONE


def install(context: Context, arguments: argparse.Namespace) -> int:
    """Passes it to the package manager. Raises as `UpdateService.install`."""
    service = _service(context, arguments)
    release = service.find(arguments.folder)
    service.verify(release, cancel=context.cancel, on_progress=context.progress("verifying, MB"))
    installed = service.install(
        release, at_window=False, cancel=context.cancel, on_progress=context.progress("copying, MB")
    )
    context.console.result(
        {"installed": installed.version, "before": service.installation.version},
        f"Version {installed.version} is installed. What runs now goes on until it is closed.",
    )
    return EXIT_DONE


def _service(context: Context, arguments: argparse.Namespace) -> UpdateService:
    if arguments.folder is None:
        # The search path is a setting: with a refused settings file it must not be guessed.
        context.settings.refuse_problem()
    return UpdateService(context.settings)


def _verified(context: Context, arguments: argparse.Namespace) -> VerifiedUpdate:
    service = _service(context, arguments)
    release = service.find(arguments.folder)
    return service.verify(release, cancel=context.cancel, on_progress=context.progress("verifying, MB"))


def _document(update: VerifiedUpdate) -> dict[str, Any]:
    release: Release = update.release
    return {
        "installed": update.installed,
        "version": release.version,
        "folder": str(release.folder),
        "package": release.package,
        "sha256": release.sums[release.package],
        "signed_by": release.signed_by,
    }


def _text(update: VerifiedUpdate) -> str:
    release = update.release
    return "\n".join(
        (
            f"Version {release.version} is in {release.folder}; {update.installed} is installed.",
            f"{len(release.sums)} files are as they were signed with the key {release.signed_by}.",
            "anamnesis update show says what it changes, anamnesis update install installs it.",
        )
    )
