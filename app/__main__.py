"""`anamnesis`: the window without arguments, the command line with them."""

from __future__ import annotations

import sys

from app.argument_memory import overwrite_question
from app.hardening import harden_process
from core.first_imports import collector_paused
from core.logs import silence_interpreter


def main(argv: list[str] | None = None) -> int:
    """Runs the program and returns its exit code (those of `app.cli.console`)."""
    if argv is None:
        overwrite_question()
    for missing in harden_process():
        print(f"anamnesis: this system does not keep memory out of crash files ({missing})", file=sys.stderr)
    silence_interpreter()
    # Imported after hardening, so that no library has yet opened anything.
    with collector_paused():
        from app.cli.main import run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
