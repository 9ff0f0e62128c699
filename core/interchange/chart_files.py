"""Reads import files into chart lines; records each file's format, reading and refused lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import ImportError_, InputRefused
from core.interchange.chart_lines import LINE_LIMIT_BYTES, parse_line
from core.interchange.chart_rows import RowGatherer, numbered_rows
from core.interchange.column_samples import ColumnSamples
from core.interchange.csv_columns import columns_of, require_columns
from core.interchange.csv_text import find_delimiter, find_encoding, open_text, sample_of
from core.interchange.dto import (
    ChartLine,
    Column,
    ColumnFields,
    DateOrder,
    FileFormat,
    FileReading,
    LineProblem,
)

_CSV_ENDINGS = frozenset({".csv", ".tsv"})
_JSON_ENDINGS = frozenset({".jsonl", ".ndjson", ".json"})
_REPORT_EVERY = 50
TOTAL_LIMIT_BYTES = 256 * 1024 * 1024
"""Limit for all files of one import together: their content is held in memory for the preview."""


@dataclass(slots=True)
class ChartFiles:
    """Reads files line by line; then `problems` and `readings` contain the results.

    `format` None: each file's own, by its name or its first character. `order`: see `DateOrder`. `columns`:
    see `ColumnFields`; for CSV files.
    """

    paths: Sequence[Path]
    format: FileFormat | None = None
    order: DateOrder | None = None
    columns: ColumnFields = field(default_factory=dict)
    cancel: CancelToken | None = None
    on_progress: OnProgress = ignore_progress
    problems: list[LineProblem] = field(default_factory=list)
    readings: list[FileReading] = field(default_factory=list)

    def lines(self) -> Iterator[ChartLine]:
        """The charts that can be read. Progress counts bytes.

        Raises `ImportError_` (`import_file_unreadable`, `import_too_large`, and of a CSV file as a whole),
        `Cancelled`, at the end `InputRefused("csv_no_such_column")` for a heading in `columns` that no file
        has.
        """
        sizes = [_read(path, lambda path: path.stat().st_size) for path in self.paths]
        if sum(sizes) > TOTAL_LIMIT_BYTES:
            raise ImportError_(
                "import_too_large", size_mib=_mebibytes(sum(sizes)), limit_mib=_mebibytes(TOTAL_LIMIT_BYTES)
            )
        before = 0
        for path, size in zip(self.paths, sizes, strict=True):
            try:
                if (self.format or _format_of(path)) == "csv":
                    yield from self._csv(path, before, sum(sizes))
                else:
                    yield from self._jsonl(path, before, sum(sizes))
            except OSError as error:
                raise _unreadable(path, error) from error
            before += size
            self.on_progress(before, sum(sizes))
        self._refuse_unknown_columns()

    def _jsonl(self, path: Path, before: int, total: int) -> Iterator[ChartLine]:
        self.readings.append(FileReading(file=path.name, format="jsonl"))
        with path.open("rb") as file:
            for number, raw in enumerate(_limited_lines(file), start=1):
                self._step(number, before + file.tell(), total)
                if not raw.strip():
                    continue
                try:
                    yield parse_line(raw, file=path.name, line=number)
                except InputRefused as refused:
                    self.problems.append(LineProblem(file=path.name, line=number, reason=refused))

    def _csv(self, path: Path, before: int, total: int) -> Iterator[ChartLine]:
        # It is read twice: each time half of its bytes count.
        size = path.stat().st_size

        def looked(done: int) -> None:
            self._check()
            self.on_progress(min(before + done // 2, total), total)

        encoding, certain = find_encoding(path, looked)
        delimiter = find_delimiter(sample_of(path, encoding))
        with open_text(path, encoding) as (raw, file):
            rows = numbered_rows(file, delimiter=delimiter, file=path.name)
            _line, headings = next(rows, (0, []))
            columns = columns_of(headings, self.columns)
            samples = ColumnSamples(len(columns))
            gatherer = RowGatherer(columns, file=path.name, order=self.order)
            unusable = _unusable(columns, path)
            for line, row in rows:
                self._step(line, before + (size + raw.tell()) // 2, total)
                samples.look_at(row)
                if unusable is None:
                    gatherer.add(line, row)
                elif samples.complete:
                    break
        self.readings.append(
            FileReading(path.name, "csv", encoding, certain, delimiter, samples.put_into(columns))
        )
        if unusable is not None:
            # It cannot be read until the user says what its columns contain.
            self.problems.append(LineProblem(file=path.name, line=1, reason=unusable))
            return
        yield from gatherer.charts()
        self.problems += sorted(gatherer.problems, key=lambda problem: problem.line)

    def _refuse_unknown_columns(self) -> None:
        headings = {column.heading for reading in self.readings for column in reading.columns}
        for unknown in sorted(self.columns.keys() - headings):
            files = ", ".join(reading.file for reading in self.readings)
            raise InputRefused("csv_no_such_column", file=files, column=unknown)

    def _step(self, number: int, done: int, total: int) -> None:
        self._check()
        if number % _REPORT_EVERY == 0:
            self.on_progress(min(done, total), total)

    def _check(self) -> None:
        if self.cancel is not None:
            self.cancel.raise_if_cancelled()


def _unusable(columns: tuple[Column, ...], path: Path) -> InputRefused | None:
    try:
        require_columns(columns, file=path.name)
    except InputRefused as refused:
        return refused
    return None


def _mebibytes(size: int) -> int:
    return -(-size // (1 << 20))


def _format_of(path: Path) -> FileFormat:
    ending = path.suffix.lower()
    if ending in _CSV_ENDINGS:
        return "csv"
    if ending in _JSON_ENDINGS:
        return "jsonl"
    with path.open("rb") as file:
        return "jsonl" if file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "csv"


def _limited_lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines of at most `LINE_LIMIT_BYTES` and one byte: a longer one is truncated."""
    while line := file.readline(LINE_LIMIT_BYTES + 2):
        if line.endswith(b"\n"):
            line = line[:-1]
        elif len(line) > LINE_LIMIT_BYTES:
            while (rest := file.readline(LINE_LIMIT_BYTES)) and not rest.endswith(b"\n"):
                pass
        yield line


def _read(path: Path, step: Callable[[Path], int]) -> int:
    try:
        return step(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ImportError_:
    return ImportError_("import_file_unreadable", file=path.name, reason=error.strerror)
