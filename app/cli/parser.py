"""The command line's grammar: every command with its options, and what each is for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from core.audit.actions import ACTIONS
from core.configuration.templates import TEMPLATES
from core.engine.catalogue import ChatFormat
from core.first_imports import collector_paused
from core.installation import this_installation
from core.interchange.csv_columns import FIELDS
from core.interchange.export_formats import EXPORT_FORMATS
from core.security.roles import ROLES
from core.sessions.dto import ADDENDUM_FIELD, SOAP_FIELDS
from core.sources.dto import ATTACHMENT_FIELDS, CLIENT_FIELDS

if TYPE_CHECKING:
    from app.cli.context import Context

Command = Callable[["Context", argparse.Namespace], int]
_Commands = Any
"""What argparse calls its sub-parsers has no public name."""


@dataclass(frozen=True, slots=True)
class Later:
    """The command `module.function` of `app.cli`, imported when it is run.

    What most commands need takes a second or two to load, and help and mistakes of typing need none of it.
    """

    place: str

    def load(self) -> Command:
        module, _, name = self.place.partition(".")
        with collector_paused():
            command: Command = getattr(import_module(f"app.cli.{module}"), name)
        return command

    def __call__(self, context: Context, arguments: argparse.Namespace) -> int:
        return self.load()(context, arguments)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="anamnesis",
        allow_abbrev=False,
        description="Encrypted charts, asked and answered with their sources, on this machine only.",
        epilog="Without a command it opens the window; with nothing but the name of a bundle of models"
        " (.anamnesis-models) it also offers to install that.",
    )
    add_global_options(parser)
    parser.set_defaults(data_dir=None, passphrase_file=None, user=None, json=False, quiet=False)
    parser.add_argument("--version", action="version", version=f"anamnesis {this_installation().version}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_practice(commands)
    _add_questions(commands)
    _add_models(commands)
    _add_users(commands)
    _add_keys(commands)
    _add_audit(commands)
    _add_backups(commands)
    _add_upgrade(commands)
    _add_update(commands)
    _add_policy(commands)
    _add_shared(commands)
    _add_egress(commands)
    _add(
        commands,
        "doctor",
        "doctor.doctor",
        "check this installation and its data, with a remedy for each finding",
    )
    made = _add(
        commands, "metrics", "metrics.metrics", "how long things took here, and how often they failed"
    )
    made.add_argument(
        "--prometheus", action="store_true", help="as text that a Prometheus collector reads from a file"
    )
    return parser


def _add(commands: _Commands, name: str, place: str, text: str) -> argparse.ArgumentParser:
    """One more command; `place` as in `Later`."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    add_global_options(common)
    # Whole option names only: "--new-passphrase words" must not be taken for the name of a file.
    made: argparse.ArgumentParser = commands.add_parser(
        name, parents=[common], help=text, description=text, allow_abbrev=False
    )
    made.set_defaults(command=Later(place))
    return made


def _group(commands: _Commands, name: str, text: str) -> _Commands:
    made = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    return made.add_subparsers(title=name, metavar="WHAT", required=True)


def _add_practice(commands: _Commands) -> None:
    made = _add(commands, "init", "practice.init", "create a practice")
    made.add_argument("--practice", required=True, metavar="NAME")
    made.add_argument(
        "--owner", default="", metavar="NAME", help="your name, for signing in, signatures and letters"
    )
    made.add_argument(
        "--recovery-out", type=Path, metavar="FILE", help="write the recovery key to a new file"
    )
    made = _add(commands, "demo", "demo.demo", "a fictional practice, indexed, in the window")
    made.add_argument(
        "--headless", action="store_true", help="in the terminal: ask one question and show the answer"
    )
    _add_interchange(commands)
    made = _add(commands, "index", "practice.index", "show, continue or rebuild the index")
    made.add_argument("index_command", choices=["status", "run", "rebuild"])


