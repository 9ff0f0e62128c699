"""For the tests of an open vault: three passphrases, a client, and places to seal something at."""

from __future__ import annotations

from datetime import date

from core.ids import ClientId, new_id
from core.security.open_vault import OpenVault
from core.security.sealing import Address
from tests.security.key_practice import CHEAP

OWNER, CLINICIAN, AUDITOR = "seven quiet herons", "eleven loud cranes", "two patient owls"
COST, TODAY = CHEAP, date(2026, 11, 21)
CLIENT = ClientId(new_id())
NOTE = Address("session_version", (new_id(), 1), "sealed_plan", 1, CLIENT)
NAME = Address("workspace", (new_id(),), "sealed_name")
EVENT = Address("audit_event", (new_id(),), "sealed_details")
ANSWER = Address("message", (new_id(),), "sealed_body")


def work_of(vault: OpenVault) -> tuple[str, ClientId | None]:
    """What is to be done, once it is known that an owner ordered it."""
    work = vault.checked_work()
    assert work is not None
    return work.kind, work.client_id
