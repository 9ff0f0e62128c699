"""Times the installed program's start: lock screen, and unlock to chart, beside an empty Qt window.

The child of `dev.py bench --only start` runs in the package's own interpreter: for its command alone one file
of the package, the first that the interpreter imports, is overlaid with one that starts the child. The
package stays as it was installed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from cleanroom_root import HOME, PROGRAM, USER, Refuted, Root
from cleanroom_window import Screen

sys.path.append(str(Path(__file__).resolve().parent.parent))

from tests.bench.start import start_figures

_CHILD = Path(__file__).resolve().parent.parent / "tests" / "bench" / "start_child.py"
_INSTEAD = """

_start = start


def start(arguments):
    if arguments[:1] == ["-m"]:
        return _start(arguments)
    sys.argv = ["{child}", *arguments]
    runpy.run_path("{child}", run_name="__main__")
    return 0
"""


def time_start(root: Root) -> dict[str, dict[str, Any]]:
    """Figures with the package's files in memory, and of one start with none of them there."""
    screen = Screen()
    try:

        def run(*arguments: str) -> dict[str, Any]:
            return _run(root, screen, arguments)

        def run_cold(*arguments: str) -> dict[str, Any]:
            forget_files(root.folder / PROGRAM[1:])
            return _run(root, screen, arguments)

        cold = start_figures(run_cold, f"{HOME}/start-cold", rounds=1)
        return {"warm": start_figures(run, f"{HOME}/start"), "cold": cold}
    finally:
        screen.close()


def overlays(root: Root) -> dict[str, str]:
    """The first module of the only installed version, with a start of its own appended."""
    (home,) = (root.folder / PROGRAM[1:]).iterdir()
    source = home / "_internal" / "site-packages" / "app" / "start.py"
    (compiled,) = source.parent.glob("__pycache__/start.*.pyc")
    child = root.give("start_child.py", _CHILD.read_text(encoding="utf-8"))
    instead = root.give("start.py", source.read_text(encoding="utf-8") + _INSTEAD.format(child=child))
    # Python compiles the source where the bytecode file is none.
    nothing = root.give("nothing", "")
    return {f"/{source.relative_to(root.folder)}": instead, f"/{compiled.relative_to(root.folder)}": nothing}


def forget_files(folder: Path) -> None:
    """Asks the kernel to drop its copies of these files, so that they are read from the disk again."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _run(root: Root, screen: Screen, arguments: tuple[str, ...]) -> dict[str, Any]:
    done = root.run("anamnesis", *arguments, user=USER, environ=screen.environ, overlaid=overlays(root))
    try:
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        raise Refuted(f"no time was measured\n{done.stdout[-2000:]}{done.stderr[-2000:]}") from None
    return found
