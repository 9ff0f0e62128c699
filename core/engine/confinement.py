"""The kernel's restrictions of the engine process: model parsers and tokenizers are native code.

Applied once the application has named the models, before foreign code is loaded and while the process has one
thread: whatever is loaded or started afterwards is confined.
"""

from __future__ import annotations

import builtins
import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import core
from core.confinement.call_numbers import call_numbers, reaching_out
from core.confinement.capabilities import drop_capabilities
from core.confinement.landlock import restrict_files
from core.confinement.libc import machine
from core.confinement.report import Confinement
from core.confinement.runtime_paths import runtime_paths
from core.confinement.system_calls import Refusal, refuse_calls
from core.engine.processor.backend import BACKENDS_VARIABLE

_COMPANIONS_LIMIT = 1_000
_NOWHERE = "/nonexistent"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CLONE_THREAD = 0x00010000
# Options of prctl(2) that would undo what `isolate` did: death with the parent, no tracing.
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_MM, _PR_SET_PTRACER = 1, 4, 35, 0x59616D61
# Options of fcntl(2) and ioctl(2): signals to other processes when a pipe is ready, terminal input.
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX = 8, 10, 15
_FIOSETOWN, _SIOCSPGRP, _TIOCSTI, _TIOCLINUX = 0x8901, 0x8902, 0x5412, 0x541C
# Attributes of files, which can be set through a read-only descriptor.
_FS_IOC_SETFLAGS, _FS_IOC_FSSETXATTR = 0x40086602, 0x401C5820
_REFUSED_IOCTLS = (
    *(_FIOSETOWN, _SIOCSPGRP, _TIOCSTI, _TIOCLINUX),
    *(_FS_IOC_SETFLAGS, _FS_IOC_FSSETXATTR),
)
_SCHEDULING = ("sched_setparam", "sched_setscheduler", "sched_setaffinity", "sched_setattr")


def confine(configuration: Mapping[str, Any]) -> Confinement:
    """Permanently restricts this process to its models, the libraries of the runtime and its pipes.

    `configuration` is the header of the `configure` message. Each measure is tried; the result says which
    hold and why one does not.
    """
    _look_for_no_home()
    _hand_out_the_null_device()
    readable = runtime_paths(Path(core.__file__).parent)
    models = (*_model_files(configuration), *_other_backends())
    folders = tuple(_model_folders(configuration))
    readable = replace(readable, files=(*readable.files, *models), listed=(*readable.listed, *folders))
    capabilities = drop_capabilities()
    landlock, landlock_reason = restrict_files(readable)
    system_calls, system_calls_reason = refuse_calls(engine_refusals(machine(), os.getpid()))
    return Confinement(
        landlock=landlock,
        landlock_reason=landlock_reason,
        system_calls=system_calls,
        system_calls_reason=system_calls_reason,
        capabilities_dropped=capabilities,
    )


def engine_refusals(processor: str, own_pid: int) -> dict[int, Refusal]:
    """The refused system calls by number; the engine may read files and start threads."""
    conditional = {
        "open": Refusal("with_bits", 1, (_WRITING,)),
        "openat": Refusal("with_bits", 2, (_WRITING,)),
        # Their flags are in memory, which a filter cannot see: the C library falls back to the older calls.
        "openat2": Refusal(error=errno.ENOSYS),
        "clone3": Refusal(error=errno.ENOSYS),
        "clone": Refusal("without_bits", 0, (_CLONE_THREAD,)),
        # A crash has to end the process, and the handler that writes the stack sends the signal again.
        "tgkill": Refusal("none_of", 0, (own_pid,)),
        "tkill": Refusal("none_of", 0, (own_pid,)),
        "prlimit64": Refusal("none_of", 0, (0, own_pid)),
        "setpriority": Refusal("none_of", 1, (0,)),
        "ioprio_set": Refusal("none_of", 1, (0,)),
        **{name: Refusal("none_of", 0, (0, own_pid)) for name in _SCHEDULING},
        "prctl": Refusal("one_of", 0, (_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_MM, _PR_SET_PTRACER)),
        "fcntl": Refusal("one_of", 1, (_F_SETOWN, _F_SETSIG, _F_SETOWN_EX)),
        "ioctl": Refusal("one_of", 1, _REFUSED_IOCTLS),
    }
    always = {name: Refusal() for name in sorted(reaching_out(processor))}
    numbers = call_numbers(processor)
    return {numbers[name]: refusal for name, refusal in (conditional | always).items() if name in numbers}


def _look_for_no_home() -> None:
    """Libraries look for a home, a temporary directory and a cache directory while they are imported."""
    os.environ.update({"HOME": _NOWHERE, "USER": "engine", "LOGNAME": "engine"})
    # torch makes this directory on import unless it is there.
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = "/"
    tempfile.tempdir = _NOWHERE


def _hand_out_the_null_device() -> None:
    """Libraries open the null device for writing during import, and a filter cannot see file names.

    They get a descriptor that is already open, so that opening anything for writing can be refused.
    """
    null, plain_open = os.open(os.devnull, os.O_RDWR), builtins.open

    def open_file(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
        taken = os.dup(null) if file == os.devnull else file
        return plain_open(taken, mode, *args, **named)

    builtins.open = open_file


def _other_backends() -> Iterator[Path]:
    """CPU libraries of llama.cpp outside the usual directory."""
    if directory := os.environ.get(BACKENDS_VARIABLE):
        yield from (each for each in Path(directory).iterdir() if each.is_file())


def _specs(configuration: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from configuration["embedders"]
    if configuration["generator"] is not None:
        yield configuration["generator"]


def _model_folders(configuration: Mapping[str, Any]) -> Iterator[Path]:
    for spec in _specs(configuration):
        if (path := Path(spec["path"])).is_dir():
            yield path
            yield from (inner for inner in path.rglob("*") if inner.is_dir())


def _model_files(configuration: Mapping[str, Any]) -> Iterator[Path]:
    """Every file of each model, including the targets of links; a file is named as it is opened."""
    for spec in _specs(configuration):
        path = Path(spec["path"])
        if (adapter := spec.get("adapter")) is not None:
            yield Path(adapter["path"])
        if not path.is_dir():
            yield path
            continue
        inside = (inner for inner in path.rglob("*") if inner.is_file())
        yield from (inner for _, inner in zip(range(_COMPANIONS_LIMIT), inside, strict=False))
