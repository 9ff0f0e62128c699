"""The commands find and ask, for single questions and batches."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.cli.answer_text import answer_text, hits_text
from app.cli.ask_conversations import AskedConversations
from app.cli.console import (
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    EXIT_NOT_IN_RECORD,
    UsageError,
    error_document,
    exit_code,
    unbroken,
)
from app.cli.context import ClientNames, Context, member_named, scope_from
from app.cli.question_source import read_question
from core.assistant.dto import Answer
from core.assistant.report import answer_row, blocked_row, find_row
from core.errors import (
    AnamnesisError,
    Cancelled,
    EngineProblem,
    InputRefused,
    ModelError,
    NotFound,
    PromptInjectionBlocked,
    UserFacingError,
)
from core.retrieval.dto import SearchOptions
from core.services import Services
from core.sources.dto import SearchScope

_Answerer = Callable[[dict[str, Any]], tuple[dict[str, Any], str, int]]
"""Takes a row; returns the JSON row, the text, and the exit code."""


def find(context: Context, arguments: argparse.Namespace) -> int:
    """Shows the passages nearest to a question."""
    options = SearchOptions(recency=not arguments.no_recency, understand=not arguments.literal)
    question = read_question(arguments)
    with context.unlocked() as services:
        names = _prepare(context, services)

        def answer(row: dict[str, Any]) -> tuple[dict[str, Any], str, int]:
            found = services.search.find(
                _question(row),
                _written_by(services, row.get("author"), scope_from(row, names)),
                limit=arguments.k,
                options=options,
                cancel=context.cancel,
            )
            return (
                find_row(found, row_id=row.get("id"), external_id=names.external_id),
                hits_text(found, names.external_id),
                EXIT_DONE,
            )

        return _run(context, arguments, question, answer)


def ask(context: Context, arguments: argparse.Namespace) -> int:
    """Answers from the charts, with sources."""
    if arguments.conversation is not None and arguments.batch is not None:
        raise UsageError('--conversation goes with one question; rows of a batch have "conversation": NAME')
    question = read_question(arguments)
    with context.unlocked() as services:
        names = _prepare(context, services, with_generator=not arguments.no_model)
        talks = AskedConversations(services, arguments.conversation)

        def answer(row: dict[str, Any]) -> tuple[dict[str, Any], str, int]:
            scope, conversation_id = talks.of(row, scope_from(row, names))
            try:
                given: Answer = services.assistant.ask(
                    _question(row),
                    scope,
                    conversation_id=conversation_id,
                    cancel=context.cancel,
                    use_model=_use_model(arguments),
                )
            except PromptInjectionBlocked as blocked:
                document = blocked_row(_question(row), row_id=row.get("id"), code=blocked.code)
                return document, _refused(blocked), exit_code(blocked)
            talks.keep(row, given)
            strict = arguments.strict and given.not_in_record
            return (
                answer_row(given, row_id=row.get("id"), external_id=names.external_id),
                answer_text(given),
                EXIT_NOT_IN_RECORD if strict else EXIT_DONE,
            )

        return _run(context, arguments, question, answer)


def _use_model(arguments: argparse.Namespace) -> bool | None:
    """Whether the model writes; None: according to its mode."""
    if arguments.no_model:
        return False
    return True if arguments.with_model else None


def _written_by(services: Services, name: object, scope: SearchScope) -> SearchScope:
    """`scope`, limited to the member of that name or id. Raises `NotFound("author_unknown")`."""
    if name is None:
        return scope
    try:
        author = member_named(services.people.list(), str(name)).user_id
    except NotFound as error:
        raise NotFound("author_unknown", name=str(name)) from error
    return dataclasses.replace(scope, authors=frozenset({author}))


def _prepare(context: Context, services: Services, *, with_generator: bool = False) -> ClientNames:
    """Starts the engine, loads the indexes meanwhile, and waits for the models so that all rows are treated
    alike.
    """
    services.engine.start()
    services.retrieval.load(
        cancel=context.cancel,
        on_progress=lambda done, total: context.console.progress("loading the index", done, total),
    )
    names = ClientNames(services)
    for model in [services.engine.embedder_info] + (
        [services.engine.generator_info] if with_generator else []
    ):
        try:
            model()
        except (EngineProblem, ModelError) as problem:
            # Search and evidence work without it; the answer reports what is missing.
            context.console.error(problem)
    return names


def _run(context: Context, arguments: argparse.Namespace, question: str | None, answer: _Answerer) -> int:
    """`question` is None for a batch."""
    filters = {
        "client_id": arguments.client,
        "since": arguments.since,
        "until": arguments.until,
        "field": arguments.field,
        "author": getattr(arguments, "author", None),
    }
    given = {name: value for name, value in filters.items() if value is not None}
    if question is None:
        return _run_batch(context, arguments.batch, given, answer)
    row = {"question": question, **given}
    document, text, code = answer(row)
    context.console.result(document, text)
    return code


def _run_batch(context: Context, path: Path, given: dict[str, Any], answer: _Answerer) -> int:
    """Each row in turn; options of the command line are the rows' defaults."""
    rows = [given | row for row in _read_batch(path)]
    worst = EXIT_DONE
    for done, row in enumerate(rows):
        context.cancel.raise_if_cancelled()
        context.console.progress("questions", done, len(rows))
        try:
            document, text, code = answer(row)
        except Cancelled:
            raise
        except (UserFacingError, AnamnesisError) as error:
            document = {"id": row.get("id"), "question": row.get("question"), "error": error_document(error)}
            text, code = _refused(error), exit_code(error)
        heading = unbroken(f"── {row.get('id', done + 1)}  {row.get('question')}")
        context.console.result(document, f"{heading}\n{text}\n")
        worst = code if worst in (EXIT_DONE, EXIT_NOT_IN_RECORD, EXIT_INPUT) and code != EXIT_DONE else worst
        if code == EXIT_ENVIRONMENT:
            return code
    context.console.progress("questions", len(rows), len(rows))
    return worst


def _read_batch(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused("batch_file_unreadable", file=str(path)) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputRefused("batch_line_not_json", file=path.name, line=number) from error
        if not isinstance(row, dict) or not isinstance(row.get("question"), str):
            raise InputRefused("batch_line_without_question", file=path.name, line=number)
        yield row


def _refused(error: UserFacingError | AnamnesisError) -> str:
    """What is wrong with a question, and on its own line the remedy."""
    told = error_document(error)
    said = (f"refused: {told['message']}", told["remedy"])
    return "\n  ".join(unbroken(part) for part in said if part)


def _question(row: dict[str, Any]) -> str:
    return str(row["question"])
