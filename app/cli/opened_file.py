"""A bundle of models as the only argument, as passed by a desktop when it is opened."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.cli.parser import add_global_options
from core.engine.catalogue import BUNDLE_SUFFIX


def take_opened_file(argv: Sequence[str]) -> tuple[list[str], Path | None]:
    """The remaining arguments, and the file; None if there is a command or another argument."""
    if not any(each.lower().endswith(BUNDLE_SUFFIX) for each in argv):
        return list(argv), None
    options = argparse.ArgumentParser(prog="anamnesis", add_help=False, allow_abbrev=False)
    add_global_options(options)
    _, rest = options.parse_known_args(list(argv))
    if len(rest) != 1 or not rest[0].lower().endswith(BUNDLE_SUFFIX):
        return list(argv), None
    left = list(argv)
    left.remove(rest[0])
    return left, Path(rest[0])
