"""The key commands: status, change, replacement and destruction."""

from __future__ import annotations

import argparse
import sys

from app.cli.console import EXIT_DONE, UsageError
from app.cli.context import ClientNames, Context
from app.cli.key_status import UNFINISHED, status_document, status_text
from app.cli.passphrase import (
    read_confirmation,
    read_new_passphrase,
    read_passphrase,
    read_recovery_key,
)
from app.cli.recovery_file import recovery_file
from core.errors import Cancelled
from core.security.recovery import RecoveryKey

_REMAINS = """\
Without its key nothing that is left of this chart in the data directory can be read, on this disk or any copy
of it made from now on. What this cannot reach:
  - backups and copies of the data directory made before keep the chart until they are deleted;
  - exports, prints and messages are files and papers of their own;
  - a disk may keep old contents of the vault file for a while; with those and a passphrase of that time,
    remnants of the database could be opened (an encrypted disk closes this gap);
  - who has read the chart remembers it, also members who were removed since;
  - the audit log keeps that there was a chart and who opened it, by number, without clinical text."""
_COPIES = (
    "Backups made before open with the passphrases and the recovery key of their time: make a new one now."
)


def status(context: Context, _arguments: argparse.Namespace) -> int:
    """Versions, slots, unfinished work, and this computer's keyring."""
    with context.unlocked(finish_work=False) as services:
        found = services.keys.status()
        backend = services.keys.keyring_backend()
        members = services.people.list()
    context.console.result(
        {**status_document(found, members), "keyring": backend}, status_text(found, members, backend)
    )
    return EXIT_DONE


def change_passphrase(context: Context, arguments: argparse.Namespace) -> int:
    """Replaces the user's own passphrase."""
    context.require_practice()
    current = read_passphrase(context.passphrase_file)
    new = read_new_passphrase(arguments.new_passphrase_file)
    with context.unlocked(current) as services:
        services.keys.change_passphrase(
            current=current, new=new, cancel=context.cancel, on_progress=context.progress("changing keys")
        )
    context.console.result(
        {"changed": "passphrase"}, f"The passphrase was changed; the old one opens nothing. {_COPIES}"
    )
    return EXIT_DONE


def rotate(context: Context, _arguments: argparse.Namespace) -> int:
    """New keys for data written from now on, or finishes pending work."""
    with context.unlocked(finish_work=False) as services:
        begun = services.keys.status().pending
        listener = context.progress("changing keys")
        try:
            if begun is not None:
                services.keys.finish_pending(cancel=context.cancel, on_progress=listener)
            else:
                services.keys.rotate(cancel=context.cancel, on_progress=listener)
        except Cancelled:
            context.console.note(UNFINISHED)
            raise
        found, members = services.keys.status(), services.people.list()
    text = "What had been begun is finished." if begun is not None else "The keys were changed."
    text += f" Key version {found.workspace_key_version}, epoch {found.epoch}. Earlier notes stay readable."
    text += f"\n{_COPIES}"
    context.console.result(
        {**status_document(found, members), "finished": begun.kind if begun else "rotate"}, text
    )
    return EXIT_DONE


def recover(context: Context, arguments: argparse.Namespace) -> int:
    """Sets a new passphrase with the recovery key."""
    context.require_practice()
    key = read_recovery_key(arguments.recovery_file)
    new = read_new_passphrase(arguments.new_passphrase_file)
    with context.workspace() as workspace:
        services = workspace.unlock_with_recovery_key(key)
        services.keys.set_passphrase(
            new, cancel=context.cancel, on_progress=context.progress("changing keys")
        )
        name = services.user_name
    context.console.result(
        {"changed": "passphrase", "user": name},
        f"{name} has a new passphrase. The recovery key stays valid: keep it, or replace it (new-recovery).\n"
        f"{_COPIES}",
    )
    return EXIT_DONE


def new_recovery(context: Context, arguments: argparse.Namespace) -> int:
    """Replaces the recovery key: written down first, confirmed, then activated."""
    out = arguments.recovery_out
    with context.unlocked() as services, recovery_file(out) as file:
        key = services.keys.new_recovery_key()
        file.write(key)
        typed = _last_group(context, key, confirmed=arguments.yes)
        before = services.keys.status().vault_sequence
        try:
            services.keys.replace_recovery_key(
                key, typed_back=typed, cancel=context.cancel, on_progress=context.progress("changing keys")
            )
        except BaseException:
            # Even after a later failure: once the vault file has changed, this key is the valid one.
            if services.keys.status().vault_sequence != before:
                file.keep()
            raise
        file.keep()
    context.console.result(
        {"changed": "recovery_key", "recovery_file": str(out)},
        f"The new recovery key is in {out}: print it, keep it elsewhere, delete the file.\n"
        f"The old one opens nothing. {_COPIES}",
    )
    return EXIT_DONE


def remember(context: Context, _arguments: argparse.Namespace) -> int:
    """Allows this computer's keyring to unlock the practice too."""
    with context.unlocked() as services:
        services.keys.remember_on_this_computer()
        backend = services.keys.keyring_backend()
    context.console.result(
        {"remembered": True, "keyring": backend},
        f"{backend} of this computer can unlock the practice now, besides the passphrase.",
    )
    return EXIT_DONE


def forget(context: Context, _arguments: argparse.Namespace) -> int:
    """Reverses that."""
    with context.unlocked() as services:
        services.keys.forget_on_this_computer(
            cancel=context.cancel, on_progress=context.progress("changing keys")
        )
    context.console.result(
        {"remembered": False}, f"The keyring of this computer no longer opens anything. {_COPIES}"
    )
    return EXIT_DONE


def erase(context: Context, arguments: argparse.Namespace) -> int:
    """Destroys one chart permanently."""
    if arguments.confirm_file is not None:
        # A missing file is reported before anything is unlocked.
        read_confirmation(arguments.confirm_file)
    with context.unlocked() as services:
        client_id = ClientNames(services).resolve(arguments.client)
        along = services.keys.merged_into(client_id)
        if along:
            names = "; ".join(each.details.display_name for each in along)
            context.console.note(f"Merged into this chart, and erased with it: {names}.")
        typed_name = read_confirmation(arguments.confirm_file)
        try:
            report = services.keys.erase_client(
                client_id,
                typed_name=typed_name,
                cancel=context.cancel,
                on_progress=context.progress("changing keys"),
            )
        except Cancelled:
            if services.keys.status().pending is not None:
                context.console.note(UNFINISHED)
            raise
    document = {
        "erased": str(report.client_id),
        "sessions": report.sessions,
        "answers": report.answers,
        "merged_charts_erased": list(report.along),
        "remains": _REMAINS,
    }
    text = f"Erased: {report.sessions} sessions, and {report.answers} answers that quoted them.\n"
    if report.along:
        text += f"Erased with it, as merged into it: {'; '.join(report.along)}.\n"
    text += _REMAINS
    context.console.result(document, text)
    return EXIT_DONE


def _last_group(context: Context, key: RecoveryKey, *, confirmed: bool) -> str:
    group = key.text.rsplit("-", 1)[-1]
    if confirmed:
        return group
    if not sys.stdin.isatty():
        raise UsageError(
            "no terminal to ask whether the key is on paper: add --yes once the file is looked after"
        )
    context.console.note("The new recovery key is in the file. Print it or write it down now.")
    print("Type its last group of four: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
