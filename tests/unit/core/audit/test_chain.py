"""The arithmetic of the chain, computed once more from its description; what checkpoints and actions are."""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from core.audit.actions import ACTIONS, check_action
from core.audit.chain import (
    START,
    ChainHead,
    ClearColumns,
    StoredEvent,
    authenticate,
    entry_bytes,
    entry_digest,
    link,
    next_key,
)
from core.audit.checkpoint import Checkpoint, sign_checkpoint
from core.audit.dto import ChainReport
from core.audit_reading.chain_verifier import ChainVerifier, Link, Witnesses
from core.ids import UserId, WorkspaceId, new_id
from core.integrity.backup import compare_heads

WORKSPACE = WorkspaceId(UUID(int=1))
DEVICE = UUID(int=2)
COLUMNS = ClearColumns(
    event_id=UUID(int=3),
    day=date(2025, 3, 1),
    user_id=UUID(int=4),
    action="session.change",
    object_kind="session",
    object_id=UUID(int=5),
    outcome="ok",
)


def _prefixed(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def test_an_entry_is_what_the_description_says() -> None:
    expected = _prefixed(
        WORKSPACE.bytes,
        COLUMNS.event_id.bytes,
        b"2025-03-01",
        b"\x01" + UUID(int=4).bytes,
        b"session.change",
        b"\x01session",
        b"\x01" + UUID(int=5).bytes,
        b"ok",
        b"\x01" + bytes(32),
        b"sealed",
    )
    assert entry_bytes(WORKSPACE, COLUMNS, charts=bytes(32), sealed_details=b"sealed") == expected
    stored = StoredEvent(1, DEVICE, COLUMNS, bytes(32), b"sealed", None, None)
    assert entry_digest(WORKSPACE, stored) == hashlib.sha256(expected).digest()


def test_a_link_its_code_and_the_next_key_are_what_the_description_says() -> None:
    digest = hashlib.sha256(b"entry").digest()
    chained = hashlib.sha256(b"\x01" + DEVICE.bytes + struct.pack(">Q", 9) + START + digest).digest()
    assert link(device_id=DEVICE, position=9, previous=START, digest=digest) == chained
    assert authenticate(b"k" * 32, chained) == hmac.new(b"k" * 32, chained, "sha256").digest()
    assert next_key(b"k" * 32) == hmac.new(b"k" * 32, b"next", "sha256").digest()


@given(
    one=st.tuples(
        st.none() | st.text(), st.text(), st.none() | st.binary(max_size=40), st.binary(max_size=40)
    ),
    two=st.tuples(
        st.none() | st.text(), st.text(), st.none() | st.binary(max_size=40), st.binary(max_size=40)
    ),
)
def test_different_entries_have_different_bytes(one, two) -> None:
    def encoded(kind, action, charts, sealed) -> bytes:
        columns = replace(COLUMNS, object_kind=kind, action=action)
        return entry_bytes(WORKSPACE, columns, charts=charts, sealed_details=sealed)

    assert (encoded(*one) == encoded(*two)) == (one == two)


@pytest.fixture
def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def checkpoint(signing_key) -> Checkpoint:
    return sign_checkpoint(
        ChainHead(position=7, head=b"h" * 32, charts=b"c" * 32),
        workspace_id=WORKSPACE,
        vault_sequence=3,
        day=date(2025, 3, 1),
        user_id=UserId(UUID(int=4)),
        device_id=DEVICE,
        signing_key=signing_key,
    )


def test_a_checkpoint_comes_back_and_every_field_is_signed(checkpoint, signing_key) -> None:
    public = signing_key.public_key().public_bytes_raw()
    assert Checkpoint.from_json(checkpoint.to_json()) == checkpoint
    assert checkpoint.signed_by(public)
    others = {
        "workspace_id": WorkspaceId(new_id()),
        "position": 8,
        "head": b"x" * 32,
        "charts": b"x" * 32,
        "vault_sequence": 4,
        "day": date(2025, 3, 2),
        "user_id": UserId(new_id()),
        "device_id": new_id(),
        "membership": b"x" * 32,
        "signature": bytes(64),
    }
    assert set(others) == set(Checkpoint.__dataclass_fields__)
    for name, other in others.items():
        assert not replace(checkpoint, **{name: other}).signed_by(public), name
    assert not checkpoint.signed_by(bytes(32))
    assert not checkpoint.signed_by(b"short")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("head", "AAAA"),
        ("charts", ""),
        ("position", 0),
        ("day", "today"),
        ("user_id", "x"),
        ("signature", "%"),
    ],
)
def test_what_is_no_checkpoint_is_refused(checkpoint, field, value) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever of its fields it was
        Checkpoint.from_json(checkpoint.to_json() | {field: value})


