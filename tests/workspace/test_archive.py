"""A practice leaves as an archive and comes back: nothing is missing, and nothing damaged comes in."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import random
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pyrage
import pytest

from core.cancel import CancelToken
from core.clients.dto import CLIENT_STATES
from core.errors import (
    AnamnesisError,
    Cancelled,
    DiskFull,
    ImportError_,
    InputRefused,
    RoleRefused,
    TamperedRecord,
    WrongPassphrase,
)
from core.interchange.archive import age_passphrase, exporter
from core.interchange.archive.dto import Protection, Secret
from core.interchange.archive.incoming import incoming
from core.security.passphrase_rule import MINIMUM_PASSPHRASE_CHARS
from core.settings import Settings
from tests.fixtures.figures import figure
from tests.fixtures.workspace import LayDatabase
from tests.workspace.archives import CLEAR, PROTECTED, SECRET, Filled, differences, fill, lines_of, unpacked
from tests.workspace.practice import CLINICIAN, OWNER, Practice

OPEN = Secret()


@pytest.fixture(autouse=True)
def cheap_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age_passphrase, "WORK_FACTOR", 4)


@pytest.fixture
def another(
    tmp_path: Path, settings: Settings, lay_database: LayDatabase
) -> Iterator[Callable[[], Practice]]:
    """Makes further practices, empty, each with members and keys of its own."""
    with contextlib.ExitStack() as made:

        def make() -> Practice:
            name = f"practice-{len(list(tmp_path.glob('practice-*')))}"
            practice = Practice(
                dataclasses.replace(
                    settings, data_dir=tmp_path / name, state_dir=tmp_path / f"practice-{name}-state"
                ),
                lay_database,
            )
            made.callback(practice.workspace.close)
            return practice

        yield make


@pytest.fixture
def filled(practice: Practice, tmp_path: Path) -> Filled:
    return fill(practice, tmp_path)


def test_a_practice_comes_back_without_a_difference(
    practice: Practice, filled: Filled, another: Callable[[], Practice], tmp_path: Path
):
    first, second, third = (tmp_path / f"{number}.age" for number in (1, 2, 3))
    report = practice.services.archive_exporter.export_practice(first, PROTECTED)
    before = unpacked(first)
    _has_one_of_everything(before, filled)
    other = another()
    preview = other.services.archive_importer.preview(first, SECRET)
    assert (preview.problem, preview.counts) == (None, report.counts)
    done = other.services.archive_importer.run(first, SECRET)
    assert done.counts == report.counts
    other.services.archive_exporter.export_practice(second, PROTECTED)
    after = unpacked(second)
    found = list(differences(before, after))
    # And on to a third practice: what the first one said is still there.
    last = another()
    last.services.archive_importer.run(second, SECRET)
    last.services.archive_exporter.export_practice(third, PROTECTED)
    found += differences(after, unpacked(third))
    figure(f"archive, exported, imported, exported, twice: {len(found)} differences in {len(before)} files")
    assert found == []
    _is_in_order(other, filled)


def _has_one_of_everything(files: dict[str, bytes], filled: Filled) -> None:
    folder = f"clients/{filled.miriam.client_id}"
    versions = lines_of(files, f"{folder}/sessions")
    assert {each["about"]["state"] for each in versions} == {"draft", "signed", "retracted", "deleted"}
    assert any(each["subjective"] == "first" for each in versions)
    assert any("signature" in each["about"] for each in versions)
    assert any(each["about"].get("addenda") for each in versions)
    records = [
        each
        for path in files
        if path.endswith("/records-1.jsonl") and path.startswith("clients/")
        for each in lines_of(files, path.removesuffix("-1.jsonl"))
    ]
    assert {each["kind"] for each in records} == {"attachment", "appointment", "letter", "dismissal"}
    assert {each["state"] for each in records} == {"live", "deleted"}
    parts = [part for each in records for part in each["body"].get("parts", {}).values()]
    assert parts
    assert {len(files[part["path"]]) for part in parts} == {part["bytes"] for part in parts}
    clients = [json.loads(data) for path, data in files.items() if path.endswith("/client.json")]
    assert {each["standing"]["state"] for each in clients} == set(CLIENT_STATES)
    kinds = {each["kind"] for each in lines_of(files, "practice/records")}
    assert kinds == {"template", "snippet", "letter_template", "word", "abbreviation", "import_batch"}
    asked = lines_of(files, "practice/conversations")
    assert asked
    assert any(each["sources"] for each in asked)
    assert any(
        each["feedback"]
        for path in files
        if "/conversations-" in path and path.startswith("clients/")
        for each in lines_of(files, path.removesuffix("-1.jsonl"))
    )
    assert [each["position"] for each in lines_of(files, "audit/events")][-1] > 20


def _is_in_order(practice: Practice, filled: Filled) -> None:
    """Sealed, listed and signed as the practice's own; what others signed says so."""
    services = practice.services
    assert services.integrity.check_all() == ()
    sessions = services.sessions.list_for_client(filled.miriam.client_id)
    assert {each.verdict for each in sessions if each.state != "draft"} == {"imported"}
    addenda = [addendum for each in sessions for addendum in each.addenda]
    assert {each.verdict for each in addenda} == {"imported"}
    signed = next(each for each in sessions if each.state == "signed")
    added = services.sessions.add_addendum(
        signed.session_id, text="Seen again", reason="here", expected_version=signed.version
    )
    assert [each.verdict for each in added.addenda][-1] == "valid"
    kept = services.attachments.list(filled.miriam.client_id)
    assert {each.name for each in kept} == {"lab.pdf", "leg.jpg"}
    pdf = next(each for each in kept if each.name == "lab.pdf")
    assert services.attachments.read(pdf.attachment_id).startswith(b"%PDF")
    practice.enter(OWNER)
    assert practice.services.integrity.at_unlock == ()


