"""The commands about members of the practice: users list, add, change, remove."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.console import EXIT_DONE, UsageError
from app.cli.context import Context, member_named
from app.cli.passphrase import read_new_passphrase, read_passphrase
from core.people.dto import Member

_REMOVED = """\
What {name} has read before stays read: in memory, in print, in exports and in backups made until now.
From here on nothing that is written opens with their keys. Take back their backups and exports, if any."""


def list_users(context: Context, _arguments: argparse.Namespace) -> int:
    """Names and roles, with the current user marked."""
    with context.unlocked() as services:
        members = services.people.list()
    width = max(len(member.name) for member in members)
    lines = [f"{member.name:{width}}  {member.role}{'  (you)' if member.you else ''}" for member in members]
    context.console.result({"members": [_document(member) for member in members]}, "\n".join(lines))
    return EXIT_DONE


def add_user(context: Context, arguments: argparse.Namespace) -> int:
    """The new member's own passphrase is read from the file or typed by them, twice."""
    context.require_practice()
    passphrase = read_passphrase(context.passphrase_file)
    new = read_new_passphrase(arguments.new_passphrase_file)
    with context.unlocked(passphrase) as services:
        member = services.people.add(name=arguments.name, role=arguments.role, passphrase=new)
    context.console.result({"member": _document(member)}, f"{member.name} was added as {member.role}.")
    return EXIT_DONE


def change_user(context: Context, arguments: argparse.Namespace) -> int:
    """Renames a member, changes their role, or both."""
    if arguments.new_name is None and arguments.role is None:
        raise UsageError("say what is to change: --name or --role")
    with context.unlocked() as services:
        before = member_named(services.people.list(), arguments.name)
        member = services.people.change(before.user_id, name=arguments.new_name, role=arguments.role)
    told = f"{before.name} is now {member.name}, {member.role}."
    if member.role != before.role:
        told += " The role holds from their next unlock on."
    context.console.result({"member": _document(member)}, told)
    return EXIT_DONE


def remove_user(context: Context, arguments: argparse.Namespace) -> int:
    """Removes a member and rotates the keys of the practice."""
    with context.unlocked() as services:
        member = member_named(services.people.list(), arguments.name)
        report = services.people.remove(
            member.user_id, cancel=context.cancel, on_progress=context.progress("changing keys")
        )
    honest = _REMOVED.format(name=member.name)
    context.console.result(
        {"removed": _document(member), "rekeyed_clients": report.rekeyed_clients, "remains": honest},
        f"{member.name} was removed; {report.rekeyed_clients} charts have new keys.\n{honest}",
    )
    return EXIT_DONE


def _document(member: Member) -> dict[str, Any]:
    return {
        "user_id": str(member.user_id),
        "name": member.name,
        "role": member.role,
        "you": member.you,
    }
