"""The commands about the audit log: show, verify, export."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any
from uuid import UUID

from app.cli.console import EXIT_DONE, EXIT_VAULT
from app.cli.context import ClientNames, Context, member_named, parse_day
from core.audit.dto import AuditEntry, AuditFilter, ChainReport
from core.audit.findings import IntegrityFinding
from core.audit_reading.verification import verify_export
from core.errors import InputRefused
from core.ids import ClientId, UserId
from core.services import Services

_PAGE = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def show(context: Context, arguments: argparse.Namespace) -> int:
    """The newest entries that match the filters, newest first."""
    with context.unlocked() as services:
        wanted = _filter(services, arguments)
        found: list[AuditEntry] = []
        before: int | None = None
        while len(found) < arguments.n:
            context.cancel.raise_if_cancelled()
            page = services.audit_reader.entries(
                wanted, limit=min(_PAGE, arguments.n - len(found)), before=before
            )
            found += page.entries
            before = page.next_before
            if before is None:
                break
        names = {member.user_id: member.name for member in services.people.list()}
    document = {"entries": [_document(entry, names) for entry in found], "more": before is not None}
    lines = [_line(entry, names) for entry in found] or ["No entry matches."]
    context.console.result(document, "\n".join(lines))
    return EXIT_DONE


def verify(context: Context, arguments: argparse.Namespace) -> int:
    """Verifies the log of this practice, or an exported one, which needs no key.

    The integrity findings of the unlock count as well, because an intact log does not show that rows were put
    back. With `--records` every record is compared and opened, earlier versions too.
    """
    found: tuple[IntegrityFinding, ...] = ()
    if arguments.file is not None:
        report = verify_export(arguments.file)
    else:
        with context.unlocked() as services:
            report = services.audit_reader.verify(
                cancel=context.cancel, on_progress=context.progress("checking the audit log")
            )
            found = services.integrity.at_unlock
            if arguments.records:
                found += services.integrity.check_all(
                    cancel=context.cancel, on_progress=context.progress("checking the records")
                )
    # A wrong clock is not a change of data.
    codes = sorted({each.code for each in found} - {"clock_set_back"})
    document, text = _report_document(report) | {"records": codes}, _report_text(report)
    if codes:
        text += f"\nRECORDS WERE CHANGED OUTSIDE ANAMNESIS: {', '.join(codes)}."
    context.console.result(document, text)
    return EXIT_DONE if report.intact and not codes else EXIT_VAULT


def export(context: Context, arguments: argparse.Namespace) -> int:
    """Writes the log as JSON Lines that anyone can verify."""
    out: Path = arguments.out
    if out.exists():
        raise InputRefused("audit_file_exists", file=str(out))
    with context.unlocked() as services:
        count = services.audit_reader.export(
            out,
            _filter(services, arguments),
            cancel=context.cancel,
            on_progress=context.progress("exporting"),
        )
    context.console.result(
        {"exported": count, "file": str(out)},
        f"{count} entries written to {out}. It names clients by number and holds no clinical text.",
    )
    return EXIT_DONE


def accept(context: Context, arguments: argparse.Namespace) -> int:
    """Accepts the database as it is: after a restored backup, or a damaged log."""
    with context.unlocked(finish_work=False) as services:
        found = services.integrity.check_all(
            cancel=context.cancel, on_progress=context.progress("checking the records")
        )
        codes: list[str] = sorted({finding.code for finding in (*services.integrity.at_unlock, *found)})
        left = codes
        if codes and arguments.yes:
            services.integrity.accept_database()
            left = sorted({finding.code for finding in services.integrity.check_all(cancel=context.cancel)})
    accepted = bool(codes) and arguments.yes
    document = {"findings": codes, "accepted": accepted, "left": left}
    context.console.result(document, _accept_text(codes, left, accepted=accepted))
    return EXIT_VAULT if left else EXIT_DONE


def _accept_text(codes: list[str], left: list[str], *, accepted: bool) -> str:
    if not codes:
        return "There is nothing to accept: every record is as it was written."
    found = f"Found: {', '.join(codes)}."
    if not accepted:
        return f"{found} Nothing was changed. Keep a copy of the data directory; --yes goes on from here."
    rest = f" Not mended by that: {', '.join(left)}." if left else ""
    return f"{found} Accepted and recorded in the audit log.{rest}"


def _filter(services: Services, arguments: argparse.Namespace) -> AuditFilter:
    by, client = arguments.by, arguments.client
    return AuditFilter(
        user_id=None if by is None else _user(services, by),
        client_id=None if client is None else _client(services, client),
        action=arguments.action,
        since=parse_day(arguments.since) if arguments.since else None,
        until=parse_day(arguments.until) if arguments.until else None,
    )


def _user(services: Services, name: str) -> UserId:
    # A former member is only known by number.
    number = _number(name)
    return UserId(number) if number else member_named(services.people.list(), name).user_id


def _client(services: Services, name: str) -> ClientId:
    # An auditor may not list the clients, and an erased one is in no list.
    number = _number(name)
    return ClientId(number) if number else ClientNames(services).resolve(name)


def _number(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _document(entry: AuditEntry, names: dict[UserId, str]) -> dict[str, Any]:
    return {
        "position": entry.position,
        "at": None if entry.at is None else entry.at.isoformat(),
        "device": entry.device,
        "user_id": None if entry.user_id is None else str(entry.user_id),
        "user": names.get(entry.user_id) if entry.user_id is not None else None,
        "action": entry.action,
        "object_kind": entry.object_kind,
        "object_id": None if entry.object_id is None else str(entry.object_id),
        "client_id": None if entry.client_id is None else str(entry.client_id),
        "outcome": entry.outcome,
        "details": {name: _plain(value) for name, value in entry.details.items()},
        "intact": entry.intact,
    }


def _plain(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def _line(entry: AuditEntry, names: dict[UserId, str]) -> str:
    at = "time unknown       " if entry.at is None else f"{entry.at:%Y-%m-%d %H:%M:%S}Z"
    who = "–" if entry.user_id is None else names.get(entry.user_id, str(entry.user_id))
    about = "" if entry.object_kind is None else f"  {entry.object_kind} {entry.object_id or ''}".rstrip()
    client = "" if entry.client_id in (None, entry.object_id) else f"  client {entry.client_id}"
    place = "–" if entry.position is None else f"#{entry.position}"
    damaged = "" if entry.intact else "  DAMAGED"
    line = f"{at}  {place:>6}  {who}  {entry.action}{about}{client}  {entry.outcome}{damaged}"
    # Control characters of a damaged row must not reach the terminal.
    return _UNPRINTABLE.sub("�", line)


def _report_document(report: ChainReport) -> dict[str, Any]:
    return {
        "intact": report.intact,
        "entries": report.entries,
        "checkpoints": report.checkpoints,
        "unchained": report.unchained,
        "unanchored": report.unanchored,
        "authenticated": report.authenticated,
        "findings": [
            {
                "code": finding.code,
                "position": finding.position,
                "details": {name: _plain(value) for name, value in finding.params.items()},
            }
            for finding in report.findings
        ],
    }


def _report_text(report: ChainReport) -> str:
    verdict = "The audit log is whole" if report.intact else "THE AUDIT LOG WAS CHANGED"
    lines = [f"{verdict}: {report.entries} entries, {report.checkpoints} signed checkpoints."]
    if report.unchained:
        lines.append(
            f"{report.unchained} entries are older than the chain and covered by its first entry only."
        )
    if report.unanchored:
        lines.append(
            f"The last {report.unanchored} entries are not anchored yet: cutting them off would not show."
        )
    if not report.authenticated:
        lines.append("Hashes and signatures were checked; the codes that only the program can make were not.")
    for finding in report.findings:
        place = "" if finding.position is None else f" at #{finding.position}"
        lines.append(f"  {finding.code}{place}")
    return "\n".join(lines)