def test_an_import_of_an_archive_is_undone_as_a_whole(
    practice: Practice, filled: Filled, another: Callable[[], Practice], tmp_path: Path
):
    path = tmp_path / "practice.age"
    practice.services.archive_exporter.export_practice(path, PROTECTED)
    other = another()
    done = other.services.archive_importer.run(path, SECRET)
    assert done.batch_id in {each.batch_id for each in other.services.importer.batches()}
    report = other.services.importer.undo(done.batch_id)
    assert report.kept_clients == ()
    assert other.services.clients.list(states=("active", "archived", "merged")) == []
    assert all(each.builtin for each in other.services.templates.snippets())
    assert other.services.conversations.list(None) == []
    with pytest.raises(InputRefused, match="archive_practice_not_empty"):
        other.services.archive_importer.run(path, SECRET)


def test_one_client_goes_to_another_practice(
    practice: Practice, filled: Filled, another: Callable[[], Practice], tmp_path: Path
):
    path, back = tmp_path / "miriam.age", tmp_path / "back.age"
    report = practice.services.archive_exporter.export_client(filled.miriam.client_id, path, PROTECTED)
    assert (report.counts.clients, report.counts.attachments) == (1, 3)
    files = unpacked(path)
    assert {each["client_id"] for each in lines_of(files, "audit/events")} == {str(filled.miriam.client_id)}
    assert not any(each.startswith(("practice/records", "practice/conv")) for each in files)
    other = another()
    other.add("Dana")
    other.services.archive_importer.run(path, SECRET)
    assert other.services.archive_importer.preview(path, SECRET).problem == "archive_ids_taken"
    with pytest.raises(InputRefused, match="archive_ids_taken"):
        other.services.archive_importer.run(path, SECRET)
    assert len(other.services.clients.list()) == 2
    other.services.archive_exporter.export_client(filled.miriam.client_id, back, PROTECTED)
    chart = {name for name in files if name.startswith("clients/")}
    after = unpacked(back)
    assert {name: after[name] for name in chart} == {name: files[name] for name in chart}
    assert other.services.integrity.check_all() == ()


def test_who_may_not_read_the_log_gets_a_chart_without_it(practice: Practice, tmp_path: Path):
    client, _ = practice.add("Miriam")
    practice.services.people.add(name="Clara", role="clinician", passphrase=CLINICIAN)
    services = practice.enter(CLINICIAN)
    with pytest.raises(RoleRefused):
        services.archive_exporter.export_practice(tmp_path / "all.age", PROTECTED)
    path = tmp_path / "one.age"
    services.archive_exporter.export_client(client.client_id, path, PROTECTED)
    files = unpacked(path)
    assert json.loads(files["archive.json"])["audit"] is False
    assert not any(each.startswith("audit/") for each in files)