def _add_interchange(commands: _Commands) -> None:
    made = _add(
        commands,
        "import",
        "interchange.import_files",
        "import charts or an archive, whole or not; or undo",
    )
    made.add_argument("files", nargs="*", type=Path, metavar="FILE")
    made.add_argument("--format", choices=["jsonl", "csv"], help="default: each file's own")
    made.add_argument(
        "--columns", action="store_true", help="the columns that are known, what they hold, other headings"
    )
    made.add_argument("--dry-run", action="store_true", help="look, store nothing")
    made.add_argument(
        "--accept-good", action="store_true", help="import the good lines of a file with bad ones"
    )
    made.add_argument(
        "--dates", choices=["day-first", "month-first"], help="how 3/4/2024 is meant in a CSV file"
    )
    made.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column of a CSV file holds (may be repeated; FIELD empty: leave it out); "
        "fields: " + ", ".join(FIELDS),
    )
    made.add_argument(
        "--archive-passphrase-file", type=Path, metavar="FILE", help="its first line opens the archive"
    )
    made.add_argument("--identity-file", type=Path, metavar="FILE", help="the age key that opens the archive")
    made.add_argument("--list", action="store_true", help="the imports there were")
    made.add_argument(
        "--undo", nargs="?", const="", metavar="BATCH", help="take back an import; without BATCH the newest"
    )
    made = _add(
        commands, "export", "interchange.export", "write a client's chart, or the practice, to a file"
    )
    whose = made.add_mutually_exclusive_group(required=True)
    whose.add_argument("--client", metavar="ID")
    whose.add_argument("--practice", action="store_true", help="everything (archive only)")
    made.add_argument(
        "--format",
        required=True,
        choices=list(EXPORT_FORMATS),
        help="; ".join(f"{name}: {each.holds}" for name, each in EXPORT_FORMATS.items()),
    )
    made.add_argument("--out", required=True, type=Path, metavar="FILE")
    made.add_argument("--force", action="store_true", help="replace the file if it is there")
    made.add_argument("--versions", action="store_true", help="jsonl: earlier versions of each session too")
    made.add_argument("--oldest-first", action="store_true", help="pdf: sessions from the oldest on")
    protected = made.add_mutually_exclusive_group()
    protected.add_argument(
        "--archive-passphrase-file",
        type=Path,
        metavar="FILE",
        help="archive: its first line is the archive's passphrase; without it a terminal is asked",
    )
    protected.add_argument(
        "--recipient",
        action="append",
        default=[],
        metavar="age1…",
        help="archive: encrypt to this age recipient (may be repeated)",
    )
    protected.add_argument("--clear", action="store_true", help="archive: do not encrypt it")
    made.add_argument(
        "--leave-out-damaged",
        action="store_true",
        help="archive of the practice: leave out, by name, charts that are not as they were written",
    )


def _add_questions(commands: _Commands) -> None:
    made = _add(commands, "find", "questions.find", "show the passages nearest to a question")
    _add_question(made)
    made.add_argument("-k", type=_positive, default=10, help="how many passages (10)")
    made.add_argument("--author", metavar="NAME", help="only what this member wrote (name or id)")
    made.add_argument("--no-recency", action="store_true", help="newer notes are not preferred")
    made.add_argument(
        "--literal", action="store_true", help='words are words: "latest" or "since March" filter nothing'
    )
    made = _add(commands, "ask", "questions.ask", "answer a question from the charts, with sources")
    _add_question(made)
    model = made.add_mutually_exclusive_group()
    model.add_argument("--no-model", action="store_true", help="show the evidence only")
    model.add_argument(
        "--with-model", action="store_true", help="let the model write even if its check did not let it"
    )
    made.add_argument("--strict", action="store_true", help="exit 6 when it is not in the record")
    made.add_argument(
        "--conversation", metavar="ID", help="go on with this conversation, so that follow-ups are understood"
    )
    made = _add(
        commands, "brief", "brief.brief", "what changed since the last session, in the record's words"
    )
    whose = made.add_mutually_exclusive_group(required=True)
    whose.add_argument("--client", metavar="ID", help="of this client")
    whose.add_argument("--today", action="store_true", help="of everybody still expected today, by the hour")
    made = _add(
        commands,
        "contradictions",
        "contradictions.contradictions",
        "what two notes of a client say that cannot both hold, in the record's words",
    )
    made.add_argument("--client", required=True, metavar="ID")
    made.add_argument("--all", action="store_true", help="those that were dismissed too, with the reason")
    made = _add(
        commands,
        "eval",
        "evaluation.evaluation",
        "how well questions with known proofs are answered, in a practice that is thrown away",
    )
    made.add_argument(
        "files",
        nargs="+",
        metavar="CHARTS QA",
        help="JSON Lines: charts as for import, then the questions about them; may be repeated",
    )
    made.add_argument("--limit", type=_positive, metavar="N", help="only the first N questions of each file")
    made.add_argument("--model", action="store_true", help="let the model write answers too; slow")


