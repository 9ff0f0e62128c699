"""The acceptance check lets a model write that answers to the point, and no other."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from core.assistant.acceptance.chart import QUESTIONS as ALL
from core.assistant.acceptance.chart import ChartQuestion
from core.assistant.acceptance.check import AcceptanceCheck, Report, _Outcome, check_version, judged
from core.assistant.acceptance.earned import EarnedMode, stored
from core.assistant.writing.grammar import INSUFFICIENT
from core.cancel import CancelToken
from core.engine.catalogue import AdapterSpec, ModelSpec
from core.engine.client import EngineClient
from core.engine.dto import GenerationRequest, ReadingRequest
from core.engine.model_library.verdicts import Verdicts
from core.errors import Cancelled, EngineProblem, GenerationError, ModelMissing
from tests.fakes.engine import FakeEngine

PROGRAM = "0.0.test"
SPEC = ModelSpec("generator", "tiny", Path("tiny.gguf"), "a" * 64, "MIT")
QUESTIONS = ALL[:12]
"""Eight with an answer, four without: enough to tell what each rule does."""
Answering = Callable[[ChartQuestion], str]


class Examined(FakeEngine):
    """An engine whose generator answers each question of the chart as `answer` does."""

    def __init__(self, answer: Answering, **options: Any) -> None:
        super().__init__(write=self._written, **options)
        self._answer = answer
        self.generator: ModelSpec | None = SPEC
        self.done = threading.Event()

    def _written(self, request: GenerationRequest) -> str:
        asked = request.messages[-1].content
        return self._answer(next(each for each in ALL if asked.endswith(f"Question: {each.text}")))


def check(answer: Answering) -> Report:
    return AcceptanceCheck(client(Examined(answer)), QUESTIONS).run()


def client(engine: FakeEngine) -> EngineClient:
    return cast("EngineClient", engine)


def copies(question: ChartQuestion) -> str:
    """The sentence that answers, with its number; nothing where none does."""
    for number, hit in enumerate(question.found().hits, start=1):
        for sentence in hit.passage.text.rstrip(".").split(". "):
            if any(proof in sentence.casefold() for proof in question.proofs):
                return f"{sentence}. [{number}]"
    return INSUFFICIENT


def parrots(question: ChartQuestion) -> str:
    """A true sentence beside the point."""
    first = question.found().hits[-1].passage.text.split(". ")[0].rstrip(".")
    return f"{first}. [{len(question.notes)}]"


FLUENT = {
    "What was her blood pressure?": "Her blood pressure was 148/92 while sitting. [1]",
    "What dose of amlodipine was started?": "She was started on amlodipine 5 mg once a day. [1]",
    "Which knee hurts?": "She has had left knee pain for three weeks. [1]",
    "What is she allergic to?": "She is allergic to penicillin. [2]",
    "When does she take ramipril?": "She takes ramipril 2.5 mg every evening. [2]",
    "איפה הכאב?": "הכאב הוא בכתף ימין. [1]",
    "כמה פעמים ביום לתרגל?": "תרגילי מטוטלת פעמיים ביום. [2]",
    "מה היה הסוכר בצום?": "הסוכר בצום היה 104. [1]",
}
"""As a good model would put it, in words of its own."""

WRONG = {
    "What was her blood pressure?": "Her blood pressure was 128/92. [1]",
    "What dose of amlodipine was started?": "She was started on amlodipine 10 mg. [1]",
    "Which knee hurts?": "She has had right knee pain for three weeks. [1]",
    "What is she allergic to?": "She is allergic to amlodipine. [1]",
    "When does she take ramipril?": "She takes ramipril every morning. [2]",
    "Does she smoke?": "She smokes at a bakery. [1]",
    "What was her cholesterol?": "Her cholesterol was 148/92. [1]",
    "מה היה הסוכר בצום?": "הסוכר בצום היה 140. [1]",
}
"""Fluent, near the notes, and false."""


def test_a_question_that_the_rules_refuse_is_not_given_to_the_model():
    """As in answering: what a model would have said of it is never shown."""
    asked: list[str] = []

    def noting(question: ChartQuestion) -> str:
        asked.append(question.text)
        return copies(question)

    report = check(noting)
    assert "What was her cholesterol?" not in asked
    assert "Does she smoke?" in asked
    assert (report.right, report.quiet, report.absent) == (8, 4, 4)


def test_a_model_that_answers_in_its_own_words_may_write():
    report = check(lambda question: FLUENT.get(question.text, INSUFFICIENT))
    assert (report.mode, report.right, report.quiet) == ("written", 8, 4)


def test_a_good_model_that_slips_twice_may_write():
    slips = {
        **FLUENT,
        "Which knee hurts?": WRONG["Which knee hurts?"],
        "Does she smoke?": "She works nights. [1]",
    }
    report = check(lambda question: slips.get(question.text, INSUFFICIENT))
    assert (report.mode, report.right) == ("written", 7)


def test_a_fluent_model_that_is_wrong_earns_nothing():
    report = check(lambda question: WRONG.get(question.text, INSUFFICIENT))
    assert (report.mode, report.right) == ("evidence", 0)


def test_the_chart_has_both_languages_and_what_it_does_not_say():
    assert len(ALL) == len({each.text for each in ALL}) == 80
    for question in ALL:
        notes = " ".join(hit.passage.text.casefold() for hit in question.found().hits)
        assert any(proof in notes for proof in question.proofs) == bool(question.proofs)
    hebrew = [each for each in ALL if "\u05d0" <= each.text[0] <= "\u05ea"]
    assert (len(hebrew), len([each for each in hebrew if each.proofs])) == (27, 15)
    assert len([each for each in ALL if each.proofs]) == 44


def test_who_copies_what_answers_passes_on_all_of_the_chart() -> None:
    """Four answers have no word in common with their question; as a copy such a sentence is not shown."""
    report = AcceptanceCheck(client(Examined(copies))).run()
    assert (report.right, report.answerable, report.quiet, report.absent) == (40, 44, 36, 36)
    assert report.mode == "written"


ONCE = {
    "Losartan dose now?": "Losartan 50 mg in the morning because of the cough. [1]",
    "What is her blood pressure these days?": "Blood pressure 148/92 sitting. [1]",
    "blood pressure in may": "Blood pressure 134/84 sitting. [1]",
    "phq9 now": "PHQ-9 of 11. [1]",
    "כמה היא שוקלת עכשיו?": "משקל 71 קילו. [1]",
    "מה היה הסוכר בצום ביולי?": "סוכר בצום 96. [1]",
}
"""True of another time than the question asks about."""


def test_what_was_true_at_another_time_does_not_answer() -> None:
    asked = [each for each in ALL if each.text in ONCE]
    assert len(asked) == len(ONCE)
    report = AcceptanceCheck(client(Examined(lambda question: ONCE[question.text])), asked).run()
    assert (report.mode, report.right) == ("evidence", 0)
    assert AcceptanceCheck(client(Examined(copies)), asked).run().right == len(ONCE)


def test_the_examination_ends_when_nothing_can_be_earned_any_more() -> None:
    heard: list[tuple[int, int]] = []
    engine = Examined(parrots)
    report = AcceptanceCheck(client(engine)).run(on_progress=lambda done, of: heard.append((done, of)))
    assert report.mode == "evidence"
    assert not report.reads
    assert report.answerable + report.absent == heard[-2][0] + 1 < 25
    assert heard[-1] == (80, 80)


def test_who_may_still_earn_one_of_both_is_examined_to_the_end() -> None:
    for engine in (Examined(copies), ExaminedReader(*range(10))):
        report = AcceptanceCheck(client(engine)).run()
        assert report.answerable + report.absent == 80


def test_a_model_that_copies_what_answers_may_write():
    report = check(copies)
    assert (report.right, report.answerable, report.quiet, report.absent) == (8, 8, 4, 4)
    assert report.mode == "written"
    assert report.tokens_per_s > 0


def test_true_sentences_beside_the_point_earn_nothing():
    report = check(parrots)
    assert (report.mode, report.right) == ("evidence", 0)


def test_silence_earns_nothing():
    report = check(lambda _: INSUFFICIENT)
    assert (report.mode, report.right) == ("evidence", 0)


def test_one_true_remark_beside_eight_answers_is_forgiven_and_two_are_not():
    def remarking(*questions: str) -> Answering:
        return lambda question: "She works nights. [1]" if question.text in questions else copies(question)

    one = check(remarking("Does she smoke?"))
    two = check(remarking("Does she smoke?", "When does she take ramipril?"))
    assert (one.mode, one.right, one.quiet) == ("written", 8, 3)
    assert two.right < 8


def test_what_is_shown_beside_the_point_counts_against_a_model():
    question = next(each for each in QUESTIONS if each.text == "Does she smoke?")
    right = [_Outcome(each, True, True, 10, 0.1, 1.0) for each in QUESTIONS if each.proofs]
    idle = _Outcome(question, True, False, 10, 0.1, 1.0)
    assert judged([*right, idle]).mode == "written"
    assert judged([*right, idle, idle]).mode == "evidence"


def test_two_of_eight_may_be_left_to_the_evidence_and_three_may_not():
    def without(*left: int) -> Answering:
        return lambda question: INSUFFICIENT if QUESTIONS.index(question) in left else copies(question)

    assert check(without(0, 5)).mode == "written"
    assert check(without(0, 5, 7)).mode == "evidence"


def test_invented_numbers_are_withheld_and_not_right():
    report = check(lambda question: copies(question).replace("148", "184").replace("5 mg", "50 mg"))
    assert report.right == 6


def test_a_check_that_cannot_come_to_its_end_gives_no_verdict():
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        AcceptanceCheck(client(Examined(copies))).run(cancel=cancel)
    stopped = Examined(copies)
    stopped.stop()
    with pytest.raises(EngineProblem):
        AcceptanceCheck(client(stopped)).run()
    with pytest.raises(ModelMissing):
        AcceptanceCheck(client(FakeEngine(generator=False))).run()
    resting = Examined(copies)
    resting.fail_generations(EngineProblem("engine_resting"))
    with pytest.raises(EngineProblem, match="acceptance_interrupted"):
        AcceptanceCheck(client(resting)).run()


def test_a_model_that_fails_once_is_wrong_once():
    engine = Examined(copies)
    engine.fail_generations(GenerationError("grammar_dead_end"))
    assert AcceptanceCheck(client(engine), QUESTIONS).run().right == 7


def test_a_process_that_dies_meanwhile_is_no_fault_of_the_model():
    def dies(question: ChartQuestion) -> str:
        engine.pid = 2 if question == QUESTIONS[5] else engine.pid
        return copies(question)

    engine = Examined(dies)
    engine.pid = 1
    with pytest.raises(EngineProblem, match="acceptance_interrupted"):
        AcceptanceCheck(client(engine)).run()


def settled(earned: EarnedMode) -> None:
    for thread in threading.enumerate():
        if thread.name == "acceptance":
            thread.join(20)


def test_the_first_question_has_the_model_examined_behind(tmp_path: Path) -> None:
    engine = Examined(copies)
    verdicts = Verdicts((tmp_path,))
    earned = EarnedMode(engine=client(engine), verdicts=verdicts, program=PROGRAM)
    assert earned.mode() == "evidence", "nothing is earned yet"
    settled(earned)
    assert earned.mode() == "written"
    kept = verdicts.of(SPEC.sha256)
    assert kept is not None
    assert (kept.mode, kept.program) == ("written", check_version(PROGRAM))
    asked = len(engine.requests)
    again = EarnedMode(engine=client(engine), verdicts=Verdicts((tmp_path,)), program=PROGRAM)
    assert again.mode() == "written"
    settled(again)
    assert len(engine.requests) == asked, "it is not asked twice"


def test_another_version_of_the_program_asks_again(tmp_path: Path) -> None:
    verdicts = Verdicts((tmp_path,))
    verdicts.keep(SPEC.sha256, stored(check(copies), program="0.0.older"))
    engine = Examined(parrots)
    earned = EarnedMode(engine=client(engine), verdicts=verdicts, program=PROGRAM)
    assert earned.mode() == "evidence"
    settled(earned)
    kept = verdicts.of(SPEC.sha256)
    assert kept is not None
    assert (kept.mode, kept.program) == ("evidence", check_version(PROGRAM))


def test_a_model_that_cannot_be_examined_leaves_the_evidence(tmp_path: Path) -> None:
    engine = Examined(copies)
    engine.fail_generations(EngineProblem("engine_stopped"))
    verdicts = Verdicts((tmp_path,))
    earned = EarnedMode(engine=client(engine), verdicts=verdicts, program=PROGRAM)
    assert earned.mode() == "evidence"
    settled(earned)
    assert earned.mode() == "evidence"
    settled(earned)
    assert verdicts.of(SPEC.sha256) is None
    engine.generator = None
    assert earned.mode() == "evidence"


def test_a_verdict_that_cannot_be_stored_still_counts_until_the_lock(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    verdicts = Verdicts((tmp_path / "file" / "models",))
    earned = EarnedMode(engine=client(Examined(copies)), verdicts=verdicts, program=PROGRAM)
    earned.mode()
    settled(earned)
    assert earned.mode() == "written"


class ExaminedReader(Examined):
    """Its generator reads as well, the questions in `wrong` wrongly; it writes nothing of use."""

    def __init__(self, *wrong: int) -> None:
        super().__init__(lambda _: "none", reads=self._read, adapter="b" * 64)
        self._wrong = wrong

    def _read(self, request: ReadingRequest) -> list[float]:
        _, *lines, asked = request.messages[-1].content.splitlines()
        question = next(each for each in ALL if asked.endswith(each.text))
        proving = [any(proof in line.casefold() for proof in question.proofs) for line in lines]
        if ALL.index(question) in self._wrong:
            return [0.1, *(0.9 / proving.count(False) * (not each) for each in proving)]
        if not any(proving):
            return [0.9, *(0.1 / len(lines) for _ in lines)]
        return [0.1, *(0.9 / sum(proving) * each for each in proving)]


def test_a_model_may_earn_reading_without_writing():
    report = AcceptanceCheck(client(ExaminedReader()), QUESTIONS).run()
    assert (report.mode, report.right) == ("evidence", 0)
    assert (report.reads, report.read) == (True, 12)


def test_who_reads_a_quarter_wrong_still_reads_and_more_does_not():
    three = AcceptanceCheck(client(ExaminedReader(0, 5, 9)), QUESTIONS).run()
    four = AcceptanceCheck(client(ExaminedReader(0, 5, 8, 9)), QUESTIONS).run()
    assert (three.read, three.reads) == (9, True)
    assert not four.reads


class SurelySilent(ExaminedReader):
    """One that reads well but is nearly certain that nothing answers one question that a note does answer."""

    def __init__(self, none: float) -> None:
        super().__init__()
        self.reads = lambda request: self._silent(request, none)

    def _silent(self, request: ReadingRequest, none: float) -> list[float]:
        _, *lines, asked = request.messages[-1].content.splitlines()
        if asked.endswith(QUESTIONS[0].text):
            return [none, *((1 - none) / len(lines) for _ in lines)]
        return self._read(request)


def test_who_would_surely_refuse_what_a_note_answers_does_not_read():
    """Such a reading says by itself that the record is silent; one that doubts is one sign of several."""
    doubts, refuses = (AcceptanceCheck(client(SurelySilent(none)), QUESTIONS).run() for none in (0.7, 0.99))
    assert (doubts.read, doubts.reads) == (11, True)
    assert not refuses.reads


def test_a_model_that_was_not_trained_to_read_does_not_earn_it():
    report = check(copies)
    assert (report.mode, report.reads, report.read) == ("written", False, 0)


def test_what_was_earned_by_reading_is_kept_for_weights_and_adapter_together(tmp_path: Path) -> None:
    adapter = AdapterSpec(Path("lora.gguf"), "b" * 64, 1)
    engine = ExaminedReader()
    engine.generator = replace(SPEC, adapter=adapter)
    verdicts = Verdicts((tmp_path,))
    earned = EarnedMode(engine=client(engine), verdicts=verdicts, program=PROGRAM)
    assert not earned.reads(), "nothing is earned yet"
    settled(earned)
    assert (earned.reads(), earned.mode()) == (True, "evidence")
    assert verdicts.of(SPEC.sha256) is None
    kept = verdicts.of(engine.generator.identity)
    assert kept is not None
    assert (kept.reads, kept.read) == (True, len(ALL))
    engine.generator = replace(SPEC, adapter=replace(adapter, sha256="c" * 64))
    assert not earned.reads(), "another adapter asks for another verdict"
    settled(earned)


def test_a_verdict_from_before_there_were_readers_earns_none(tmp_path: Path) -> None:
    verdicts = Verdicts((tmp_path,))
    verdicts.keep(SPEC.sha256, stored(check(copies), program=PROGRAM))
    path = tmp_path / "acceptance.json"
    document = json.loads(path.read_text())
    for each in document["verdicts"].values():
        del each["read"], each["reads"]
    path.write_text(json.dumps(document))
    kept = verdicts.of(SPEC.sha256)
    assert kept is not None
    assert not kept.reads
    document["verdicts"][SPEC.sha256]["reads"] = "yes"
    path.write_text(json.dumps(document))
    assert verdicts.of(SPEC.sha256) is None
