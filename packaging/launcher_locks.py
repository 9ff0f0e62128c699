"""Regenerates the lock files with uv, from the ranges in pyproject.toml and packaging/locks/*.in.

torch.txt is maintained by hand: its builds are on two indexes and each hash is compared with a second source.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from launcher_console import Console, run_tool
from launcher_places import Places
from launcher_python import throwaway_environment

COMMAND = "python3 packaging/dev.py lock"
LOWEST_PYTHON = "3.11"

_LOCKS: dict[str, tuple[str, ...]] = {
    "runtime": (
        "pyproject.toml",
        "packaging/locks/native.in",
        "--overrides=packaging/locks/overrides.in",
    ),
    "dev": ("--group=pyproject.toml:dev", "--constraints=packaging/locks/runtime.txt"),
    "build": ("packaging/locks/build.in",),
    "llama": ("packaging/locks/llama.in", "--no-deps"),
    "models": ("packaging/locks/models.in", "--no-deps"),
    "package": ("packaging/locks/package.in",),
    "tools": ("packaging/locks/tools.in", "--no-deps"),
}

_OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--upgrade",
    "--quiet",
    # One version for all Pythons and systems, so that the tested version is the installed one.
    "--fork-strategy=fewest",
    f"--python-version={LOWEST_PYTHON}",
    f"--custom-compile-command={COMMAND}",
)


def remake_locks(places: Places, console: Console) -> None:
    """Writes every lock file but torch.txt; uv itself is installed by the hashes in tools.txt."""
    with tempfile.TemporaryDirectory(dir=places.cache, prefix="locking-") as name:
        tools = throwaway_environment(Path(name), places.locks / "tools.txt", log=places.log, console=console)
        for lock, inputs in _LOCKS.items():
            output = f"--output-file=packaging/locks/{lock}.txt"
            run_tool(
                [str(tools.script("uv")), "pip", "compile", *inputs, *_OPTIONS, output],
                doing=f"Locking {lock}.txt",
                log=places.log,
                console=console,
                cwd=places.root,
                env={"UV_NO_CONFIG": "1", "UV_NO_PROGRESS": "1"},
            )
            console.say(f"packaging/locks/{lock}.txt is new")
