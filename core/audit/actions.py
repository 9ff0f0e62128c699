"""The actions an event may name; the viewer has a sentence for each."""

from __future__ import annotations

import re

AREAS = frozenset(
    {
        "practice",
        "unlock",
        "lock",
        "user",
        "keys",
        "client",
        "session",
        "attachment",
        "schedule",
        "search",
        "ask",
        "brief",
        "import",
        "letter",
        "export",
        "print",
        "copy",
        "backup",
        "restore",
        "erase",
        "settings",
        "integrity",
        "audit",
        "engine",
        "contradiction",
    }
)
"""First words of an action. `ask` is a question, `keys` are slots, rotation and passphrases."""

ACTIONS = (
    "practice.create",
    "unlock",
    "unlock.failed",
    "lock",
    "user.add",
    "user.change",
    "user.remove",
    "keys.passphrase",
    "keys.recovery",
    "keys.remember",
    "keys.forget",
    "keys.escrow",
    "keys.rotate",
    "keys.renew",
    "keys.signatures",
    "keys.epoch",
    "client.create",
    "client.view",
    "client.change",
    "client.archive",
    "client.delete",
    "client.restore",
    "client.merge",
    "client.purge",
    "session.create",
    "session.view",
    "session.change",
    "session.sign",
    "session.addendum",
    "session.retract",
    "session.delete",
    "session.restore",
    "attachment.add",
    "attachment.view",
    "attachment.delete",
    "attachment.restore",
    "schedule.book",
    "schedule.change",
    "schedule.scheduled",
    "schedule.attended",
    "schedule.cancelled",
    "schedule.no_show",
    "schedule.export",
    "search",
    "ask",
    "ask.feedback",
    "ask.delete",
    "brief",
    "import",
    "import.undo",
    "letter.create",
    "letter.change",
    "contradiction.dismiss",
    "contradiction.restore",
    "export",
    "print",
    "copy",
    "backup",
    "backup.verify",
    "backup.drill",
    "restore",
    "erase",
    "settings",
    "integrity.failure",
    "integrity.accept",
    "audit.begin",
    "audit.export",
)
"""The actions recorded today; a new one starts with a word of `AREAS`."""

_ACTION = re.compile(r"([a-z]+)(\.[a-z_]+)?")
_LIMIT_CHARS = 40


def check_action(action: str) -> None:
    """`ValueError` for an unknown action: a defect of the program, and the text may be a user's."""
    match = _ACTION.fullmatch(action)
    if match is None or match[1] not in AREAS or len(action) > _LIMIT_CHARS:
        raise ValueError("not an action of the audit log")