def _add_models(commands: _Commands) -> None:
    group = _group(
        commands,
        "models",
        "the models of this computer: list, add, check, use, remove, and bundles of them: make-key, bundle,"
        " inspect, install",
    )
    _add(group, "list", "models.list_models", "which models there are, and which of them are used")
    made = _add(group, "add", "models.add_model", "copy an embedder (folder) or a language model (GGUF file)")
    made.add_argument("path", type=Path, metavar="PATH", help="the folder of an embedder, or a GGUF file")
    made.add_argument("--name", metavar="NAME", help="what to call it (the name of the folder or file)")
    made = _add(
        group, "check", "models.check_model", "whether a language model may write, and how fast it is"
    )
    made.add_argument("name", metavar="NAME")
    made = _add(
        group, "use", "models.use_model", "find with this embedder, or write with this language model"
    )
    made.add_argument("name", metavar="NAME")
    _add(group, "remove", "models.remove_model", "delete an added model").add_argument("name", metavar="NAME")
    made = _add(
        group, "install", "bundles.install", "add the models of a bundle that a key of the policy signed"
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument("--use", action="store_true", help="find and write with them from now on")
    made = _add(group, "inspect", "bundles.inspect", "who signed a bundle and what it holds")
    made.add_argument("file", type=Path, metavar="FILE")
    _add_making_bundles(group)


def _add_making_bundles(group: _Commands) -> None:
    made = _add(
        group, "make-key", "bundles.make_key", "make a key to sign bundles with, and say its public half"
    )
    made.add_argument("file", type=Path, metavar="FILE", help="a new file for the secret key")
    made.set_defaults(without_settings=True)
    made = _add(group, "bundle", "bundles.make", "sign models that lie here as one file to install elsewhere")
    made.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="the folder of an embedder, the GGUF file of a language model, or one of each",
    )
    made.add_argument("--name", required=True, help="of the bundle, the same for each of its versions")
    made.add_argument(
        "--publisher", required=True, metavar="TEXT", help="who you are, for whoever installs it"
    )
    made.add_argument(
        "--key", required=True, type=Path, metavar="FILE", help="the secret key, as make-key made it"
    )
    made.add_argument(
        "--key-passphrase-file", type=Path, metavar="FILE", help="its first line opens the secret key"
    )
    made.add_argument(
        "--version",
        type=_positive,
        metavar="N",
        help="higher than the last one of this name (today: YYYYMMDD)",
    )
    made.add_argument("--out", type=Path, metavar="FILE", help="a new file (NAME-N.anamnesis-models)")
    made.add_argument("--licence", metavar="TEXT", help="of a model whose files name none")
    made.add_argument(
        "--context", type=_positive, metavar="N", help="tokens the language model reads at once"
    )
    made.add_argument("--notes", type=_positive, metavar="N", help="tokens of notes in a prompt")
    made.add_argument("--answer", type=_positive, metavar="N", help="tokens of an answer")
    made.add_argument("--temperature", type=float, metavar="T", help="0 (always the likeliest token) to 2")
    made.add_argument(
        "--chat-format", choices=get_args(ChatFormat), help="of its prompts (as its file tells)"
    )
    made.add_argument(
        "--no-check",
        action="store_true",
        help="leave the acceptance check to each computer it is installed on",
    )


def _add_users(commands: _Commands) -> None:
    group = _group(commands, "users", "the members of the practice: list, add, change, remove")
    _add(group, "list", "users.list_users", "who the members are")
    made = _add(group, "add", "users.add_user", "add a member, who types a passphrase of their own")
    made.add_argument("--name", required=True, metavar="NAME")
    made.add_argument("--role", required=True, choices=ROLES)
    _add_new_passphrase(made)
    made = _add(group, "change", "users.change_user", "rename a member or change their role")
    made.add_argument("name", metavar="NAME")
    made.add_argument(
        "--name", dest="new_name", metavar="NEW", help="the name for signing in, signatures and letters"
    )
    made.add_argument("--role", choices=ROLES)
    made = _add(group, "remove", "users.remove_user", "remove a member and change the keys")
    made.add_argument("name", metavar="NAME")


