"""Runs a module of the program with a key derivation at the floor, and with clusters that are copied where
`kept_cluster` finds one: `python -m tests.journeys.cheap_keys MODULE …`.

The program itself has no switch for that: what an environment variable could do, anybody's start script
could.
"""

from __future__ import annotations

import dataclasses
import runpy
import sys
from pathlib import Path

from core.security.kdf import Argon2Cost
from core.settings import Settings
from tests.fixtures.kept_cluster import use_kept_clusters


def main() -> None:
    load = Settings.load

    def loaded(data_dir: Path | None = None) -> Settings:
        return dataclasses.replace(load(data_dir), argon2=Argon2Cost.floor())

    Settings.load = loaded  # type: ignore[method-assign]
    use_kept_clusters()
    module = sys.argv[1]
    sys.argv = [module, *sys.argv[2:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
