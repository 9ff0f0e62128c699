"""Parses the command line and maps every outcome to an exit code (docs/it-guide.md)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.console import EXIT_BUG, EXIT_CANCELLED, EXIT_DONE, EXIT_USAGE, Console, UsageError, exit_code
from app.cli.parser import Command, add_global_options, build_parser
from core.engine.catalogue import BUNDLE_SUFFIX
from core.environment_faults import environment_fault
from core.errors import AnamnesisError
from core.first_imports import collector_paused


def run(argv: list[str]) -> int:
    """Runs one command, or the window without one."""
    argv, opened = take_opened_file(argv)
    arguments = build_parser().parse_args(argv)
    console = Console(as_json=arguments.json, quiet=arguments.quiet)
    try:
        return _run(arguments, console, opened)
    except UsageError as error:
        print(f"anamnesis: {error}", file=sys.stderr)
        return EXIT_USAGE
    except AnamnesisError as error:
        if exit_code(error) != EXIT_CANCELLED:
            console.error(error)
        return exit_code(error)
    except KeyboardInterrupt:
        return EXIT_CANCELLED
    except BrokenPipeError:
        # The reader (head, for example) has closed the pipe.
        sys.stderr.close()
        return EXIT_DONE
    except Exception as error:  # noqa: BLE001 - the process boundary: report without the message, which may quote a note
        fault = environment_fault(error)
        if fault is None:
            return _report_bug(error)
        console.error(fault)
        return exit_code(fault)


def take_opened_file(argv: Sequence[str]) -> tuple[list[str], Path | None]:
    """The remaining arguments, and the bundle of models that a desktop passes as the only one to open it.

    None for the file if there is a command or another argument.
    """
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


def _run(arguments: argparse.Namespace, console: Console, opened: Path | None) -> int:
    # After parsing: help and typing errors need none of the commands' imports.
    with collector_paused():
        from app.cli.context import Context
        from core.settings import Settings
        from core.shared_practice.rights import refuse_faults

    command: Command | None = getattr(arguments, "command", None)
    context = Context(
        settings=Settings.load(arguments.data_dir),
        console=console,
        passphrase_file=arguments.passphrase_file,
        user=arguments.user,
    )
    if command is None:
        with collector_paused():
            from app.window import open_window

        return open_window(context, bundle=opened)
    context.stop_on_signals()
    if not getattr(arguments, "without_settings", False):
        context.settings.refuse_problem()
        refuse_faults(context.settings)
    return command(context, arguments)


def _report_bug(error: BaseException) -> int:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "unknown place"
    print(f"anamnesis: a bug: {type(error).__name__} at {place}", file=sys.stderr)
    print(
        "  Nothing that was saved is lost. Please report this line; it holds no clinical text.",
        file=sys.stderr,
    )
    return EXIT_BUG
