"""Clients who do not exist, and members of a practice that does not either."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.dto import Client, ClientDetails
from core.errors import InputRefused, NotFound
from core.ids import ClientId, UserId, new_id
from core.people.dto import Member, RemovalReport
from core.security.passphrase_rule import MINIMUM_PASSPHRASE_CHARS
from core.security.roles import Role
from tests.fakes.gate import Gate


def client_named(last_name: str, first_name: str = "Miriam") -> Client:
    return Client(
        client_id=ClientId(new_id()),
        row_version=1,
        details=ClientDetails(
            first_name=first_name, last_name=last_name, birth_date=date(1981, 1, 17), sex="female"
        ),
    )


def member_named(name: str, role: Role = "clinician", *, you: bool = False) -> Member:
    return Member(UserId(new_id()), name, role, you)


class FakePeople(Gate):
    """Members in a list; removing one works through `steps` clients."""

    def __init__(self, *members: Member) -> None:
        super().__init__()
        self.members = list(members)
        self.steps = 3

    def list(self) -> tuple[Member, ...]:
        self._pass("list")
        return tuple(self.members)

    def add(self, *, name: str, role: Role, passphrase: str) -> Member:
        self._pass("add")
        if not name.strip():
            raise InputRefused("member_name_missing")
        if any(member.name.casefold() == name.casefold() for member in self.members):
            raise InputRefused("member_name_taken")
        if len(passphrase) < MINIMUM_PASSPHRASE_CHARS:
            raise InputRefused("passphrase_too_short", minimum=MINIMUM_PASSPHRASE_CHARS)
        added = member_named(name, role)
        self.members.append(added)
        return added

    def change(self, user_id: UserId, *, name: str | None = None, role: Role | None = None) -> Member:
        self._pass("change")
        place = next((at for at, each in enumerate(self.members) if each.user_id == user_id), None)
        if place is None:
            raise NotFound("member_unknown", user_id=user_id)
        before = self.members[place]
        others = [each.name.casefold() for each in self.members if each.user_id != user_id]
        if name is not None and name.casefold() in others:
            raise InputRefused("member_name_taken")
        if before.you and role not in (None, before.role):
            raise InputRefused("cannot_change_own_role")
        if role == "auditor" and before.role != "auditor":
            raise InputRefused("chart_keys_were_held")
        changed = replace(before, name=name or before.name, role=role or before.role)
        self.members[place] = changed
        return changed

    def remove(
        self,
        user_id: UserId,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> RemovalReport:
        self._pass("remove")
        going = next((member for member in self.members if member.user_id == user_id), None)
        if going is None:
            raise NotFound("member_unknown", user_id=user_id)
        if going.you:
            raise InputRefused("cannot_remove_yourself")
        self.members.remove(going)
        for done in range(self.steps):
            on_progress(done, self.steps)
            self._pass("step")
            if cancel is not None:
                cancel.raise_if_cancelled()
        return RemovalReport(user_id, rekeyed_clients=self.steps)
