"""The model's turn: waits for it, fits the notes into its window, lets it write, or says why it did not."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.assistant.dto import Usage
from core.assistant.evidence.abstention import reader_odds
from core.assistant.evidence.ranking import Evidence, rank_evidence
from core.assistant.finding import RetrievedPassages
from core.assistant.reader.grammar import reader_grammar
from core.assistant.reader.parsing import CitedText
from core.assistant.reader.prompt import ANSWER_TOKENS as READER_ANSWER_TOKENS
from core.assistant.reader.quotes import quotes_to_read
from core.assistant.reader.reading import QuoteReading
from core.assistant.verification.reading.meanings import Meanings
from core.assistant.writing.budget import ContextBudget, Fitted, Limits
from core.assistant.writing.counting import EngineCounter
from core.assistant.writing.grammar import answer_grammar
from core.assistant.writing.held_notes import Held, HeldNote, HeldNotes, HeldNotesKey
from core.assistant.writing.numbering import SourceNumbers
from core.assistant.writing.offering import Offer, offers
from core.assistant.writing.prompt import note
from core.assistant.writing.writer import Draft, Generate, Writer, notice_of
from core.cancel import CancelToken
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest, GenerationResult, GeneratorBudgets, ModelInfo
from core.errors import Cancelled, EngineProblem, InputRefused, ModelError
from core.ids import ClientId
from core.retrieval.dto import Passage

REASONS_TOKENS = 48

_MODEL_WAIT_S = 60.0
_MODEL_WAIT_SLICE_S = 0.2


@dataclass(frozen=True, slots=True)
class ModelTurn:
    """`model` names the model that wrote, None if none did; `offered` are the sources it could cite."""

    draft: Draft = field(default_factory=Draft)
    model: str | None = None
    offered: frozenset[int] = frozenset()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class _Prompt:
    """`notes` are all notes in the prompt, in order; those in `sources` belong to a source that was found."""

    messages: tuple[ChatMessage, ...]
    notes: tuple[HeldNote, ...]
    sources: Mapping[int, int]


class Generation:
    """Asks the engine's generator; never raises for failures of the engine."""

    def __init__(self, engine: EngineClient, meanings: Callable[[], Meanings] = Meanings.built_in) -> None:
        """`meanings` gives the equivalent words that sentences are checked with at that moment."""
        self._engine = engine
        self._meanings = meanings
        self._held = HeldNotes()

    def run(
        self,
        found: RetrievedPassages,
        *,
        on_text: Callable[[str], None],
        cancel: CancelToken | None,
        place: HeldNotesKey | None = None,
        evidence: Sequence[Evidence] | None = None,
        reasons: bool = False,
        reading: QuoteReading | None = None,
    ) -> ModelTurn:
        """Lets the model answer from the best passages; `draft.notice` says why it did not finish.

        With a `place` the prompt is cached for its next question; with `reasons` the model is asked why it
        used its sources. A trained reader is given single sentences instead: those of its `reading`, or the
        best ones.
        """
        held = self._held.of(place) if place is not None else Held()
        ranked = (
            evidence if evidence is not None else rank_evidence(found.question, found.hits, days=found.days)
        )
        try:
            info = self._await_model(cancel)
            if info.adapter:
                return self._by_reader(found, ranked, info, reading, on_text=on_text, cancel=cancel)
            prompt = self._prompt(found, offers(found, ranked), info, held, cancel, reasons=reasons)
        except Cancelled:
            return ModelTurn(Draft(notice="stopped"))
        except (EngineProblem, ModelError, InputRefused) as error:
            return ModelTurn(Draft(notice=notice_of(error)))
        if prompt is None:
            return _no_room(found)
        offered = {number: found.passage(number) for number in sorted(set(prompt.sources.values()))}
        draft = Writer(
            self._writing(
                prompt, held if place is not None else None, budgets=_budgets(info), reasons=reasons
            ),
            offered,
            self._meanings(),
        ).write(prompt.messages, on_text=on_text, cancel=cancel)
        wrote = draft.first_token_at is not None
        if place is not None and wrote and not self._held.keep(place, held, prompt.notes):
            self._engine.forget_prompts()
        return _turn_of(draft, offered, info, found)

    def _by_reader(
        self,
        found: RetrievedPassages,
        ranked: Sequence[Evidence],
        info: ModelInfo,
        reading: QuoteReading | None,
        *,
        on_text: Callable[[str], None],
        cancel: CancelToken | None,
    ) -> ModelTurn:
        """As `run`, with the prompt and the answer format that a reader was trained on.

        After a reading the first token no longer decides whether something answers: "none" is often likelier
        than each of eight numbers, while all of them together are likelier still.
        """
        if found.whole_practice or found.listed is not None:
            # The reader was trained on single charts, and a list of clients does not fit into two sentences.
            return ModelTurn(Draft(notice="quotes_only"))
        if reading is not None and reader_odds(reading.none) >= 0:
            return ModelTurn(Draft(notice="insufficient"))
        counter = EngineCounter(self._engine, cancel)
        quotes = reading.read if reading is not None else None
        quotes = quotes or quotes_to_read(found, ranked, counter, window=info.limit_tokens)
        if quotes is None:
            return _no_room(found)
        sources = quotes.sources

        def generate(
            request: GenerationRequest, on_text: Callable[[str], None], cancel: CancelToken
        ) -> GenerationResult:
            text, whole = CitedText(sources, on_text), False
            own = replace(
                request,
                grammar=reader_grammar(len(sources), may_refuse=reading is None),
                max_tokens=READER_ANSWER_TOKENS,
                forget=self._held.take_gone(),
            )
            try:
                result = self._engine.generate(own, on_text=text.feed, cancel=cancel)
                whole = result.finish == "stop"
            finally:
                text.finish(whole=whole)
            return result

        offered = {number: found.passage(number) for number in sorted(set(sources.values()))}
        draft = Writer(generate, offered, self._meanings()).write(
            quotes.messages, on_text=on_text, cancel=cancel
        )
        return _turn_of(draft, offered, info, found)

    @property
    def forgettings(self) -> int:
        """How often notes were cleared: notes read across a clearing must be cleared again."""
        return self._held.forgettings

    def forget_client(self, client_id: ClientId | None) -> None:
        """Clears a client's notes, here and in the engine; None: those of the whole practice."""
        self._held.drop_client(client_id)
        self._engine.forget_prompts()

    def close(self) -> None:
        """Clears everything: at a lock, when the engine ends too."""
        self._held.close()

    def _await_model(self, cancel: CancelToken | None) -> ModelInfo:
        """The generator, once it has loaded; a stop ends the wait."""
        deadline = time.monotonic() + _MODEL_WAIT_S
        while True:
            if cancel is not None:
                cancel.raise_if_cancelled()
            try:
                return self._engine.generator_info(timeout_s=_MODEL_WAIT_SLICE_S, cancel=cancel)
            except EngineProblem as error:
                if error.code != "engine_starting" or time.monotonic() > deadline:
                    raise

    def _prompt(
        self,
        found: RetrievedPassages,
        offered: Sequence[Offer],
        info: ModelInfo,
        held: Held,
        cancel: CancelToken | None,
        *,
        reasons: bool,
    ) -> _Prompt | None:
        """The prompt that begins with the held notes, if they are of use; None if not even one note fits."""
        budgets = _budgets(info)
        limits = Limits(
            window=info.limit_tokens,
            notes=budgets.notes_tokens,
            more=budgets.more_notes_tokens,
            held=budgets.held_notes_tokens,
            answer=_answer_tokens(budgets, reasons=reasons),
        )
        budget = ContextBudget(EngineCounter(self._engine, cancel), limits, reasons=reasons)
        if held.notes and offered:
            new = _rendered(found, [one for one in offered if not _is_held(one, held)], held.notes)
            # If the best words are held already, nothing more has to be read.
            least = 0 if _is_held(offered[0], held) else 1
            texts = [note.text for note in held.notes]
            fitted = budget.further(found.question, texts, [note.text for note in new], least=least)
            if fitted is not None:
                return _prompt_of(found, fitted, (*held.notes, *new[: fitted.added]))
        new = _rendered(found, offered, ())
        fitted = budget.first(found.question, [note.text for note in new])
        return _prompt_of(found, fitted, tuple(new[: fitted.added])) if fitted.messages else None

    def _writing(
        self, prompt: _Prompt, held: Held | None, *, budgets: GeneratorBudgets, reasons: bool
    ) -> Generate:
        """Generates with the numbers of the prompt, and forwards the text with those of the sources."""

        def generate(
            request: GenerationRequest, on_text: Callable[[str], None], cancel: CancelToken
        ) -> GenerationResult:
            numbers = SourceNumbers(prompt.sources, on_text)
            own = replace(
                request,
                grammar=answer_grammar(prompt.sources, reasons=reasons),
                max_tokens=_answer_tokens(budgets, reasons=reasons),
                temperature=budgets.temperature,
                memory=held.key if held is not None else "",
                forget=self._held.take_gone(),
            )
            try:
                return self._engine.generate(own, on_text=numbers.feed, cancel=cancel)
            finally:
                numbers.finish()

        return generate


