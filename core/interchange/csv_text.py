"""Opens a CSV file of unknown encoding and separator: both are detected and reported."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from core.errors import ImportError_
from core.interchange.csv_columns import field_of

DELIMITERS = (",", ";", "\t", "|")
_BLOCK_BYTES = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LETTER, _OTHER = b"\x01", b"\x00"
_MARKED = bytes(byte in range(0xE0, 0xFB) for byte in range(256))
"""Each byte as `_LETTER` where Windows-1255 has a Hebrew letter, else as `_OTHER`."""
_SAMPLE_CHARS = 64 * 1024


def find_encoding(path: Path, on_read: Callable[[int], None] = lambda _done: None) -> tuple[str, bool]:
    """Python's name of the file's encoding, and whether it is certain.

    UTF-8 is certain if every byte fits it. Otherwise it is one of two encodings of older Windows programs:
    Hebrew if letters of that alphabet are adjacent, as accented Latin letters never are. `on_read` gets the
    number of bytes read so far; its exceptions end the reading.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    words, letters, utf8, before = 0, 0, True, _OTHER
    with path.open("rb") as file:
        first = file.read(4)
        for mark, name in _MARKS:
            if first.startswith(mark):
                return name, True
        file.seek(0)
        while block := file.read(_BLOCK_BYTES):
            if utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    utf8 = False
            marked = block.translate(_MARKED)
            letters += marked.count(_LETTER)
            words += (before + marked).count(_OTHER + _LETTER)
            before = marked[-1:]
            on_read(file.tell())
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        utf8 = False
    if utf8:
        return "utf-8", True
    # Each letter but the first of a word follows another one.
    return ("cp1255" if 2 * (letters - words) > letters else "cp1252"), False


def find_delimiter(sample: str) -> str:
    """The one of `DELIMITERS` that splits the first line into the most known headings."""
    first = sample.split("\n", 1)[0]

    def known(delimiter: str) -> tuple[int, int]:
        row = next(csv.reader(io.StringIO(first, newline=""), delimiter=delimiter), [])
        return sum(1 for each in row if field_of(each)), len(row)

    return max(DELIMITERS, key=known)


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[tuple[BinaryIO, TextIO]]:
    """The file as bytes, for its position, and as text, with unchanged line ends.

    Raises `ImportError_` (`csv_wrong_encoding`) if the content read inside does not fit the encoding.
    """
    try:
        with path.open("rb") as raw, io.TextIOWrapper(raw, encoding=encoding, newline="") as text:
            yield raw, text
    except UnicodeDecodeError as error:
        raise ImportError_("csv_wrong_encoding", file=path.name, encoding=encoding) from error


def sample_of(path: Path, encoding: str) -> str:
    """The beginning of the file."""
    with open_text(path, encoding) as (_raw, text):
        return text.read(_SAMPLE_CHARS)
