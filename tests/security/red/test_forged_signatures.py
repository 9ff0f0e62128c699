"""An attack: another clinician, with the practice's keys and SQL, puts a note into a colleague's mouth.

Everything they need to seal it is theirs: keys, manifest, audit log. They do not have the colleague's signing
key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.ids import ClientId, SessionId, UserId, new_id
from core.sessions.dto import Origin, Session, Signature, SoapText
from core.sessions.repository import SessionRepository
from core.sessions.signatures import NoteSignatures, SignatureKeys
from tests.fixtures.database import TestDatabase
from tests.fixtures.figures import figure
from tests.security.key_practice import (
    CHEAP,
    DAY,
    OWNER,
    KeyPractice,
    Opened,
    add_client,
    by_passphrase,
    lower_the_floor,
)

ANNA, BEN = OWNER, "eleven loud cranes"
WORDS = SoapText(assessment="Hypertension.", plan="Metoprolol 50 mg.")


@dataclass(slots=True)
class Ward:
    """Anna, an owner, has signed a note; Ben is a clinician of the same practice."""

    practice: KeyPractice
    anna: UserId
    client_id: ClientId
    session_id: SessionId

    @contextmanager
    def as_(self, passphrase: str) -> Iterator[Opened]:
        with self.practice.enter(by_passphrase(passphrase)) as opened:
            yield opened

    def read(self) -> Session:
        with self.as_(ANNA) as opened:
            return opened.services.sessions.get(self.session_id)

    def forge(self, change: Callable[[Session, Opened], Session]) -> None:
        """Ben stores another version in Anna's name, in a chain of events that verifies."""
        with self.as_(BEN) as opened, opened.database.begin() as session:
            sessions = SessionRepository(session, opened.sealer)
            current = sessions.get(self.session_id)
            forged = replace(change(current, opened), version=current.version + 1)
            sessions.append_version(forged, author=self.anna)
            opened.services.audit.record(
                session, action="session.sign", object_kind="session", object_id=self.session_id
            )


