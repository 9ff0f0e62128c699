"""A practice with one of everything, archives of it, and what two archives say differently."""

from __future__ import annotations

import dataclasses
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyrage

from core.clients.dto import Client
from core.ids import new_id
from core.interchange.archive.dto import Protection, Secret
from core.services import Services
from core.sessions.dto import SoapText
from core.sources.dto import SearchScope
from core.templates.dto import PracticeText
from core.vocabulary.dto import VocabularyEntry
from tests.attachments.material import pdf, picture
from tests.fixtures.details import full_details
from tests.workspace.practice import DAY, Practice

PASSPHRASE = "nine unhurried bitterns wade"
PROTECTED = Protection("passphrase", passphrase=PASSPHRASE)
CLEAR = Protection("none")
SECRET = Secret(passphrase=PASSPHRASE)
IMPORT_FILE = "visits.jsonl"
_AS_IMPORTED = frozenset({"archive.json", "manifest.json", "manifest.sha256"})
"""Who made the archive and when, and the digests of all that."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Whom the tests go on with."""

    miriam: Client
    merged: Client
    deleted: Client


def fill(practice: Practice, folder: Path) -> Filled:
    """Every kind of record, in every state that it can have."""
    services = practice.services
    miriam = _miriam(services)
    _notes(services, miriam)
    _records(practice, miriam)
    merged, _ = practice.add("Miri", plan="Cough for a week.")
    services.merging.merge(source=merged.client_id, into=miriam.client_id, reason="Entered twice")
    deleted, _ = practice.add("Dan", "Baruch")
    deleted = services.clients.delete(
        deleted.client_id, reason="By mistake", expected_version=deleted.row_version
    )
    archived, _ = practice.add("Ruth", "Heron")
    services.clients.archive(archived.client_id, expected_version=archived.row_version)
    _import(services, folder)
    _texts(services)
    _questions(services, _contradicted(practice))
    return Filled(miriam, merged, deleted)


def _miriam(services: Services) -> Client:
    details = full_details(
        first_name="מרים",
        last_name="O'Neil-אדלר",
        birth_date=DAY.replace(year=1981),
        sex="female",
        phone="+972 54 555 0101",
        email="m@example.org",
        address="רחוב הנמל 12\nחיפה",
        emergency_contact="Dana, 054-1234567",
        allergies=("פניצילין", 'Latex "gloves"'),
        alerts=("Falls",),
        medical_history="Hypertension.",
        notes="Odd surrogate \ud800, emoji 🦵.",
        external_id="adler",
        tags=("diabetes", "מחקר"),
        consent_on=DAY,
    )
    made = services.clients.create(details)
    changed = dataclasses.replace(details, tags=("diabetes",))
    return services.clients.update(made.client_id, changed, expected_version=made.row_version)


def _notes(services: Services, client: Client) -> None:
    """Versions, a signature, addenda, a retraction, a deleted and a living draft, a copied field."""
    sessions = services.sessions
    for number, fate in enumerate(("signed", "retracted", "deleted", "draft")):
        draft = sessions.start_draft(client.client_id, day=DAY - timedelta(days=number), kind="follow_up")
        text = SoapText(f"כאב {number}\r\nline \ud800", "ROM 95°", "", "Rest for two weeks.")
        sessions.save_draft(draft.session_id, SoapText("first"), day=draft.date, expected_version=1)
        saved = sessions.save_draft(
            draft.session_id, text, day=draft.date, expected_version=2, duration_min=30 + number
        )
        if fate == "draft":
            continue
        if fate == "deleted":
            sessions.delete_draft(saved.session_id, expected_version=saved.version)
            continue
        signed = sessions.sign(saved.session_id, expected_version=saved.version)
        added = sessions.add_addendum(
            signed.session_id, text="CRP 12", reason="late result", expected_version=signed.version
        )
        if fate == "retracted":
            sessions.retract(added.session_id, reason="Other client", expected_version=added.version)


def _records(practice: Practice, client: Client) -> None:
    services = practice.services
    signed = services.sessions.list_for_client(client.client_id)[-1]
    services.attachments.add(client.client_id, name="lab.pdf", data=pdf(["CRP 12 mg/l"]))
    services.attachments.add(client.client_id, name="leg.jpg", data=picture(), session_id=signed.session_id)
    gone = services.attachments.add(client.client_id, name="note.txt", data="מכתב ישן".encode())
    services.attachments.delete(gone.attachment_id)
    services.schedule.book(client.client_id, starts_at=practice.now, minutes=30, note="bring results")
    letter = services.letters.draft(client.client_id)
    services.letters.save(dataclasses.replace(letter, title="To whom", text="About the knee."))


