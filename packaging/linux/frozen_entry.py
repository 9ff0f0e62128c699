"""What the frozen interpreter runs first: it finds the libraries beside it and hands over to the program."""

import importlib
import os
import sys
from pathlib import Path

# PyInstaller's starter makes the linker look in its folder, and remembers what was set before. Programs
# that this one starts (the database server) bring their own libraries.
if (before := os.environ.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
sys.path.append(str(Path(sys._MEIPASS) / "site-packages"))  # type: ignore[attr-defined]

# By name, so that the freezer does not look into it: program and libraries lie as files of their own.
sys.exit(importlib.import_module("app.start").start(sys.argv[1:]))
