"""Lets the model write, parses its sentences while they stream, and sorts them into verified and withheld."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.assistant.dto import Attribution, Sentence, Usage
from core.assistant.verification.checks.numbers import quantities_of
from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.meanings import Meanings
from core.assistant.verification.sentence_verifier import REASONS, SentenceVerifier, Support, Verdict
from core.assistant.writing.completing import completed
from core.assistant.writing.drafting import DraftReader, DraftSentence
from core.assistant.writing.grammar import WORDS_LIMIT
from core.cancel import CancelToken
from core.engine.dto import ChatMessage, GenerationRequest, GenerationResult
from core.errors import AnamnesisError, Cancelled, EngineProblem, InputRefused, ModelError
from core.retrieval.dto import Passage

_WITHHELD_LIMIT = 2
"""After this many withheld sentences the model is stopped: it rarely recovers, and the user waits."""

_COMPLETED_AFTER = frozenset(REASONS) - {"no_citation", "unknown_source"}
"""Reasons after which words copied from a note are completed to its sentence."""
_OF_REASONS = frozenset("gives names tells lists answers holds contains asked question".split())
"""Words that a reason may have besides those of its source."""

Generate = Callable[[GenerationRequest, Callable[[str], None], CancelToken], GenerationResult]
"""Adds the grammar and the model's budget, and forwards the text with the numbers of the sources."""


@dataclass
class Draft:
    """The result of one generation. `supports[i]` are the words that support `sentences[i]`.

    `notice` is a code if the model did not finish or had nothing to say.
    """

    sentences: list[Sentence] = field(default_factory=list)
    supports: list[tuple[Support, ...]] = field(default_factory=list)
    withheld: list[Sentence] = field(default_factory=list)
    attribution: Attribution = "tracked"
    notice: str | None = None
    usage: Usage = field(default_factory=Usage)
    reasons: dict[int, str] = field(default_factory=dict)
    """The model's reason for using a source, by its number: about the source, and never a fact."""
    first_token_at: float | None = None
    """`time.perf_counter()` when the first text arrived."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """The verdict on a sentence, and the sentence to show, which may be the note's own."""

    verdict: Verdict
    text: str
    emphasis: tuple[tuple[int, int], ...] = ()


