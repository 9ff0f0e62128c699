"""Members of the practice: each with their own passphrase over the same records, and a role."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from core.audit.verifier_keys import first_key_of, hand_out, take_back
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock
from core.database.access import Database
from core.errors import InputRefused, NotFound
from core.ids import UserId
from core.keys.recording import VaultRecorder
from core.keys.service import KeyService
from core.people.dto import Member, RemovalReport
from core.security.kdf import Argon2Cost
from core.security.membership import MemberRecord
from core.security.open_vault import OpenVault
from core.security.passphrase_rule import check_passphrase
from core.security.roles import ROLES, Access, Role

NAME_LIMIT_CHARS = 80


class PeopleService:
    """Adding and removing is an owner's right; the signed membership in the vault file is authoritative."""

    def __init__(
        self,
        *,
        database: Database,
        recorder: VaultRecorder,
        open_vault: OpenVault,
        keys: KeyService,
        cost: Callable[[], Argon2Cost],
        clock: Clock,
        check_new: Callable[[str], None] = check_passphrase,
    ) -> None:
        self._database = database
        self._recorder = recorder
        self._open_vault = open_vault
        self._keys = keys
        self._cost = cost
        self._clock = clock
        self._check_new = check_new

    def list(self) -> tuple[Member, ...]:
        """All members, in the order they were added."""
        self._open_vault.access.require("own_keys")
        return tuple(self._member(each) for each in self._open_vault.membership.members)

    def add(self, *, name: str, role: Role, passphrase: str) -> Member:
        """The new member types their own passphrase. Raises `InputRefused` (`member_name_missing`,
        `member_name_taken`, `member_role_unknown`, or as `check_passphrase`).
        """
        self._open_vault.access.require("people")
        if role not in ROLES:
            raise InputRefused("member_role_unknown", allowed=", ".join(ROLES))
        checked = self._checked_name(name, of=None)
        self._check_new(passphrase)
        cost = self._cost()
        with self._recorder.recorded("user.add") as event:
            record = self._open_vault.add_member(
                name=checked,
                role=role,
                passphrase=passphrase,
                cost=cost,
                today=self._clock().date(),
                before_saving=self._show_audit_to,
            )
            event.user_id, event.details = record.user_id, {"role": role}
        return self._member(record)

    def change(self, user_id: UserId, *, name: str | None = None, role: Role | None = None) -> Member:
        """Changes the name, the role, or both; the role takes effect at the member's next unlock.

        Raises `NotFound`, `InputRefused` (`member_name_missing`, `member_name_taken`, `member_role_unknown`;
        `cannot_change_own_role`, so that an owner always remains; `chart_keys_were_held`, if a member with
        chart keys is to become an auditor; `rekeying_unfinished`; `recovery_key_needed_first`): then nothing
        was changed.
        """
        self._open_vault.access.require("people")
        record = self._record(user_id)
        new_name = record.name if name is None else self._checked_name(name, of=user_id)
        new_role = record.role if role is None else self._checked_role(record, role)
        if new_role != record.role:
            self._change_role(record, new_role)
        if new_name != record.name:
            with self._recorder.recorded("user.change") as event:
                event.user_id = user_id
                self._open_vault.rename_member(user_id, new_name)
        return self._member(self._record(user_id))

    def remove(
        self,
        user_id: UserId,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> RemovalReport:
        """Removes a member, whose keys open nothing written from now on.

        Raises `NotFound`, `InputRefused` (`cannot_remove_yourself`, so that an owner always remains;
        `recovery_key_needed_first`, if the practice's only recovery key is theirs), and as a rotation.
        """
        self._open_vault.access.require("people")
        self._record(user_id)
        if user_id == self._open_vault.access.user_id:
            raise InputRefused("cannot_remove_yourself")
        if not self._someone_recovers_without(user_id):
            raise InputRefused("recovery_key_needed_first")
        try:
            rekeyed = self._keys.remove_member(user_id, cancel=cancel, on_progress=on_progress)
        finally:
            if self._open_vault.membership.member(user_id) is None:
                # After the file was written: a current member must be able to check the log.
                self._hide_audit_from(user_id)
        return RemovalReport(user_id=user_id, rekeyed_clients=rekeyed)

    def _checked_role(self, record: MemberRecord, role: Role) -> Role:
        if role not in ROLES:
            raise InputRefused("member_role_unknown", allowed=", ".join(ROLES))
        if role == record.role:
            return role
        if record.user_id == self._open_vault.access.user_id:
            raise InputRefused("cannot_change_own_role")
        if role == "auditor":
            raise InputRefused("chart_keys_were_held")
        work = self._open_vault.vault.work
        if work is not None and work.signed_by == record.user_id:
            # It was ordered as an owner; in another role their signature would not suffice to finish it.
            raise InputRefused("rekeying_unfinished")
        if record.role == "owner" and not self._someone_recovers_without(record.user_id):
            raise InputRefused("recovery_key_needed_first")
        return role

    def _change_role(self, record: MemberRecord, role: Role) -> None:
        with self._recorder.recorded("user.change") as event:
            event.user_id, event.details = record.user_id, {"role": role}
            self._open_vault.change_role(record.user_id, role, before_saving=self._show_audit_to)
        if not Access(record.user_id, role).allows("audit"):
            self._hide_audit_from(record.user_id)

    def _someone_recovers_without(self, user_id: UserId) -> bool:
        """Whether a remaining owner has a recovery key, for when passphrases are forgotten."""
        owners = {each.user_id for each in self._open_vault.membership.members if each.role == "owner"}
        return any(
            slot.kind == "recovery" and slot.user_id in owners - {user_id}
            for slot in self._open_vault.vault.slots
        )

    def _show_audit_to(self, record: MemberRecord) -> None:
        """Gives the chain's first key to a user who may check its codes.

        Committed before the file names them: an unused copy is harmless, a missing one would stay missing.
        """
        if not Access(record.user_id, record.role).allows("audit"):
            return
        workspace_id, you = self._open_vault.vault.workspace_id, self._open_vault.access.user_id
        with self._database.begin() as session:
            key = first_key_of(session, you, self._open_vault.exchange_keys, workspace_id=workspace_id)
            if key is not None:
                hand_out(session, key, {record.user_id: record.exchange_key}, workspace_id=workspace_id)

    def _hide_audit_from(self, user_id: UserId) -> None:
        with self._database.begin() as session:
            take_back(session, user_id, workspace_id=self._open_vault.vault.workspace_id)

    def _record(self, user_id: UserId) -> MemberRecord:
        record = self._open_vault.membership.member(user_id)
        if record is None:
            raise NotFound("member_unknown")
        return record

    def _member(self, record: MemberRecord) -> Member:
        you = record.user_id == self._open_vault.access.user_id
        return Member(user_id=record.user_id, name=record.name, role=record.role, you=you)

    def _checked_name(self, name: str, *, of: UserId | None) -> str:
        checked = " ".join(unicodedata.normalize("NFC", name).split())[:NAME_LIMIT_CHARS]
        if not checked:
            raise InputRefused("member_name_missing")
        taken = {each.name.casefold() for each in self._open_vault.membership.members if each.user_id != of}
        if checked.casefold() in taken:
            raise InputRefused("member_name_taken")
        return checked
