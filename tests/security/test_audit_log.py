"""Whoever can write the database but has no key cannot rewrite the audit log unseen, up to the last anchor.

The trials run the verifier over rows read from a real database. The attacker of every second trial recomputes
all hashes after the change, moves the chain's own row along and removes the checkpoints that contradict it.
Forks and truncations are as good as they get: real entries made by the real program from an older copy.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from core.audit.chain import ChainHead, ClearColumns, StoredEvent, link, next_key
from core.audit.checkpoint import Checkpoint
from core.audit.commit_hook import ChainState, place
from core.audit.event_store import chain_head, chained_events, checkpoints
from core.audit.pending_audit import PendingEvent
from core.audit.verifier_keys import first_key_of
from core.audit_reading.chain_verifier import ChainVerifier, Link, Witnesses, link_of
from core.ids import new_id
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.security.audited_practice import NOW, AuditedPractice

UNANCHORED = 24
SEED = 20250301


@dataclass(frozen=True)
class Log:
    """What an attacker holds in hand: rows, the chain's own row, and the checkpoints in the database."""

    rows: tuple[StoredEvent, ...]
    head: ChainHead
    checkpoints: tuple[Checkpoint, ...]


class Bench:
    """A real log, its anchor, and the verdicts over what became of it."""

    def __init__(self, practice: AuditedPractice) -> None:
        self.practice = practice
        self.workspace_id = practice.sealer.workspace_id
        for number in range(6):
            client = practice.add_client(f"Client {number}")
            drafts = practice.add_sessions(client.client_id, ["first", "second"])
            for save in range(16):
                practice.save(drafts[save % 2].session_id, f"text {save}")
        practice.record(119)
        practice.anchor()
        practice.record(UNANCHORED)
        with practice.database.begin() as session:
            head = chain_head(session, self.workspace_id)
            first = first_key_of(
                session, practice.user_id, (practice.exchange_key,), workspace_id=self.workspace_id
            )
            assert head is not None
            assert first is not None
            self.log = Log(
                rows=tuple(chained_events(session, self.workspace_id)),
                head=head,
                checkpoints=tuple(checkpoints(session, self.workspace_id)),
            )
        anchor = practice.anchors().read().newest
        assert anchor is not None
        self.anchor = anchor
        self.keys = [first]
        for _ in self.log.rows:
            self.keys.append(next_key(self.keys[-1]))
        self._links = {id(row): link_of(self.workspace_id, row) for row in self.log.rows}

    def detected(self, log: Log, *, with_key: bool) -> bool:
        verifier = ChainVerifier(
            Witnesses(
                workspace_id=self.workspace_id,
                head=log.head,
                checkpoints=log.checkpoints,
                anchor=self.anchor,
                signing_keys=self.practice.signing_keys(),
                first_key=self.keys[0] if with_key else None,
            )
        )
        for row in log.rows:
            verifier.step(self.link(row))
        return not verifier.finish().intact

    def link(self, row: StoredEvent) -> Link:
        return self._links.get(id(row)) or link_of(self.workspace_id, row)

    def recomputed(self, rows: Sequence[StoredEvent], start: int) -> Log:
        """`rows` numbered and hashed anew from index `start` on, as somebody without a key can do it."""
        kept = list(rows[:start])
        previous = kept[-1].chain_hash if kept else bytes(32)
        for row in rows[start:]:
            moved = replace(row, position=len(kept) + 1)
            digest = link_of(self.workspace_id, moved).digest
            device = moved.device_id or new_id()
            previous = link(
                device_id=device, position=moved.position, previous=previous or b"", digest=digest
            )
            kept.append(replace(moved, device_id=device, chain_hash=previous))
        return self._consistent(kept)

    def _consistent(self, rows: Sequence[StoredEvent]) -> Log:
        last = rows[-1]
        by_position = {row.position: row for row in rows}
        fitting = tuple(
            each
            for each in self.log.checkpoints
            if each.position in by_position and by_position[each.position].chain_hash == each.head
        )
        return Log(tuple(rows), ChainHead(last.position, last.chain_hash or b"", last.charts or b""), fitting)

    def cut(self, length: int) -> Log:
        """An older copy of the whole database."""
        return self._consistent(self.log.rows[:length])

    def continued(self, length: int, more: int) -> Log:
        """An older copy that the program itself went on with: every hash and every code is genuine."""
        older = self.cut(length)
        state = ChainState(head=older.head, key=self.keys[length], digest_key=bytes(32))
        events = [
            PendingEvent(
                log=self.practice.log,
                user_id=self.practice.user_id,
                action="unlock",
                object_kind=None,
                object_id=None,
                outcome="ok",
                client_id=None,
                details={},
                at=NOW + timedelta(minutes=number),
            )
            for number in range(more)
        ]
        made = [_stored(row) for row in place(state, events).rows]
        return self._consistent([*older.rows, *made])


