"""Asking from the question to the stored answer, with every step failing once."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from core.assistant.writing.grammar import INSUFFICIENT
from core.cancel import CancelToken
from core.engine.dto import EngineState
from core.errors import (
    Cancelled,
    DatabaseProblem,
    EmbeddingError,
    GenerationError,
    InputRefused,
    ModelMissing,
    NotFound,
    RetrievalError,
)
from core.ids import ClientId, ConversationId, new_id
from core.keys.erasing import erase_client
from core.retrieval.dto import QUESTION_LIMIT_CHARS
from core.security.sealed_json import open_json
from core.security.sealing import Address
from core.sources.dto import SearchScope
from models import AuditEvent, ConversationRow, MessageRow, MessageSourceRow
from tests.assistant.conftest import NOW, PLAN, Heard
from tests.fakes.engine import FakeEngine
from tests.fakes.search import FakeSearch

QUESTION = "What dose of ibuprofen was advised for the knee?"
RIGHT = "Ibuprofen 600 mg was advised. [1]"


def stored(database) -> tuple[int, int, int, int]:
    """Conversations, messages, sources, and audit events of asking."""
    with database.begin() as session:
        counts = [
            session.scalar(select(func.count()).select_from(row))
            for row in (ConversationRow, MessageRow, MessageSourceRow)
        ]
        asked = session.scalar(select(func.count()).where(AuditEvent.action == "ask"))
    return (*counts, asked)


def test_a_supported_sentence_is_the_answer(assistant, fake_engine, scope, heard, database, conversations):
    fake_engine.script(RIGHT)
    answer = assistant.ask(f"  {QUESTION}\n", scope, listener=heard)
    assert (answer.question, answer.answer, answer.mode) == (QUESTION, RIGHT, "written")
    assert (answer.notice, answer.attribution, answer.not_in_record) == (None, "tracked", False)
    assert answer.model == "fake-generator"
    assert answer.asked_at == NOW
    used, unused = answer.sources
    assert (used.used, used.verified, used.client_name) == (True, True, "Byron, Ada")
    assert ("x" * 3 + PLAN)[used.quote_start : used.quote_end] == used.quote
    assert not unused.used
    assert answer.timings.first_token_ms is not None
    assert answer.timings.find_ms <= answer.timings.first_token_ms <= answer.timings.total_ms
    assert answer.usage.prompt_tokens > 0
    assert conversations.open(answer.conversation_id) == [answer]
    assert stored(database) == (1, 1, 2, 1)


def test_evidence_is_shown_before_the_model_writes(assistant, fake_engine, scope, heard):
    fake_engine.script(RIGHT)
    answer = assistant.ask(QUESTION, scope, listener=heard)
    assert heard.order[0] == "evidence"
    assert set(heard.order[1:]) == {"text"}
    assert heard.text == RIGHT
    ((sources, searched),) = heard.evidence
    assert [source.passage for source in sources] == [source.passage for source in answer.sources]
    assert not any(source.used or source.verified for source in sources)
    assert searched == answer.searched


def test_an_unsupported_sentence_is_withheld_and_the_record_quoted(assistant, fake_engine, scope):
    fake_engine.script("Ibuprofen 800 mg was advised. [1]")
    answer = assistant.ask(QUESTION, scope)
    assert (answer.mode, answer.notice) == ("evidence", "not_supported")
    assert [(one.text, one.reason) for one in answer.withheld] == [
        ("Ibuprofen 800 mg was advised.", "unsupported_number")
    ]
    assert "800" not in answer.answer
    assert answer.answer.startswith(f"7 Apr 2024, plan: “{PLAN}” [1]")
    assert answer.sources[0].used


def test_the_prompt_holds_this_client_only(assistant, fake_engine, scope):
    assistant.ask(QUESTION, scope)
    (request,) = fake_engine.requests
    told = request.messages[-1].content
    assert PLAN in told
    assert "200 mg" not in told
    assert "Katz" not in told
    assert "Byron" not in told


def test_a_practice_answer_names_its_clients(assistant, fake_engine, ada, ben, conversations):
    answer = assistant.ask("Who takes ibuprofen?", SearchScope(), use_model=False)
    assert {source.client_name for source in answer.sources} == {"Byron, Ada", "Katz, Ben"}
    assert "Byron, Ada, 7 Apr 2024" in answer.answer
    assert "Katz, Ben, 7 Apr 2024" in answer.answer
    assert conversations.open(answer.conversation_id) == [answer]
    fake_engine.script("x")
    assistant.ask("Who takes ibuprofen?", SearchScope())
    assert "Katz, Ben" in fake_engine.requests[-1].messages[-1].content


def test_a_search_that_lies_about_whose_words_it_found_is_refused(
    assistant_over, database, search, fake_engine, scope, heard
):
    assistant = assistant_over(FakeSearch(search.passages, lying=True), fake_engine)
    with pytest.raises(RetrievalError) as refused:
        assistant.ask(QUESTION, scope, listener=heard)
    assert refused.value.code == "hit_outside_scope"
    assert heard.order == []
    assert fake_engine.requests == []
    assert fake_engine.embedded == []
    assert stored(database) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("question", "code"),
    [(" \u200b ", "empty_question"), ("a" * (QUESTION_LIMIT_CHARS + 1), "question_too_long")],
)
def test_what_is_no_question_is_refused_before_searching(assistant, search, scope, question, code):
    with pytest.raises(InputRefused) as refused:
        assistant.ask(question, scope)
    assert refused.value.code == code
    assert search.asked == []


def test_nothing_near_is_not_in_the_record(assistant, search, fake_engine, scope, database, conversations):
    search.dense = -0.02
    answer = assistant.ask("Pancreatitis?", scope)
    assert (answer.not_in_record, answer.answer, answer.sentences) == (True, "", ())
    assert answer.notice == "nothing_near"
    assert answer.searched.sessions == 2
    assert [source.used for source in answer.sources] == [False, False]
    assert fake_engine.requests == []
    assert conversations.open(answer.conversation_id) == [answer]
    with database.begin() as session:
        assert session.scalar(select(AuditEvent.outcome).where(AuditEvent.action == "ask")) == "not_in_record"


def test_an_empty_chart_is_not_in_the_record(assistant, search, scope):
    search.passages = []
    answer = assistant.ask(QUESTION, scope)
    assert (answer.not_in_record, answer.notice, answer.sources) == (True, "nothing_found", ())


def test_the_model_saying_not_enough_is_told_and_never_streamed(assistant, fake_engine, scope, heard):
    fake_engine.script(INSUFFICIENT)
    answer = assistant.ask(QUESTION, scope, listener=heard)
    assert (answer.mode, answer.notice) == ("evidence", "insufficient")
    assert heard.text == ""
    assert INSUFFICIENT not in answer.answer


@pytest.mark.parametrize(
    ("prepare", "notice"),
    [
        (lambda engine: engine.fail_generations(GenerationError("engine_crashed")), "generation_failed"),
        (
            lambda engine: engine.fail_generations(GenerationError("engine_timeout"), after_tokens=2),
            "generation_failed",
        ),
        (lambda engine: engine.fail_generations(ModelMissing("model_not_configured")), "no_model"),
        (lambda engine: engine.tell(EngineState.RESTING), "engine_resting"),
        (lambda engine: engine.stop(), "no_model"),
    ],
    ids=["crash", "late timeout", "model gone", "resting", "stopped"],
)
def test_whatever_the_engine_does_there_is_an_answer(
    assistant, fake_engine, scope, prepare, notice, conversations
):
    fake_engine.script(RIGHT)
    prepare(fake_engine)
    answer = assistant.ask(QUESTION, scope)
    assert (answer.mode, answer.notice) == ("evidence", notice)
    assert PLAN in answer.answer
    assert conversations.open(answer.conversation_id) == [answer]


def test_what_was_verified_before_a_crash_is_kept(assistant, fake_engine, scope):
    fake_engine.script(f"{RIGHT} And then")
    fake_engine.fail_generations(GenerationError("engine_crashed"), after_tokens=len(RIGHT.split()) + 3)
    answer = assistant.ask(QUESTION, scope)
    assert (answer.mode, answer.notice) == ("written", "generation_failed")
    assert answer.answer == RIGHT


def test_without_a_generator_evidence_answers(assistant_over, search, scope):
    answer = assistant_over(search, FakeEngine(generator=False)).ask(QUESTION, scope)
    assert (answer.mode, answer.notice, answer.model) == ("evidence", "no_model", None)
    assert answer.timings.first_token_ms is None


def test_an_embedder_that_fails_leaves_words(assistant, fake_engine, scope):
    fake_engine.fail_embeds(EmbeddingError("engine_crashed"))
    answer = assistant.ask(QUESTION, scope, use_model=False)
    assert answer.notice == "no_model"
    assert PLAN in answer.answer
    assert fake_engine.requests == []


def test_a_question_that_fills_the_window_leaves_no_room_for_notes(
    assistant, fake_engine, scope, monkeypatch
):
    monkeypatch.setattr("tests.fakes.engine.LIMIT_TOKENS", 300)
    answer = assistant.ask(f"{QUESTION} {'ibuprofen ' * 150}", scope)
    assert (answer.mode, answer.notice) == ("evidence", "question_fills_window")
    assert answer.usage.truncated_passages == 2
    assert fake_engine.requests == []


@pytest.mark.parametrize("moment", ["cancel_during", "cancel_late"])
def test_a_stop_before_evidence_stores_nothing(assistant, search, scope, heard, database, moment):
    setattr(search, moment, True)
    with pytest.raises(Cancelled):
        assistant.ask(QUESTION, scope, listener=heard, cancel=CancelToken())
    assert heard.order == []
    assert stored(database) == (0, 0, 0, 0)


def test_a_stop_with_the_evidence_on_screen_is_an_answer(assistant, fake_engine, scope, database):
    cancel = CancelToken()

    class Stops(Heard):
        def on_evidence(self, sources, searched):
            cancel.cancel()

    answer = assistant.ask(QUESTION, scope, listener=Stops(), cancel=cancel)
    assert (answer.mode, answer.notice) == ("evidence", "stopped")
    assert PLAN in answer.answer
    assert fake_engine.requests == []
    assert stored(database) == (1, 1, 2, 1)


def test_a_stop_while_writing_keeps_what_was_verified(assistant, fake_engine, scope):
    cancel = CancelToken()

    class Stops(Heard):
        def on_text(self, delta):
            super().on_text(delta)
            if self.text.endswith("And"):
                cancel.cancel()

    fake_engine.script(f"{RIGHT} And then some more")
    answer = assistant.ask(QUESTION, scope, listener=Stops(), cancel=cancel)
    assert (answer.mode, answer.notice, answer.answer) == ("written", "stopped", RIGHT)


def test_a_search_that_fails_stores_nothing(assistant, search, scope, database):
    search.failure = DatabaseProblem()
    with pytest.raises(DatabaseProblem):
        assistant.ask(QUESTION, scope)
    assert stored(database) == (0, 0, 0, 0)


def test_an_answer_that_cannot_be_audited_is_not_stored(assistant, audit, scope, database, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise DatabaseProblem

    monkeypatch.setattr(audit, "record", refuse)
    with pytest.raises(DatabaseProblem):
        assistant.ask(QUESTION, scope, use_model=False)
    assert stored(database) == (0, 0, 0, 0)


def test_a_conversation_goes_on(assistant, scope, ada, ben, conversations):
    first = assistant.ask(QUESTION, scope, use_model=False)
    second = assistant.ask("Any chest pain?", scope, conversation_id=first.conversation_id, use_model=False)
    assert second.conversation_id == first.conversation_id
    assert conversations.open(first.conversation_id) == [first, second]
    (summary,) = conversations.list(ada)
    assert (summary.title, summary.questions, summary.last_asked_at) == (QUESTION, 2, NOW)
    assert conversations.list(ben) == []
    assert conversations.list(None) == []


def test_a_conversation_about_somebody_else_is_refused(assistant, search, scope, ben, database):
    conversation_id = assistant.ask(QUESTION, scope, use_model=False).conversation_id
    before = stored(database)
    for other in (SearchScope(client_id=ben), SearchScope()):
        with pytest.raises(InputRefused) as refused:
            assistant.ask(QUESTION, other, conversation_id=conversation_id)
        assert refused.value.code == "wrong_conversation"
    assert len(search.asked) == 1
    assert stored(database) == before


def test_unknown_clients_and_conversations_are_not_found(assistant, scope, search, conversations):
    with pytest.raises(NotFound):
        assistant.ask(QUESTION, SearchScope(client_id=ClientId(new_id())))
    with pytest.raises(NotFound):
        assistant.ask(QUESTION, scope, conversation_id=ConversationId(new_id()))
    with pytest.raises(NotFound):
        conversations.open(ConversationId(new_id()))
    assert search.asked == []


def test_the_audit_knows_who_was_shown_but_not_what_was_asked(assistant, scope, database, sealer, audit):
    answer = assistant.ask(QUESTION, scope, use_model=False)
    with database.begin() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.action == "ask")).one()
    sealed = open_json(
        sealer,
        event.sealed_details,
        purpose="audit",
        at=Address(table="audit_event", row=(event.event_id,), column="sealed_details"),
    )
    details = sealed["details"]
    assert (event.object_kind, event.object_id) == ("conversation", answer.conversation_id)
    assert details["question_hash"] == audit.question_hash(QUESTION)
    assert details["shown"] == [str(source.passage.source_id) for source in answer.sources]
    assert "ibuprofen" not in str(sealed)


@pytest.mark.parametrize("whole", [False, True])
def test_a_client_erased_while_the_model_writes_is_told_as_gone(
    assistant, fake_engine, database, sealer, audit, ada, whole
):
    def write(request: object) -> str:
        with database.begin() as session:
            erase_client(session, sealer, ada)
            details = {"sessions": 0, "answers": 0}
            audit.record(
                session, action="erase", object_kind="client", object_id=ada, client_id=ada, details=details
            )
        sealer.keyring.forget_client(ada)
        return RIGHT

    fake_engine.script(write)
    with pytest.raises(NotFound) as gone:
        assistant.ask(QUESTION, SearchScope(client_id=None if whole else ada), use_model=True)
    assert gone.value.code == "client_not_found"
    assert stored(database)[:3] == (0, 0, 0)


@pytest.mark.parametrize("forget", ["erased", "locked"])
def test_what_a_model_was_reading_of_a_client_who_is_gone_is_not_held(
    assistant, fake_engine, ada, scope, forget
):
    def write(request: object) -> str:
        if forget == "erased":
            assistant.forget_client(ada)
        else:
            assistant.close()
        return RIGHT

    fake_engine.script(write)
    assistant.ask(QUESTION, scope, use_model=True)
    fake_engine.script(RIGHT)
    assistant.ask("How much ibuprofen was advised for her knee?", scope, use_model=True)
    first, second = fake_engine.requests[-2:]
    assert first.memory != second.memory
    # Once more after it wrote, since its process then holds what it read.
    assert fake_engine.forgotten >= 2
