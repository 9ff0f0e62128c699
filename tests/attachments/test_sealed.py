"""Pieces that were changed, moved, taken away or put back are noticed; words lie nowhere in clear."""

from __future__ import annotations

import psycopg
import pytest

from core.attachments.storing import CHUNK_BYTES
from core.errors import TamperedRecord
from tests.attachments import material
from tests.fixtures.figures import figure

WORDS = f"{material.CANARY} potassium"


@pytest.fixture
def admin(cloned_database):
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as connection:
        yield connection


@pytest.fixture
def letter(attachments, ada):
    """An attachment of several pieces: file, words and no thumbnail."""
    data = (WORDS + "\n").encode() * (3 * CHUNK_BYTES // len(WORDS))
    return attachments.add(ada.client_id, name="letter.txt", data=data)


def chunks(admin, attachment_id) -> list[tuple[int, bytes]]:
    query = "SELECT number, sealed_bytes FROM attachment_chunk WHERE record_id = %s ORDER BY number"
    return list(admin.execute(query, [attachment_id]))


def put(admin, attachment_id, number: int, sealed: bytes) -> None:
    admin.execute(
        "UPDATE attachment_chunk SET sealed_bytes = %s WHERE record_id = %s AND number = %s",
        [sealed, attachment_id, number],
    )


def is_refused(attachments, attachment_id) -> bool:
    try:
        attachments.open(attachment_id)
    except TamperedRecord:
        return True
    return False


def test_a_flip_in_any_piece_is_noticed(attachments, letter, admin):
    found = chunks(admin, letter.attachment_id)
    assert len(found) > 4
    tried = noticed = 0
    for number, sealed in found:
        for at in (0, 1, 7, len(sealed) // 2, len(sealed) - 1):
            changed = bytearray(sealed)
            changed[at] ^= 1
            put(admin, letter.attachment_id, number, bytes(changed))
            tried += 1
            noticed += is_refused(attachments, letter.attachment_id)
        put(admin, letter.attachment_id, number, sealed)
    assert not is_refused(attachments, letter.attachment_id), "the control opens"
    assert noticed == tried
    figure(f"attachments: {noticed} of {tried} flips in {len(found)} pieces noticed")


def test_pieces_moved_missing_repeated_or_foreign_are_noticed(attachments, letter, ada, admin):
    found = dict(chunks(admin, letter.attachment_id))
    other = attachments.add(ada.client_id, name="other.txt", data=(b"other words\n" * 70_000))
    foreign = dict(chunks(admin, other.attachment_id))
    key = letter.attachment_id
    for change in (
        {0: found[1], 1: found[0]},
        {1: found[0]},
        {0: foreign[0]},
        {0: found[0][:-1]},
        {0: b""},
    ):
        for number, sealed in change.items():
            put(admin, key, number, sealed)
        assert is_refused(attachments, key), sorted(change)
        for number in change:
            put(admin, key, number, found[number])
    assert not is_refused(attachments, key)
    for number in found:
        admin.execute("DELETE FROM attachment_chunk WHERE record_id = %s AND number = %s", [key, number])
        assert is_refused(attachments, key), f"piece {number} missing"
        admin.execute(
            "INSERT INTO attachment_chunk SELECT workspace_id, record_id, %s, %s FROM attachment_chunk "
            "WHERE record_id = %s LIMIT 1",
            [number, found[number], key],
        )
    assert not is_refused(attachments, key)


def test_a_damaged_one_says_so(attachments, letter, admin):
    admin.execute("DELETE FROM attachment_chunk WHERE record_id = %s", [letter.attachment_id])
    with pytest.raises(TamperedRecord) as damaged:
        attachments.read(letter.attachment_id)
    assert damaged.value.code == "attachment_damaged"


def test_nothing_of_it_lies_in_clear_in_any_table(attachments, letter, ada, admin):
    attachments.add(ada.client_id, name=f"{material.CANARY}.png", data=material.picture("PNG"))
    tables = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    searched = 0
    for (table,) in tables:
        for (row,) in admin.execute(f'SELECT t::text FROM "{table}" t'):
            searched += 1
            assert material.CANARY not in row, table
            assert material.CANARY.encode().hex() not in row, table
    assert searched > 10


def test_an_erased_client_leaves_no_piece(attachments, letter, ada, admin, database, sealer, audit):
    from core.keys.erasing import erase_client

    with database.begin() as session:
        erase_client(session, sealer, ada.client_id)
        audit.record(session, action="erase", object_kind="client", object_id=ada.client_id)
    assert chunks(admin, letter.attachment_id) == []
    left = admin.execute("SELECT count(*) FROM chart_record").fetchone()
    assert left == (0,)
