"""Folders, the record of what is done, and the lock that lets one set-up work at a time."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest

from launcher_console import Console
from launcher_places import Places, Record, digest_of, file_sha256, only_one, user_cache

HOME = Path("/home/somebody")


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, "/home/somebody/.cache/anamnesis-dev"),
        ("linux", {"XDG_CACHE_HOME": "/big/cache"}, "/big/cache/anamnesis-dev"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/somebody/.cache/anamnesis-dev"),
        ("darwin", {"XDG_CACHE_HOME": "/big/cache"}, "/home/somebody/Library/Caches/anamnesis-dev"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/anamnesis-dev/Cache"),
        ("win32", {}, "/home/somebody/AppData/Local/anamnesis-dev/Cache"),
    ],
)
def test_the_cache_lies_where_the_platform_keeps_caches(
    platform: str, environ: dict[str, str], expected: str
) -> None:
    assert user_cache(platform=platform, environ=environ, home=HOME) == Path(expected)


def test_everything_of_a_checkout_lies_under_its_environment(tmp_path: Path) -> None:
    places = Places(root=tmp_path, cache=tmp_path / "cache")
    assert places.models == tmp_path / ".venv" / "share" / "anamnesis" / "models"
    assert places.python.is_relative_to(tmp_path / ".venv")
    assert places.record.is_relative_to(tmp_path / ".venv")


def test_the_record_keeps_each_step_apart(tmp_path: Path) -> None:
    record = Record(tmp_path / "record.json")
    assert record["packages"] is None
    record["packages"] = "a"
    record["models"] = {"files": {"x": [1, 2]}}
    again = Record(tmp_path / "record.json")
    assert again["packages"] == "a"
    assert again["models"] == {"files": {"x": [1, 2]}}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_damaged_record_means_that_nothing_is_done(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content)
    assert Record(path)["venv"] is None
    Record(path)["venv"] = "b"
    assert Record(path)["venv"] == "b"


def test_digests_tell_where_one_part_ends() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")
    assert digest_of("a") == digest_of(b"a")


def test_the_hash_of_a_file_is_its_sha256(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    assert (
        file_sha256(tmp_path / "file") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_a_second_set_up_says_that_it_waits_and_then_goes_on(tmp_path: Path) -> None:
    waiting, done = threading.Event(), threading.Event()

    class Listener(Console):
        def say(self, text: str) -> None:
            assert "waiting" in text
            waiting.set()

    def second() -> None:
        with only_one(tmp_path / "lock", Listener(io.StringIO())):
            done.set()

    thread = threading.Thread(target=second)
    with only_one(tmp_path / "lock", Console(io.StringIO())):
        thread.start()
        assert waiting.wait(10)
        assert not done.is_set()
    assert done.wait(10)
    thread.join()
