"""Adding, opening, deleting, copying out: every refusal, every record in the log, nothing half stored."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from core.attachments.dto import SIZE_LIMIT_BYTES
from core.attachments.service import AttachmentService
from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.errors import Cancelled, DiskFull, EditConflict, InputRefused, NotFound, RoleRefused
from core.ids import AttachmentId, ClientId, SessionId, new_id
from core.security.roles import Access
from models import AttachmentChunkRow, AuditEvent, ChartRecordRow
from tests.attachments import material


def actions(database) -> list[str]:
    with database.begin() as session:
        rows = session.scalars(select(AuditEvent.action).order_by(AuditEvent.sequence))
        return [action for action in rows if action.startswith(("attachment", "export"))]


def rows(database) -> tuple[int, int]:
    with database.begin() as session:
        return (
            session.scalars(select(func.count()).select_from(ChartRecordRow)).one(),
            session.scalars(select(func.count()).select_from(AttachmentChunkRow)).one(),
        )


def test_a_pdf_comes_back_as_it_was(attachments, ada, tmp_path, database):
    data = material.pdf(["Potassium 4.1", None])
    path = tmp_path / "lab.pdf"
    path.write_bytes(data)
    seen: list[tuple[int, int]] = []
    added = attachments.add(
        ada.client_id, path=path, on_progress=lambda done, total: seen.append((done, total))
    )
    assert (added.name, added.media_type, added.pages) == ("lab.pdf", "application/pdf", 2)
    assert (added.text_state, added.unread_pages, added.state) == ("read", 1, "live")
    assert attachments.list(ada.client_id) == [added]
    assert attachments.read(added.attachment_id) == data
    opened = attachments.open(added.attachment_id)
    assert opened.text.text.startswith("Potassium 4.1")
    assert opened.page_image(1, 120).width_px == 120
    assert attachments.page_image(added.attachment_id, 0, 90).width_px == 90
    thumbnail = attachments.thumbnail(added.attachment_id)
    assert thumbnail is not None
    assert max(thumbnail.width_px, thumbnail.height_px) <= 176
    assert seen[-1][0] == seen[-1][1]
    assert actions(database) == ["attachment.add", *["attachment.view"] * 3]


def test_a_large_file_lies_in_many_pieces(attachments, ada, database):
    data = b"\n".join(b"line %d of a long letter" % number for number in range(60_000))
    added = attachments.add(ada.client_id, name="long.txt", data=data)
    assert attachments.read(added.attachment_id) == data
    assert added.text_cut
    assert rows(database)[1] == -(-len(data) // 262_144) + 4


@pytest.mark.parametrize(
    ("text", "encoding", "said", "guessed"),
    [
        ("כאב ראש, ibuprofen 400 mg", "utf-8", "UTF-8", False),
        ("כאב ראש, ibuprofen 400 mg", "utf-8-sig", "UTF-8", False),
        ("כאב ראש, ibuprofen 400 mg", "utf-16", "UTF-16", False),
        ("כאב ראש, ibuprofen 400 mg", "cp1255", "Windows-1255", True),
        ("Café crème, naïve, 37,5 °C", "cp1252", "Windows-1252", True),
    ],
)
def test_a_text_is_read_in_its_encoding_and_a_guess_is_said(attachments, ada, text, encoding, said, guessed):
    data = text.encode(encoding)
    added = attachments.add(ada.client_id, name="note.txt", data=data)
    assert (added.encoding, added.encoding_guessed) == (said, guessed)
    assert attachments.open(added.attachment_id).text.text == text
    assert attachments.read(added.attachment_id) == data


def test_the_name_follows_the_content(attachments, ada):
    added = attachments.add(ada.client_id, name="photo.jpg", data=material.pdf(["words"]))
    assert (added.name, added.renamed_from) == ("photo.pdf", "photo.jpg")
    kept = attachments.add(ada.client_id, name="scan.PDF", data=material.pdf(["words"]))
    assert (kept.name, kept.renamed_from) == ("scan.PDF", None)


def test_size_is_refused_before_the_file_is_read(attachments, ada, tmp_path, refusal):
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        # No byte of it exists: reading it would take memory, asking for its size does not.
        os.truncate(file.fileno(), 50 * SIZE_LIMIT_BYTES)
    with pytest.raises(InputRefused) as refused:
        attachments.add(ada.client_id, path=large)
    assert refused.value.code == "attachment_too_large"
    assert refused.value.params == {"size_mb": "500.0", "limit_mb": 10}
    data = b"a" * (SIZE_LIMIT_BYTES + 1)
    assert refusal(lambda: attachments.add(ada.client_id, data=data)) == "attachment_too_large"


def test_what_is_no_file_is_refused(attachments, ada, tmp_path, refusal):
    pipe, empty = tmp_path / "pipe", tmp_path / "empty.pdf"
    os.mkfifo(pipe)
    empty.touch()
    absent = tmp_path / "absent.pdf"
    found = [
        refusal(lambda p=p: attachments.add(ada.client_id, path=p)) for p in (tmp_path, pipe, empty, absent)
    ]
    assert found == [
        "attachment_not_a_file",
        "attachment_not_a_file",
        "attachment_empty",
        "attachment_unreadable",
    ]


@pytest.mark.parametrize(
    "data",
    [b"MZ\x90\x00\x03\x00", b"PK\x03\x04\x14\x00\x00", b"\x7fELF\x02\x01\x01\x00", b"GIF89a\x01\x00\x01"],
)
def test_other_kinds_are_refused_whatever_their_name(attachments, ada, refusal, data):
    assert (
        refusal(lambda: attachments.add(ada.client_id, name="a.pdf", data=data)) == "attachment_type_unknown"
    )


def test_a_refusal_stores_nothing(attachments, ada, database, refusal):
    data = material.pdf(["x"], encrypt=True)
    assert refusal(lambda: attachments.add(ada.client_id, name="a.pdf", data=data)) == "attachment_encrypted"
    assert rows(database) == (0, 0)
    assert actions(database) == []


def test_a_cancel_stores_nothing(attachments, ada, database):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        attachments.add(ada.client_id, name="a.pdf", data=material.pdf(["x"]), cancel=cancel)
    assert rows(database) == (0, 0)


def test_a_full_disk_stores_nothing(attachments, ada, database, disk, monkeypatch):
    def full(_size_bytes: int = 0) -> None:
        raise DiskFull("disk_full")

    monkeypatch.setattr(disk, "require_room", full)
    with pytest.raises(DiskFull):
        attachments.add(ada.client_id, name="a.pdf", data=material.pdf(["x"]))
    assert rows(database) == (0, 0)


def test_it_belongs_to_a_session_of_the_same_client_only(attachments, clients, sessions, ada, refusal):
    other = clients.create(ClientDetails(first_name="Noa", last_name="Levi"))
    hers = sessions.start_draft(ada.client_id, day=date(2024, 4, 7))
    data = b"words"
    added = attachments.add(ada.client_id, name="a.txt", data=data, session_id=hers.session_id)
    attachments.add(ada.client_id, name="b.txt", data=data)
    assert attachments.list(ada.client_id, hers.session_id) == [added]
    assert len(attachments.list(ada.client_id)) == 2
    assert attachments.list(other.client_id) == []

    def elsewhere() -> None:
        attachments.add(other.client_id, name="a.txt", data=data, session_id=hers.session_id)

    assert refusal(elsewhere) == "attachment_session_elsewhere"
    with pytest.raises(NotFound):
        attachments.add(ClientId(new_id()), name="a.txt", data=data)
    with pytest.raises(NotFound):
        attachments.add(ada.client_id, name="a.txt", data=data, session_id=SessionId(new_id()))


def test_deleted_and_restored_are_recorded_and_nothing_is_lost(attachments, ada, database):
    data = material.picture("PNG")
    added = attachments.add(ada.client_id, name="skin.png", data=data)
    gone = attachments.delete(added.attachment_id, expected_version=1)
    assert (gone.state, gone.row_version) == ("deleted", 2)
    assert attachments.list(ada.client_id) == []
    assert attachments.list(ada.client_id, include_deleted=True) == [gone]
    assert attachments.delete(added.attachment_id) == gone, "twice is once"
    with pytest.raises(EditConflict):
        attachments.restore(added.attachment_id, expected_version=1)
    back = attachments.restore(added.attachment_id, expected_version=2)
    assert back == dataclasses.replace(added, row_version=3)
    assert attachments.read(added.attachment_id)
    assert actions(database) == [
        "attachment.add",
        "attachment.delete",
        "attachment.restore",
        "attachment.view",
    ]


def test_a_copy_is_the_file_itself_and_is_recorded(attachments, ada, tmp_path, database, refusal):
    data = material.pdf(["words"])
    added = attachments.add(ada.client_id, name="a.pdf", data=data)
    attachments.save_copy(added.attachment_id, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == data
    assert (tmp_path / "copy.pdf").stat().st_mode & 0o777 == 0o600
    assert actions(database) == ["attachment.add", "export"]
    away = tmp_path / "no such folder" / "copy.pdf"
    assert refusal(lambda: attachments.save_copy(added.attachment_id, away)) == "export_no_folder"


def test_an_auditor_sees_no_file(context, user_id, ada, files, tmp_path):
    closed = AttachmentService(replace(context, access=Access(user_id, "auditor")), files=files)
    some = AttachmentId(new_id())
    for call in (
        lambda: closed.add(ada.client_id, name="a.txt", data=b"words"),
        lambda: closed.list(ada.client_id),
        lambda: closed.get(some),
        lambda: closed.open(some),
        lambda: closed.read(some),
        lambda: closed.thumbnail(some),
        lambda: closed.page_image(some, 0, 10),
        lambda: closed.delete(some),
        lambda: closed.restore(some),
        lambda: closed.save_copy(some, tmp_path / "copy"),
    ):
        with pytest.raises(RoleRefused):
            call()


def test_what_is_not_there(attachments, refusal):
    assert refusal(lambda: attachments.open(AttachmentId(new_id()))) == "attachment_not_found"
