"""An attack: a copy of `vault.json` from before, with the passphrase or recovery key that was replaced since.

The attacker's program is the one written from docs/format.md alone; it has today's file and today's database
too. It used to read whatever was written later, as owner: the root key behind the old secret was the one in
force.
"""

from __future__ import annotations

import base64
import copy
import json
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from psycopg.rows import dict_row

from core.audit.verifier_keys import first_key_of
from core.cancel import CancelToken
from core.ids import SessionId
from core.security.recovery import RecoveryKey
from core.sessions.dto import SoapText
from tests.fixtures.database import TestDatabase
from tests.fixtures.figures import figure
from tests.security.independent_decryptor import Practice, hkdf, lp, open_envelope, open_hpke
from tests.security.key_practice import (
    CHEAP,
    DAY,
    OWNER,
    KeyPractice,
    Opened,
    add_client,
    by_passphrase,
    by_recovery_key,
    lower_the_floor,
)

NEW, CLINICIAN, AUDITOR = "nine grey geese at dawn", "eleven loud cranes", "two patient owls"
_SHUT = (InvalidTag, KeyError, ValueError, StopIteration)


@dataclass(slots=True)
class Stranger:
    """Whoever has an old file with its secret, today's file, and the whole of today's database."""

    old: Practice
    today: dict[str, Any]
    rows: Callable[[str], list[dict[str, Any]]]

    def notes(self) -> set[str]:
        """Every plan of a session that any key at hand opens."""
        keys = self.client_keys()
        found = set()
        for row in self.rows("session_version"):
            client = self._client_of(row["session_id"])
            (version,) = struct.unpack(">I", row["sealed_plan"][20:24])
            for key in keys.get((client, version), []):
                self.old.clients[client, version] = key
                try:
                    plan = self.old.open(
                        row["sealed_plan"],
                        table="session_version",
                        row=[row["session_id"], row["version"]],
                        column="sealed_plan",
                        purpose="note",
                        row_version=row["version"],
                        client=client,
                    )
                except _SHUT:
                    continue
                found.add(plan.decode())
        return found

    def client_keys(self) -> dict[tuple[UUID, int], list[bytes]]:
        """Of today's rows and of those that were copied with the old file."""
        found: dict[tuple[UUID, int], list[bytes]] = {}
        for (client, version), key in self.old.clients.items():
            found.setdefault((client, version), []).append(key)
        rows = self.rows("client_key")
        newest = max((row["key_version"] for row in rows), default=1)
        for row in rows:
            for bound in range(1, newest + 1):
                try:
                    self.old.load_client(
                        row["client_id"], row["key_version"], row["epoch"], bound, row["wrapped_key"]
                    )
                except _SHUT:
                    continue
                place = row["client_id"], row["key_version"]
                found.setdefault(place, []).append(self.old.clients[place])
        return found

    def opens_with_old_keys(self) -> list[str]:
        """What of today's file opens with the old root key or with the keys that the old file gave."""
        return [name for name, attempt in self._attempts() if self._succeeds(attempt)]

    def _attempts(self) -> Iterator[tuple[str, Callable[[], object]]]:
        workspace, b64 = self.old.workspace, base64.b64decode
        private = [self.old.exchange, *self._private_keys(self.old.root)]
        for user, grant in self.today["grants"].items():
            info = lp(b"anamnesis", b"workspace-keys", workspace.bytes, UUID(user).bytes)
            for secret in private:
                yield f"grant of {user}", partial(open_hpke, b64(grant), secret, info)
        for number, sealed in self.today["epochs"].items():
            for held in self.old.keys.values():
                yield (
                    f"epoch {number}",
                    partial(self._labelled, sealed, held, b"epoch-key/" + number.encode()),
                )
        for part, start in (("trust", b"founder"), ("earlier", b"earlier-identities")):
            for user, sealed in self.today[part].items():
                label = start + UUID(user).bytes
                yield f"{part} of {user}", partial(self._labelled, sealed, self.old.root, label)
        for slot in self.today["slots"]:
            sealed = b64(slot["root"]["sealed_key"])
            info = lp(b"anamnesis", b"slot-root", self._place(slot))
            for secret in private:
                yield f"{slot['kind']} slot", partial(open_hpke, sealed, secret, info)
        for row in self.rows("audit_reader"):
            if row["user_id"] == self.old.user:
                yield "audit reader", partial(self.old.first_audit_key, row["wrapped_key"])
        merged = copy.deepcopy(self.today) | {"slots": self.old.vault["slots"]}
        yield "today's file with the old slots", partial(Practice, merged, passphrase=OWNER)

    def _labelled(self, sealed: str, under: bytes, label: bytes) -> bytes:
        place = lp(b"anamnesis", label, self.old.workspace.bytes)
        return open_envelope(base64.b64decode(sealed), hkdf(under, b"anamnesis/wrap/" + label), place)

    def _private_keys(self, root: bytes) -> list[X25519PrivateKey]:
        infos = (b"anamnesis/slot/x25519", b"anamnesis/identity/x25519")
        return [X25519PrivateKey.from_private_bytes(hkdf(root, info)) for info in infos]

    def _place(self, slot: dict[str, Any]) -> bytes:
        cost = slot["argon2id"]
        said = b"" if cost is None else "{iterations}/{memory_kib}/{lanes}".format(**cost).encode()
        parts = [base64.b64decode(slot[name]) for name in ("salt", "commitment")]
        user = UUID(slot["user_id"]).bytes
        kind = slot["kind"].encode()
        return lp(b"anamnesis", b"slot", kind, self.old.workspace.bytes, user, parts[0], said, parts[1])

    def _client_of(self, session: UUID) -> UUID:
        return next(row["client_id"] for row in self.rows("session") if row["session_id"] == session)

    @staticmethod
    def _succeeds(attempt: Callable[[], object]) -> bool:
        try:
            attempt()
        except _SHUT:
            return False
        return True


