"""What the memory of the program and of its database still holds when the practice has been locked."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from core.security.kdf import hkdf
from core.security.keyring import derive_purpose_key
from tests.fixtures.figures import figure
from tests.journeys import processes
from tests.journeys.program import REPOSITORY
from tests.security.memory_child import unmasked
from tests.security.memory_image import count, readable

PASSPHRASE = "seven-quiet-herons-at-dusk"
CANARIES = [
    "kestrelquarry one, then nothing else of that name in the chart",
    "marzipanlighthouse two, then nothing else of that name in the chart",
    "כאבאשלגןמיוחד שלוש, ואין עוד כזה בתיק",
]
ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
PURPOSES = ("record", "note", "passage", "vector", "fact", "conversation", "audit", "meta")

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to look into a process"),
]


class Watched:
    """The child and its database, and what is looked for in them."""

    def __init__(self, root: Path) -> None:
        passphrase, canaries = root / "passphrase", root / "canaries"
        passphrase.write_text(PASSPHRASE, "utf-8")
        canaries.write_text(json.dumps(CANARIES), "utf-8")
        root.chmod(0o755)
        self.data_dir = root / "data"
        self.child = subprocess.Popen(
            [sys.executable, "-m", "tests.security.memory_child", str(root), str(passphrase), str(canaries)],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.keys: dict[str, bytes] = {}
        self._clean: set[bytes] = set()

    def wait_open(self) -> None:
        given = json.loads(self._line("OPEN"))
        self.keys = {name: unmasked(text) for name, text in given.items()}
        root_key = self.keys["root key"]
        for name in ("x25519", "ed25519"):
            self.keys[f"private key {name}"] = bytes(
                hkdf(root_key, info=f"anamnesis/identity/{name}".encode())
            )
        for name, key in list(self.keys.items()):
            kind, _, number = name.rpartition(" ")
            if kind in ("workspace key", "client key"):
                version = int(number.rsplit("/", 1)[-1])
                for purpose in PURPOSES:
                    derived = derive_purpose_key(key, purpose, version)
                    self.keys[f"purpose key {purpose} of {name}"] = bytes(derived)

    def lock(self) -> None:
        self._say()
        self._line("LOCKED")

    def close(self) -> None:
        self._say()
        for stream in (self.child.stdin, self.child.stdout):
            assert stream is not None
            stream.close()
        self.child.wait()

    def pids(self) -> tuple[list[int], list[int]]:
        """The program, and every process of its database."""
        everything = processes.belonging_to(self.child.pid, self.data_dir)
        return [self.child.pid], [each.pid for each in everything if each.command.startswith("postgres")]

    def count(self, pids: list[int]) -> tuple[Counter[str], Counter[str]]:
        """How often keys, and how often texts, are found in these processes."""
        found = count(pids, self.keys | self.texts(), clean=self._clean)
        keys = Counter({name: hits for name, hits in found.items() if name in self.keys})
        return keys, found - keys

    def texts(self) -> dict[str, bytes]:
        found = {f"passphrase in {each}": PASSPHRASE.encode(each) for each in ENCODINGS}
        for number, canary in enumerate(CANARIES):
            # The first word: a note is cut into passages, and read in pieces.
            found |= {f"note {number} in {each}": canary.split()[0].encode(each) for each in ENCODINGS}
        return found

    def _say(self) -> None:
        if self.child.poll() is None and self.child.stdin is not None:
            self.child.stdin.write("\n")
            self.child.stdin.flush()

    def _line(self, word: str) -> str:
        assert self.child.stdout is not None
        said = self.child.stdout.readline()
        assert said.startswith(word), said
        return said[len(word) :].strip()


def by_kind(found: Counter[str]) -> dict[str, int]:
    """Keys and texts summed by what they are."""
    kinds: Counter[str] = Counter()
    for name, hits in found.items():
        words = name.split()
        kinds["note" if words[0] == "note" else " ".join(words[:2]) if "key" in words else words[0]] += hits
    return dict(kinds)


@pytest.fixture
def watched(tmp_path: Path):
    made = Watched(tmp_path)
    try:
        if not readable(made.child.pid):
            pytest.skip("this system does not let one process look into another (ptrace)")
        yield made
    finally:
        made.close()


def test_no_key_is_left_in_memory_after_a_lock(watched: Watched) -> None:
    watched.wait_open()
    program, database = watched.pids()
    assert database
    control = watched.count(program)
    database_control = watched.count(database)
    watched.lock()
    program, database = watched.pids()
    keys, texts = watched.count(program)
    in_database = watched.count(database)
    figure(f"memory, {len(watched.keys)} keys looked for, program and {len(database)} of Postgres")
    figure(f"  unlocked: {by_kind(control[0])}, {by_kind(control[1])} in the program")
    figure(f"            {by_kind(database_control[0])}, {by_kind(database_control[1])} in Postgres")
    figure(f"  locked:   {by_kind(keys)}, {by_kind(texts)} in the program")
    figure(f"            {by_kind(in_database[0])}, {by_kind(in_database[1])} in Postgres")
    if keys:
        figure(f"  left: {dict(keys)}")
    # The control: what is looked for is found while it is in use.
    assert {"root key", "workspace key", "epoch key", "client key"} <= set(by_kind(control[0]))
    assert {"passphrase", "note"} == set(by_kind(control[1]))
    assert keys == Counter()
    # Freed memory is overwritten where the C library is glibc; a copy may outlive it in a stack.
    if platform.libc_ver()[0] == "glibc":
        assert texts.total() <= control[1].total() // 3
    assert in_database == database_control == (Counter(), Counter())
