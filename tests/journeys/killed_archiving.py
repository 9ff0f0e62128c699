"""Runs the program and kills it, with SIGKILL, at a step of an export or import of an archive.

`python -m tests.journeys.killed_archiving STEP COUNT ARGUMENTS…`: `file` is a file of an archive that is
being imported, `finish` the moment after all rows and before the commit, `chunk` a piece of an archive that
is being written, `rename` the moment before the written file gets its name.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.cli.main import run
from core.interchange.archive import exporter, outgoing
from core.interchange.archive.importer import ArchiveImporter
from core.interchange.archive.incoming import Incoming


def main() -> int:
    wanted, left = sys.argv[1], int(sys.argv[2])

    def step(name: str) -> None:
        nonlocal left
        if name == wanted:
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    files, finish, tar_of, replace = Incoming.files, ArchiveImporter._finish, outgoing.tar_of, Path.replace

    def counted_files(self: Incoming) -> Iterator[Any]:
        for file in files(self):
            step("file")
            yield file

    def counted_finish(self: ArchiveImporter, *arguments: Any) -> None:
        finish(self, *arguments)
        step("finish")

    def counted_tar(*arguments: Any, **named: Any) -> Iterator[bytes]:
        for chunk in tar_of(*arguments, **named):
            step("chunk")
            yield chunk

    def counted_replace(self: Path, target: Any) -> Path:
        if self.name.endswith(".part"):
            step("rename")
        return replace(self, target)

    Incoming.files = counted_files  # type: ignore[method-assign]
    ArchiveImporter._finish = counted_finish  # type: ignore[assignment, method-assign]
    exporter.__dict__["tar_of"] = counted_tar
    Path.replace = counted_replace  # type: ignore[assignment, method-assign]
    return run(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
