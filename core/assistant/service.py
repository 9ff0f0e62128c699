"""Asking a chart or the whole practice: from the question as typed to the stored answer with its sources.

The steps are modules of their own (guard, scope, finding, evidence, nearness, budget, prompt, grammar,
writing, verification, composing); here is only their order, and what is stored.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.admission.admission import Admission
from core.assistant.admission.quota import Quota
from core.assistant.cache.repeats import Repeats
from core.assistant.composing import Composed, compose, not_in_record
from core.assistant.conversations.followups import Resolved
from core.assistant.conversations.understanding import Understanding
from core.assistant.dto import Answer, AnswerMode, AskListener, Timings
from core.assistant.evidence.abstention import why_not_in_record
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.finding import Found, find
from core.assistant.sources import SourceTable
from core.assistant.taking_back import take_back
from core.assistant.verification.meanings import Meanings
from core.assistant.writing.generation import Generation, ModelTurn
from core.assistant.writing.held_notes import Place
from core.assistant.writing.writer import Draft
from core.audit.log import AuditLog
from core.cancel import CancelToken
from core.clock import Clock, utc_now
from core.database.access import Database
from core.engine.client import EngineClient
from core.errors import InputRefused
from core.ids import ClientId, ConversationId, MessageId, new_id
from core.repositories.clients import ClientRepository
from core.repositories.conversations import ConversationRepository, client_of_message
from core.repositories.epochs import hold_epoch
from core.retrieval.dto import SearchScope
from core.retrieval.language.vocabulary.vocabulary import OwnMeaning
from core.retrieval.search import SearchService
from core.security.roles import Access
from core.security.sealing import Sealer


class AskService:
    """Answers questions and keeps the answers; usable from several threads, one question a thread."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        search: SearchService,
        engine: EngineClient,
        audit: AuditLog,
        access: Access,
        clock: Clock = utc_now,
        questions_an_hour: int | None = None,
        enabled: bool = True,
        earned: Callable[[], AnswerMode] = lambda: "written",
        own_words: Callable[[], Iterable[OwnMeaning]] | None = None,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._search = search
        self._engine = engine
        self._audit = audit
        self._access = access
        self._enabled = enabled
        self._clock = clock
        self._generation = Generation(
            engine, lambda: Meanings.built_in().with_own(own_words() if own_words is not None else ())
        )
        self._earned = earned
        quota = Quota(database=database, sealer=sealer, limit=questions_an_hour, clock=clock)
        self._admission = Admission(database=database, audit=audit, quota=quota)
        self._understanding = Understanding(database=database, sealer=sealer, engine=engine, clock=clock)
        self._repeats = Repeats(database=database, sealer=sealer, engine=engine, audit=audit, clock=clock)

    def ask(
        self,
        question: str,
        scope: SearchScope,
        *,
        conversation_id: ConversationId | None = None,
        listener: AskListener | None = None,
        cancel: CancelToken | None = None,
        use_model: bool | None = None,
        regenerate: bool = False,
        alone: bool = False,
    ) -> Answer:
        """The stored answer. A follow-up is completed by earlier turns about the same client, which are never
        its sources; `understood` says how. `alone` takes it as it is typed.

        It comes `taken_back` where what it quotes was retracted or deleted meanwhile. `use_model`: true lets
        the model write whatever it has earned, false asks for the evidence only, None is as it has earned.

        What was answered within the hour, with nothing changed since, is given again as a new message that
        says so (`cached`), unless it is asked to `regenerate`.

        A stop before evidence was shown raises `Cancelled` and stores nothing; a later one ends in an answer
        of what was verified so far, or of evidence (`notice` `stopped`), as does every failure of the engine.

        Raises:
            InputRefused: `assistant_off`, `empty_question`, `question_too_long`, `wrong_conversation`.
            PromptInjectionBlocked: it addresses the assistant instead of asking; recorded without its words.
            RateLimited: the practice's limit in an hour is reached (`limit`, `wait_s`).
            NotFound: no such client or conversation.
            RetrievalError: search returned what is outside of `scope`; nothing of it was shown.
            VaultLocked, DatabaseProblem, DiskFull: nothing was stored.
        """
        self._access.require("chart")
        if not self._enabled:
            raise InputRefused("assistant_off")
        watch = _Stopwatch()
        self._check_belonging(scope, conversation_id)
        cleaned = self._admission.admit(question, scope.client_id)
        way = use_model if use_model is not None else self._earned()
        resolved = Resolved(cleaned)
        if not alone:
            resolved = self._understanding.of(cleaned, scope.client_id, conversation_id, cancel=cancel)
        asked = self._repeats.asked(resolved.search_text, scope, way=way)
        earlier = None if regenerate else self._repeats.earlier(resolved.search_text, asked, cancel)
        if earlier is not None:
            again = self._given_again(earlier, cleaned, resolved, conversation_id, watch)
            if listener is not None:
                listener.on_evidence(again.sources, again.searched)
            return self._store(again, scope.client_id, new=conversation_id is None)
        found = find(resolved.search_text, scope, search=self._search, names_of=self._names_of, cancel=cancel)
        if cancel is not None:
            cancel.raise_if_cancelled()
        find_ms = watch.ms()
        if listener is not None:
            listener.on_evidence(SourceTable(found.hits, found.names).sources(), found.searched)
        place = Place(scope.client_id, scope, asked.place)
        composed, turn = self._answer(found, place, listener, cancel, use_model=use_model)
        answer = Answer(
            conversation_id=conversation_id or ConversationId(new_id()),
            message_id=MessageId(new_id()),
            question=cleaned,
            answer=composed.text,
            sentences=composed.sentences,
            withheld=composed.withheld,
            sources=composed.sources,
            not_in_record=composed.not_in_record,
            mode=composed.mode,
            attribution=composed.attribution,
            model=turn.model,
            timings=Timings(find_ms, watch.ms_at(turn.draft.first_token_at), watch.ms()),
            usage=turn.usage,
            searched=found.searched,
            asked_at=self._clock(),
            notice=composed.notice,
            understood=resolved.understood,
            recalled=resolved.used,
        )
        stored = self._store(answer, scope.client_id, new=conversation_id is None)
        self._repeats.keep(asked, stored, by_meaning=found.by_meaning)
        return stored

    def record_copy(self, message_id: MessageId) -> None:
        """Records that an answer goes into the clipboard: before it does. Raises `NotFound`."""
        self._access.require("chart")
        with self._database.begin() as session:
            self._audit.record(
                session,
                action="copy",
                object_kind="message",
                object_id=message_id,
                client_id=client_of_message(session, self._sealer, message_id),
            )

    def forget_client(self, client_id: ClientId) -> None:
        """Takes the notes of an erased client that the model has read out of memory."""
        self._generation.forget_client(client_id)

    def forget_conversation(self, conversation_id: ConversationId) -> None:
        """Forgets the answers of a deleted conversation: none of them is given again."""
        self._repeats.forget(conversation_id)

    def close(self) -> None:
        """Forgets what was asked and read; at a lock."""
        self._repeats.close()
        self._generation.close()

    def _given_again(
        self,
        earlier: Answer,
        question: str,
        resolved: Resolved,
        conversation_id: ConversationId | None,
        watch: _Stopwatch,
    ) -> Answer:
        return dataclasses.replace(
            earlier,
            conversation_id=conversation_id or ConversationId(new_id()),
            message_id=MessageId(new_id()),
            question=question,
            understood=resolved.understood,
            recalled=resolved.used,
            feedback=None,
            asked_at=self._clock(),
            first_asked_at=earlier.asked_at,
            timings=Timings(watch.ms(), None, watch.ms()),
            cached=True,
        )

    def _as_shown_now(
        self, session: DatabaseSession, answers: Sequence[Answer], client_id: ClientId | None
    ) -> list[Answer]:
        return take_back(session, answers, client_id=client_id, workspace_id=self._sealer.workspace_id)

    def _check_belonging(self, scope: SearchScope, conversation_id: ConversationId | None) -> None:
        """Refuses a conversation about somebody else before anything is searched."""
        with self._database.begin() as session:
            if scope.client_id is not None:
                ClientRepository(session, self._sealer).get(scope.client_id)
            if conversation_id is not None:
                about = ConversationRepository(session, self._sealer).client_of(conversation_id)
                if about != scope.client_id:
                    raise InputRefused("wrong_conversation", conversation_id=conversation_id)

    def _names_of(self, client_ids: Iterable[ClientId]) -> Mapping[ClientId, str]:
        with self._database.begin() as session:
            clients = ClientRepository(session, self._sealer)
            return {client_id: clients.get(client_id).details.display_name for client_id in client_ids}

    def _answer(
        self,
        found: Found,
        place: Place,
        listener: AskListener | None,
        cancel: CancelToken | None,
        *,
        use_model: bool | None,
    ) -> tuple[Composed, ModelTurn]:
        absent = why_not_in_record(
            found.question,
            found.hits,
            by_meaning=found.by_meaning,
            subjects=found.subjects,
            mentioned=found.mentioned,
            whole_practice=found.whole_practice,
        )
        evidence = rank_evidence(found.question, found.hits)
        if absent is not None:
            return not_in_record(found, evidence, absent), ModelTurn()
        if cancel is not None and cancel.cancelled:
            turn = ModelTurn(Draft(notice="stopped"))
        elif use_model is False:
            turn = ModelTurn(Draft(notice="no_model"))
        elif use_model is None and self._earned() == "evidence":
            turn = ModelTurn(Draft(notice="evidence_mode"))
        else:
            on_text: Callable[[str], None] = listener.on_text if listener is not None else _unheard
            turn = self._generation.run(
                found,
                on_text=on_text,
                cancel=cancel,
                place=place,
                evidence=evidence,
                # One that was made to write has not earned to be asked why.
                reasons=use_model is None,
            )
        return compose(found, evidence, turn), turn

    def _store(self, answer: Answer, client_id: ClientId | None, *, new: bool) -> Answer:
        """The answer, its sources and the audit event: all or nothing. As it may be shown: what it quotes may
        have been taken back while the model wrote.
        """
        shown = list(dict.fromkeys(str(source.passage.source_id) for source in answer.sources))
        with self._database.begin() as session:
            hold_epoch(session)
            conversations = ConversationRepository(session, self._sealer)
            if new:
                conversations.start(answer.conversation_id, client_id, day=answer.asked_at.date())
            conversations.append(answer)
            self._audit.record(
                session,
                action="ask",
                object_kind="conversation",
                object_id=answer.conversation_id,
                outcome="not_in_record" if answer.not_in_record else "ok",
                client_id=client_id,
                details={"question_hash": self._audit.question_hash(answer.question), "shown": shown},
            )
            (given,) = self._as_shown_now(session, [answer], client_id)
        return given


class _Stopwatch:
    def __init__(self) -> None:
        self._started = time.perf_counter()

    def ms(self) -> float:
        return (time.perf_counter() - self._started) * 1000

    def ms_at(self, moment: float | None) -> float | None:
        """When `moment` (of `time.perf_counter`) was, or None."""
        return None if moment is None else (moment - self._started) * 1000


def _unheard(delta: str) -> None:
    """The listener of a caller that waits for the whole answer."""
