"""Runs a module of the program with key derivations that cost little, and with clusters that are copied where
`kept_cluster` finds one: `python -m tests.journeys.cheap_keys MODULE …`.

The program itself has no switch for that: an environment variable could be set by any start script.
"""

from __future__ import annotations

import dataclasses
import importlib
import runpy
import sys
from pathlib import Path

from core.first_imports import collector_paused
from core.interchange.archive import age_passphrase
from core.security import kdf
from core.security.kdf import Argon2Cost
from core.settings import Settings
from tests.fixtures.kept_cluster import use_kept_clusters

MEMORY_KIB = 64
"""As in `tests/security/key_practice.py`: the program itself refuses such a vault file."""


def main() -> None:
    load = Settings.load
    kdf._MIN_MEMORY_KIB = MEMORY_KIB

    def loaded(data_dir: Path | None = None) -> Settings:
        return dataclasses.replace(load(data_dir), argon2=Argon2Cost.floor())

    Settings.load = loaded  # type: ignore[method-assign]
    # For archives; the reader takes the parameter from the file.
    age_passphrase.WORK_FACTOR = 4
    use_kept_clusters()
    with collector_paused():
        # Every module that is run imports it.
        importlib.import_module("core.workspace")
    module = sys.argv[1]
    sys.argv = [module, *sys.argv[2:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