def _add_keys(commands: _Commands) -> None:
    group = _group(commands, "keys", "the keys of the practice and the ways to them")
    _add(group, "status", "keys.status", "versions, ways in, unfinished work")
    _add_new_passphrase(_add(group, "change-passphrase", "keys.change_passphrase", "change your passphrase"))
    _add(group, "rotate", "keys.rotate", "new keys from now on, or finish what was begun")
    made = _add(group, "recover", "keys.recover", "set a new passphrase with the recovery key")
    made.add_argument("--recovery-file", type=Path, metavar="FILE", help="its last line is the recovery key")
    _add_new_passphrase(made)
    made = _add(group, "new-recovery", "keys.new_recovery", "replace the recovery key")
    made.add_argument("--recovery-out", type=Path, required=True, metavar="FILE", help="a new file for it")
    made.add_argument("--yes", action="store_true", help="do not ask for its last group back")
    _add(group, "remember", "keys.remember", "let this computer's keyring unlock the practice for you")
    _add(group, "forget", "keys.forget", "take that away again")
    made = _add(group, "erase", "keys.erase", "destroy one chart for good")
    made.add_argument("--client", required=True, metavar="ID")
    made.add_argument(
        "--confirm-file", type=Path, metavar="FILE", help='its first line is the name, "Last, First"'
    )