class Writer:
    """One generation over the passages offered to the model, by their numbers."""

    def __init__(
        self, generate: Generate, offered: Mapping[int, Passage], meanings: Meanings | None = None
    ) -> None:
        self._generate = generate
        self._offered = dict(offered)
        self._meanings = meanings if meanings is not None else Meanings.built_in()
        self._verifier = SentenceVerifier(offered, self._meanings)
        self._checked: dict[DraftSentence, _Judged] = {}

    def write(
        self,
        messages: tuple[ChatMessage, ...],
        *,
        on_text: Callable[[str], None],
        cancel: CancelToken | None = None,
    ) -> Draft:
        """Generates; `on_text` gets the text unverified. Never raises for failures of the engine."""
        draft, reader, shown = Draft(), DraftReader(), _Shown(on_text)
        stop = _Stop(cancel)

        def receive(delta: str) -> None:
            if draft.first_token_at is None:
                draft.first_token_at = time.perf_counter()
            for sentence in reader.feed(delta):
                self._sort(sentence, draft)
            shown.add(delta, held=reader.undecided)
            # Only the model's next token shows whether it is complete; it is checked meanwhile.
            if (likely := reader.likely) is not None:
                self._judge(likely, draft)
            if len(draft.withheld) >= _WITHHELD_LIMIT:
                stop.cancel()

        request = GenerationRequest(messages)
        finish = self._run(request, receive, stop, draft)
        for sentence in reader.finish():
            self._sort(sentence, draft)
        draft.reasons = {
            number: words
            for number, words in reader.reasons.items()
            if number in self._offered and self._is_about(words, self._offered[number])
        }
        if stop.by_caller or not stop.cancelled:
            self._account_for_rest(draft, reader, whole=finish == "stop")
        if stop.by_caller:
            draft.notice = "stopped"
        elif draft.notice is None and reader.insufficient:
            draft.notice = "insufficient"
        return draft

    def _run(
        self, request: GenerationRequest, receive: Callable[[str], None], stop: CancelToken, draft: Draft
    ) -> str:
        try:
            result = self._generate(request, receive, stop)
        except Cancelled:
            return "cancelled"
        except (EngineProblem, ModelError, InputRefused) as error:
            draft.notice = notice_of(error)
            return "failed"
        draft.usage = Usage(result.prompt_tokens, result.output_tokens)
        return result.finish

    def _sort(self, drafted: DraftSentence, draft: Draft) -> None:
        judged = self._judge(drafted, draft)
        verdict = judged.verdict
        if verdict.supported:
            numbers = tuple(support.number for support in verdict.supports)
            draft.sentences.append(Sentence(judged.text, numbers, verified=True, emphasis=judged.emphasis))
            draft.supports.append(verdict.supports)
        else:
            draft.withheld.append(
                Sentence(drafted.text, self._known(drafted.cited), verified=False, reason=verdict.reason)
            )

    def _judge(self, drafted: DraftSentence, draft: Draft) -> _Judged:
        if drafted not in self._checked:
            self._checked[drafted] = self._check(drafted)
        judged = self._checked[drafted]
        shown = (drafted.text, judged.text)
        if any(earlier.text in shown for earlier in [*draft.sentences, *draft.withheld]):
            return _Judged(Verdict(reason="repeated"), drafted.text)
        return judged

    def _check(self, drafted: DraftSentence) -> _Judged:
        if len(drafted.text.split()) >= WORDS_LIMIT:
            # The grammar ended it, not the model: its last words may lack their context.
            return _Judged(Verdict(reason="unfinished"), drafted.text)
        verdict = self._verifier.check(drafted.text, drafted.cited)
        if verdict.reason in _COMPLETED_AFTER:
            found = completed(drafted.text, drafted.cited, self._offered, self._meanings)
            # The note's words need their doubt, their heading and their person as much as the model's.
            if found is not None and self._verifier.check(found.text, (found.number,)).supported:
                support = Support(found.number, found.span, (drafted.text,))
                return _Judged(Verdict((support,)), found.text, (found.at,))
        return _Judged(verdict, drafted.text)

    @staticmethod
    def _is_about(words: str, passage: Passage) -> bool:
        """Whether a reason has only words and numbers of its source, and at least one."""
        reason, noted = Claims(words), Claims(passage.text)
        numbers = quantities_of(noted, passage.day)
        return (
            any(noted.holds(term) for term in reason.terms)
            and all(noted.holds(term) or term.text in _OF_REASONS for term in reason.terms)
            and all(match(each, numbers) is Match.SAME for each in reason.quantities)
        )

    def _known(self, cited: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(number for number in cited if number in self._offered)

    def _account_for_rest(self, draft: Draft, reader: DraftReader, *, whole: bool) -> None:
        """Text after the last citation is withheld; an answer without citations cannot be attributed."""
        if reader.undecided or reader.insufficient or not reader.rest:
            return
        reason = "no_citation" if whole else "unfinished"
        draft.withheld.append(Sentence(reader.rest, (), verified=False, reason=reason))
        if whole and not draft.sentences:
            draft.attribution = "unavailable"


def notice_of(error: AnamnesisError) -> str:
    """The code that tells the user why no model wrote, or why it stopped."""
    if isinstance(error, ModelError) or error.code in ("engine_stopped", "engine_starting"):
        return "no_model"
    return "engine_resting" if error.code == "engine_resting" else "generation_failed"


class _Shown:
    """Forwards text, holding back what may still become the word for "not enough"."""

    def __init__(self, on_text: Callable[[str], None]) -> None:
        self._on_text = on_text
        self._held = ""

    def add(self, delta: str, *, held: bool) -> None:
        self._held += delta
        if not held:
            self._on_text(self._held)
            self._held = ""


class _Stop(CancelToken):
    """Cancelled by the user or by the writer itself."""

    def __init__(self, caller: CancelToken | None) -> None:
        super().__init__()
        self._caller = caller

    @property
    def by_caller(self) -> bool:
        return self._caller is not None and self._caller.cancelled

    @property
    def cancelled(self) -> bool:
        return super().cancelled or self.by_caller

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise Cancelled
