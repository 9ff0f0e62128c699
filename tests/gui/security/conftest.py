"""An unlocked practice of fakes, with keys, people and an audit log."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from core.ids import ClientId, UserId, new_id
from core.people.dto import Member
from core.security.roles import Access, Role
from tests.fakes.audit import FakeAuditReader, entry
from tests.fakes.clients import ARIEL, HECTOR, MIRIAM, FakeClients, client_of
from tests.fakes.keys import FakeIntegrity, FakeKeys
from tests.fakes.people import FakePeople, member_named
from tests.fakes.workspace import FakeServices, FakeWorkspace
from ui.preferences import Preferences

USER = UserId(new_id())
_ACTIONS = ("unlock", "client.view", "session.create", "session.change", "session.sign", "ask", "lock")


@dataclass(frozen=True, slots=True)
class SecurityServices(FakeServices):
    """The services these pages ask for."""

    user_name: str = "Ruth Halevi"
    access: Any = field(default_factory=lambda: Access(USER, "owner"))
    keys: Any = None
    people: Any = None
    audit_reader: Any = None
    integrity: Any = None


def a_log(length: int, people: tuple[Member, ...], client_ids: tuple[ClientId, ...]) -> FakeAuditReader:
    """A log of `length` entries with a failed unlock in every twelve."""
    made = []
    for position in range(1, length + 1):
        if position % 12 == 5:
            made.append(entry(position, action="unlock.failed", outcome="refused"))
            continue
        action = _ACTIONS[position % len(_ACTIONS)]
        about = client_ids[position % len(client_ids)] if action not in ("unlock", "lock") else None
        who = people[position % len(people)].user_id
        made.append(entry(position, user_id=who, action=action, client_id=about))
    return FakeAuditReader(*made)


def services_for(role: Role, *, empty: bool = False) -> SecurityServices:
    """A practice as the person of `role` sees it; `empty`: nothing was done and nobody is there yet."""
    clients = FakeClients([] if empty else [client_of(each) for each in (MIRIAM, ARIEL, HECTOR)])
    you = Member(USER, "Ruth Halevi", role, you=True)
    others = () if empty else (member_named("דנה לוי"), member_named("Paul Weiss", "auditor"))
    people = (you, *others)
    log = FakeAuditReader() if empty else a_log(450, people, tuple(clients.stored))
    return SecurityServices(
        user_id=USER,
        access=Access(USER, role),
        clients=clients,
        keys=FakeKeys(USER, clients=clients),
        people=FakePeople(*people),
        audit_reader=log,
        integrity=FakeIntegrity(),
    )


@pytest.fixture
def services(workspace: FakeWorkspace) -> SecurityServices:
    """An owner's practice, unlocked."""
    made = services_for("owner")
    workspace.prepared = made
    workspace.state = "unlocked"
    return made


@pytest.fixture
def keys(services: SecurityServices) -> FakeKeys:
    made: FakeKeys = services.keys
    return made


@pytest.fixture
def preferences() -> Preferences:
    return Preferences()


def as_role(workspace: FakeWorkspace, role: Role) -> Access:
    """The same practice, unlocked by someone of `role`."""
    assert isinstance(workspace.prepared, SecurityServices)
    access = Access(USER, role)
    workspace.prepared = replace(workspace.prepared, access=access)
    return access