def _contradicted(practice: Practice) -> Client:
    """A chart that gives one drug in two doses, which somebody has dismissed."""
    services = practice.services
    client, _ = practice.add("Noa", "Crane")
    started, taken = SoapText(plan="Start ramipril 5 mg daily."), SoapText("Takes ramipril 10 mg daily.")
    for days, text in ((90, started), (30, taken)):
        told = services.sessions.start_draft(client.client_id, day=DAY - timedelta(days=days), text=text)
        services.sessions.sign(told.session_id, expected_version=told.version)
    (found,) = services.contradictions.of_client(client.client_id)
    services.contradictions.dismiss(client.client_id, found, "The dose was changed")
    return client


def _import(services: Services, folder: Path) -> None:
    line = {
        "client": {"id": "tom", "first_name": "Tom", "last_name": "Plover"},
        "sessions": [{"id": "tom-1", "date": "2024-01-14", "subjective": "Cough", "addenda": []}],
    }
    path = folder / IMPORT_FILE
    path.write_text(json.dumps(line), encoding="utf-8")
    services.importer.run(services.importer.preview([path]))


def _texts(services: Services) -> None:
    services.templates.save(PracticeText(new_id(), "snippet", "ownbp", text="RR |"))
    services.templates.save(PracticeText(new_id(), "template", "Own visit", soap=SoapText("Heron")))
    services.templates.save(PracticeText(new_id(), "letter_template", "Own letter", text="Dear |"))
    starter = services.templates.templates()[0]
    services.templates.save(dataclasses.replace(starter, name="Changed starter"))
    services.spelling.add("bitternesque")
    services.vocabulary.save(VocabularyEntry(new_id(), "BTN", ("bittern",)))


def _questions(services: Services, client: Client) -> None:
    told = services.assistant.ask(
        "What dose of ramipril is she on?", SearchScope(client_id=client.client_id), use_model=False
    )
    services.conversations.give_feedback(told.message_id, "useful", why="not the newest")
    services.assistant.ask(
        "When was the last visit?",
        SearchScope(client_id=client.client_id),
        use_model=False,
        conversation_id=told.conversation_id,
    )
    services.assistant.ask("Who takes ramipril?", SearchScope(), use_model=False)


def unpacked(path: Path, passphrase: str | None = PASSPHRASE) -> dict[str, bytes]:
    """The files of an archive, as `age -d | tar x` gives them; read with nothing of Anamnesis."""
    content = path.read_bytes()
    if passphrase is not None:
        content = pyrage.passphrase.decrypt(content, passphrase)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return {each.name: _bytes(archive, each) for each in archive}


def _bytes(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    assert file is not None
    return file.read()


def lines_of(files: dict[str, bytes], prefix: str) -> list[Any]:
    """The documents of `PREFIX-1.jsonl`, `PREFIX-2.jsonl`, …"""
    found = []
    number = 1
    while (content := files.get(f"{prefix}-{number}.jsonl")) is not None:
        found += [json.loads(line) for line in content.splitlines()]
        number += 1
    return found


def differences(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    """What two archives say differently, by the name of the file, or of the field in it.

    The second is of the practice that imported the first. Not compared is what docs/archive.md names as its
    own: who made the archive and its digests, the members and log of the practice that exports, and the
    record of the import. What was the first practice's members and log has to be under `earlier`.
    """
    archive_id = json.loads(before["archive.json"])["archive_id"]
    expected = {
        _moved(path, archive_id): content
        for path, content in before.items()
        if path == "archive.json" or path not in _AS_IMPORTED
    }
    found = {
        path: _without_own_import(path, content, archive_id)
        for path, content in after.items()
        if path not in _AS_IMPORTED and not path.startswith(("audit/", "practice/members"))
    }
    for path in sorted(expected.keys() | found.keys()):
        one, other = expected.get(path), found.get(path)
        if one is None or other is None:
            yield f"{path}: only in the {'second' if one is None else 'first'}"
        elif one != other:
            yield f"{path}: differs"


def _moved(path: str, archive_id: str) -> str:
    own = {"archive.json": f"earlier/{archive_id}/archive.json"}
    for mine, theirs in (("audit/events", "events"), ("practice/members", "members")):
        if path.startswith(mine):
            return path.replace(mine, f"earlier/{archive_id}/{theirs}")
    return own.get(path, path)


def _without_own_import(path: str, content: bytes, archive_id: str) -> bytes:
    """Without the batch of the import that brought the archive: the first practice has none of that."""
    if not path.startswith("practice/records"):
        return content
    lines = content.splitlines(keepends=True)
    return b"".join(each for each in lines if not _is_archive_batch(json.loads(each), archive_id))


def _is_archive_batch(document: dict[str, Any], archive_id: str) -> bool:
    return bool(document["kind"] == "import_batch" and document["body"].get("archive") == archive_id)
