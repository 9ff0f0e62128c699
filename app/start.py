"""The first module of an installed package: runs the program, or one of its child processes.

Each process loads only what it needs: the child modules are confined before foreign code is imported.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence

from core.child_processes.modules import CHILD_MODULES

EXIT_USAGE = 2


def start(arguments: Sequence[str]) -> int:
    """`-m MODULE …` runs that module as the interpreter's `-m` does, if it is ours; else the program."""
    if arguments[:1] == ["-m"]:
        return _run_child(list(arguments[1:]))
    from app.__main__ import main

    return main()


def _run_child(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in CHILD_MODULES:
        print("anamnesis: -m is for the program's own processes", file=sys.stderr)
        return EXIT_USAGE
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
    return 0