def _stored(row: dict[str, Any]) -> StoredEvent:
    columns = ClearColumns(**{name: row[name] for name in ClearColumns.__dataclass_fields__})
    names = ("position", "device_id", "charts", "sealed_details", "chain_hash", "mac")
    return StoredEvent(columns=columns, **{name: row[name] for name in names})


@pytest.fixture
def bench(database, sealer, user_id, tmp_path) -> Bench:
    return Bench(AuditedPractice(database, sealer, user_id, tmp_path))


@pytest.fixture(scope="module")
def kept() -> list[Bench]:
    return []


@pytest.fixture
def in_hand(kept: list[Bench], request: pytest.FixtureRequest) -> Bench:
    """The same one for every test that changes nothing but its own copies of the rows."""
    if not kept:
        kept.append(request.getfixturevalue("bench"))
    return kept[0]


CLEAR = ("event_id", "day", "user_id", "action", "object_kind", "object_id", "outcome")
LOOSE = ("device_id", "charts", "sealed_details", "chain_hash", "mac")


def edited(row: StoredEvent, column: str, rng: random.Random) -> StoredEvent:
    """`row` with one byte (or one character, one day, one id) of a column changed."""
    if column in CLEAR:
        value = getattr(row.columns, column)
        return replace(row, columns=replace(row.columns, **{column: _other(column, value, rng)}))
    return replace(row, **{column: _other(column, getattr(row, column), rng)})


def _other(column: str, value: Any, rng: random.Random) -> Any:
    if column in ("event_id", "user_id", "object_id", "device_id"):
        return new_id()
    if column == "day":
        return value + timedelta(days=rng.choice([-400, -1, 1, 30]))
    if isinstance(value, bytes):
        at = rng.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << rng.randrange(8))]) + value[at + 1 :]
    return (value or "") + rng.choice("abcdefgh")


def _edit(bench: Bench, rng: random.Random, below: int, *, recompute: bool) -> Log:
    at = rng.randrange(below)
    rows = list(bench.log.rows)
    column = rng.choice([name for name in CLEAR + LOOSE if not (recompute and name == "chain_hash")])
    rows[at] = edited(rows[at], column, rng)
    return bench.recomputed(rows, at) if recompute else replace(bench.log, rows=tuple(rows))


def _delete(bench: Bench, rng: random.Random, below: int, *, recompute: bool) -> Log:
    at, count = rng.randrange(below), rng.randint(1, 5)
    rows = [*bench.log.rows[:at], *bench.log.rows[at + count :]]
    return bench.recomputed(rows, at) if recompute else replace(bench.log, rows=tuple(rows))


def _swap(bench: Bench, rng: random.Random, below: int, *, recompute: bool) -> Log:
    one, two = sorted(rng.sample(range(below), 2))
    rows = list(bench.log.rows)
    first, second = rows[one], rows[two]
    rows[one] = replace(second, position=first.position)
    rows[two] = replace(first, position=second.position)
    return bench.recomputed(rows, one) if recompute else replace(bench.log, rows=tuple(rows))


def _replay(bench: Bench, rng: random.Random, below: int, *, recompute: bool) -> Log:
    """An old row once more: in place of another one, or pushed in between."""
    source, at = rng.sample(range(below), 2)
    again = replace(bench.log.rows[source], position=bench.log.rows[at].position)
    if rng.random() < 0.5:
        again = replace(again, columns=replace(again.columns, event_id=new_id()))
    keep = rng.random() < 0.5
    rows = [*bench.log.rows[:at], again, *bench.log.rows[at + (0 if keep else 1) :]]
    return bench.recomputed(rows, at) if recompute else replace(bench.log, rows=tuple(rows))


def _truncate(bench: Bench, rng: random.Random, below: int, *, recompute: bool) -> Log:
    shorter = bench.cut(rng.randrange(1, below))
    return shorter if recompute else replace(shorter, head=bench.log.head, checkpoints=bench.log.checkpoints)


def _fork(bench: Bench, rng: random.Random, below: int, *, recompute: bool) -> Log:
    at = rng.randrange(1, below)
    forked = bench.continued(at, rng.randint(1, len(bench.log.rows) - at + 10))
    return forked if recompute else replace(forked, checkpoints=bench.log.checkpoints)


KINDS = {
    "edits": _edit,
    "deletions": _delete,
    "swaps": _swap,
    "truncations": _truncate,
    "forks": _fork,
    "replays": _replay,
}


