"""The tar inside of an archive: any tar reads it, and only exactly what was written is read back."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator

import pytest

from core.errors import ImportError_
from core.interchange.archive.dto import LeftOut
from core.interchange.archive.outgoing import Outgoing, Tally, json_lines, tar_of
from core.interchange.archive.tar_stream import members

FILES = {"archive.json": b"{}\n", f"clients/{'a' * 36}/files/{'b' * 36}.thumbnail.rgba": b"x" * 70_000}


def written(files: dict[str, bytes] = FILES) -> bytes:
    outgoing = (Outgoing(path, len(data), (data,)) for path, data in files.items())
    return b"".join(tar_of(outgoing, Tally(), modified_s=1_700_000_000, on_bytes=lambda _done: None))


def read(data: bytes, piece: int = 1000) -> dict[str, bytes]:
    pieces: Iterator[bytes] = (data[at : at + piece] for at in range(0, len(data), piece))
    return {each.path: b"".join(each.chunks()) for each in members(pieces)}


def test_the_standard_library_reads_what_is_written():
    with tarfile.open(fileobj=io.BytesIO(written())) as archive:
        names = archive.getnames()
        for path, data in FILES.items():
            file = archive.extractfile(path)
            assert file is not None
            assert file.read() == data
    assert names == [*FILES, "manifest.json", "manifest.sha256"]


@pytest.mark.parametrize("piece", [1, 511, 512, 4096, 1 << 20])
def test_it_is_read_in_pieces_of_any_size(piece: int):
    found = read(written(), piece)
    assert {path: found[path] for path in FILES} == FILES


def test_a_file_that_nobody_reads_is_skipped():
    data = written()
    assert [each.path for each in members(iter([data]))] == [*FILES, "manifest.json", "manifest.sha256"]


def test_every_flipped_bit_outside_of_the_files_themselves_is_found():
    data = written()
    inside, at = set(), 0
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for each in archive:
            inside |= set(range(each.offset_data, each.offset_data + each.size))
    accepted = []
    for at in range(len(data)):
        if at in inside:
            continue
        damaged = bytearray(data)
        damaged[at] ^= 1 << (at % 8)
        try:
            read(bytes(damaged), 1 << 20)
        except ImportError_:
            continue
        accepted.append(at)
    assert accepted == []


@pytest.mark.parametrize("left", [0, 100, 512, 1000, 70_000, -512, -1])
def test_a_cut_archive_is_refused(left: int):
    with pytest.raises(ImportError_):
        read(written()[:left])


def test_bytes_after_the_end_are_refused():
    with pytest.raises(ImportError_):
        read(written() + bytes(512))


def test_links_and_other_entries_are_refused():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        link = tarfile.TarInfo("archive.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(ImportError_):
        read(file.getvalue())


def test_lines_are_parted_into_files_of_a_few_megabytes():
    long = "x" * (1024 * 1024)
    files = list(json_lines("audit/events", ({"number": number, "text": long} for number in range(9))))
    assert [each.path for each in files] == [f"audit/events-{number}.jsonl" for number in (1, 2, 3)]
    assert all(each.size_bytes == len(b"".join(each.chunks)) for each in files)
    assert list(json_lines("audit/events", iter(()))) == []


def test_a_tally_counts_and_names():
    tally = Tally(clients=2, left_out=(LeftOut(None, "tampered_record"),))  # type: ignore[arg-type]
    assert tally.counts().clients == 2