def _verified(links: list[Link], **witnesses: object) -> ChainReport:
    verifier = ChainVerifier(Witnesses(workspace_id=WORKSPACE, **witnesses))  # type: ignore[arg-type]
    for each in links:
        verifier.step(each)
    return verifier.finish()


def _links(count: int) -> list[Link]:
    made, previous = [], START
    for position in range(1, count + 1):
        digest = hashlib.sha256(b"%d" % position).digest()
        previous = link(device_id=DEVICE, position=position, previous=previous, digest=digest)
        made.append(Link(position, DEVICE, digest, previous, None, b""))
    return made


def _head(links: list[Link]) -> ChainHead:
    return ChainHead(position=links[-1].position, head=links[-1].chain_hash or b"", charts=b"")


def test_an_empty_log_is_intact_and_a_lost_one_is_not(checkpoint, signing_key) -> None:
    assert _verified([]).intact
    keys = {checkpoint.user_id: (signing_key.public_key().public_bytes_raw(),)}
    assert [each.code for each in _verified([], anchor=checkpoint, signing_keys=keys).findings] == [
        "truncated"
    ]


def test_each_kind_of_damage_has_its_code() -> None:
    links = _links(5)
    head = _head(links)
    assert _verified(links, head=head).intact

    def codes(changed: list[Link], at: ChainHead | None = head) -> list[str]:
        return [each.code for each in _verified(changed, head=at).findings]

    assert codes(links, None) == ["head_missing"]
    assert codes(links[:3]) == ["truncated"]
    assert codes(links[:2] + links[3:]) == ["gap", "altered"]
    assert codes([*links[:2], links[1], *links[2:]]) == ["repeated"]
    assert codes([*links[:2], replace(links[2], chain_hash=None), *links[3:]]) == ["altered", "altered"]
    assert codes([*links[:2], replace(links[2], device_id=None), *links[3:]]) == ["altered"]
    assert codes(links, replace(head, head=bytes(32))) == ["forked"]
    assert codes(links, replace(head, position=3, head=links[2].chain_hash or b"")) == ["forked"]


def test_a_gap_too_wide_to_cross_ends_the_check_of_the_codes_and_not_the_program() -> None:
    links = _links(1)
    far = replace(links[0], position=2**62)
    report = _verified([*links, far], first_key=bytes(32))
    assert [each.code for each in report.findings] == ["forged", "gap", "altered", "head_missing"]


def test_checkpoints_of_strangers_and_other_workspaces_count_for_nothing(checkpoint, signing_key) -> None:
    keys: dict[UserId, tuple[bytes, ...]] = {
        checkpoint.user_id: (signing_key.public_key().public_bytes_raw(),)
    }

    def reasons(checkpoint: Checkpoint, keys: dict[UserId, tuple[bytes, ...]]) -> list[object]:
        report = _verified([], checkpoints=[checkpoint], signing_keys=keys)
        return [each.params.get("reason") for each in report.findings if each.code == "checkpoint_invalid"]

    assert reasons(checkpoint, {}) == ["unknown_signer"]
    assert reasons(replace(checkpoint, position=9), keys) == ["signature"]
    assert reasons(replace(checkpoint, workspace_id=WorkspaceId(new_id())), keys) == ["other_workspace"]


def test_every_action_that_is_listed_may_be_recorded() -> None:
    for action in ACTIONS:
        check_action(action)


def test_a_backup_is_told_from_the_anchor(checkpoint) -> None:
    here = ChainHead(position=7, head=b"h" * 32, charts=b"c" * 32)
    assert compare_heads(None, checkpoint) == "unknown"
    assert compare_heads(here, None) == "unknown"
    assert compare_heads(here, checkpoint) == "current"
    assert compare_heads(replace(here, position=6), checkpoint) == "stale"
    assert compare_heads(replace(here, head=b"x" * 32), checkpoint) == "forked"
    assert compare_heads(replace(here, charts=b"x" * 32), checkpoint) == "forked"
    newer = replace(here, position=9)
    assert compare_heads(newer, checkpoint) == "unknown"
    assert compare_heads(newer, checkpoint, at_anchor=here) == "current"
    assert compare_heads(newer, checkpoint, at_anchor=replace(here, head=b"x" * 32)) == "forked"
    assert compare_heads(newer, checkpoint, at_anchor=newer) == "unknown"
