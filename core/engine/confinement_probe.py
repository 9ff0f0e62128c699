"""Finds out what this system would grant an engine process by confining a process that does nothing else.

For callers that ask while no engine runs (`anamnesis doctor`). `python -m core.engine.confinement_probe` with
the process id of its parent prints the answer as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace

from core.child_processes.environment import child_environment
from core.child_processes.isolation import Isolation, isolate
from core.child_processes.modules import child_command
from core.engine.confinement import confine

_LIMIT_S = 20.0
_NO_WINDOW = 0x08000000


def probe_isolation() -> Isolation | None:
    """Starts the process and returns its report; None if it could not report."""
    command = child_command("core.engine.confinement_probe", str(os.getpid()))
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=child_environment(threads=1, inherited=os.environ),
            timeout=_LIMIT_S,
            check=True,
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
        return Isolation(**json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return None


def _answer() -> None:
    isolation = isolate(parent_pid=int(sys.argv[1]))
    held = confine({"embedders": [], "generator": None})
    sys.stdout.write(json.dumps(asdict(replace(isolation, **asdict(held)))))


if __name__ == "__main__":
    _answer()
