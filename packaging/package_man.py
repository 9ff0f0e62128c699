"""Manual pages made from the command line's own parser, so that they cannot say something else than `--help`.

`package_man.py SITE FOLDER` writes `anamnesis.1` and a page for each command; SITE is where the program lies.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

SECTION = "1"

_EXIT_STATUS = (
    ("0", "done"),
    ("1", "a bug"),
    ("2", "not understood"),
    ("3", "passphrase, lock or a vault that was changed"),
    ("4", "disk, database, model or memory"),
    ("5", "input refused"),
    ("6", "not in the record (with --strict)"),
    ("130", "cancelled"),
)
_FILES = (
    ("~/.local/share/anamnesis", "the practice of this account: notes, keys and database, sealed"),
    ("/var/lib/anamnesis/models", "models of this computer"),
    ("/etc/anamnesis/policy.toml", "what the organisation sets; also read: /etc/xdg/anamnesis/policy.toml"),
    ("/usr/share/doc/anamnesis", "licences and the list of materials"),
)


def escaped(text: str) -> str:
    """Text as roff takes it literally: backslashes, hyphens of options, a leading full stop or quote."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    # A long list of choices is one word to roff: it may be broken behind a comma.
    safe = safe.replace(",", ",\\:")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe


def pages(parser: argparse.ArgumentParser, *, version: str, date: str) -> dict[str, str]:
    """File name to roff text: one page for the program, one for each of its commands."""
    commands = dict(_commands(parser))
    made = {f"{parser.prog}.{SECTION}": _program_page(parser, commands, version, date)}
    for name, (command, text) in commands.items():
        made[f"{parser.prog}-{name}.{SECTION}"] = _command_page(
            parser.prog, name, command, text, version, date
        )
    return made


def _commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, tuple[argparse.ArgumentParser, str]]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {each.dest: each.help or "" for each in action._choices_actions}
            for name, command in action.choices.items():
                yield name, (command, told.get(name, ""))


def _head(title: str, version: str, date: str) -> list[str]:
    return [
        f'.TH "{escaped(title.upper())}" "{SECTION}" "{date}" "Anamnesis {version}" "User Commands"',
        ".nh",
        ".ad l",
    ]


def _program_page(
    parser: argparse.ArgumentParser,
    commands: dict[str, tuple[argparse.ArgumentParser, str]],
    version: str,
    date: str,
) -> str:
    lines = _head(parser.prog, version, date)
    lines += [".SH NAME", f"{parser.prog} \\- {escaped(_sentence(parser.description or ''))}"]
    lines += [".SH SYNOPSIS", *_synopsis(parser)]
    lines += [".SH DESCRIPTION", "Without a command the window opens. Each command has a page of its own."]
    lines += [".SH OPTIONS", *_options(parser)]
    lines += [".SH COMMANDS"]
    for name, (_, text) in commands.items():
        lines += [".TP", f".BR {parser.prog}\\-{escaped(name)} ({SECTION})", escaped(_capital(text))]
    lines += [".SH EXIT STATUS", *_table(_EXIT_STATUS), ".SH FILES", *_table(_FILES)]
    return "\n".join(lines) + "\n"


def _command_page(
    program: str, name: str, parser: argparse.ArgumentParser, text: str, version: str, date: str
) -> str:
    title = f"{program}-{name}"
    lines = _head(title, version, date)
    lines += [".SH NAME", f"{escaped(title)} \\- {escaped(_sentence(text or parser.description or name))}"]
    lines += [".SH SYNOPSIS", *_synopsis(parser)]
    lines += [".SH DESCRIPTION", escaped(_capital(parser.description or text))]
    inner = dict(_commands(parser))
    if inner:
        lines.append(".SH SUBCOMMANDS")
        for part, (command, told) in inner.items():
            lines += [
                f".SS {escaped(part)}",
                escaped(_capital(told)),
                ".PP",
                *_synopsis(command),
                *_options(command),
            ]
    lines += [".SH OPTIONS", *_options(parser), ".SH SEE ALSO", f".BR {program} ({SECTION})"]
    return "\n".join(lines) + "\n"


def _synopsis(parser: argparse.ArgumentParser) -> list[str]:
    usage = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    return [f".B {escaped(parser.prog)}", escaped(usage.removeprefix(parser.prog).strip())]


def _options(parser: argparse.ArgumentParser) -> list[str]:
    lines = []
    formatter = parser._get_formatter()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.help == argparse.SUPPRESS:
            continue
        shown = formatter._format_action_invocation(action)
        told = formatter._expand_help(action) if action.help else ""
        lines += [".TP", f".B {escaped(shown)}", escaped(_capital(told)) or "\\&"]
    return lines or ["None."]


def _table(rows: tuple[tuple[str, str], ...]) -> list[str]:
    return [line for name, text in rows for line in (".TP", f".B {escaped(name)}", escaped(_capital(text)))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    """As `man -k` shows it: without a full stop, beginning small where it is no name."""
    return (text[:1].lower() + text[1:]).rstrip(".")


def main(arguments: list[str]) -> int:
    site, folder, version, date = arguments
    sys.path.insert(0, site)
    from app.cli.parser import build_parser

    for name, text in pages(build_parser(), version=version, date=date).items():
        (Path(folder) / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
