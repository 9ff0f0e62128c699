"""An attack: an old copy of the vault file, with the passphrase that was replaced since, gives the signing
key of its time, and a member with the practice's keys stores a note that it signs.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.clock import utc_now
from core.ids import ClientId, SessionId, UserId, new_id
from core.security.membership import Membership, SignedMembership, ended_keys
from core.security.open_vault import OpenVault
from core.security.unlocking import open_with_passphrase
from core.security.vault import Vault
from core.sessions.dto import Origin, Session, SoapText
from core.sessions.repository import SessionRepository
from core.sessions.signatures import NoteSignatures, SignatureKeys
from tests.fixtures.database import TestDatabase
from tests.security.key_practice import (
    CHEAP,
    DAY,
    OWNER,
    KeyPractice,
    add_client,
    by_passphrase,
    lower_the_floor,
)

NEW, BEN = "nine grey geese at dawn", "eleven loud cranes"
LATER = timedelta(minutes=6)


@dataclass(slots=True)
class Robbed:
    """Anna's passphrase was replaced after somebody had copied the file; Ben stores what they sign."""

    practice: KeyPractice
    anna: UserId
    ben: UserId
    client_id: ClientId
    before: SessionId
    stolen: OpenVault
    replaced_at: datetime

    def stored(self, at: datetime, change: Callable[[Session], Session] = lambda note: note) -> SessionId:
        """A note of that time in Anna's name, signed with the key that she had."""
        session_id = SessionId(new_id())
        with self.practice.enter(by_passphrase(BEN)) as opened, opened.database.begin() as session:
            keys = SignatureKeys(opened.sealer.workspace_id, opened.vault.signing_keys, lambda: None)
            forger = NoteSignatures(keys, sign=self.stolen.signing_key.sign)
            sessions = SessionRepository(session, opened.sealer)
            made = replace(
                sessions.get(self.before),
                session_id=session_id,
                version=1,
                signature=None,
                saved_at=at,
                text=SoapText(plan="Give penicillin."),
            )
            sessions.add(change(forger.signed(made)), author=self.anna)
            opened.services.audit.record(session, action="session.create")
        return session_id

    def verdict(self, session_id: SessionId, passphrase: str = NEW) -> str | None:
        with self.practice.enter(by_passphrase(passphrase)) as opened:
            return opened.services.sessions.get(session_id).verdict