@pytest.fixture
def ward(tmp_path: Path, cloned_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> Ward:
    lower_the_floor(monkeypatch.setattr)
    practice = KeyPractice(tmp_path, cloned_database.conninfo, cost=CHEAP)
    practice.found()
    with practice.enter(by_passphrase(ANNA)) as opened:
        services = opened.services
        services.people.add(name="Ben", role="clinician", passphrase=BEN)
        client, _ = add_client(opened, "Miriam")
        draft = services.sessions.start_draft(client.client_id, day=DAY, text=WORDS)
        signed = services.sessions.sign(draft.session_id, expected_version=1)
        assert signed.verdict == "valid"
        return Ward(practice, services.access.user_id, client.client_id, draft.session_id)


def forged_key(opened: Opened, anna: UserId) -> NoteSignatures:
    """Signs with a key of Ben's own making, in Anna's name."""
    own = Ed25519PrivateKey.generate()
    keys = SignatureKeys(opened.sealer.workspace_id, opened.vault.signing_keys, lambda: None)
    return NoteSignatures(keys, sign=own.sign)


def test_a_note_says_whose_signature_it_carries(ward: Ward) -> None:
    found = ward.read()
    assert found.verdict == "valid"
    assert found.signature is not None
    assert (found.signature.by, found.signature.version) == (ward.anna, 2)
    with ward.as_(BEN) as opened:
        assert opened.services.sessions.get(ward.session_id).verdict == "valid"
        assert [each.verdict for each in opened.services.sessions.list_for_client(ward.client_id)] == [
            "valid",
            None,
        ]


FORGERIES: dict[str, Callable[[Session, Opened], Session]] = {
    "other words under her signature": lambda note, _: replace(note, text=SoapText(plan="Penicillin.")),
    "another day": lambda note, _: replace(note, date=DAY + timedelta(days=1)),
    "another kind": lambda note, _: replace(note, kind="phone"),
    "another length": lambda note, _: replace(note, duration_min=90),
    "a key of his own": lambda note, opened: forged_key(opened, note.author or UserId(new_id())).signed(note),
    "no signature at all": lambda note, _: replace(note, signature=None, signed_at=None),
    "his signature in her name": lambda note, opened: replace(
        opened.services.sessions._signed(replace(note, author=opened.services.access.user_id)),
        author=note.author,
    ),
    "a signature of somebody unknown": lambda note, _: replace(
        note, signature=replace(_of(note), by=UserId(new_id()))
    ),
    "another time": lambda note, _: replace(
        note, signature=replace(_of(note), at=_of(note).at - timedelta(days=700))
    ),
    "a version to come": lambda note, _: replace(note, signature=replace(_of(note), version=99)),
    "rubbish": lambda note, _: replace(note, signature=replace(_of(note), value=b"rubbish")),
}


def _of(note: Session) -> Signature:
    assert note.signature is not None
    return note.signature


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_another_clinician_makes_is_not_hers(ward: Ward, forgery: str) -> None:
    ward.forge(FORGERIES[forgery])
    found = ward.read()
    if forgery == "his signature in her name":
        # It verifies, as what it is: the window names who signed, not the author beside it.
        assert found.verdict == "valid"
        assert found.signature is not None
        assert found.signature.by != ward.anna
        return
    assert found.verdict == ("missing" if forgery == "no signature at all" else "invalid")
    figure(f"signature forged by another clinician, {forgery}: {found.verdict}")


def test_her_signature_moved_to_another_note_or_chart(ward: Ward) -> None:
    with ward.as_(BEN) as opened:
        other, _ = add_client(opened, "Dan")
        note = opened.services.sessions.get(ward.session_id)
        ids = [SessionId(new_id()) for _ in range(3)]
        planted = [
            replace(note, session_id=ids[0]),
            replace(note, session_id=ids[1], client_id=other.client_id),
            replace(
                note,
                session_id=ids[2],
                client_id=other.client_id,
                version=1,
                origin=Origin("merge", ward.client_id, note.session_id, note.version),
            ),
        ]
        with opened.database.begin() as session:
            for each in planted:
                SessionRepository(session, opened.sealer).add(replace(each, version=1), author=ward.anna)
            opened.services.audit.record(session, action="session.create")
    with ward.as_(ANNA) as opened:
        verdicts = [opened.services.sessions.get(each).verdict for each in ids]
    # Passed off as the copy of a merge it is shown as one: made in another chart.
    assert verdicts == ["invalid", "invalid", "copied"]


def test_addenda_are_signed_and_bound_to_their_note(ward: Ward) -> None:
    with ward.as_(BEN) as opened:
        sessions = opened.services.sessions
        added = sessions.add_addendum(
            ward.session_id, text="Dose halved.", reason="Bradycardia", expected_version=2
        )
        assert [each.verdict for each in added.addenda] == ["valid"]
        assert added.verdict == "valid"
    for change in (
        {"text": "Dose doubled."},
        {"reason": "None"},
        {"author": ward.anna},
        {"signature": None},
    ):
        ward.forge(lambda note, _, c=change: _with_last_addendum(note, **c))  # type: ignore[misc]
        (found,) = ward.read().addenda
        assert found.verdict in ("invalid", "missing"), change
        ward.forge(lambda note, _, a=added.addenda: replace(note, addenda=a))  # type: ignore[misc]
    (found,) = ward.read().addenda
    assert found.verdict == "valid"


def _with_last_addendum(note: Session, **changes: Any) -> Session:
    return replace(note, addenda=(*note.addenda[:-1], replace(note.addenda[-1], **changes)))


def test_a_signature_holds_when_its_signer_has_a_new_identity_or_is_gone(ward: Ward) -> None:
    with ward.as_(BEN) as opened:
        sessions = opened.services.sessions
        draft = sessions.start_draft(ward.client_id, day=DAY, text=WORDS)
        sessions.sign(draft.session_id, expected_version=1)
        opened.services.keys.change_passphrase(current=BEN, new="nine grey geese at dawn")
        assert sessions.get(draft.session_id).verdict == "replaced"
        ben = opened.services.access.user_id
    with ward.as_(ANNA) as opened:
        opened.services.people.remove(ben)
        assert opened.services.sessions.get(draft.session_id).verdict == "replaced"
        opened.services.sessions.retract(draft.session_id, reason="Wrong chart", expected_version=2)
        assert opened.services.sessions.get(draft.session_id).verdict == "replaced"


def test_a_merged_note_keeps_its_signature(ward: Ward) -> None:
    with ward.as_(ANNA) as opened:
        into, _ = add_client(opened, "Miriam (again)")
        opened.services.merging.merge(source=ward.client_id, into=into.client_id, reason="Entered twice")
        found = opened.services.sessions.list_for_client(into.client_id)
    assert sorted(str(each.verdict) for each in found) == ["None", "None", "copied"]


def test_what_was_signed_before_signatures_were_kept_says_so(ward: Ward) -> None:
    """Nothing proves who signed it, and a day of before is all that a forger has to claim."""
    ward.forge(
        lambda note, _: replace(
            note, signature=None, signed_at=None, saved_at=note.saved_at - timedelta(days=365)
        )
    )
    assert ward.read().verdict == "before"
    with ward.as_(BEN) as opened:
        added = opened.services.sessions.add_addendum(
            ward.session_id, text="x", reason="y", expected_version=3
        )
    assert (added.verdict, added.addenda[0].verdict) == ("before", "valid")


def test_an_imported_note_is_nobodys(ward: Ward) -> None:
    ward.forge(lambda note, _: replace(note, signature=None, origin=Origin("import", batch_id=new_id())))
    assert ward.read().verdict == "imported"
