"""Archives are age files: pyrage reads what we write to a passphrase, and we read what it writes."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from core.errors import ImportError_, InputRefused, WrongPassphrase
from core.interchange.archive import age_passphrase
from core.interchange.archive.age_passphrase import CHUNK_BYTES, decrypted, encrypted
from core.interchange.archive.dto import Protection, Secret
from core.interchange.archive.encryption import (
    identities_in,
    opened_archive,
    protection_of,
    write_protected,
)

PASSPHRASE = "nine unhurried bitterns — שקט"
SIZES = (0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES)


@pytest.fixture(autouse=True)
def cheap_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key derivation that costs next to nothing: these tests are not about its cost."""
    monkeypatch.setattr(age_passphrase, "WORK_FACTOR", 4)


def content(size: int) -> bytes:
    return bytes(number * 31 % 251 for number in range(size))


def sealed(data: bytes) -> bytes:
    return b"".join(encrypted(iter([data[:7], data[7:]]), PASSPHRASE))


def opened(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(decrypted(io.BytesIO(data), passphrase))


@pytest.mark.parametrize("size", SIZES)
def test_an_independent_program_reads_what_is_written(size: int):
    written = sealed(content(size))
    assert pyrage.passphrase.decrypt(written, PASSPHRASE) == content(size)
    assert opened(written) == content(size)


def test_what_an_independent_program_wrote_is_read():
    """Once: it stretches a passphrase for a second, and so does whoever reads that. Of what is written here,
    which it reads, every size is read back.
    """
    data = content(CHUNK_BYTES + 1)
    assert opened(pyrage.passphrase.encrypt(data, PASSPHRASE)) == data


def test_the_shipped_work_factor_is_that_of_owasp(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    assert age_passphrase.WORK_FACTOR == 17


def test_another_passphrase_opens_nothing():
    with pytest.raises(WrongPassphrase, match="archive_wrong_passphrase"):
        opened(sealed(b"words"), "nine hurried bitterns")


def test_every_flipped_bit_is_found():
    """In the header and at both ends of each piece; anything between is under the same code."""
    data = content(2 * CHUNK_BYTES + 100)
    whole = sealed(data)
    edges = (0, CHUNK_BYTES, 2 * CHUNK_BYTES)
    places = {*range(220), *(place for edge in edges for place in range(edge + 160, edge + 240))}
    places |= set(range(len(whole) - 120, len(whole)))
    accepted = []
    for place in sorted(places):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << (place % 8)
        try:
            opened(bytes(damaged))
        except (ImportError_, WrongPassphrase):
            continue
        accepted.append(place)
    assert accepted == []


@pytest.mark.parametrize("left", [0, 1, 50, 150, CHUNK_BYTES, 2 * CHUNK_BYTES])
def test_a_cut_file_is_refused(left: int):
    with pytest.raises(ImportError_, match="archive_damaged"):
        opened(sealed(content(2 * CHUNK_BYTES + 100))[:left])


def test_pieces_in_another_order_and_bytes_after_the_end_are_refused():
    whole = sealed(content(3 * CHUNK_BYTES))
    start = len(whole) - 3 * (CHUNK_BYTES + 16)
    first, second, third = (whole[start + n * (CHUNK_BYTES + 16) :][: CHUNK_BYTES + 16] for n in range(3))
    for mixed in (second + first + third, first + third, first + second + third + b"x"):
        with pytest.raises(ImportError_):
            opened(whole[:start] + mixed)


def test_a_work_factor_that_would_take_all_memory_is_refused():
    whole = sealed(b"words").replace(b" 4\n", b" 30\n", 1)
    with pytest.raises(ImportError_):
        opened(whole)


def test_recipients_read_what_was_written_to_them(tmp_path: Path):
    ours, theirs = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    path, data = tmp_path / "archive.age", content(5 * CHUNK_BYTES + 3)
    texts = tuple(str(each.to_public()) for each in (ours, theirs))
    with path.open("wb") as out:
        write_protected(iter([data]), out, Protection("recipients", recipients=texts))
    assert protection_of(path) == "recipients"
    assert pyrage.decrypt(path.read_bytes(), [theirs]) == data
    with path.open("rb") as file, opened_archive(file, "recipients", Secret(identities=(str(ours),))) as got:
        assert b"".join(got) == data
    stranger = Secret(identities=(str(pyrage.x25519.Identity.generate()),))
    with (
        path.open("rb") as file,
        opened_archive(file, "recipients", stranger) as got,
        pytest.raises(WrongPassphrase, match="archive_wrong_identity"),
    ):
        b"".join(got)


def test_damage_in_a_file_to_recipients_is_found(tmp_path: Path):
    identity = pyrage.x25519.Identity.generate()
    whole = pyrage.encrypt(content(2 * CHUNK_BYTES), [identity.to_public()])
    path = tmp_path / "archive.age"
    for place in (*range(30, len(whole), 997), len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with (
            path.open("rb") as file,
            pytest.raises((ImportError_, WrongPassphrase)),
            opened_archive(file, "recipients", Secret(identities=(str(identity),))) as got,
        ):
            b"".join(got)


def test_whoever_stops_reading_leaves_no_thread(tmp_path: Path):
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path / "archive.age"
    path.write_bytes(pyrage.encrypt(content(40 * CHUNK_BYTES), [identity.to_public()]))
    with (
        path.open("rb") as file,
        opened_archive(file, "recipients", Secret(identities=(str(identity),))) as got,
    ):
        assert next(got)


@pytest.mark.parametrize("kind", ["passphrase", "recipients"])
def test_what_the_source_raises_comes_out_as_it_was(kind: str):
    def broken() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise InputRefused("client_is_deleted")

    recipient = str(pyrage.x25519.Identity.generate().to_public())
    protection = Protection(kind, passphrase=PASSPHRASE, recipients=(recipient,))  # type: ignore[arg-type]
    with pytest.raises(InputRefused, match="client_is_deleted"):
        write_protected(broken(), io.BytesIO(), protection)


@pytest.mark.parametrize("kind", ["passphrase", "recipients"])
def test_a_gigabyte_is_never_held(kind: str, monkeypatch: pytest.MonkeyPatch):
    class Nowhere(io.RawIOBase):
        def write(self, data) -> int:
            return len(data)

    piece = bytes(256 * 1024)
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    protection = Protection(kind, passphrase=PASSPHRASE, recipients=(recipient,))  # type: ignore[arg-type]
    tracemalloc.start()
    try:
        write_protected((piece for _ in range(400)), Nowhere(), protection)  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_recipients_and_identities_are_checked():
    with pytest.raises(InputRefused, match="archive_no_recipient"):
        write_protected(iter(()), io.BytesIO(), Protection("recipients"))
    with pytest.raises(InputRefused, match="archive_recipient_invalid"):
        write_protected(iter(()), io.BytesIO(), Protection("recipients", recipients=("age1nobody",)))
    with (
        pytest.raises(InputRefused, match="archive_identity_invalid") as raised,
        opened_archive(io.BytesIO(), "recipients", Secret(identities=("AGE-SECRET-KEY-1X",))),
    ):
        pass
    assert "SECRET" not in str(raised.value)
    assert "AGE-SECRET" not in repr(Secret(identities=("AGE-SECRET-KEY-1X",)))
    assert identities_in("# made today\n\nAGE-SECRET-KEY-1X\n") == ("AGE-SECRET-KEY-1X",)


def test_a_secret_is_asked_for_where_it_is_missing():
    for kind, code in (("passphrase", "archive_needs_passphrase"), ("recipients", "archive_needs_identity")):
        with (
            pytest.raises(InputRefused, match=code),
            opened_archive(io.BytesIO(), kind, Secret()),  # type: ignore[arg-type]
        ):
            pass
