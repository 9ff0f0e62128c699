"""The command that lists contradictions between notes of a client."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from app.cli.answer_text import day_text
from app.cli.console import EXIT_DONE, unbroken, wrapped
from app.cli.context import ClientNames, Context
from core.contradictions.dto import ContradictionKind, QuotedContradiction
from core.contradictions.report import contradictions_row
from core.facts.quoting import Quote

_WIDTH = 100
_SENTENCES: dict[ContradictionKind, str] = {
    "allergy": "Allergy to {concept}: recorded and denied",
    "allergen": "{concept}: taken, with an allergy to {against} recorded",
    "dose": "Dose of {concept}: {first} and {second}",
    "stopped": "{concept}: stopped, and listed as taken later",
    "side": "{concept}: {first} and {second}",
    "habit": "{concept}: yes in one note, never in another",
}


def contradictions(context: Context, arguments: argparse.Namespace) -> int:
    """Lists a client's undismissed contradictions, or all of them; audited as a view of the chart."""
    with context.unlocked() as services:
        names = ClientNames(services)
        client = services.clients.view(names.resolve(arguments.client))
        service = services.contradictions
        read = service.all_of_client if arguments.all else service.of_client
        found = read(client.client_id)
        row = contradictions_row(client.client_id, found, external_id=names.external_id)
        context.console.result(row, contradictions_text(client.details.display_name, found))
        return EXIT_DONE


def contradictions_text(client_name: str, found: Sequence[QuotedContradiction]) -> str:
    """Each with both quotes and their places, for a terminal."""
    lines = [unbroken(client_name)]
    for one in found:
        said = _SENTENCES[one.kind].format_map(dict(one.values))
        lines.append(f"\n{unbroken(said[:1].upper() + said[1:])}")
        lines += [wrapped(_quoted(quote), width=_WIDTH, indent="  ") for quote in one.quotes]
        if one.dismissed is not None:
            lines.append(wrapped(f"Dismissed: {one.dismissed.reason}", width=_WIDTH, indent="  "))
    if not found:
        lines.append("No two notes contradict each other.")
    return "\n".join(lines)


def _quoted(quote: Quote) -> str:
    words = " ".join(quote.text.split())
    return f"“{words}” ({day_text(quote.day)} · {quote.title or quote.field})"