def test_a_disclosure_is_recorded_before_it_is_made(practice: Practice, tmp_path: Path):
    practice.add("Miriam")
    path = tmp_path / "all.age"
    practice.services.archive_exporter.export_practice(path, PROTECTED)
    (event,) = [each for each in lines_of(unpacked(path), "audit/events") if each["action"] == "export"]
    assert (event["object_kind"], event["outcome"]) == ("practice", "ok")
    assert event["details"]["protected"] == "passphrase"
    assert "Miriam" not in json.dumps(event)


def test_weak_or_missing_secrets_are_refused(practice: Practice, tmp_path: Path):
    exporting = practice.services.archive_exporter
    for protection in (
        Protection("passphrase", passphrase="x" * (MINIMUM_PASSPHRASE_CHARS - 1)),
        Protection("recipients", recipients=("age1nobody",)),
        Protection("recipients"),
    ):
        with pytest.raises(InputRefused):
            exporting.export_practice(tmp_path / "all.age", protection)
    assert list(tmp_path.glob("*all.age*")) == []


def test_a_recipient_opens_it(practice: Practice, another: Callable[[], Practice], tmp_path: Path):
    practice.add("Miriam")
    identity, path = pyrage.x25519.Identity.generate(), tmp_path / "all.age"
    to = Protection("recipients", recipients=(str(identity.to_public()),))
    practice.services.archive_exporter.export_practice(path, to)
    assert b"Miriam" not in path.read_bytes()
    other = another().services.archive_importer
    with pytest.raises(InputRefused, match="archive_needs_identity"):
        other.preview(path, SECRET)
    assert other.run(path, Secret(identities=(str(identity),))).counts.clients == 1


def test_nothing_damaged_is_taken(practice: Practice, filled: Filled, tmp_path: Path):
    """The reading that an import makes, without the rows: all of it is in one transaction with them."""
    sealed, clear = tmp_path / "sealed.age", tmp_path / "clear.tar"
    practice.services.archive_exporter.export_practice(sealed, PROTECTED)
    practice.services.archive_exporter.export_practice(clear, CLEAR)
    chance, trials, accepted = random.Random(7), 0, []
    for whole, secret in ((sealed.read_bytes(), SECRET), (clear.read_bytes(), OPEN)):
        assert _refused(tmp_path, whole, secret) is None
        for _ in range(250):
            place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
            damaged = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
            cut = whole[: chance.randrange(len(whole))]
            swapped = _swapped(whole, chance)
            for what, content in (("flip", damaged), ("cut", cut), ("swap", swapped)):
                trials += 1
                if content != whole and _refused(tmp_path, content, secret) is None:
                    accepted.append((what, place))
    figure(f"archive, damaged: {len(accepted)} of {trials} taken (95 %: under {3 / trials:.2%})")
    assert accepted == []


