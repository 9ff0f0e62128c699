"""The engine process. Started by `core.child_processes.child`, not meant to be run by hand.

The order matters: first standard input and output are redirected, so that no library can use the pipes; then
the process is isolated and waits for its configuration; then the kernel restricts it to the models and the
libraries; only then are foreign libraries imported.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from dataclasses import asdict, replace
from typing import NoReturn

from core.child_processes.frames import FrameError, read_frame
from core.child_processes.isolation import isolate
from core.engine.confinement import confine
from core.first_imports import pause_collector

EXIT_PROTOCOL = 3


def main() -> NoReturn:
    """Serves until the application closes the pipe; argument 1 is the application's process id."""
    requests, answers, diagnosis = (os.dup(number) for number in (0, 1, 2))
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.close(null)
    # Writes a stack of file names and line numbers without values, which the application keeps after a crash.
    faulthandler.enable(diagnosis)
    isolation = isolate(parent_pid=int(sys.argv[1]))

    try:
        with os.fdopen(requests, "rb") as source, os.fdopen(answers, "wb") as sink:
            first = read_frame(source)
            if first is None:
                os._exit(0)
            if first.header.get("op") != "configure":
                raise FrameError("op")
            isolation = replace(isolation, **asdict(confine(first.header)))

            # Resumed by the service once all models are loaded: their libraries are imported until then.
            pause_collector()
            from core.engine.service import Service

            Service(source, sink, isolation).run(first.header)
            # Native threads may still be running; nothing here needs saving.
            os._exit(0)
    except (FrameError, KeyError, TypeError):
        os._exit(EXIT_PROTOCOL)
    except OSError:
        os._exit(0)


if __name__ == "__main__":
    main()
