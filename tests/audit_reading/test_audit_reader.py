"""Reading, filtering, exporting and checking the log, for those who may."""

from __future__ import annotations

import contextlib
import json
import random
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.audit.dto import AuditFilter
from core.audit.failures import FailedUnlocks
from core.audit.verifier_keys import first_key_of, hand_out, take_back
from core.audit_reading.verification import verify_export
from core.cancel import CancelToken
from core.errors import Cancelled, EnvironmentProblem, InputRefused, RoleRefused, TamperedRecord
from core.ids import UserId, new_id
from core.security.roles import Access
from tests.fixtures.figures import figure
from tests.security.audited_practice import DAY, NOW, AuditedPractice


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> AuditedPractice:
    return AuditedPractice(database, sealer, user_id, tmp_path)


def test_pages_go_from_the_newest_to_the_first(practice):
    practice.record(300)
    reader, seen, before = practice.reader(), [], None
    while True:
        page = reader.entries(limit=70, before=before)
        seen += [entry.position for entry in page.entries]
        before = page.next_before
        if before is None:
            break
    assert seen == list(range(301, 0, -1))


def test_filters_by_client_user_action_and_day(practice):
    ada, other = practice.add_client("Byron"), practice.add_client("Other")
    draft = practice.add_sessions(ada.client_id, ["a"])[0]
    practice.save(draft.session_id, "b")
    practice.record(2)
    reader = practice.reader()

    def found(**wanted) -> list[str]:
        return [entry.action for entry in reader.entries(AuditFilter(**wanted)).entries]

    assert found(client_id=ada.client_id) == ["session.change", "import", "client.create"]
    assert found(client_id=other.client_id) == ["client.create"]
    assert found(action="unlock") == ["unlock", "unlock"]
    assert len(found(user_id=practice.user_id)) == 7
    assert found(user_id=UserId(new_id())) == []
    assert len(found(since=DAY, until=DAY)) == 7
    assert found(since=DAY + timedelta(days=1)) == found(until=DAY - timedelta(days=1)) == []


def test_an_entry_tells_what_was_sealed(practice):
    client = practice.add_client()
    (entry, begin) = practice.reader().entries().entries
    assert (entry.position, entry.at, entry.user_id) == (2, NOW, practice.user_id)
    assert (entry.object_kind, entry.object_id, entry.client_id) == (
        "client",
        client.client_id,
        client.client_id,
    )
    assert entry.intact
    assert begin.intact
    assert begin.action == "audit.begin"


def test_only_owners_and_auditors_read_it(practice, tmp_path):
    practice.record()
    practice.access = Access(user_id=practice.user_id, role="clinician")
    reader = practice.reader()
    for refused in (
        reader.entries,
        reader.failed_unlocks,
        reader.verify,
        lambda: reader.export(tmp_path / "log.jsonl"),
    ):
        with pytest.raises(RoleRefused):
            refused()
    practice.access = Access(user_id=practice.user_id, role="auditor")
    assert practice.reader().verify().intact


def test_failed_unlocks_are_taken_once(practice, database, tmp_path):
    file = FailedUnlocks(tmp_path / "failures")
    who = UserId(new_id())
    file.note(who, NOW)
    file.note(None, NOW + timedelta(minutes=1))
    left_by_a_kill = (tmp_path / "failures").read_bytes()
    with database.begin() as session:
        assert file.take_into(practice.log, session) == 2
        practice.log.record(session, action="unlock")
    assert file.pending() == ()
    (tmp_path / "failures").write_bytes(left_by_a_kill)
    file.note(who, NOW + timedelta(minutes=2))
    with database.begin() as session:
        assert file.take_into(practice.log, session) == 1
        practice.log.record(session, action="unlock")
    assert file.pending() == ()
    failed = practice.reader().failed_unlocks()
    assert [entry.user_id for entry in failed] == [who, None, who]
    assert [entry.details["attempted_at"] for entry in failed] == [
        (NOW + timedelta(minutes=number)).isoformat() for number in (2, 1, 0)
    ]
    assert all(entry.outcome == "refused" and entry.intact for entry in failed)
    assert practice.reader().failed_unlocks(since=date(2030, 1, 1)) == ()


def test_failed_unlocks_stay_until_the_commit(practice, database, tmp_path):
    file = FailedUnlocks(tmp_path / "failures")
    file.note(None, NOW)
    with contextlib.suppress(KeyError), database.begin() as session:
        file.take_into(practice.log, session)
        raise KeyError
    assert len(file.pending()) == 1
    with database.begin() as session:
        assert file.take_into(practice.log, session) == 1
    assert file.pending() == ()


def test_verification_can_be_cancelled(practice):
    practice.record(3)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        practice.reader().verify(cancel=cancel)


