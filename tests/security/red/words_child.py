"""Opens sealed words and works with them as the program does, forgets them, and waits to be looked into.

`python -m tests.security.red.words_child WORDS_FILE [--overwrite]`. The words come combined with a pad, so
that what was read does not hold them. Says `OPEN`, `FORGOTTEN` and `DONE`, and waits for a line after each.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.security.freed_memory import fill_what_is_freed, overwrite_freed

PAD = 0x55
SESSIONS = 300


def said(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def sealed(words: list[bytearray]) -> tuple[AESGCM, list[tuple[bytes, bytes]]]:
    cipher = AESGCM(AESGCM.generate_key(256))
    rows = []
    for number in range(SESSIONS):
        word = words[number % len(words)].decode()
        note = {"plan": f"{word} one, then {number}. " * (1 + number % 40), "list": [f"{word} {number}"] * 3}
        nonce = os.urandom(12)
        rows.append((nonce, cipher.encrypt(nonce, json.dumps(note).encode(), b"place")))
    return cipher, rows


def opened(cipher: AESGCM, rows: list[tuple[bytes, bytes]]) -> list[object]:
    """What reading, indexing and searching make of a note: objects, words, folded words, encoded copies."""
    made: list[object] = []
    for nonce, row in rows:
        note = json.loads(cipher.decrypt(nonce, row, b"place"))
        words = re.findall(r"\w+", note["plan"])
        made += [note, words, [word.casefold() for word in words], note["plan"].encode("utf-8")]
    return made


def main() -> None:
    overwrite = "--overwrite" in sys.argv
    if overwrite:
        fill_what_is_freed()
    masked = bytes.fromhex(Path(sys.argv[1]).read_text("ascii"))
    words = [bytearray(byte ^ PAD for byte in each) for each in masked.split(bytes([PAD]))]
    cipher, rows = sealed(words)
    made = opened(cipher, rows)
    said("OPEN")
    made.clear()
    for word in words:
        word[:] = bytes(len(word))
    said("FORGOTTEN")
    if overwrite:
        overwrite_freed()
    said("DONE")


if __name__ == "__main__":
    main()
