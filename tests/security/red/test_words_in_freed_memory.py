"""What a lock forgets is overwritten: the words are counted from outside, before and after."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.security import freed_memory
from tests.fixtures.figures import figure
from tests.journeys import processes
from tests.journeys.program import REPOSITORY
from tests.security.memory_image import count, readable
from tests.security.red.words_child import PAD

WORDS = [
    f"{name}quarry{name[::-1]}" for name in ("kestrel", "marzipan", "lighthouse", "herons", "teal", "quill")
]
STEPS = ("OPEN", "FORGOTTEN", "DONE")


def counted(tmp_path: Path, *options: str) -> dict[str, int]:
    """How many copies of the words are in the child's memory after each of its steps."""
    file = tmp_path / "words"
    file.write_text(bytes(byte ^ PAD for byte in b"\0".join(map(str.encode, WORDS))).hex(), "ascii")
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.security.red.words_child", str(file), *options],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, int] = {}
    clean: set[bytes] = set()
    try:
        if not readable(child.pid):
            pytest.skip("this system does not let one process look into another (ptrace)")
        assert child.stdin is not None
        assert child.stdout is not None
        for step in STEPS:
            assert child.stdout.readline().strip() == step
            found[step] = sum(
                count([child.pid], {word: word.encode() for word in WORDS}, clean=clean).values()
            )
            child.stdin.write("\n")
            child.stdin.flush()
    finally:
        child.kill()
        child.communicate()
    return found


@pytest.mark.usefixtures("heap_is_left_afterwards")
@pytest.mark.skipif(not processes.available(), reason="needs /proc to look into a process")
def test_words_that_were_forgotten_are_overwritten(tmp_path: Path) -> None:
    before, after = counted(tmp_path), counted(tmp_path, "--overwrite")
    figure(
        f"freed memory: of {before['OPEN']} copies of {len(WORDS)} words {before['DONE']} are left when they "
        f"are forgotten, {after['DONE']} when freed memory is overwritten as well"
    )
    # The control: what is looked for is found, and Python by itself leaves it.
    assert min(before["OPEN"], after["OPEN"]) > 1000
    if sys.platform == "linux" and freed_memory.fill_what_is_freed():
        assert before["DONE"] > 20 * after["DONE"]
        assert after["DONE"] <= after["OPEN"] // 200


def test_it_is_soon_done() -> None:
    """A lock waits for it, after the keys are gone."""
    started = time.perf_counter()
    freed_memory.overwrite_freed()
    took_s = time.perf_counter() - started
    figure(f"freed memory: overwritten in {took_s * 1000:.0f} ms in the process of the tests")
    assert took_s < 10