def _add_policy(commands: _Commands) -> None:
    group = _group(commands, "policy", "settings that an organisation imposes: show, check, template")
    _add(group, "show", "policy.show", "every setting, its value and who decided it")
    made = _add(
        group, "check", "policy.check", "whether a policy in TOML would be taken, before it is in force"
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.set_defaults(without_settings=True)
    made = _add(
        group,
        "template",
        "policy.template",
        "a policy to begin from, its schema, or templates for IT's tools",
    )
    made.add_argument("kind", choices=TEMPLATES)
    made.add_argument("--language", choices=["en", "he"], default="en", help="of the words of adml (en)")
    made.add_argument("--out", type=Path, metavar="FILE", help="to this file (standard output)")
    made.set_defaults(without_settings=True)


def _add_shared(commands: _Commands) -> None:
    group = _group(
        commands, "shared", "a practice that several accounts of this computer share: create, status, serve"
    )
    made = _add(
        group, "create", "shared.create", "make its directories, group and account; for an administrator"
    )
    made.add_argument("folder", type=Path, metavar="FOLDER", help="such as /srv/anamnesis")
    made.add_argument("--group", default="anamnesis", help="whose accounts share it (anamnesis)")
    made.add_argument(
        "--server-account", default="_anamnesis", metavar="NAME", help="who runs its database (_anamnesis)"
    )
    made.add_argument("--account", action="append", metavar="NAME", help="joins the group; repeatable")
    made.set_defaults(without_settings=True)
    made = _add(
        group, "status", "shared.status", "whether its rights hold, its server runs, and who has it open"
    )
    # It lists what the other commands refuse.
    made.set_defaults(without_settings=True)
    _add(group, "serve", "shared.serve", "run its server, as its account; for a service manager")


def _add_audit(commands: _Commands) -> None:
    group = _group(commands, "audit", "the audit log: show, verify, accept, export")
    made = _add(group, "show", "audit.show", "the newest entries")
    _add_audit_filter(made)
    made.add_argument("-n", type=_positive, default=50, help="how many entries (50)")
    made = _add(group, "verify", "audit.verify", "check that nothing was changed, cut off or put back")
    made.add_argument("file", nargs="?", type=Path, metavar="FILE", help="an export; needs no passphrase")
    made.add_argument(
        "--records", action="store_true", help="compare and open every record too, earlier versions as well"
    )
    made = _add(group, "accept", "audit.accept", "go on from the records as they are, after findings (owner)")
    made.add_argument(
        "--yes", action="store_true", help="really do it; without it only the findings are shown"
    )
    made = _add(group, "export", "audit.export", "write the log to a file that anyone can verify")
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    _add_audit_filter(made)


def _add_backups(commands: _Commands) -> None:
    group = _group(
        commands, "backup", "backups of the practice: create, targets, list, verify, drill, restore"
    )
    made = _add(group, "create", "backup.create", "make a backup now, to every folder that keeps them")
    made.add_argument("--to", type=Path, metavar="DIR", help="to this folder instead, once")
    targets = _group(group, "targets", "the folders that keep backups: list, add, remove")
    _add(targets, "list", "backup.list_targets", "where backups go, and how old the last one is")
    made = _add(targets, "add", "backup.add_target", "keep backups in this folder from now on")
    made.add_argument("folder", type=Path, metavar="DIR")
    made = _add(targets, "remove", "backup.remove_target", "forget a folder; what lies in it stays")
    made.add_argument("id", metavar="ID", help="as targets list shows it")
    made = _add(group, "list", "backup.list_backups", "the backups there are, the newest first")
    made.add_argument(
        "--from", dest="folder", type=Path, metavar="DIR", help="in this folder; needs no practice here"
    )
    made = _add(group, "verify", "backup.verify", "read all of a backup and compare it with its signed list")
    made.add_argument("file", type=Path, metavar="FILE")
    made = _add(group, "drill", "backup.drill", "restore a backup beside the practice, prove it, remove it")
    made.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the newest if none is named")
    made = _add(group, "restore", "backup.restore", "put a backup into a new place; nothing is overwritten")
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument("--into", type=Path, required=True, metavar="DIR", help="a new data directory")
    made.add_argument(
        "--recovery-key-file",
        type=Path,
        metavar="FILE",
        help="its last line is the recovery key, which opens it instead of a passphrase",
    )
    made.add_argument(
        "--identity-file",
        type=Path,
        metavar="FILE",
        help="the age key of the organisation that a policy named, which opens it too",
    )
    made.add_argument(
        "--salvage", action="store_true", help="what is damaged is left out; without it, it ends the restore"
    )


def _add_upgrade(commands: _Commands) -> None:
    group = _group(commands, "upgrade", "the last upgrade of the database: status, confirm, undo")
    _add(
        group, "status", "upgrade.status", "whether all was copied and opens, and what is kept; needs no key"
    )
    made = _add(group, "confirm", "upgrade.confirm", "it works: remove the database of before")
    made.add_argument("--yes", action="store_true", help="even if not every value is known to open")
    _add(group, "undo", "upgrade.undo_upgrade", "put the database of before back, for the version of before")


def _add_update(commands: _Commands) -> None:
    group = _group(commands, "update", "a newer release in a folder or on a stick: check, show, install")
    for made in (
        _add(group, "check", "update.check", "whether there is one, every file as it was signed"),
        _add(group, "show", "update.show", "what it changes"),
        _add(group, "install", "update.install", "verify it and hand it to the package manager"),
    ):
        made.add_argument(
            "--from",
            dest="folder",
            type=Path,
            metavar="DIR",
            help="the folder of the release; without it that of the policy, and sticks",
        )
        # A policy that only a newer version understands must not keep that version away.
        made.set_defaults(without_settings=True)


def _add_egress(commands: _Commands) -> None:
    made = _add(
        commands,
        "egress-report",
        "egress.egress_report",
        "a signed report of whether anything leaves this computer, made with a fictional practice",
    )
    made.add_argument(
        "--out", type=Path, metavar="FILE", help="a new file (anamnesis-egress-DATE.txt in this folder)"
    )
    made.add_argument("--verify", type=Path, metavar="FILE", help="check a report instead of making one")
    made.add_argument("--key", metavar="FINGERPRINT", help="with --verify: the key it must be signed with")
    made.add_argument(
        "--journey",
        type=Path,
        metavar="DIR",
        help="only do, in an empty folder and unobserved, what a report observes",
    )


def add_global_options(parser: argparse.ArgumentParser) -> None:
    """The options that every command takes."""
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where the practice is kept")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="its first line is the passphrase"
    )
    parser.add_argument("--user", metavar="NAME", help="whose passphrase it is; else everyone's is tried")
    parser.add_argument("--json", action="store_true", help="JSON on standard output")
    parser.add_argument("--quiet", action="store_true", help="no progress and no remarks")


def _add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help="its first line is the new passphrase"
    )


def _add_audit_filter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", help="only what this member did (name or id)")
    parser.add_argument("--client", metavar="ID", help="only what concerns this client")
    parser.add_argument("--action", choices=ACTIONS, metavar="ACTION", help="only this, such as session.sign")
    parser.add_argument("--since", metavar="DATE")
    parser.add_argument("--until", metavar="DATE")


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "question",
        nargs="?",
        metavar="QUESTION",
        help='"-" reads it from standard input, so that no list of processes and no shell history shows it',
    )
    parser.add_argument(
        "--question-file", type=Path, metavar="FILE", help="a file that holds the question; the same"
    )
    parser.add_argument(
        "--batch", type=Path, metavar="FILE", help="one JSON object a line: id, question, client_id"
    )
    parser.add_argument("--client", metavar="ID", help="only this client's chart")
    parser.add_argument("--since", metavar="DATE")
    parser.add_argument("--until", metavar="DATE")
    parser.add_argument("--field", choices=[*SOAP_FIELDS, ADDENDUM_FIELD, *CLIENT_FIELDS, *ATTACHMENT_FIELDS])


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value
