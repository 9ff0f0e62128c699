"""Asks the assistant and scores the answers: correctness, withheld sentences, leaks.

Scoring compares text only, so that a run is reproducible: a quote by its offsets, a written sentence by the
verifier, the answer by required and forbidden words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from core.assistant.dto import Answer, Sentence, Source
from core.assistant.verification.sentence_verifier import SentenceVerifier
from core.cancel import CancelToken
from core.evaluation.dto import AnswerOutcome, EvaluationQuestion, GoldPlace, Score
from core.ids import ClientId
from core.sources.dto import SearchScope

Ask = Callable[..., Answer]

_QUOTED = re.compile("“(?P<words>.*)”", re.DOTALL)
_HEBREW = re.compile(r"[\u05d0-\u05ea]")


class Answering:
    """Asks the assistant the questions of a chart file, over its imported practice.

    `clients` are the practice's own ids by those of the file. `use_model` false asks for the evidence only.
    """

    def __init__(self, ask: Ask, clients: Mapping[str, ClientId], *, use_model: bool) -> None:
        self._ask = ask
        self._clients = dict(clients)
        self._names = {client_id: name for name, client_id in self._clients.items()}
        self._use_model = use_model

    def outcome(
        self, question: EvaluationQuestion, places: Sequence[GoldPlace], cancel: CancelToken
    ) -> AnswerOutcome:
        """The answer to `question`, judged; `places` are where its gold quotes lie. Raises as asking does."""
        client_id = None if question.client_id is None else self._clients[question.client_id]
        answer = self._ask(
            question.question,
            SearchScope(client_id=client_id),
            cancel=cancel,
            use_model=self._use_model,
            alone=True,
            regenerate=True,
        )
        faithful = sum(_is_borne_out(sentence, answer) for sentence in answer.sentences)
        return AnswerOutcome(
            row_id=question.row_id,
            question=question.question,
            mode=answer.mode,
            abstained=answer.not_in_record,
            notice=answer.notice,
            gold_used=tuple(_is_used(place, answer.sources) for place in places),
            shown=len(answer.sentences),
            faithful=faithful,
            withheld=len(answer.withheld),
            hit=self._hits(question, answer),
            leaks=0 if client_id is None else leaks(answer, client_id),
            elapsed_ms=answer.timings.total_ms,
        )

    def _hits(self, question: EvaluationQuestion, answer: Answer) -> bool:
        if answer.not_in_record:
            return False
        used = [source for source in answer.sources if source.used]
        about = [answer.answer, *(source.quote for source in used if answer.mode == "lookup")]
        about += [source.passage.day.isoformat() for source in used if source.passage.day is not None]
        whose = [f"{self._names[source.passage.client_id]} {source.client_name}" for source in used]
        with_dates = "\n".join(about + whose)
        # A list must not name the wrong client; a date that contains a forbidden number does not count.
        against = with_dates if question.client_id is None else answer.answer
        return all(says(with_dates, words) for words in question.must_include) and not any(
            says(against, words, whole=True) for words in question.must_not
        )


def answer_scores(question: EvaluationQuestion, outcome: AnswerOutcome) -> list[Score]:
    """The scores of one answer; the columns depend on whether the charts answer it."""
    scores = [Score("leaks", outcome.leaks, 1)]
    if outcome.shown:
        scores.append(Score("faithful", outcome.faithful, outcome.shown))
    if outcome.shown or outcome.withheld:
        scores.append(Score("withheld", outcome.withheld, outcome.shown + outcome.withheld))
    if not question.gold:
        return [*scores, Score("abstained", float(outcome.abstained))]
    scores += [Score("evidence_hit", float(used)) for used in outcome.gold_used]
    scores.append(Score("answer_hit", float(outcome.hit)))
    scores.append(Score("false_abstention", float(outcome.abstained)))
    scores.append(Score("written", float(outcome.mode == "written")))
    return scores


def _is_borne_out(sentence: Sentence, answer: Answer) -> bool:
    """As `is_faithful`; for lookups only the quotes, because their sentences are made from the structure."""
    if answer.mode != "lookup":
        return is_faithful(sentence, answer.sources)
    cited = [source for source in answer.sources if source.number in sentence.sources]
    return all(_is_exact(source) and source.used for source in cited)


def is_faithful(sentence: Sentence, sources: Sequence[Source]) -> bool:
    """Whether the cited words support a shown sentence: a quote exactly, any other by the verifier."""
    cited = {source.number: source for source in sources if source.number in sentence.sources}
    if not cited or len(cited) != len(set(sentence.sources)):
        return False
    if not all(_is_exact(source) and source.used for source in cited.values()):
        return False
    quoted = _QUOTED.search(sentence.text)
    if quoted is not None and any(_spaced(quoted["words"]) in _spaced(one.quote) for one in cited.values()):
        return True
    verifier = SentenceVerifier({number: source.passage for number, source in cited.items()})
    return verifier.check(sentence.text, sentence.sources).supported


def leaks(answer: Answer, client_id: ClientId) -> int:
    """The number of sources of other clients than the one asked about."""
    return sum(source.passage.client_id != client_id for source in answer.sources)


def says(text: str, words: str, *, whole: bool = False) -> bool:
    """Whether `words` occur in `text`: at the beginning of a word, numbers only as a whole.

    Hebrew words also after a prefix; `whole` requires whole words.
    """
    text, words = _spaced(text.casefold()), _spaced(words.casefold())
    if _HEBREW.search(words):
        return words in text
    before = r"(?<!\d)(?<!\d[.,])" if words[0].isdigit() else r"(?<!\w)"
    after = r"(?![.,]?\d)" if words[-1].isdigit() else r"(?!\w)" if whole else ""
    return re.search(before + re.escape(words) + after, text) is not None


def _is_used(place: GoldPlace, sources: Sequence[Source]) -> bool:
    # A quote shorter than the proof contains its answering clause.
    return any(
        source.used
        and (source.passage.source_id, source.passage.field) == (place.session_id, place.field)
        and any(
            (source.quote_start <= start and end <= source.quote_end)
            or (start <= source.quote_start and source.quote_end <= end)
            for start, end in place.spans
        )
        for source in sources
    )


def _is_exact(source: Source) -> bool:
    passage = source.passage
    start, end = source.quote_start - passage.start, source.quote_end - passage.start
    return 0 <= start < end and passage.text[start:end] == source.quote


def _spaced(text: str) -> str:
    return " ".join(text.split())
