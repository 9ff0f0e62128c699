"""Follow-ups on the command line: one conversation by its id, and the rows of a batch by a name."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.cli import questions
from app.cli.console import EXIT_INPUT, UsageError, error_document, exit_code
from app.cli.context import Context
from app.cli.parser import build_parser
from core.assistant.dto import Answer
from core.cancel import CancelToken
from core.errors import InputRefused, NotFound
from core.ids import ClientId, ConversationId, new_id
from core.sources.dto import SearchScope
from tests.fakes.assistant import answer_of

CLIENT = ClientId(new_id())
KNOWN = ConversationId(new_id())


class _RecordingAssistant:
    """An assistant that goes on with whatever conversation it is told to, and remembers which."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, ClientId | None, ConversationId | None]] = []
        self.of: dict[ConversationId, ClientId | None] = {KNOWN: CLIENT}

    def ask(
        self, question: str, scope: SearchScope, *, conversation_id: ConversationId | None, **how: object
    ) -> Answer:
        self.calls.append((question, scope.client_id, conversation_id))
        if conversation_id is not None and self.of.get(conversation_id) != scope.client_id:
            raise InputRefused("wrong_conversation", conversation_id=conversation_id)
        answer = answer_of(question, (), (), answer="Yes.")
        if conversation_id is not None:
            answer = replace(answer, conversation_id=conversation_id, understood=f"{question} of the knee")
        self.of[answer.conversation_id] = scope.client_id
        return answer

    def about(self, conversation_id: ConversationId) -> ClientId | None:
        if conversation_id not in self.of:
            raise NotFound("conversation_not_found", conversation_id=conversation_id)
        return self.of[conversation_id]


class _Context:
    def __init__(self) -> None:
        self.cancel = CancelToken()
        self.asked = _RecordingAssistant()
        self.rows: list[tuple[dict[str, Any], str]] = []
        self.console = SimpleNamespace(
            result=lambda row, text: self.rows.append((row, text)), progress=lambda *_: None
        )

    @contextmanager
    def unlocked(self) -> Iterator[object]:
        yield SimpleNamespace(assistant=self.asked, conversations=self.asked)


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> _Context:
    names = SimpleNamespace(external_id=lambda kind, each: str(each), resolve=lambda name: CLIENT)
    monkeypatch.setattr(questions, "_prepare", lambda *_, **__: names)
    return _Context()


def run(context: _Context, *arguments: str) -> int:
    parsed: argparse.Namespace = build_parser().parse_args(["ask", *arguments])
    return questions.ask(cast(Context, context), parsed)


def batch(path: Path, *rows: dict[str, Any]) -> str:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def test_a_question_goes_on_with_a_conversation_and_its_client(context: _Context) -> None:
    assert run(context, "And the dose?", "--conversation", str(KNOWN)) == 0
    assert context.asked.calls == [("And the dose?", CLIENT, KNOWN)]
    ((row, text),) = context.rows
    assert (row["conversation_id"], row["understood"]) == (str(KNOWN), "And the dose? of the knee")
    assert text.startswith("(Understood: And the dose? of the knee)")
    assert f"--conversation {KNOWN}" in text


def test_a_first_question_says_how_to_go_on(context: _Context) -> None:
    assert run(context, "Which tablet?") == 0
    ((row, text),) = context.rows
    assert row["understood"] is None
    assert f"--conversation {row['conversation_id']}" in text
    assert "Understood" not in text


def test_rows_of_one_name_are_one_conversation_in_order(context: _Context, tmp_path: Path) -> None:
    file = batch(
        tmp_path / "rows.jsonl",
        {"id": 1, "question": "Which tablet?", "client_id": "a", "conversation": "one"},
        {"id": 2, "question": "And his knee?", "client_id": "a"},
        {"id": 3, "question": "And the dose?", "client_id": "a", "conversation": "one"},
        {"id": 4, "question": "Which tablet?", "client_id": "a", "conversation": "two"},
    )
    assert run(context, "--batch", file) == 0
    first, second, third, fourth = (row["conversation_id"] for row, _ in context.rows)
    assert first == third
    assert len({first, second, fourth}) == 3
    assert [str(asked) for *_, asked in context.asked.calls] == ["None", "None", first, "None"]


def test_a_row_about_somebody_else_is_refused_and_the_batch_goes_on(
    context: _Context, tmp_path: Path
) -> None:
    file = batch(
        tmp_path / "rows.jsonl",
        {"id": 1, "question": "Which tablet?", "client_id": "a", "conversation": "one"},
        {"id": 2, "question": "And the dose?", "client_id": None, "conversation": "one"},
        {"id": 3, "question": "And the dose?", "client_id": "a", "conversation": "one"},
        {"id": 4, "question": "And the dose?", "client_id": "a", "conversation": 7},
    )
    assert run(context, "--batch", file) == EXIT_INPUT
    codes = [row.get("error", {}).get("code") for row, _ in context.rows]
    assert codes == [None, "wrong_conversation", None, "batch_conversation_unreadable"]


@pytest.mark.parametrize("given", ["none", "5d2f7a0e-3f6c-4c1b-9f7e-0a1b2c3d4e5f"])
def test_a_conversation_that_is_not_there_is_said_to_be_so(context: _Context, given: str) -> None:
    with pytest.raises(NotFound) as refused:
        run(context, "And the dose?", "--conversation", given)
    assert refused.value.code == "conversation_not_found"
    assert exit_code(refused.value) == EXIT_INPUT
    assert "leave --conversation out" in error_document(refused.value)["remedy"]
    assert context.asked.calls == []


def test_a_batch_has_no_one_conversation(context: _Context, tmp_path: Path) -> None:
    file = batch(tmp_path / "rows.jsonl", {"id": 1, "question": "Which tablet?"})
    with pytest.raises(UsageError):
        run(context, "--batch", file, "--conversation", str(KNOWN))