@dataclass(slots=True)
class Target:
    """The practice that is attacked, with what its owner keeps."""

    practice: KeyPractice
    recovery_text: str
    admin: TestDatabase

    def rows(self, table: str) -> list[dict[str, Any]]:
        with psycopg.connect(**self.admin.admin_conninfo, row_factory=dict_row) as connection:  # type: ignore[arg-type]
            return connection.execute(f"SELECT * FROM {table}").fetchall()

    def stolen(self, **secret: str) -> Practice:
        """A copy of the file as it is now, opened, with the clients' keys of now."""
        opened = Practice(json.loads(self.practice.vault_file.read_text()), **secret)
        rows = self.rows("client_key")
        for row in rows:
            newest = max(each["key_version"] for each in rows if each["client_id"] == row["client_id"])
            opened.load_client(row["client_id"], row["key_version"], row["epoch"], newest, row["wrapped_key"])
        return opened

    def stranger(self, old: Practice) -> Stranger:
        return Stranger(old, json.loads(self.practice.vault_file.read_text()), self.rows)

    def write(self, opener: Any, session_id: SessionId, text: str) -> None:
        """Somebody who knows today's secret goes on with the note, and begins another chart."""
        with self.practice.enter(opener) as opened:
            current = opened.services.sessions.get(session_id)
            opened.services.sessions.save_draft(
                session_id, SoapText(plan=text), day=DAY, expected_version=current.version
            )
            add_client(opened, f"New after {text}")


