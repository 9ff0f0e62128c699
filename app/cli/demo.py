"""`anamnesis demo`: the fictional practice, ready to look around in."""

from __future__ import annotations

import argparse
import dataclasses
import time
from pathlib import Path

import platformdirs

from app.cli.answer_text import answer_text, coverage_text, day_text
from app.cli.console import EXIT_DONE, Console
from app.cli.context import ClientNames, Context
from app.cli.passphrase import read_passphrase
from app.window import has_display, open_window
from core.assistant.dto import Source
from core.assistant.report import answer_row
from core.demo import prepare_demo
from core.demo_questions import DemoQuestion, demo_questions
from core.errors import InputRefused
from core.services import Services
from core.settings import Settings
from core.sources.dto import Coverage, SearchScope
from core.workspace import Workspace

DEMO_PASSPHRASE = "anamnesis demo practice"  # noqa: S105 - published on purpose: it guards fiction only
DEMO_OWNER = "Dr Robin Hale"
DEMO_PRACTICE = "Harbour Street Practice (demo)"
_EVIDENCE_SHOWN = 3
_ASKED = (0, 2)
"""The questions of the headless demo: one answered by lookup, one by search."""


def demo(context: Context, arguments: argparse.Namespace) -> int:
    """Makes the demo practice if it is missing; opens it in the window or, headless, asks it a question."""
    context = dataclasses.replace(context, settings=_demo_settings(context, arguments))
    passphrase = read_passphrase(context.passphrase_file) if context.passphrase_file else DEMO_PASSPHRASE
    if arguments.headless or not has_display():
        return _in_terminal(context, passphrase)
    with context.workspace() as workspace:
        services = _unlocked(workspace, passphrase, context.console)
        first_client = prepare_demo(services, cancel=context.cancel).first_client
    if context.passphrase_file is None:
        context.console.text(f"The passphrase of the demo practice is: {DEMO_PASSPHRASE}")
    return open_window(context, first_client=first_client)


def _demo_settings(context: Context, arguments: argparse.Namespace) -> Settings:
    if arguments.data_dir is not None:
        return context.settings
    own = Path(platformdirs.user_data_path("anamnesis-demo", appauthor=False))
    return dataclasses.replace(context.settings, data_dir=own.expanduser().resolve())


def _unlocked(workspace: Workspace, passphrase: str, console: Console) -> Services:
    if workspace.state == "absent":
        console.text("Creating the demo practice (fictional clients, nothing real) …")
        workspace.initialise(practice_name=DEMO_PRACTICE, passphrase=passphrase, owner_name=DEMO_OWNER)
        return workspace.services
    services = workspace.unlock(passphrase)
    if services.practice_name != DEMO_PRACTICE:
        raise InputRefused("not_the_demo_practice", directory=str(workspace.settings.data_dir))
    return services


def _in_terminal(context: Context, passphrase: str) -> int:
    console = context.console
    started = time.perf_counter()
    with context.workspace() as workspace:
        console.text(f"Data directory: {context.settings.data_dir}")
        services = _unlocked(workspace, passphrase, console)
        services.engine.start()
        imported = prepare_demo(services, cancel=context.cancel).imported
        console.text(f"Charts: {imported.clients} clients, {imported.sessions} sessions imported, encrypted.")
        console.text("Waiting for the models, then indexing what is new …")
        services.retrieval.load(cancel=context.cancel)
        status = services.index.run_pending(
            cancel=context.cancel, on_progress=lambda done, total: console.progress("indexing", done, total)
        )
        console.text(f"Index: {status.indexed} of {status.total} sources, {status.passages} passages.")
        services.engine.generator_info()
        for place in _ASKED:
            _ask(context, services, demo_questions()[place])
        console.text(f"\nFrom start to the last answer: {time.perf_counter() - started:.1f} s")
        return EXIT_DONE


def _ask(context: Context, services: Services, question: DemoQuestion) -> None:
    console, names = context.console, ClientNames(services)
    client_id = names.resolve(question.client_id) if question.client_id else None
    chart = services.clients.get(client_id).details.display_name if client_id else services.practice_name
    console.text(f"\nChart: {chart}\nQuestion: {question.question}\n")
    teller = _Teller(console)
    answer = services.assistant.ask(
        question.question, SearchScope(client_id=client_id), listener=teller, cancel=context.cancel
    )
    teller.end()
    console.text("\nChecked answer:")
    document = answer_row(answer, row_id=None, external_id=names.external_id)
    console.result(document, answer_text(answer))


class _Teller:
    """Shows an answer while it is made."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._writing = False

    def end(self) -> None:
        """Ends the current line."""
        if self._writing:
            self._console.text("")

    def on_evidence(self, sources: tuple[Source, ...], searched: Coverage) -> None:
        self._console.text(f"Passages found ({coverage_text(searched)}):")
        for source in sources[:_EVIDENCE_SHOWN]:
            quote = " ".join(source.quote.split())
            # Without its number, because the answer renumbers its sources.
            self._console.text(f"  {day_text(source.passage.day)} {source.passage.field}: “{quote}”")

    def on_text(self, delta: str) -> None:
        if not self._writing:
            self._writing = True
            self._console.text("\nThe model writes (not yet checked):\n  ", end="")
        self._console.text(delta, end="")
