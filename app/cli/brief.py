"""The command that shows the brief before a visit: of one client, or of everybody expected today."""

from __future__ import annotations

import argparse

from app.cli.answer_text import coverage_text, day_text
from app.cli.console import EXIT_DONE, error_document, exit_code, unbroken, wrapped
from app.cli.context import ClientNames, Context
from core.assistant.dto import Source
from core.briefs.dto import BESIDE, Brief, BriefLine, LineKind, one_line
from core.briefs.report import brief_row
from core.errors import (
    AnamnesisError,
    Cancelled,
    InputRefused,
    NotFound,
    RetrievalError,
    TamperedRecord,
    VaultFormatError,
)
from core.ids import ClientId
from core.services import Services

_WIDTH = 100
_LABELS: dict[LineKind, str] = {
    "medication": "Medication",
    "planned": "Planned",
    "awaited": "Awaited",
    "finding": "Finding",
    "new": "New",
    "alert": "Alerts",
}
_OF_ONE_CHART = (InputRefused, NotFound, RetrievalError, TamperedRecord, VaultFormatError)


def brief(context: Context, arguments: argparse.Namespace) -> int:
    """Shows the changes since the last session; with `--today` for each client in turn."""
    with context.unlocked() as services:
        names = ClientNames(services)
        if not arguments.today:
            found = services.briefs.brief(names.resolve(arguments.client), cancel=context.cancel)
            context.console.result(brief_row(found, external_id=names.external_id), brief_text(found))
            return EXIT_DONE
        return _today(context, services, names)


def _today(context: Context, services: Services, names: ClientNames) -> int:
    """One document for each client; an unreadable chart is reported and does not stop the others."""
    expected = services.briefs.expected_today()
    worst = EXIT_DONE
    if not expected:
        context.console.note("No more clients are expected today.")
    for done, client_id in enumerate(expected):
        context.cancel.raise_if_cancelled()
        context.console.progress("briefs", done, len(expected))
        worst = max(worst, _one(context, services, names, client_id))
    context.console.progress("briefs", len(expected), len(expected))
    return worst


def _one(context: Context, services: Services, names: ClientNames, client_id: ClientId) -> int:
    try:
        found = services.briefs.brief(client_id, cancel=context.cancel)
    except Cancelled:
        raise
    except _OF_ONE_CHART as error:
        return _refused(context, names, client_id, error)
    context.console.result(brief_row(found, external_id=names.external_id), brief_text(found) + "\n")
    return EXIT_DONE


def _refused(context: Context, names: ClientNames, client_id: ClientId, error: AnamnesisError) -> int:
    told = error_document(error)
    name = names.external_id("client", client_id)
    context.console.result({"client_id": name, "error": told}, f"{unbroken(name)}: {told['message']}\n")
    return exit_code(error)


def brief_text(brief: Brief) -> str:
    """The lines with where each stands, for a terminal."""
    since = f"since {day_text(brief.since)}" if brief.since else "first visit: nothing but the client record"
    lines = [f"{unbroken(brief.client_name)} · {since}"]
    above = ""
    for line in brief.lines:
        heading = f"{_LABELS[line.kind]}{' (from a draft)' if line.drafted else ''}"
        if heading != above:
            lines.append(f"\n{heading}")
            above = heading
        lines += [_indented(text) for text in _quotes(line)]
    if not brief.lines:
        lines.append("Nothing in this chart is of the kind that a brief tells.")
    lines.append(f"\n{coverage_text(brief.searched).replace('Searched', 'Read', 1)}")
    return "\n".join(lines)


def _quotes(line: BriefLine) -> list[str]:
    """The quotes of a line, each with its place; a replaced value and its replacement in one row."""
    rows: list[str] = []
    for join, source in zip(("beside", *line.joins), line.sources, strict=True):
        told = f"“{one_line(source.quote)}” ({_where(source)})"
        if join == "became":
            # In words, because an arrow would point the wrong way in a right-to-left line.
            rows[-1] += f", then {told}"
        else:
            rows.append(told)
    return rows


def _where(source: Source) -> str:
    passage = source.passage
    return f"{day_text(passage.day)}{BESIDE}{passage.title or passage.field}"


def _indented(text: str) -> str:
    return wrapped(text, width=_WIDTH, indent="  ")
