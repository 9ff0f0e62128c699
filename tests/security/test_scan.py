"""The scanner finds each disguise it claims to find, and nothing where nothing is."""

from __future__ import annotations

import base64
import gzip
import os
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.security import scan as scanner
from tests.security.scan import find_in_bytes, pglz_pattern, scan

CANARY = "Quivering-Plover-71c3d0"
HEBREW_CANARY = "שלדג-מרחף-בערפל-שש"
RAW = CANARY.encode()


def noise(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)


DISGUISES: dict[str, Callable[[bytes], bytes]] = {
    "utf-8": lambda raw: raw,
    "utf-16le": lambda raw: raw.decode().encode("utf-16-le"),
    "utf-16be": lambda raw: raw.decode().encode("utf-16-be"),
    "base64+0": lambda raw: base64.b64encode(b"abc" + raw + b"xyz"),
    "base64+1": lambda raw: base64.b64encode(b"a" + raw + b"xyz"),
    "base64+2": lambda raw: base64.b64encode(b"ab" + raw + b"xyz"),
    "hex": lambda raw: raw.hex().encode(),
    "HEX": lambda raw: raw.hex().upper().encode(),
    "gzip>utf-8": gzip.compress,
    "zlib>utf-8": zlib.compress,
    "gzip>utf-16le": lambda raw: gzip.compress(raw.decode().encode("utf-16-le")),
    "zlib>hex": lambda raw: zlib.compress(raw.hex().encode()),
    "gzip>zlib>utf-8": lambda raw: gzip.compress(b"before " + zlib.compress(raw)),
}


@pytest.mark.parametrize("encoding", DISGUISES)
@pytest.mark.parametrize("offset", [0, 1, 2, 1021])
def test_each_disguise_is_found_and_named(encoding: str, offset: int) -> None:
    data = noise(offset) + DISGUISES[encoding](RAW) + noise(333, seed=2)
    assert (CANARY, encoding) in find_in_bytes(data, [CANARY])


@pytest.mark.parametrize("alignment", [0, 1, 2])
@pytest.mark.parametrize("tail", [0, 1, 2])
def test_base64_is_found_whatever_stands_before_and_after(alignment: int, tail: int) -> None:
    data = base64.b64encode(noise(30 + alignment) + RAW + noise(tail))
    assert (CANARY, f"base64+{alignment}") in find_in_bytes(data, [CANARY])


def test_urlsafe_base64_is_found() -> None:
    canary = "ÿÿ?>canary>?ÿÿ?>"
    encoded = base64.urlsafe_b64encode(canary.encode())
    assert b"_" in encoded or b"-" in encoded
    assert {name for _, name in find_in_bytes(encoded, [canary])} == {"base64url+0"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_hebrew_is_found(encoding: str) -> None:
    assert find_in_bytes(HEBREW_CANARY.encode(encoding), [HEBREW_CANARY])


def test_hebrew_in_json_escapes_is_found() -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" if ord(letter) > 127 else letter for letter in HEBREW_CANARY)
    assert (HEBREW_CANARY, "json") in find_in_bytes(escaped.encode(), [HEBREW_CANARY])


@pytest.mark.parametrize("first", range(1, 9))
def test_literals_of_postgres_compression_are_found(first: int) -> None:
    runs = [RAW[:first], *(RAW[at : at + 8] for at in range(first, len(RAW), 8))]
    data = noise(50) + b"\x00".join(runs) + noise(50, seed=3)
    assert (CANARY, "pglz") in find_in_bytes(data, [CANARY])
    assert not pglz_pattern(RAW).search(noise(1_000_000))


def test_a_gzip_member_cut_short_is_still_read() -> None:
    whole = gzip.compress(RAW + noise(100_000))
    assert (CANARY, "gzip>utf-8") in find_in_bytes(whole[:50_000], [CANARY])


def test_control_noise_and_near_misses_are_not_found() -> None:
    near = RAW[:9] + b"X" + RAW[10:]
    data = noise(2_000_000) + near + gzip.compress(near) + base64.b64encode(near) + near.hex().encode()
    assert find_in_bytes(data, [CANARY, HEBREW_CANARY]) == set()


def test_a_short_canary_is_refused() -> None:
    with pytest.raises(ValueError, match="short"):
        find_in_bytes(b"", ["owl"])


def test_tree_is_read_whole_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "clean").write_bytes(noise(1000))
    (tmp_path / "a" / "b" / "dirty").write_bytes(DISGUISES["base64+2"](RAW))
    (tmp_path / "a" / f"{CANARY}.txt").write_bytes(b"")
    os.symlink("/dev/zero", tmp_path / "a" / "link")
    os.mkfifo(tmp_path / "a" / "pipe")
    report = scan([tmp_path], [CANARY])
    assert report.files == 3
    assert report.encodings(CANARY) == {"base64+2", "file name"}
    assert report.unreadable == report.vanished == []


def test_a_canary_across_two_chunks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "CHUNK_BYTES", 4096)
    monkeypatch.setattr(scanner, "OVERLAP_BYTES", 512)
    for split in (1, 5, len(RAW) - 1):
        (tmp_path / "big").write_bytes(noise(4096 - split) + RAW + noise(9000))
        assert scan([tmp_path], [CANARY]).encodings(CANARY) == {"utf-8"}


def test_what_was_clean_is_looked_through_again_once_it_changed(tmp_path: Path) -> None:
    clean: set[bytes] = set()
    (tmp_path / "page").write_bytes(noise(9000))
    assert scan([tmp_path], [CANARY], clean=clean).findings == set()
    assert len(clean) == 1
    (tmp_path / "page").write_bytes(noise(9000) + RAW)
    for _ in range(2):
        again = scan([tmp_path], [CANARY], clean=clean)
        assert (again.files, again.encodings(CANARY)) == (1, {"utf-8"})
    assert len(clean) == 1, "what was found is found each time"


def test_a_missing_root_is_an_error_not_a_clean_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        scan([tmp_path / "nowhere"], [CANARY])
