"""Tests a language model on a built-in chart and decides what it may do: read, write, or neither.

It runs the steps of a real question after the search: the rules of abstention, budget, prompt, grammar,
generation, verification, and the relevance check. A model may write only if it answers often and is hardly
ever irrelevant; otherwise the answer consists of quotes, which are faster and never worse. A model trained to
read quotes is judged on that separately: it may know which sentence answers without being able to phrase it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.assistant.acceptance.chart import CHART_VERSION, QUESTIONS, ChartQuestion
from core.assistant.composing import compose
from core.assistant.dto import AnswerMode, Sentence
from core.assistant.evidence.abstention import judge, reader_odds, refuses_alone
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.reader.reading import QuoteReader, QuoteReading
from core.assistant.writing.generation import Generation
from core.assistant.writing.writer import Draft
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.engine.client import EngineClient
from core.errors import Cancelled, EngineProblem

RIGHT_SHARE = 0.75
"""The least share of answerable questions to answer: a model that mostly falls back to quotes only costs
time.
"""
PRECISION = 0.85
"""The least share of shown answers that must be right: answered, with nothing irrelevant. One irrelevant
remark beside six right answers is tolerated: most unanswerable questions never reach a model.
"""
READ_SHARE = 0.75
"""The least share of all questions to read right: that nothing answers, or which sentence does."""
REFUSED_SHARE = 0.05
"""The largest share of answerable questions that a reading alone may reject as unanswerable."""
_CHECK = f"{CHART_VERSION}.6"
_LOAD_S = 180.0
_READING_S = 60.0
"""Generous, because reading speed is not judged."""
_LOOK_S = 0.2
_INTERRUPTED = ("no_model", "engine_resting")


@dataclass(frozen=True, slots=True)
class Report:
    """`right` of `answerable` questions had only supported, relevant sentences, `quiet` of `absent` had none.

    `tokens_per_s` is the writing speed; `first_token_ms` is the median over the questions. A trained reader
    read `read` of all questions right, and `reads` says whether that suffices.
    """

    mode: AnswerMode
    right: int
    answerable: int
    quiet: int
    absent: int
    tokens_per_s: float
    first_token_ms: float
    read: int = 0
    reads: bool = False


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Results of one question: `shown`, `right`, `read`; times in seconds, None when nothing was written.

    `refused`: its reading alone would have rejected the question as unanswerable.
    """

    question: ChartQuestion
    shown: bool = False
    right: bool = False
    tokens: int = 0
    first_s: float | None = None
    writing_s: float = 0.0
    read: bool = False
    refused: bool = False


class AcceptanceCheck:
    """Asks the engine's generator. A verdict is valid for this version of the check only."""

    def __init__(self, engine: EngineClient, questions: Sequence[ChartQuestion] = QUESTIONS) -> None:
        self._engine = engine
        self._generation = Generation(engine)
        self._reader = QuoteReader(engine)
        self._questions = tuple(questions)

    def run(self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress) -> Report:
        """The verdict on the engine's model; progress counts questions.

        It ends as soon as neither mode can be granted any more, whatever the remaining results.

        Raises:
            ModelMissing, ModelRejected: it cannot be loaded.
            EngineProblem: the engine was stopped, rests or failed before the end.
            Cancelled: `cancel` was set.
        """
        self._await_model(cancel)
        process = self._engine.pid
        outcomes: list[_Outcome] = []
        for question in self._questions:
            on_progress(len(outcomes), len(self._questions))
            outcomes.append(self._ask(question, cancel))
            if self._engine.pid != process:
                # Its process died or was replaced: an interrupted test says nothing about the model.
                raise EngineProblem("acceptance_interrupted")
            if _nothing_to_earn(outcomes, self._questions):
                break
        on_progress(len(self._questions), len(self._questions))
        return judged(outcomes)

    def _await_model(self, cancel: CancelToken | None) -> None:
        deadline = time.monotonic() + _LOAD_S
        while True:
            if cancel is not None:
                cancel.raise_if_cancelled()
            try:
                self._engine.generator_info(timeout_s=_LOOK_S, cancel=cancel)
            except EngineProblem as error:
                if error.code != "engine_starting" or time.monotonic() > deadline:
                    raise
            else:
                return

    def _ask(self, question: ChartQuestion, cancel: CancelToken | None) -> _Outcome:
        started = time.perf_counter()
        found = question.found()
        evidence = rank_evidence(found.question, found.hits, days=found.days)
        reading = self._reader.read(found, evidence, cancel=cancel, within_s=_READING_S)
        outcome = _Outcome(
            question,
            read=reading is not None and _read_right(question, reading),
            refused=reading is not None and refuses_alone(reading.none),
        )
        none = None if reading is None else reading.none
        absent = judge(
            found.question,
            found.hits,
            by_meaning=found.by_meaning,
            days=found.days,
            reader_none=none,
        ).reason
        if absent is not None:
            return outcome
        turn = self._generation.run(found, on_text=_unread, cancel=cancel, evidence=evidence, reading=reading)
        ended = time.perf_counter()
        if cancel is not None and cancel.cancelled:
            raise Cancelled
        if turn.draft.notice in _INTERRUPTED:
            raise EngineProblem("acceptance_interrupted")
        first = turn.draft.first_token_at
        composed = compose(found, evidence, turn)
        shown = composed.sentences if composed.mode == "written" else ()
        return replace(
            outcome,
            shown=bool(shown),
            right=_to_the_point(question, shown, turn.draft),
            tokens=turn.usage.output_tokens,
            first_s=None if first is None else first - started,
            writing_s=0.0 if first is None else ended - first,
        )


