"""`anamnesis egress-report`: makes or verifies a signed report on whether data leaves the computer."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from app.cli.console import EXIT_DONE, EXIT_ENVIRONMENT, UsageError
from app.cli.context import Context
from app.cli.interchange import write_chart
from core.atomic_file import write_atomically
from core.cancel import CancelToken
from core.child_processes.modules import program_command
from core.clients.dto import Client
from core.clock import utc_now
from core.egress.computer_key import computer_key, fingerprint, known_key, public_bytes, same_fingerprint
from core.egress.dto import Step
from core.egress.journey import Journey
from core.egress.making import make_report
from core.egress.signed_file import read_signed_file, signed_file
from core.errors import EnvironmentProblem, InputRefused
from core.interchange.export_formats import ExportOptions
from core.services import Services

_CLEAN = "nothing_left"


def egress_report(context: Context, arguments: argparse.Namespace) -> int:
    """Makes a report, verifies one, or only runs the journey. Raises as `make_report` and
    `read_signed_file`.
    """
    if arguments.journey is not None:
        return _journey(context, arguments.journey)
    if arguments.verify is not None:
        return _verify(context, arguments.verify, arguments.key)
    if arguments.key is not None:
        raise UsageError("--key goes with --verify")
    return _make(context, arguments.out)


def _make(context: Context, wanted: Path | None) -> int:
    out = wanted or Path(f"anamnesis-egress-{utc_now().astimezone():%Y-%m-%d}.txt")
    if out.exists():
        raise InputRefused("egress_file_exists", file=str(out))
    # Before spending minutes on a report that could not be signed.
    key = computer_key(context.settings.state_dir)
    context.console.note("Going through the program with a fictional practice, under observation …")

    def journey(folder: Path) -> tuple[str, ...]:
        return program_command("egress-report", "--json", "--journey", str(folder))

    report = make_report(
        journey, on_step=lambda step: context.console.note(_told(step)), cancel=context.cancel
    )
    try:
        write_atomically(out, signed_file(report, key))
    except OSError as error:
        raise EnvironmentProblem("file_not_written", file=out.name, reason=error.strerror) from error
    context.console.result(
        report.document() | {"file": str(out), "signed_by": fingerprint(public_bytes(key))}, report.text()
    )
    context.console.note(f"Written to {out}, signed with the key {fingerprint(public_bytes(key))}.")
    return EXIT_DONE if report.verdict == _CLEAN else EXIT_ENVIRONMENT


def _verify(context: Context, path: Path, expected: str | None) -> int:
    signed = read_signed_file(path, expected=expected)
    own = known_key(context.settings.state_dir)
    here = own is not None and same_fingerprint(fingerprint(public_bytes(own)), signed.signed_by)
    if expected is not None:
        whose = "the one that was expected"
    else:
        whose = "this computer's" if here else "another computer's: compare the fingerprint with it"
    document = signed.document
    lines = [
        f"{path}: as it was signed.",
        f"Key: {signed.signed_by} ({whose}).",
        f"Made {document.get('at')} on {document.get('computer')}; verdict: {document.get('verdict')}.",
    ]
    told = {"intact": True, "signed_by": signed.signed_by, "this_computer": here, "report": document}
    context.console.result(told, "\n".join(lines))
    return EXIT_DONE


def _journey(context: Context, folder: Path) -> int:
    """The observed part: each step is printed as it ends."""
    if not folder.is_dir() or any(folder.iterdir()):
        raise UsageError("--journey needs an empty folder")

    def tell(step: Step) -> None:
        if context.console.as_json:
            print(json.dumps(asdict(step)), flush=True)
        else:
            context.console.text(_told(step))

    journey = Journey(context.settings, folder.resolve(), tell=tell, printing=_print)
    return EXIT_DONE if journey.run(context.cancel) else EXIT_ENVIRONMENT


def _print(services: Services, client: Client, out: Path, cancel: CancelToken) -> int:
    return write_chart(services, "pdf", client, out, ExportOptions(), cancel=cancel).size_bytes


def _told(step: Step) -> str:
    ended = step.outcome if not step.code else f"{step.outcome} ({step.code})"
    return f"  {step.name}: {ended}, {step.duration_s:.1f} s"
