"""Fits the weights with which `core.lookup.reading` recognises what a question asks.

A multinomial logistic regression over the starter embedder's vectors of masked questions: wordings by several
hands, near misses, and the questions of the training data. A minute on two cores; the result is the same in
every run.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.engine.catalogue import EMBEDDER_SHA256, starter_models
from core.lookup.question_words import words_of
from core.lookup.reading import NONE, Intent, Masked, deciding, intents, likeliest, masked, threshold
from training.steps import say

_TODAY = date(2026, 11, 24)
_BATCH = 64
STRENGTH = 30.0
"""The inverse of the regularisation, chosen with the hands left out in turn."""
REAL = "real"
"""The stem of the file with questions of the training data that were judged one by one."""
_LEAST, _LEAST_WORDS = 1, 5
"""Wordings of an intent that have to say something before a question may."""
DATA = "data"
_WEIGHT_OF_DATA = 0.1
"""Of a question of the training data that nobody judged: among them are some that mean an intent."""
_PLACEHOLDER = re.compile("DRUG|CLASS|MEASURE|CONDITION|TEST|DATE|NUMBER|CLIENT")
_FILLS = {
    "DRUG": "metformin, sertraline, ramipril, lithium, prednisolone, apixaban, methotrexate, penicillin, "
    "insulin, codeine, מטפורמין, ציפרלקס, אלטרוקסין, אליקוויס",
    "CLASS": "beta blockers, SSRIs, statins, ACE inhibitors, anticoagulants",
    "MEASURE": "weight, blood pressure, HbA1c, PHQ-9, creatinine, TSH, haemoglobin, המוגלובין, INR, LDL",
    "CONDITION": "asthma, gout, hypertension, epilepsy, psoriasis, אסתמה, heart failure, coeliac disease",
    "TEST": "MRI, echo, colonoscopy, ECG, CT, EEG",
    "DATE": "3 May 2024, March 2024, 12/3/2025, 2023, 14 January 2025",
    "NUMBER": "7.5, 140, 30, 9",
}
"""What a placeholder is filled with, so that the program finds it as in a question."""
_NAMES = {"en": [("Miriam", "Adler"), ("John", "Okafor")], "he": [("מרים", "אדלר"), ("דוד", "כהן")]}


@dataclass(frozen=True, slots=True)
class Wording:
    """A question of one hand: what it asks (`NONE`: more than any intent), as masked, and its known words."""

    hand: str
    intent: str
    near: str
    text: str
    question: Masked
    known: frozenset[str]


def run(models: Path, wordings: Path, data: Path, to: Path) -> None:
    """Prints the figures with each hand left out, then fits all and writes the weights to `to`."""
    rows = list(_wordings(wordings)) + list(_searched(data, wordings))
    vectors = _embedded(models, [one.question.text for one in rows])
    say(f"{len(rows)} questions, {dict(Counter(one.hand for one in rows))}")
    for hand in dict.fromkeys(one.hand for one in rows):
        if hand not in (REAL, DATA):
            say(f"{hand}, left out: {_left_out(rows, vectors, hand)}")
    names, matrix, offsets = _fitted(rows, vectors)
    allowed = {name: sorted(found) for name, found in _allowed(rows).items()}
    np.savez_compressed(
        to,
        names=np.array(names),
        matrix=matrix.astype(np.float16),
        offsets=offsets.astype(np.float16),
        allowed=np.array(json.dumps(allowed, ensure_ascii=False)),
        words=np.array(json.dumps(sorted(_words(rows)), ensure_ascii=False)),
        embedder=np.array(EMBEDDER_SHA256),
    )
    say(f"{to}: {to.stat().st_size} bytes")


def _wordings(folder: Path) -> Iterator[Wording]:
    every = intents()
    for path in sorted(folder.glob("*.jsonl")):
        chance = random.Random(17)  # noqa: S311 - the same in every run
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            near = row.get("near", row["id"])
            language = "he" if re.search("[א-ת]", row["q"]) else "en"
            names = chance.choice(_NAMES[language])
            text = _filled(row["q"], names, chance)
            of_practice = row.get("scope") == "practice" if near == NONE else every[near].practice
            yield _wording(path.stem, row["id"], near, text, () if of_practice else names)


def _filled(text: str, names: Sequence[str], chance: random.Random) -> str:
    def fill(found: re.Match[str]) -> str:
        return chance.choice(_FILLS[found[0]].split(", ") if found[0] in _FILLS else names)

    return _PLACEHOLDER.sub(fill, text)


def _searched(data: Path, wordings: Path) -> Iterator[Wording]:
    """The questions of the training data that nobody had to judge: they are far from every intent."""
    judged = {json.loads(line)["q"] for line in (wordings / f"{REAL}.jsonl").read_text("utf-8").splitlines()}
    for folder in sorted(one for one in data.iterdir() if one.is_dir()):
        names = {}
        for line in (folder / "charts.jsonl").read_text("utf-8").splitlines():
            client = json.loads(line)["client"]
            names[client["id"]] = (client["first_name"], client["last_name"])
        for line in (folder / "questions.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            made = _wording(DATA, NONE, NONE, row["question"], names.get(row.get("client_id"), ()))
            if made.question.text not in judged:
                yield made


def _wording(hand: str, intent: str, near: str, text: str, names: Sequence[str]) -> Wording:
    question = masked(text, today=_TODAY, names=names)
    return Wording(hand, intent, near, text, question, deciding(text, question, names))


def _embedded(models: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    from core.engine.encoding.embedder import Embedder

    embedder = Embedder(starter_models(models).embedder)
    parts = [embedder.embed(list(texts[at : at + _BATCH])) for at in range(0, len(texts), _BATCH)]
    return np.concatenate(parts).astype(np.float32)


def _fits(one: Wording) -> bool:
    """Whether the concepts of a wording were recognised: otherwise it is not asked about its intent."""
    return one.intent == NONE or one.question.kinds == intents()[one.intent].kinds


def _fitted(
    rows: Sequence[Wording], vectors: NDArray[np.float32]
) -> tuple[list[str], NDArray[np.float32], NDArray[np.float32]]:
    """Names (classes,), matrix (classes, dimension) and offsets (classes,)."""
    from sklearn.linear_model import LogisticRegression

    kept = np.array([_fits(one) for one in rows])
    wanted = np.array([one.intent for one in rows])
    weight = np.array([_WEIGHT_OF_DATA if one.hand == DATA else 1.0 for one in rows])
    fitted = LogisticRegression(C=STRENGTH, max_iter=1_000)
    fitted.fit(vectors[kept], wanted[kept], sample_weight=weight[kept])
    return fitted.classes_.tolist(), fitted.coef_, fitted.intercept_


def _allowed(rows: Sequence[Wording]) -> dict[str, set[str]]:
    """What several wordings of an intent say; a word that denies has to be usual among them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in rows:
        if one.intent != NONE:
            counts[one.intent].update(one.known)
    return {
        name: {
            said
            for said, count in found.items()
            if count >= (_LEAST_WORDS if said.startswith("word.") else _LEAST)
        }
        for name, found in counts.items()
    }


