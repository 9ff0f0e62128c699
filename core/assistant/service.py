"""Asks a chart or the whole practice: from the typed question to the stored answer with its sources.

Each step is a module of its own: `admission` checks the question, `conversations` completes a follow-up,
`cache` repeats an earlier answer, `finding` searches, `evidence` ranks and abstains, with a trained
`reader`'s result as one feature, `writing` runs the model on what `verification` then checks, `composing`
makes the answer, and `taking_back` decides what may be shown. This module only orders them and stores the
result.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.admission.admission import Admission
from core.assistant.admission.guard import may_be_an_order
from core.assistant.admission.quota import Quota
from core.assistant.asking import Call, Stopwatch, Understood
from core.assistant.cache.repeats import Repeats
from core.assistant.composing import Composed, compose, not_in_record
from core.assistant.conversations.followups import Resolved
from core.assistant.conversations.repository import ConversationRepository, client_of_message
from core.assistant.conversations.understanding import Understanding
from core.assistant.dto import Answer, AnswerMode, AskListener
from core.assistant.evidence.abstention import judge
from core.assistant.evidence.ranking import Evidence, rank_evidence, with_reading
from core.assistant.finding import RetrievedPassages, find
from core.assistant.looked_up import Lookups, NoLookups, without_unsourced
from core.assistant.looked_up import composed as composed_of_lookup
from core.assistant.measuring import count_answer
from core.assistant.reader.reading import QuoteReader, QuoteReading
from core.assistant.reader.scoring import ScoredSentences, SentenceScorer
from core.assistant.sources import SourceTable
from core.assistant.taking_back import take_back
from core.assistant.verification.reading.meanings import Meanings
from core.assistant.writing.generation import Generation, ModelTurn
from core.assistant.writing.held_notes import HeldNotesKey
from core.assistant.writing.writer import Draft
from core.cancel import CancelToken
from core.clients.repository import ClientRepository
from core.database.chart_reads import mismatches
from core.database.epoch_lock import hold_epoch
from core.engine.client import EngineClient
from core.errors import DatabaseProblem, InputRefused, NotFound
from core.ids import ClientId, ConversationId, MessageId, new_id
from core.language.vocabulary.vocabulary import OwnMeaning
from core.lookup.dto import LookedUp
from core.metrics.metrics import Metrics
from core.retrieval.search import SearchService
from core.service_context import ServiceContext
from core.sources.dto import Coverage, SearchScope


class AskService:
    """Answers questions and stores the answers; usable from several threads, one question a thread."""

    def __init__(
        self,
        context: ServiceContext,
        *,
        search: SearchService,
        engine: EngineClient,
        questions_an_hour: int | None = None,
        enabled: bool = True,
        copy_allowed: bool = True,
        earned: Callable[[], AnswerMode] = lambda: "written",
        reads: Callable[[], bool] = lambda: True,
        own_words: Callable[[], Iterable[OwnMeaning]] | None = None,
        lookups: Lookups | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._access, self._clock = context.access, context.clock
        self._search = search
        self._engine = engine
        self._enabled = enabled
        self._copy_allowed = copy_allowed
        self._generation = Generation(
            engine, lambda: Meanings.built_in().with_own(own_words() if own_words is not None else ())
        )
        self._earned = earned
        self._reads = reads
        self._reader = QuoteReader(engine)
        self._scorer = SentenceScorer(engine)
        self._lookups = lookups or NoLookups()
        self._metrics = metrics or Metrics()
        quota = Quota(context, limit=questions_an_hour)
        self._admission = Admission(database=context.database, audit=context.audit, quota=quota)
        self._understanding = Understanding(context, engine=engine)
        self._repeats = Repeats(context, engine=engine)

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
        sentences: bool = True,
    ) -> Answer:
        """The stored answer. A follow-up is completed by earlier turns about the same client, which are never
        its sources; `understood` says how. `alone` takes it as it is typed.

        It is `taken_back` if a source was retracted or deleted meanwhile. `use_model`: true lets the model
        read and write whatever its mode, false returns evidence only, None follows its mode. No model reads
        what may also be an order to the assistant (`reads_as_order`). Without `sentences` none writes: the
        answer is quotes (`quotes_only`), which a model may have ranked.

        An answer of the last hour, with nothing changed since, is repeated as a new message that says so
        (`cached`), unless `regenerate` is set.

        A stop before evidence was shown raises `Cancelled` and stores nothing; a later one ends in the
        sentences verified so far, or in evidence (`notice` `stopped`), as does every failure of the engine.

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
        call = Call(scope, conversation_id, listener, cancel, use_model, Stopwatch(), sentences)
        with self._metrics.timed("ask"):
            self._check_belonging(call)
            understood = self._understand(question, call, alone=alone)
            answer = self._answered(understood, call, regenerate=regenerate)
        count_answer(self._metrics, answer)
        return answer

    def record_copy(self, message_id: MessageId) -> None:
        """Audits that an answer is copied to the clipboard, before it is. Raises `NotFound`,
        `InputRefused("copy_forbidden")`.
        """
        self._access.require("chart")
        if not self._copy_allowed:
            raise InputRefused("copy_forbidden")
        with self._database.begin() as session:
            self._audit.record(
                session,
                action="copy",
                object_kind="message",
                object_id=message_id,
                client_id=client_of_message(session, self._sealer, message_id),
            )

    def forget_client(self, client_id: ClientId) -> None:
        """Removes an erased client's notes from the model's memory."""
        self._generation.forget_client(client_id)

    def forget_conversation(self, conversation_id: ConversationId) -> None:
        """Removes the answers of a deleted conversation from the cache."""
        self._repeats.forget(conversation_id)

    def close(self) -> None:
        """Clears questions and prompts from memory; at a lock."""
        self._repeats.close()
        self._generation.close()

    def _understand(self, question: str, call: Call, *, alone: bool) -> Understood:
        """`question` after admission and completion by the turns before it."""
        checked = self._admission.admit(question, call.scope.client_id)
        resolved = Resolved(checked.text)
        if not alone:
            resolved = self._understanding.of(
                checked.text, call.scope.client_id, call.conversation_id, cancel=call.cancel
            )
        completed = resolved.search_text != checked.text
        doubtful = checked.doubtful or (completed and may_be_an_order(resolved.search_text))
        return Understood(checked.text, resolved, doubtful)

    def _answered(self, understood: Understood, call: Call, *, regenerate: bool) -> Answer:
        """A lookup, a repeated answer, or a new answer; stored."""
        known = self._lookups.answer(understood.resolved.search_text, call.scope)
        if known is not None:
            named = tuple(dict.fromkeys(client for line in known.lines for client in line.about))
            return self._store(self._from_structure(known, understood, call), call, named)
        way = (
            understood.doubtful,
            call.use_model if call.use_model is not None else (self._earned(), self._reads()),
            call.sentences,
        )
        asked = self._repeats.asked(understood.resolved.search_text, call.scope, way=way)
        earlier = None if regenerate else self._repeats.earlier(asked)
        if earlier is not None and not self._mismatched(earlier, call):
            again = self._given_again(earlier, understood, call)
            stored = self._store(again, call)
            self._repeats.given_again(asked, earlier, stored)
            return stored
        forgettings = self._generation.forgettings
        found = self._find(understood, call)
        composed, turn = self._answer(
            found, HeldNotesKey(call.scope.client_id, call.scope, asked.place), understood, call
        )
        if self._generation.forgettings != forgettings:
            # An erasure or a lock came between: notes may have been read after they were cleared.
            self._generation.forget_client(call.scope.client_id)
        stored = self._store(self._put_together(found.searched, composed, turn, understood, call), call)
        stopped = call.cancel is not None and call.cancel.cancelled
        if not stored.searched.mismatched and not stopped:
            # Otherwise the answer is incomplete for now and not cached.
            self._repeats.keep(asked, stored, by_meaning=found.by_meaning)
        return stored

    def _mismatched(self, earlier: Answer, call: Call) -> bool:
        """Whether a chart that an earlier answer is about no longer matches its manifest."""
        clients = {source.passage.client_id for source in earlier.sources}
        if call.scope.client_id is not None:
            clients.add(call.scope.client_id)
        with self._database.begin() as session:
            return bool(mismatches(session, clients))

    def _find(self, understood: Understood, call: Call) -> RetrievedPassages:
        """The evidence, reported to the listener before a model reads any of it."""
        question, scope = self._lookups.narrow(understood.resolved.search_text, call.scope)
        found = find(
            question,
            scope,
            search=self._search,
            names_of=self._names_of,
            cancel=call.cancel,
        )
        if call.cancel is not None:
            call.cancel.raise_if_cancelled()
        call.watch.found()
        if call.listener is not None:
            call.listener.on_evidence(SourceTable(found.hits, found.names).sources(), found.searched)
        return found

    def _from_structure(self, known: LookedUp, understood: Understood, call: Call) -> Answer:
        """The answer to a lookup, without a model."""
        composed = composed_of_lookup(known)
        call.watch.found()
        if call.listener is not None:
            call.listener.on_evidence(composed.sources, known.searched)
        return self._put_together(known.searched, composed, ModelTurn(), understood, call)

    def _put_together(
        self, searched: Coverage, composed: Composed, turn: ModelTurn, understood: Understood, call: Call
    ) -> Answer:
        return Answer(
            conversation_id=call.conversation_id or ConversationId(new_id()),
            message_id=MessageId(new_id()),
            question=understood.text,
            answer=composed.text,
            sentences=composed.sentences,
            withheld=composed.withheld,
            sources=composed.sources,
            not_in_record=composed.not_in_record,
            mode=composed.mode,
            attribution=composed.attribution,
            model=turn.model,
            timings=call.watch.timings(turn.draft.first_token_at),
            usage=turn.usage,
            searched=searched,
            asked_at=self._clock(),
            notice=composed.notice,
            missing=composed.missing,
            sought=composed.sought,
            leading=composed.leading,
            unscored=composed.unscored,
            uncertain=composed.uncertain,
            lists=composed.lists,
            understood=understood.resolved.understood,
            recalled=understood.resolved.used,
        )

    def _given_again(self, earlier: Answer, understood: Understood, call: Call) -> Answer:
        """The same answer as a new message."""
        call.watch.found()
        if call.listener is not None:
            call.listener.on_evidence(earlier.sources, earlier.searched)
        return dataclasses.replace(
            earlier,
            conversation_id=call.conversation_id or ConversationId(new_id()),
            message_id=MessageId(new_id()),
            question=understood.text,
            understood=understood.resolved.understood,
            recalled=understood.resolved.used,
            feedback=None,
            asked_at=self._clock(),
            first_asked_at=earlier.asked_at,
            timings=call.watch.timings(None),
            cached=True,
        )

    def _as_shown_now(
        self, session: DatabaseSession, answers: Sequence[Answer], client_id: ClientId | None
    ) -> list[Answer]:
        return take_back(session, answers, client_id=client_id, workspace_id=self._sealer.workspace_id)

    def _check_belonging(self, call: Call) -> None:
        """Refuses a conversation about another client before anything is searched."""
        with self._database.begin() as session:
            if call.scope.client_id is not None:
                ClientRepository(session, self._sealer).get(call.scope.client_id)
            if call.conversation_id is not None:
                about = ConversationRepository(session, self._sealer).client_of(call.conversation_id)
                if about != call.scope.client_id:
                    raise InputRefused("wrong_conversation", conversation_id=call.conversation_id)

    def _names_of(self, client_ids: Iterable[ClientId]) -> Mapping[ClientId, str]:
        with self._database.begin() as session:
            clients = ClientRepository(session, self._sealer)
            return {client_id: clients.get(client_id).details.display_name for client_id in client_ids}

    def _answer(
        self, found: RetrievedPassages, place: HeldNotesKey, understood: Understood, call: Call
    ) -> tuple[Composed, ModelTurn]:
        """The answer: not in the record, or written by a model, or quotes."""
        evidence = rank_evidence(found.question, found.hits, subjects=found.subjects, days=found.days)
        reading, missed = self._reading(found, evidence, understood, call)
        if reading is not None:
            evidence = with_reading(evidence, reading.share)
        judged = judge(
            found.question,
            found.hits,
            by_meaning=found.by_meaning,
            subjects=found.subjects,
            mentioned=found.mentioned,
            days=found.days,
            whole_practice=found.whole_practice,
            reader_none=None if reading is None else reading.none,
        )
        if judged.reason is not None:
            absent = not_in_record(found, evidence, judged.reason)
            return dataclasses.replace(absent, unscored=missed), ModelTurn()
        unwritten = self._why_unwritten(understood, call)
        if unwritten is not None:
            turn = ModelTurn(Draft(notice=unwritten))
        else:
            turn = self._generation.run(
                found,
                on_text=call.listener.on_text if call.listener is not None else _unheard,
                cancel=call.cancel,
                place=place,
                evidence=evidence,
                # A model that was forced to write is not qualified to give reasons.
                reasons=call.use_model is None,
                reading=reading if isinstance(reading, QuoteReading) else None,
            )
        composed = compose(found, evidence, turn)
        # What a model wrote was held against the question and the best sentences.
        uncertain = judged.uncertain and composed.mode == "evidence"
        return dataclasses.replace(composed, unscored=missed, uncertain=uncertain), turn

    def _reading(
        self, found: RetrievedPassages, evidence: Sequence[Evidence], understood: Understood, call: Call
    ) -> tuple[QuoteReading | ScoredSentences | None, bool]:
        """What a model finds in the best sentences of one chart: a generator that has earned to be asked,
        else the cross-encoder, which follows no orders and writes nothing. Second, whether that was missed.
        """
        if found.whole_practice or not evidence:
            return None, False
        asks = call.use_model if call.use_model is not None else self._reads()
        if asks and not understood.doubtful:
            read = self._reader.read(found, evidence, cancel=call.cancel)
            if read is not None:
                return read, False
        scoring = self._scorer.score(found, evidence, cancel=call.cancel)
        return scoring.scored, scoring.missed

    def _why_unwritten(self, understood: Understood, call: Call) -> str | None:
        """Why no model writes the answer; None if one does."""
        if call.cancel is not None and call.cancel.cancelled:
            return "stopped"
        if call.use_model is False:
            return "no_model"
        if understood.doubtful:
            return "reads_as_order"
        if not call.sentences:
            return "quotes_only"
        if call.use_model is None and self._earned() == "evidence":
            return "evidence_mode"
        return None

    def _store(self, answer: Answer, call: Call, named: Sequence[ClientId] = ()) -> Answer:
        """Stores an answer completely or not at all, and returns it as it may be shown: a source may have
        been taken back meanwhile. Raises `NotFound` if a client or the conversation was removed.
        """
        try:
            return self._stored(answer, call, named)
        except (DatabaseProblem, NotFound):
            # An erased client has neither a row nor a key: that must be reported.
            self._check_belonging(call)
            self._names_of({source.passage.client_id for source in answer.sources})
            raise

    def _stored(self, answer: Answer, call: Call, named: Sequence[ClientId]) -> Answer:
        """Stores answer, sources and audit event. `named` are clients that it names without a source."""
        client_id = call.scope.client_id
        sourced = [str(source.passage.source_id) for source in answer.sources]
        shown = list(dict.fromkeys((*sourced, *map(str, named))))
        with self._database.begin() as session:
            hold_epoch(session)
            conversations = ConversationRepository(session, self._sealer)
            if call.conversation_id is None:
                conversations.start(answer.conversation_id, client_id, day=answer.asked_at.date())
            conversations.append(without_unsourced(answer))
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


def _unheard(delta: str) -> None:
    """The listener of a caller that waits for the whole answer."""
