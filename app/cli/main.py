"""Parses the command line and turns every outcome into the exit code that CLI.md promises."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from app.cli import demo, doctor, practice, questions
from app.cli.console import EXIT_BUG, EXIT_CANCELLED, EXIT_DONE, EXIT_USAGE, Console, UsageError, exit_code
from app.cli.context import Context
from core.errors import AnamnesisError
from core.retrieval.dto import CLIENT_FIELDS
from core.sessions.dto import SOAP_FIELDS
from core.settings import Settings

Command = Callable[[Context, argparse.Namespace], int]


def run(argv: list[str]) -> int:
    """Runs one command, or the window when none is named."""
    arguments = build_parser().parse_args(argv)
    console = Console(as_json=arguments.json, quiet=arguments.quiet)
    context = Context(
        settings=Settings.load(arguments.data_dir), console=console, passphrase_file=arguments.passphrase_file
    )
    command: Command | None = getattr(arguments, "command", None)
    if command is None:
        from app.window import open_window

        return open_window(context)
    context.stop_on_signals()
    try:
        return command(context, arguments)
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
        # The reader (head, say) has seen enough.
        sys.stderr.close()
        return EXIT_DONE
    except Exception as error:  # noqa: BLE001 - the process boundary: report without the message, which may quote a note
        return _report_bug(error)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_global_options(common)
    parser = argparse.ArgumentParser(
        prog="anamnesis",
        description="Sealed charts, asked and answered with their sources, on this machine only.",
    )
    _add_global_options(parser)
    parser.set_defaults(data_dir=None, passphrase_file=None, json=False, quiet=False)
    parser.add_argument("--version", action="version", version=f"anamnesis {version('anamnesis')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=text, description=text)
        made.set_defaults(command=command)
        return made

    made = add("init", practice.init, "create a practice")
    made.add_argument("--practice", required=True, metavar="NAME")
    made.add_argument(
        "--recovery-out", type=Path, metavar="FILE", help="write the recovery key to a new file"
    )
    made = add("demo", demo.demo, "a fictional practice, indexed, in the window")
    made.add_argument(
        "--headless", action="store_true", help="in the terminal: ask one question and show the answer"
    )
    made = add("import", practice.import_charts, "import charts, all lines or none")
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument("--format", choices=["jsonl"], default="jsonl")
    made.add_argument("--dry-run", action="store_true", help="look, store nothing")
    made.add_argument(
        "--accept-good", action="store_true", help="import the good lines of a file with bad ones"
    )
    made = add("index", practice.index, "show, continue or rebuild the index")
    made.add_argument("index_command", choices=["status", "run", "rebuild"])
    made = add("find", questions.find, "show the passages nearest to a question")
    _add_question(made)
    made.add_argument("-k", type=_positive, default=10, help="how many passages (10)")
    made = add("ask", questions.ask, "answer a question from the charts, with sources")
    _add_question(made)
    made.add_argument("--no-model", action="store_true", help="show the evidence only")
    made.add_argument("--strict", action="store_true", help="exit 6 when it is not in the record")
    add("doctor", doctor.doctor, "check this installation and its data, with a remedy for each finding")
    return parser


def _add_global_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where the practice is kept")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="its first line is the passphrase"
    )
    parser.add_argument("--json", action="store_true", help="JSON on standard output")
    parser.add_argument("--quiet", action="store_true", help="no progress and no remarks")


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="?", metavar="QUESTION")
    parser.add_argument(
        "--batch", type=Path, metavar="FILE", help="one JSON object a line: id, question, client_id"
    )
    parser.add_argument("--client", metavar="ID", help="only this client's chart")
    parser.add_argument("--since", metavar="DATE")
    parser.add_argument("--until", metavar="DATE")
    parser.add_argument("--field", choices=[*SOAP_FIELDS, *CLIENT_FIELDS])


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


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