@pytest.fixture
def target(tmp_path: Path, cloned_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> Target:
    lower_the_floor(monkeypatch.setattr)
    practice = KeyPractice(tmp_path, cloned_database.conninfo, cost=CHEAP)
    return Target(practice, practice.found().text, cloned_database)


def change_passphrase(opened: Opened) -> None:
    opened.services.keys.change_passphrase(current=OWNER, new=NEW)


def replace_recovery_key(opened: Opened) -> RecoveryKey:
    key = opened.services.keys.new_recovery_key()
    opened.services.keys.replace_recovery_key(key, typed_back=key.text[-4:])
    return key


def test_the_attack_opens_what_it_can(target: Target) -> None:
    """The control: with nothing replaced, the stranger reads what was written since."""
    with target.practice.enter(by_passphrase()) as opened:
        _, session = add_client(opened, "Miriam")
    stranger = target.stranger(target.stolen(passphrase=OWNER))
    target.write(by_passphrase(), session.session_id, "Metoprolol 50 mg.")
    assert "Metoprolol 50 mg." in stranger.notes()
    assert stranger.opens_with_old_keys()


def test_after_a_change_of_the_passphrase(target: Target) -> None:
    with target.practice.enter(by_passphrase()) as opened:
        _, session = add_client(opened, "Miriam")
        old = target.stolen(passphrase=OWNER)
        change_passphrase(opened)
    target.write(by_passphrase(NEW), session.session_id, "Metoprolol 50 mg.")
    stranger = target.stranger(old)
    assert stranger.opens_with_old_keys() == []
    # What was written before, and nothing else: neither in the old chart nor in a new one.
    assert stranger.notes() == {"", "plan of Miriam"}
    with target.practice.enter(by_recovery_key(target.recovery_text)) as opened:
        assert opened.services.sessions.get(session.session_id).text.plan == "Metoprolol 50 mg."


def test_after_a_new_recovery_key(target: Target) -> None:
    with target.practice.enter(by_passphrase()) as opened:
        _, session = add_client(opened, "Miriam")
        old = target.stolen(recovery_key=target.recovery_text)
        new = replace_recovery_key(opened)
    target.write(by_recovery_key(new.text), session.session_id, "Metoprolol 50 mg.")
    stranger = target.stranger(old)
    assert stranger.opens_with_old_keys() == []
    assert stranger.notes() == {"", "plan of Miriam"}


def test_a_root_key_that_leaked_before_a_rotation(target: Target) -> None:
    """The secrets stay; what follows from the root key of the time before does not."""
    with target.practice.enter(by_passphrase()) as opened:
        _, session = add_client(opened, "Miriam")
        old = target.stolen(passphrase=OWNER)
        opened.services.keys.rotate()
    target.write(by_passphrase(), session.session_id, "Metoprolol 50 mg.")
    stranger = target.stranger(old)
    today = [each for each in stranger.opens_with_old_keys() if not each.startswith("today's file")]
    assert today == []
    assert stranger.notes() == {"", "plan of Miriam"}


@pytest.mark.parametrize("role", ["clinician", "auditor"])
def test_another_member_changes_theirs(target: Target, role: str) -> None:
    passphrase = CLINICIAN if role == "clinician" else AUDITOR
    with target.practice.enter(by_passphrase()) as opened:
        opened.services.people.add(name="Noa", role=role, passphrase=passphrase)  # type: ignore[arg-type]
        _, session = add_client(opened, "Miriam")
    before = json.loads(target.practice.vault_file.read_text())
    with target.practice.enter(by_passphrase(passphrase)) as opened:
        opened.services.keys.change_passphrase(current=passphrase, new=NEW)
    with target.practice.enter(by_passphrase()) as opened:
        # As every unlock does; an auditor cannot make new keys of the practice.
        assert opened.services.keys.finish_pending()
        assert opened.sealer.keyring.workspace_version == 2
    target.write(by_passphrase(), session.session_id, "Metoprolol 50 mg.")
    if role == "clinician":
        stranger = target.stranger(Practice(before, passphrase=passphrase))
        assert stranger.notes() == set()
        assert stranger.opens_with_old_keys() == []
    today = json.loads(target.practice.vault_file.read_text())
    with target.practice.enter(by_passphrase(NEW)) as opened:
        assert opened.services.access.role == role
    assert before["grants"] != today["grants"]


def test_a_change_that_was_interrupted_is_finished_by_the_next_unlock(target: Target) -> None:
    """The file is in force at once; the charts follow, and what waits is sealed under keys of before."""
    with target.practice.enter(by_passphrase()) as opened:
        _, session = add_client(opened, "Miriam")
        old = target.stolen(passphrase=OWNER)
        stop = CancelToken()
        opened.services.keys.change_passphrase(
            current=OWNER, new=NEW, cancel=stop, on_progress=lambda *_: stop.cancel()
        )
        assert opened.vault.vault.work is not None
    assert not target.practice.opens(by_passphrase(OWNER))
    stranger = target.stranger(old)
    assert stranger.opens_with_old_keys() == []
    with target.practice.enter(by_passphrase(NEW)) as opened:
        assert opened.services.keys.finish_pending()
    target.write(by_passphrase(NEW), session.session_id, "Metoprolol 50 mg.")
    assert target.stranger(old).notes() == {"", "plan of Miriam"}


def test_the_log_verifies_across_identities(target: Target) -> None:
    with target.practice.enter(by_passphrase()) as opened:
        add_client(opened, "Miriam")
        opened.services.audit.closing().store(opened.database.begin)
        change_passphrase(opened)
        replace_recovery_key(opened)
    with target.practice.enter(by_passphrase(NEW)) as opened:
        opened.services.keys.rotate()
        report = opened.services.audit_reader.verify()
        assert report.intact, report.findings
        assert report.authenticated
        assert report.checkpoints >= 4
        # The reader's copy was sealed anew: the newest identity opens it by itself.
        with opened.database.begin() as session:
            newest = opened.vault.exchange_keys[:1]
            workspace_id = opened.sealer.workspace_id
            assert first_key_of(session, opened.services.access.user_id, newest, workspace_id=workspace_id)
        assert opened.services.integrity.check_all() == ()


def test_a_checkpoint_signed_by_the_old_identity_is_found(target: Target) -> None:
    """The old root key signs as well as it ever did; what it signs later than its successor counts for
    nothing.
    """
    with target.practice.enter(by_passphrase()) as opened:
        old = target.stolen(passphrase=OWNER)
        change_passphrase(opened)
        add_client(opened, "Miriam")
        opened.services.audit.closing().store(opened.database.begin)
    rows = target.rows("audit_checkpoint")
    last = max(rows, key=lambda row: row["position"])
    signing = Ed25519PrivateKey.from_private_bytes(hkdf(old.root, b"anamnesis/identity/ed25519"))
    said = lp(
        b"anamnesis",
        b"checkpoint",
        old.workspace.bytes,
        struct.pack(">QQ", last["position"], last["vault_sequence"]),
        last["head"],
        last["charts"],
        last["day"].isoformat().encode(),
        last["user_id"].bytes,
        last["device_id"].bytes,
        last["membership"],
    )
    with psycopg.connect(**target.admin.admin_conninfo) as connection:  # type: ignore[arg-type]
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "UPDATE audit_checkpoint SET signature = %s WHERE position = %s",
            (signing.sign(said), last["position"]),
        )
    with target.practice.enter(by_passphrase(NEW)) as opened:
        report = opened.services.audit_reader.verify()
    found = [(each.code, each.params.get("reason")) for each in report.findings]
    assert ("checkpoint_invalid", "replaced_key") in found
    figure("an old file with an old secret: 0 later notes opened, 0 values of today's file")
