"""The first script of the frozen interpreter: finds the libraries beside it and starts the program."""

import importlib
import os
import sys
from pathlib import Path

# PyInstaller's bootloader points the linker to its folder and saves the previous value. Child programs (the
# database server) have their own libraries.
if (before := os.environ.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
sys.path.append(str(Path(sys._MEIPASS) / "site-packages"))  # type: ignore[attr-defined]

# By name, so that the freezer does not analyse it: program and libraries are separate files.
sys.exit(importlib.import_module("app.start").start(sys.argv[1:]))
