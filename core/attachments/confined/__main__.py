"""The process that reads one file. Started by `core.attachments.reader`, not meant to be run by hand.

It answers one request and ends, so a file cannot affect the next one. First standard input and output are
redirected, then the process is confined, then the parsers are loaded, and last opening of files is forbidden
and the result reported; only then is the file read.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from core.attachments.confined.limits import forbid_opening, limit_resources
from core.child_processes.isolation import forbid_new_file_contents, isolate
from core.first_imports import collector_paused


def main() -> NoReturn:
    """Argument 1 is the process id of the application, argument 2 the CPU seconds allowed."""
    request, answer = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.close(null)
    isolate(parent_pid=int(sys.argv[1]))
    limit_resources(cpu_s=int(sys.argv[2]))

    with collector_paused():
        from core.attachments.confined.answering import answer_request
        from core.child_processes.frames import Frame, FrameError, encode_frame, read_frame

    forbid_new_file_contents()
    with os.fdopen(request, "rb") as source, os.fdopen(answer, "wb") as sink:
        held = forbid_opening()
        try:
            sink.write(encode_frame(Frame(held)))
            sink.flush()
            frame = read_frame(source)
            if frame is not None:
                sink.write(encode_frame(answer_request(frame)))
                sink.flush()
        except (FrameError, OSError):
            os._exit(3)
    # Native destructors could still fail on the file's data.
    os._exit(0)


if __name__ == "__main__":
    main()