def _swapped(whole: bytes, chance: random.Random) -> bytes:
    """Two blocks of a tar in each other's place."""
    one, other = (512 * chance.randrange(len(whole) // 512) for _ in range(2))
    mixed = bytearray(whole)
    mixed[one : one + 512], mixed[other : other + 512] = whole[other : other + 512], whole[one : one + 512]
    return bytes(mixed)


def _refused(folder: Path, content: bytes, secret: Secret) -> AnamnesisError | None:
    path = folder / "damaged"
    path.write_bytes(content)
    try:
        with incoming(path, secret) as archive:
            for file in archive.files():
                for _ in file.member.chunks():
                    pass
    except (ImportError_, WrongPassphrase) as refused:
        return refused
    return None


def test_a_foreign_and_a_newer_archive_are_named(practice: Practice, tmp_path: Path):
    reading = practice.services.archive_importer
    foreign = tmp_path / "foreign.age"
    foreign.write_bytes(b"".join(age_passphrase.encrypted(iter([b"not a tar"]), PROTECTED.passphrase)))
    with pytest.raises(ImportError_, match="archive_damaged"):
        reading.preview(foreign, SECRET)
    foreign.write_bytes(b"anything else")
    assert not reading.is_archive(foreign)
    with pytest.raises(ImportError_, match="archive_not_recognised"):
        reading.preview(foreign, SECRET)
    clear = tmp_path / "clear.tar"
    practice.services.archive_exporter.export_practice(clear, CLEAR)
    clear.write_bytes(clear.read_bytes().replace(b'"version":1', b'"version":9', 1))
    with pytest.raises(ImportError_, match="archive_newer") as newer:
        reading.preview(clear, OPEN)
    assert newer.value.params["version"] == 9


def test_what_is_found_damaged_at_the_end_leaves_nothing_behind(
    practice: Practice, filled: Filled, another: Callable[[], Practice], tmp_path: Path
):
    path = tmp_path / "clear.tar"
    practice.services.archive_exporter.export_practice(path, CLEAR)
    whole = path.read_bytes()
    other = another()
    importing, database = other.services.archive_importer, other.workspace._database
    assert database is not None
    place = whole.rindex(b"manifest.json\n") - 10
    # Another digit of a hash than the one that stands there.
    path.write_bytes(
        whole[:place] + (b"1" if whole[place : place + 1] == b"0" else b"0") + whole[place + 1 :]
    )
    with pytest.raises(ImportError_, match="archive_damaged"):
        importing.run(path, OPEN)
    path.write_bytes(whole)
    for after in (1, 20):
        with pytest.raises(Cancelled):
            importing.run(path, OPEN, cancel=_cancelled_after(after))
    assert other.sql("SELECT count(*) FROM client") == [(0,)]
    assert other.services.audit.sealer.keyring.clients() == {}
    assert importing.run(path, OPEN).counts.clients == 6
    assert other.services.integrity.check_all() == ()


def _cancelled_after(checks: int) -> CancelToken:
    """A token that somebody cancels after so many looks at it."""

    class Counting(CancelToken):
        left = checks

        def raise_if_cancelled(self) -> None:
            self.left -= 1
            if self.left < 0:
                self.cancel()
            super().raise_if_cancelled()

    return Counting()


def test_a_stopped_export_leaves_no_file(practice: Practice, filled: Filled, tmp_path: Path):
    folder = tmp_path / "out"
    folder.mkdir()
    for after in (0, 5, 25):
        with pytest.raises(Cancelled):
            practice.services.archive_exporter.export_practice(
                folder / "all.age", PROTECTED, cancel=_cancelled_after(after)
            )
        assert list(folder.iterdir()) == []


def test_room_is_looked_for_first(practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    practice.add("Miriam")
    monkeypatch.setattr(exporter, "_SPARE_BYTES", 1 << 60)
    with pytest.raises(DiskFull, match="archive_no_room"):
        practice.services.archive_exporter.export_practice(tmp_path / "all.age", PROTECTED)
    assert list(tmp_path.glob("*all.age*")) == []


def test_a_damaged_chart_is_refused_or_left_out_by_name(practice: Practice, filled: Filled, tmp_path: Path):
    practice.sql_change(
        "UPDATE attachment_chunk SET sealed_bytes = overlay(sealed_bytes placing '\\x00'::bytea from 60)"
        " WHERE number = 0"
    )
    path, exporting = tmp_path / "all.age", practice.services.archive_exporter
    with pytest.raises(TamperedRecord):
        exporting.export_practice(path, PROTECTED)
    assert not path.exists()
    report = exporting.export_practice(path, PROTECTED, leave_out_damaged=True)
    assert [each.client_id for each in report.left_out] == [filled.miriam.client_id]
    files = unpacked(path)
    assert not any(str(filled.miriam.client_id) in each for each in files)
    assert json.loads(files["manifest.json"])["left_out"] == [
        {"client_id": str(filled.miriam.client_id), "code": report.left_out[0].code}
    ]
    assert _refused(tmp_path, path.read_bytes(), SECRET) is None


def test_a_large_attachment_is_never_held_as_a_whole(
    practice: Practice, another: Callable[[], Practice], tmp_path: Path
):
    client, _ = practice.add("Miriam")
    content = random.Random(3).randbytes(1_500_000).hex().encode()
    for number in range(8):
        practice.services.attachments.add(
            client.client_id, name=f"{number}.txt", data=content + b"%d" % number
        )
    path, other = tmp_path / "all.age", another()
    peaks = []
    for work in (
        lambda: practice.services.archive_exporter.export_practice(path, PROTECTED),
        lambda: other.services.archive_importer.run(path, SECRET),
    ):
        tracemalloc.start()
        try:
            work()
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    in_mib = [each >> 20 for each in (path.stat().st_size, *peaks)]
    figure("archive of {} MiB: peak of Python's memory {} MiB out, {} MiB in".format(*in_mib))
    assert max(peaks) < 16 << 20
    assert io.BytesIO(content).getbuffer().nbytes * 8 < path.stat().st_size