def _words(rows: Sequence[Wording]) -> frozenset[str]:
    return frozenset(word.text for one in rows if one.intent != NONE for word in words_of(one.question.text))


def _left_out(rows: Sequence[Wording], vectors: NDArray[np.float32], hand: str) -> str:
    others = [place for place, one in enumerate(rows) if one.hand != hand]
    names, matrix, offsets = _fitted([rows[place] for place in others], vectors[others])
    allowed = _allowed([rows[place] for place in others])
    own = [place for place, one in enumerate(rows) if one.hand == hand]
    words = _words([rows[place] for place in others])
    counts: Counter[str] = Counter()
    for place in own:
        one = rows[place]
        scores = matrix @ vectors[place] + offsets
        raised = np.exp(scores - scores.max())
        found = dict(zip(names, (raised / raised.sum()).tolist(), strict=True))
        name, share = likeliest(found, _possible(one, allowed))
        if name != NONE and share >= threshold(one.question, words):
            counts["right" if name == one.intent else _wrong(one)] += 1
    asked = sum(rows[place].intent != NONE for place in own)
    return (
        f"{counts['right']} of {asked} right, {counts['wrong']} wrong,"
        f" {counts['near misses']} of {len(own) - asked} near misses taken"
    )


def _wrong(one: Wording) -> str:
    return "near misses" if one.intent == NONE else "wrong"


def _possible(one: Wording, allowed: dict[str, set[str]]) -> list[str]:
    practice = intents()[one.near].practice if one.near != NONE else None

    def may_be(intent: Intent) -> bool:
        return (
            intent.practice == practice
            and intent.kinds == one.question.kinds
            and one.known <= intent.lookup.slots | allowed.get(intent.name, set())
        )

    return [name for name, intent in intents().items() if may_be(intent)]
