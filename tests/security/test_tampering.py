"""Whatever is changed in a sealed row, or moved from one row to another, is noticed; every time."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from core.ids import ClientId, new_id
from core.security.envelope import HEADER_BYTES
from core.security.kdf import Argon2Cost
from core.security.keyring import WrappedClientKey
from core.security.sealing import Address
from tests.fixtures.database import TestDatabase
from tests.fixtures.figures import figure
from tests.fixtures.proofs import ALL, Proof
from tests.security.filled_practice import (
    SEED,
    FilledPractice,
    bound,
    client_keys,
    fill,
    flipped,
    opens,
    record_values,
)

ROWS = 200


@pytest.fixture
def filled(tmp_path, cloned_database: TestDatabase, cheap_keys: Argon2Cost) -> FilledPractice:
    return fill(tmp_path, cloned_database.conninfo, cheap_keys)


@pytest.fixture
def recorded(filled: FilledPractice, monkeypatch: pytest.MonkeyPatch) -> FilledPractice:
    record_values(filled, monkeypatch)
    return filled


@pytest.mark.proof("bytes of sealed values flipped, detected", short=4_000, long=ALL)
def test_every_byte_of_every_sealed_value_is_guarded(recorded: FilledPractice, proof: Proof) -> None:
    rng = random.Random(SEED)
    rows = {(value.at.table, value.at.row, value.at.row_version) for value in recorded.values}
    flips: Counter[str] = Counter()
    with recorded.enter() as opened:
        for value in recorded.values:
            assert opened.sealer.open(value.sealed, purpose=value.purpose, at=value.at) == value.plaintext
        everywhere = ((value, at) for value in recorded.values for at in range(len(value.sealed)))
        for value, position in proof.sample(everywhere):
            damaged = flipped(value.sealed, position, rng)
            assert not opens(lambda: opened.sealer.open(damaged, purpose=value.purpose, at=value.at))  # noqa: B023
            flips[value.at.table] += 1
        keys = client_keys(opened)
        for key in keys:
            for position in range(len(key.wrapped)):
                broken = dataclasses.replace(key, wrapped=flipped(key.wrapped, position, rng))
                assert not opens(lambda: opened.sealer.keyring.load_client(broken))  # noqa: B023
                flips["client_key"] += 1
    count = len(rows) + len(keys)
    figure(f"tampering, bytes of {count} sealed rows flipped: {bound(flips.total())}")
    figure(f"  flips by table: {dict(flips)}")
    assert count >= ROWS
    # A sample can miss a table of one short row.
    tables = set(flips) if proof.long else {value.at.table for value in recorded.values} | {"client_key"}
    assert tables >= {"client", "client_key", "client_manifest", "session_version", "source_index"}
    assert tables >= {"source_vectors", "message", "message_source", "audit_event", "workspace"}
    assert tables >= {"message_vector", "message_feedback", "fact_set"}


@pytest.mark.proof("sealed values at another place, none opens", short=20, long=ALL)
def test_a_sealed_value_opens_where_it_was_sealed_and_nowhere_else(
    recorded: FilledPractice, proof: Proof
) -> None:
    """At every other one's address: rows, columns, clients, versions swapped; and cut short, and grown."""
    swaps: Counter[str] = Counter()
    with recorded.enter() as opened:
        sealer = opened.sealer
        for value in proof.sample(recorded.values):
            for other in recorded.values:
                if (value.at, value.purpose) == (other.at, other.purpose):
                    continue
                assert not opens(lambda: sealer.open(value.sealed, purpose=other.purpose, at=other.at))  # noqa: B023
                swaps[difference(value.at, other.at)] += 1
            for name, address in moved(value.at, recorded.clients):
                assert not opens(lambda: sealer.open(value.sealed, purpose=value.purpose, at=address))  # noqa: B023
                swaps[name] += 1
            for changed in (value.sealed[:-1], value.sealed + b"\0", value.sealed[: HEADER_BYTES + 1], b""):
                assert not opens(lambda: sealer.open(changed, purpose=value.purpose, at=value.at))  # noqa: B023
                swaps["length"] += 1
        for key in client_keys(opened):
            for name, moved_key in moved_keys(key, recorded.clients):
                assert not opens(lambda: sealer.keyring.load_client(moved_key))  # noqa: B023
                swaps[name] += 1
    proof.trials = swaps.total()
    figure(f"tampering, values moved to another place: {bound(swaps.total())}")
    figure(f"  by what differed: {dict(swaps)}")
    assert set(swaps) >= {"row", "column", "version", "client", "key of another client", "key version"}


def difference(one: Address, other: Address) -> str:
    if one.table != other.table:
        return "table"
    if one.client_id != other.client_id:
        return "client and row"
    if one.row != other.row:
        return "row"
    return "column" if one.column != other.column else "version"


def moved(at: Address, clients: list[ClientId]) -> Iterator[tuple[str, Address]]:
    """The same address but for one part of it."""
    yield "version", dataclasses.replace(at, row_version=at.row_version + 1)
    yield "version", dataclasses.replace(at, row_version=at.row_version - 1)
    yield "row", dataclasses.replace(at, row=(new_id(),))
    yield "column", dataclasses.replace(at, column=at.column + "_")
    yield "table", dataclasses.replace(at, table=at.table + "_")
    for client_id in (None, *clients):
        if client_id != at.client_id:
            yield "client", dataclasses.replace(at, client_id=client_id)


def moved_keys(key: WrappedClientKey, clients: list[ClientId]) -> Iterator[tuple[str, WrappedClientKey]]:
    for client_id in clients:
        if client_id != key.client_id:
            yield "key of another client", dataclasses.replace(key, client_id=client_id)
    for step in (-1, 1):
        yield "key version", dataclasses.replace(key, version=key.version + step)
        yield "key epoch", dataclasses.replace(key, epoch=key.epoch + step)