@pytest.fixture
def robbed(tmp_path: Path, cloned_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> Robbed:
    lower_the_floor(monkeypatch.setattr)
    practice = KeyPractice(tmp_path, cloned_database.conninfo, cost=CHEAP)
    practice.found()
    copy = practice.vault_file.with_suffix(".old")
    with practice.enter(by_passphrase()) as opened:
        services = opened.services
        ben = services.people.add(name="Ben", role="clinician", passphrase=BEN).user_id
        client, _ = add_client(opened, "Miriam")
        draft = services.sessions.start_draft(client.client_id, day=DAY, text=SoapText(plan="Rest."))
        assert services.sessions.sign(draft.session_id, expected_version=1).verdict == "valid"
        shutil.copy(practice.vault_file, copy)
        services.keys.change_passphrase(current=OWNER, new=NEW)
        anna, replaced_at = services.access.user_id, utc_now()
    stolen = open_with_passphrase(copy, Vault.load(copy), OWNER)
    return Robbed(practice, anna, ben, client.client_id, draft.session_id, stolen, replaced_at)


def test_a_note_of_a_later_time_is_not_hers(robbed: Robbed) -> None:
    assert robbed.verdict(robbed.stored(robbed.replaced_at + LATER)) == "invalid"


def test_a_note_of_an_earlier_time_says_that_the_key_was_replaced(robbed: Robbed) -> None:
    """Nothing tells her own note of before from one that claims to be: both say so."""
    assert robbed.verdict(robbed.before) == "replaced"
    assert robbed.verdict(robbed.stored(robbed.replaced_at - timedelta(days=1))) == "replaced"
    # Nor is what claims to be of the minute of the change shown as valid.
    assert robbed.verdict(robbed.stored(utc_now())) == "replaced"


def test_passed_off_as_the_copy_of_a_merge(robbed: Robbed) -> None:
    def merged(note: Session) -> Session:
        return replace(
            note,
            session_id=SessionId(new_id()),
            origin=Origin("merge", note.client_id, note.session_id, note.version),
        )

    found = {}
    for at in (robbed.replaced_at - timedelta(days=1), robbed.replaced_at + LATER):
        robbed.stored(at, merged)
        with robbed.practice.enter(by_passphrase(NEW)) as opened:
            listed = opened.services.sessions.list_for_client(robbed.client_id)
        found[at] = [each.verdict for each in listed if each.origin is not None]
    assert [sorted(map(str, each)) for each in found.values()] == [
        ["copied_replaced"],
        ["copied_replaced", "invalid"],
    ]


def test_an_addendum_of_a_later_time(robbed: Robbed) -> None:
    with robbed.practice.enter(by_passphrase(NEW)) as opened:
        sessions = opened.services.sessions
        sessions.add_addendum(robbed.before, text="Halved.", reason="Dose", expected_version=2)
    with robbed.practice.enter(by_passphrase(BEN)) as opened, opened.database.begin() as session:
        keys = SignatureKeys(opened.sealer.workspace_id, opened.vault.signing_keys, lambda: None)
        forger = NoteSignatures(keys, sign=robbed.stolen.signing_key.sign)
        repository = SessionRepository(session, opened.sealer)
        note = repository.get(robbed.before)
        own = note.addenda[0]
        later = replace(own, addendum_id=new_id(), text="Doubled.", at=robbed.replaced_at + LATER)
        forged = replace(note, version=note.version + 1, addenda=(own, replace(later, signature=None)))
        repository.append_version(forger.with_signed_addendum(forged), author=robbed.anna)
        opened.services.audit.record(session, action="session.addendum")
    with robbed.practice.enter(by_passphrase(NEW)) as opened:
        found = opened.services.sessions.get(robbed.before)
    assert [each.verdict for each in found.addenda] == ["valid", "invalid"]


def test_a_removed_member_signs_nothing_later(robbed: Robbed) -> None:
    with robbed.practice.enter(by_passphrase(BEN)) as opened:
        sessions = opened.services.sessions
        draft = sessions.start_draft(robbed.client_id, day=DAY, text=SoapText(plan="Rest."))
        sessions.sign(draft.session_id, expected_version=1)
        shutil.copy(robbed.practice.vault_file, robbed.practice.vault_file.with_suffix(".ben"))
    copy = robbed.practice.vault_file.with_suffix(".ben")
    ben = open_with_passphrase(copy, Vault.load(copy), BEN)
    with robbed.practice.enter(by_passphrase(NEW)) as opened:
        opened.services.people.remove(robbed.ben)
        keys = SignatureKeys(opened.sealer.workspace_id, opened.vault.signing_keys, lambda: None)
        forger = NoteSignatures(keys, sign=ben.signing_key.sign)
        with opened.database.begin() as session:
            note = SessionRepository(session, opened.sealer).get(draft.session_id)
        later = replace(note, signature=None, saved_at=utc_now() + LATER)
        assert opened.services.sessions._checked(note).verdict == "valid"
        assert opened.services.sessions._checked(forger.signed(later)).verdict == "invalid"


def _without_times(chain: tuple[SignedMembership, ...]) -> tuple[SignedMembership, ...]:
    """Documents as they were made before they carried the time; what follows does not look at signatures."""
    return tuple(
        SignedMembership(replace(each.document, keys_replaced_at=None), each.signature) for each in chain
    )


def test_documents_without_the_time_are_never_taken_for_valid(robbed: Robbed) -> None:
    """The time of the next document that has one bounds it; without one nothing is valid."""
    with robbed.practice.enter(by_passphrase(NEW)) as opened:
        chain = opened.vault.vault.membership
        old = robbed.stolen.signing_key.public_key().public_bytes_raw()
        known, unknown = ended_keys(chain)[old], ended_keys(_without_times(chain))[old]
        assert known.latest is not None
        assert (unknown.latest, unknown.replaced) == (None, True)
        keys = SignatureKeys(
            opened.sealer.workspace_id,
            opened.vault.signing_keys,
            lambda: None,
            lambda: ended_keys(_without_times(chain)),
        )
        forger = NoteSignatures(keys, sign=robbed.stolen.signing_key.sign)
        with opened.database.begin() as session:
            note = SessionRepository(session, opened.sealer).get(robbed.before)
        for at in (robbed.replaced_at - LATER, robbed.replaced_at + LATER):
            assert forger.checked(forger.signed(replace(note, saved_at=at))).verdict == "replaced"
        opened.services.keys.rotate()
        later = opened.vault.vault.membership
        mixed = (*_without_times(later[:-1]), later[-1])
        assert ended_keys(mixed)[old].latest == later[-1].document.keys_replaced_at
        assert Membership.decoded(later[-1].document.encoded()) == later[-1].document