def _budgets(info: ModelInfo) -> GeneratorBudgets:
    """The budgets of the model in use."""
    return info.budgets or GeneratorBudgets()


def _answer_tokens(budgets: GeneratorBudgets, *, reasons: bool) -> int:
    return budgets.answer_tokens + (REASONS_TOKENS if reasons else 0)


def _turn_of(
    draft: Draft, offered: Mapping[int, Passage], info: ModelInfo, found: RetrievedPassages
) -> ModelTurn:
    usage = replace(draft.usage, truncated_passages=len(found.hits) - len(offered))
    wrote = draft.first_token_at is not None
    return ModelTurn(draft, info.name if wrote else None, frozenset(offered), usage)


def _no_room(found: RetrievedPassages) -> ModelTurn:
    return ModelTurn(Draft(notice="question_fills_window"), usage=Usage(0, 0, len(found.hits)))


def _is_held(offer: Offer, held: Held) -> bool:
    return any(note.holds(offer) for note in held.notes)


def _rendered(found: RetrievedPassages, offered: Sequence[Offer], held: Sequence[HeldNote]) -> list[HeldNote]:
    """Offers as notes, each with the number of its source or, if a held note has it, the next free one."""
    taken = {note.number for note in held}
    notes: list[HeldNote] = []
    for offer in offered:
        number = offer.number if offer.number not in taken else max(*taken, len(found.hits)) + 1
        taken.add(number)
        name = found.name_to_show(offer.passage)
        text = note(number, offer.passage, client_name=name, text=offer.span.text)
        notes.append(HeldNote(number, offer.passage, offer.span, text))
    return notes


def _prompt_of(found: RetrievedPassages, fitted: Fitted, notes: tuple[HeldNote, ...]) -> _Prompt:
    """Only notes found for this question may be cited; the others only keep the cached prompt valid."""
    ranks = {hit.passage.passage_id: rank for rank, hit in enumerate(found.hits, start=1)}
    sources = {
        note.number: ranks[note.passage.passage_id] for note in notes if note.passage.passage_id in ranks
    }
    return _Prompt(fitted.messages, notes, sources)
