"""`anamnesis shared`: a practice that several accounts of this computer share; its server and its rights."""

from __future__ import annotations

import argparse
import json
import signal

from app.cli.console import EXIT_DONE, EXIT_ENVIRONMENT
from app.cli.context import Context
from core.ending_signals import ending_signals
from core.errors import InputRefused
from core.practice_server import PracticeServer, State, describe_place
from core.shared_practice.creating import create_place
from core.shared_practice.rights import faults, group_name

POLICY = "/etc/anamnesis/policy.toml"
UNIT = "anamnesis-practice.service"
_STATES: dict[State, str] = {
    "waiting": "waiting until nobody has the practice open: its database has to be upgraded",
    "upgrading": "bringing the database to this version",
    "serving": "serving",
}


def create(context: Context, arguments: argparse.Namespace) -> int:
    """Makes the directories, the group and the server's account, and prints what is left to do."""
    place = create_place(
        arguments.folder,
        group=arguments.group,
        server_account=arguments.server_account,
        members=arguments.account or (),
    )
    setting = f"shared_practice = {json.dumps(str(place.directory))}"
    lines = [
        f"Made {place.directory}: accounts of the group {place.group} share the practice in it, and "
        f"{place.server_account} runs its database.",
        f"1. Write this line into {POLICY}:  {setting}",
        f"2. Start the server, now and with the computer:  systemctl enable --now {UNIT}",
        f"3. For each person:  usermod -aG {place.group} ACCOUNT  (in force when they log in again)",
        "4. Whoever opens Anamnesis first creates the practice, and then adds the others as its people.",
    ]
    document = {
        "place": str(place.directory),
        "group": place.group,
        "server_account": place.server_account,
        "policy": setting,
    }
    context.console.result(document, "\n".join(lines))
    return EXIT_DONE


def status(context: Context, _arguments: argparse.Namespace) -> int:
    """Checks the rights and whether the server runs; exit code 4 if something is not as it was made."""
    settings = context.settings
    settings.refuse_problem()
    if not settings.shared:
        raise InputRefused("shared_practice_missing")
    found = list(faults(settings))
    unknown = {"place": str(settings.shared_practice), "server_running": False}
    document = unknown if found else describe_place(settings)
    document |= {
        "group": group_name(settings),
        "faults": [{"path": str(each.path), "reason": each.reason} for each in found],
    }
    lines = [f"Shared practice in {document['place']}, for the accounts of the group {document['group']}."]
    if found:
        lines += [f"Not as it was made: {each.path} ({each.reason})" for each in found]
    else:
        lines.append(
            f"The server of {document['server_account']} "
            + ("runs." if document["server_running"] else f"does not run: systemctl start {UNIT}")
        )
        if not document["practice"]:
            lines.append("No practice was created in it yet.")
        holder = document["open_by"]
        lines.append("Nobody has it open." if holder is None else f"{holder} has it open.")
    context.console.result(document, "\n".join(lines))
    return EXIT_DONE if document["server_running"] else EXIT_ENVIRONMENT


def serve(context: Context, _arguments: argparse.Namespace) -> int:
    """Runs the server until SIGTERM; for a service manager, as the account that owns the database."""
    console = context.console
    server = PracticeServer(
        context.settings, on_state=lambda state: console.note(f"anamnesis: {_STATES[state]}")
    )
    for number in ending_signals():
        signal.signal(number, lambda _number, _frame: server.told_to_end.set())
    ended = server.serve()
    console.note("anamnesis: ended" if ended == "told" else "anamnesis: ended for a newer version")
    return EXIT_DONE
