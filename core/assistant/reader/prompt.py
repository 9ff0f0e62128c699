"""The prompt of a model that was trained to read quotes, and the form of its answer.

Training and answering use this module, so that the texts are identical. The prompt contains the question,
up to eight sentences with their days, each followed by its number from 1, and the question again. It answers
`none`, or the numbers of the sentences that answer, a colon, and one or two sentences in the language of the
question:

    Question: current thyroxine dose
    2023-02-01 plan: Continue candesartan 4 mg, levothyroxine 125. [1]
    2023-02-09 subjective: Denies cough. Sleeps well. [2]
    Question: current thyroxine dose

    1: The levothyroxine dose is 125 mcg.

The first token of the answer is therefore `none` or a digit, and its probabilities are the reading.

A causal model attends only to earlier tokens. The question precedes the sentences so that each is read in its
context, and a number follows its sentence so that at the number the whole sentence has been read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.assistant.writing.prompt import plain
from core.engine.dto import ChatMessage

NONE = "none"
QUOTES_LIMIT = 8
"""Single digits: each number is one token."""
PROMPT_TOKENS = 400
ANSWER_TOKENS = 60
_TASK = "Name the quotes that answer the question and answer it from them, or say none."


@dataclass(frozen=True, slots=True)
class ReaderQuote:
    """A sentence of a chart; `client_name` only if the quotes are of several clients."""

    day: date | None
    field: str
    text: str
    client_name: str | None = None

    @property
    def place(self) -> tuple[date, str]:
        """The sort key of quotes in a prompt: by day (without one first), and within a day by field.

        Within a field the better one is first. Otherwise the position does not reveal the rank, in training
        and in answering.
        """
        return self.day or date.min, self.field


def reader_messages(question: str, quotes: Sequence[ReaderQuote]) -> tuple[ChatMessage, ...]:
    """The chat to complete; the quotes are numbered from 1 in the order given.

    Raises:
        ValueError: there are none, or more than `QUOTES_LIMIT`.
    """
    if not 0 < len(quotes) <= QUOTES_LIMIT:
        raise ValueError("one to eight quotes")
    lines = [_line(number, quote) for number, quote in enumerate(quotes, 1)]
    asked = f"Question: {_words(question)}"
    told = "\n".join([asked, *lines, asked])
    return (ChatMessage("system", _TASK), ChatMessage("user", told))


def reader_answer(numbers: Sequence[int], sentences: str) -> str:
    """The answer that the model is trained to write; without numbers `none`."""
    if not numbers:
        return NONE
    return f"{' '.join(map(str, sorted(set(numbers))))}: {_words(sentences)}"


def _line(number: int, quote: ReaderQuote) -> str:
    where = [quote.client_name or "", quote.day.isoformat() if quote.day else "", quote.field]
    head = " ".join(_words(part.replace("_", " ")) for part in where if part)
    return f"{head}: {_words(quote.text)} [{number}]"


def _words(text: str) -> str:
    return " ".join(plain(text).split())