def test_progress_ends_at_the_whole(practice):
    practice.record(3)
    steps: list[tuple[int, int]] = []
    practice.reader().verify(on_progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (4, 4)


def test_an_export_proves_itself_without_keys_or_database(practice, tmp_path):
    client = practice.add_client()
    practice.record(150)
    path = tmp_path / "log.jsonl"
    assert practice.reader().export(path, AuditFilter(client_id=client.client_id)) == 1
    report = verify_export(path)
    assert report.intact
    assert (report.entries, report.checkpoints) == (153, 2)
    assert verify_export(path, trusted_keys=practice.signing_keys()).intact
    assert path.stat().st_mode & 0o777 == 0o600
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert sum("entry" in line for line in lines) == 1
    assert practice.reader().entries(limit=1).entries[0].action == "audit.export"


def test_an_export_by_strangers_keys_is_not_trusted(practice, tmp_path):
    practice.record(2)
    path = tmp_path / "log.jsonl"
    practice.reader().export(path)
    stranger = {practice.user_id: (bytes(32),)}
    assert {each.code for each in verify_export(path, trusted_keys=stranger).findings} == {
        "checkpoint_invalid",
        "export_altered",
    }


def _accepted(path) -> bool:
    try:
        return verify_export(path).intact
    except InputRefused:
        return False


@pytest.mark.parametrize("line", range(7))
def test_a_changed_export_is_noticed_whichever_line_it_is(practice, tmp_path, line):
    practice.record(2)
    path = tmp_path / "log.jsonl"
    practice.reader().export(path)
    lines = path.read_bytes().splitlines(keepends=True)
    assert len(lines) == 8
    for changed in ([*lines[:line], *lines[line + 1 :]], [*lines[:line], lines[line], *lines[line:]]):
        path.write_bytes(b"".join(changed))
        assert not _accepted(path)


def test_a_changed_word_in_an_export_is_noticed(practice, tmp_path):
    practice.record(2)
    path = tmp_path / "log.jsonl"
    practice.reader().export(path)
    whole = path.read_bytes()
    for old, new in ((b'"unlock"', b'"search"'), (b'"device":"', b'"device":"x'), (b'"head"', b'"heap"')):
        assert old in whole
        path.write_bytes(whole.replace(old, new, 1))
        assert not _accepted(path)


def test_no_changed_byte_of_an_export_passes_and_none_makes_it_crash(practice, tmp_path):
    practice.record(2)
    path = tmp_path / "log.jsonl"
    practice.reader().export(path)
    whole = path.read_bytes()
    covered = len(b"".join(whole.splitlines(keepends=True)[:-1]))
    rng, trials, accepted = random.Random(20250301), 2000, 0
    for _ in range(trials):
        at = rng.randrange(covered)
        change = rng.choice([b"", b"0", b"9" * 30, b"-", b"[", b"\x00", b"\xff", rng.randbytes(3)])
        path.write_bytes(whole[:at] + change + whole[at + rng.choice([0, 1, 1, 7]) :])
        accepted += _accepted(path) and path.read_bytes() != whole
    figure(f"\naudit export: {trials} changed files, {accepted} accepted, 0 crashes")
    assert accepted == 0


@pytest.mark.parametrize("content", [b"", b"{}", b"not json\n", b'{"header": 1}\n', b"[" * 5000, b"\xff\xfe"])
def test_what_is_no_export_is_refused(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(InputRefused, match="audit_export_not_one"):
        verify_export(path)


def test_a_file_that_cannot_be_read_or_written(practice, tmp_path):
    with pytest.raises(EnvironmentProblem, match="audit_export_unreadable"):
        verify_export(tmp_path / "nowhere")
    practice.record()
    with pytest.raises(EnvironmentProblem, match="file_not_written"):
        practice.reader().export(tmp_path / "nowhere" / "log.jsonl")


def test_a_cancelled_export_leaves_no_file(practice, tmp_path):
    practice.record(3)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        practice.reader().export(tmp_path / "log.jsonl", cancel=cancel)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_an_owner_hands_the_first_key_on_and_takes_it_back(practice, database):
    practice.record()
    workspace_id, auditor, key = practice.sealer.workspace_id, UserId(new_id()), X25519PrivateKey.generate()
    with database.begin() as session:
        first = first_key_of(session, practice.user_id, (practice.exchange_key,), workspace_id=workspace_id)
        assert first is not None
        hand_out(session, first, {auditor: key.public_key().public_bytes_raw()}, workspace_id=workspace_id)
    with database.begin() as session:
        assert first_key_of(session, auditor, (key,), workspace_id=workspace_id) == first
        with pytest.raises(TamperedRecord):
            first_key_of(session, auditor, (practice.exchange_key,), workspace_id=workspace_id)
        take_back(session, auditor, workspace_id=workspace_id)
        assert first_key_of(session, UserId(new_id()), (key,), workspace_id=workspace_id) is None
    with database.begin() as session:
        assert first_key_of(session, auditor, (key,), workspace_id=workspace_id) is None