def test_the_untouched_log_is_intact(in_hand):
    assert not in_hand.detected(in_hand.log, with_key=True)
    assert in_hand.log.head.position - in_hand.anchor.position == UNANCHORED
    assert len(in_hand.log.rows) > 240


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.proof("changed audit logs, detected", short=30, long=2_000)
def test_what_an_anchor_covers_cannot_be_changed_unseen(in_hand, kind, proof: Proof):
    trials = proof.repetitions
    rng = random.Random(f"{SEED}/{kind}")
    covered = in_hand.anchor.position
    keyless = with_key = exempt = 0
    for number in range(trials):
        tampered = KINDS[kind](in_hand, rng, covered, recompute=number % 2 == 1)
        if in_hand.detected(tampered, with_key=False):
            keyless += 1
            with_key += 1
            continue
        with_key += in_hand.detected(tampered, with_key=True)
        exempt += _only_codes_differ(in_hand.log, tampered)
    figure(
        f"\naudit {kind}: {with_key} of {trials} detected by a reader of the log"
        f" ({keyless} by hashes and the anchor alone, {exempt} touched only a code, which takes its key);"
        f" missed at most {3 / trials:.1%} ; {len(in_hand.log.rows)} entries, anchored: {covered}"
    )
    proof.count(trials, trials - with_key)
    assert with_key == trials
    assert keyless + exempt == trials


def _only_codes_differ(original: Log, tampered: Log) -> bool:
    return len(original.rows) == len(tampered.rows) and all(
        replace(one, mac=None) == replace(two, mac=None)
        for one, two in zip(original.rows, tampered.rows, strict=True)
    )


@pytest.mark.proof("audit log after the last anchor, as stated", short=20, long=500)
def test_the_window_after_the_last_anchor_is_stated(in_hand, proof: Proof):
    """What nothing can show: a tail of real entries cut off, or another real tail, after the last anchor."""
    rng = random.Random(f"{SEED}/window")
    start, end = in_hand.anchor.position, len(in_hand.log.rows)
    found = {"edits": 0, "truncations": 0, "forks": 0}
    trials = proof.repetitions
    for _ in range(trials):
        at = rng.randrange(start, end)
        rows = list(in_hand.log.rows)
        rows[at] = edited(rows[at], rng.choice([*CLEAR, "charts", "sealed_details"]), rng)
        found["edits"] += in_hand.detected(in_hand.recomputed(rows, at), with_key=True)
        found["truncations"] += in_hand.detected(in_hand.cut(at), with_key=True) if at > start else 0
        found["forks"] += in_hand.detected(in_hand.continued(at, rng.randint(1, 30)), with_key=True)
    figure(
        f"\naudit window: {end - start} entries after the last anchor; of {trials} trials each, detected:"
        f" edits {found['edits']} (their codes), truncations {found['truncations']}, forks {found['forks']}"
    )
    assert found["edits"] == trials
    assert found["truncations"] == 0
    assert found["forks"] == 0


REAL = {
    "altered": "UPDATE audit_event SET outcome = 'refused' WHERE position = 40",
    "gap": "DELETE FROM audit_event WHERE position = 41",
    "truncated": "DELETE FROM audit_event WHERE position > 200",
    "columns_differ": "UPDATE audit_event SET action = 'lock' WHERE position = 60",
    "checkpoint_invalid": "UPDATE audit_checkpoint SET head = decode(repeat('00', 32), 'hex')",
    "head_missing": "DELETE FROM audit_chain",
    "reader_key_damaged": "UPDATE audit_reader SET wrapped_key = decode(repeat('00', 80), 'hex')",
    "forged": "UPDATE audit_event SET mac = decode(repeat('00', 32), 'hex') WHERE position = 70",
}


@pytest.mark.parametrize("code", REAL)
def test_the_same_in_the_database_with_every_right(bench, cloned_database, code):
    reader = bench.practice.reader()
    assert reader.verify().intact
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(REAL[code])
    report = reader.verify()
    assert code in {finding.code for finding in report.findings}
    assert not report.intact


def test_swapped_rows_in_the_database_are_found(bench, cloned_database):
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute("SET session_replication_role = replica")
        for old, new in ((50, -1), (51, 50), (-1, 51)):
            admin.execute("UPDATE audit_event SET position = %s WHERE position = %s", (new, old))
    codes = {(each.code, each.position) for each in bench.practice.reader().verify().findings}
    assert {("altered", 50), ("altered", 51), ("columns_differ", 50)} <= codes


def test_a_clinician_without_the_first_key_still_sees_a_cut(bench, cloned_database):
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM audit_event WHERE position > 150")
        admin.execute("DELETE FROM audit_checkpoint WHERE position > 150")
        admin.execute(
            "UPDATE audit_chain SET position = 150,"
            " head = (SELECT chain_hash FROM audit_event WHERE position = 150),"
            " charts = (SELECT charts FROM audit_event WHERE position = 150)"
        )
    report = bench.practice.reader(with_key=False).verify()
    assert not report.authenticated
    assert [finding.code for finding in report.findings] == ["truncated"]


def test_columns_of_the_trials_are_all_that_is_stored():
    stored = {field.name for field in dataclasses.fields(StoredEvent)} - {"columns", "position"}
    assert stored == set(LOOSE)