def check_version(program: str) -> str:
    """The key a verdict is stored under: another version of the program or of the check must test again."""
    return f"{program} check {_CHECK}"


def _nothing_to_earn(outcomes: Sequence[_Outcome], questions: Sequence[ChartQuestion]) -> bool:
    """Whether neither mode could be granted even if every remaining question were answered and read right."""
    left = [_Outcome(each, shown=bool(each.proofs), right=bool(each.proofs), read=True) for each in questions]
    best = judged([*outcomes, *left[len(outcomes) :]])
    return best.mode == "evidence" and not best.reads


def judged(outcomes: Sequence[_Outcome]) -> Report:
    """The report for these outcomes."""
    answerable = [each for each in outcomes if each.question.proofs]
    absent = [each for each in outcomes if not each.question.proofs]
    right = sum(each.right for each in answerable)
    shown = sum(each.shown for each in outcomes)
    earned = right >= RIGHT_SHARE * len(answerable) and right >= PRECISION * shown
    firsts = [each.first_s for each in outcomes if each.first_s is not None]
    writing_s = sum(each.writing_s for each in outcomes)
    read = sum(each.read for each in outcomes)
    refused = sum(each.refused for each in answerable)
    return Report(
        mode="written" if earned and right else "evidence",
        right=right,
        answerable=len(answerable),
        quiet=sum(not each.shown for each in absent),
        absent=len(absent),
        tokens_per_s=sum(each.tokens for each in outcomes) / writing_s if writing_s else 0.0,
        first_token_ms=1000 * statistics.median(firsts) if firsts else 0.0,
        read=read,
        reads=bool(read)
        and read >= READ_SHARE * len(outcomes)
        and refused <= REFUSED_SHARE * len(answerable),
    )


def _read_right(question: ChartQuestion, reading: QuoteReading) -> bool:
    """Whether "nothing answers" wins where nothing does; else whether the right sentence wins."""
    answers = reader_odds(reading.none) < 0
    if not question.proofs:
        return not answers
    best = reading.best.span.text.casefold()
    return answers and any(proof in best for proof in question.proofs)


def _to_the_point(question: ChartQuestion, shown: Sequence[Sentence], draft: Draft) -> bool:
    """Whether there is a shown sentence, and every one is supported by words that answer."""
    if not question.proofs or not shown:
        return False
    # Compared by text: in the answer the sources have other numbers.
    written = zip(draft.sentences, draft.supports, strict=True)
    supports = {one.text: held for one, held in written}
    return all(
        any(
            proof in support.span.text.casefold()
            for support in supports[one.text]
            for proof in question.proofs
        )
        for one in shown
    )


def _unread(_delta: str) -> None:
    """Nobody displays the text."""
