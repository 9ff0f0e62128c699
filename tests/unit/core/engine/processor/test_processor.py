"""A level is given up when a model dies of it; what was found out is remembered, for this computer only."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from core.engine.catalogue import AdapterSpec, ModelSpec
from core.engine.processor.levels import LEVEL_VARIABLE, below, level_named, levels, safest
from core.engine.processor.processor import Processor
from core.engine.processor.record import RECORD
from core.engine.processor.trial import Measured, Outcome
from core.errors import InputRefused

BEST = levels()[0].name
SECOND = levels()[1].name
THIRD = levels()[2].name
LAST = levels()[-1].name


def model(kind: str = "generator", sha256: str = "a" * 64) -> ModelSpec:
    return ModelSpec(kind=kind, name=kind, path=Path("/nowhere"), sha256=sha256, licence="")  # type: ignore[arg-type]


@dataclass
class Computer:
    """Runs a model at a level unless `dies` says of what it dies there; counts what was run."""

    dies: dict[str, str] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()
    refused: str = ""
    ran: list[str] = field(default_factory=list)

    def __call__(self, spec: ModelSpec, level: str) -> Outcome:
        self.ran.append(level)
        if self.refused:
            return Outcome(level, refused=self.refused)
        if level in self.dies:
            return Outcome(level, died=self.dies[level])
        reason = "wrong_result" if level in self.wrong else ""
        return Outcome(level, Measured(reason, prompt_tokens_per_s=200.0, tokens_per_s=50.0))


def processor(computer: Computer, *directories: Path, identity: str = "1" * 64) -> Processor:
    return Processor(directories, run=computer, identity=lambda: identity)


@pytest.fixture(autouse=True)
def _no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LEVEL_VARIABLE, raising=False)


def test_the_table_is_ordered_and_every_step_leads_to_a_safer_level() -> None:
    name, seen = BEST, [BEST]
    while (safer := below(name)) is not None:
        name = safer.name
        seen.append(name)
    assert seen == [level.name for level in levels()]
    assert safest([BEST, LAST, SECOND]) == LAST


@pytest.mark.parametrize(
    ("machine", "system"), [("x86_64", "Linux"), ("aarch64", "Linux"), ("arm64", "Darwin")]
)
def test_every_architecture_has_levels_of_different_libraries(machine: str, system: str) -> None:
    table = levels(machine, system)
    assert len({level.backend for level in table}) == len(table) > 1


def test_what_works_is_run_once_and_remembered(tmp_path: Path) -> None:
    computer = Computer()
    first = processor(computer, tmp_path)
    assert first.permit([model()]).level == BEST
    assert processor(computer, tmp_path).permit([model()]).level == BEST
    assert computer.ran == [BEST]
    found = first.trial_of("a" * 64)
    assert found is not None
    assert (found.works, found.tokens_per_s) == (True, 50.0)


def test_a_model_with_another_adapter_is_tried_by_itself(tmp_path: Path) -> None:
    computer = Computer(dies=dict.fromkeys((level.name for level in levels()), "SIGILL"))
    adapted = replace(model(), adapter=AdapterSpec(Path("/nowhere"), "b" * 64, 1))
    first = processor(computer, tmp_path)
    assert set(first.permit([adapted]).failed) == {model().sha256}, "the engine knows it by its weights"
    assert first.trial_of(model().sha256) is None
    assert first.trial_of(adapted.identity) is not None
    assert processor(Computer(), tmp_path).permit([model()]).failed == {}


@pytest.mark.parametrize("died", ["SIGILL", "SIGSEGV", "SIGBUS"])
def test_a_trial_that_dies_leads_to_the_next_safer_level(tmp_path: Path, died: str) -> None:
    computer = Computer(dies={BEST: died, SECOND: died})
    first = processor(computer, tmp_path)
    permitted = first.permit([model()])
    assert computer.ran == [BEST, SECOND, THIRD]
    assert permitted.level == THIRD
    assert permitted.environment[LEVEL_VARIABLE] == THIRD
    assert [(crash.level, crash.signal, crash.during) for crash in first.findings.crashes] == [
        (BEST, died, "trial"),
        (SECOND, died, "trial"),
    ]


def test_code_that_computes_something_else_is_no_better_than_code_that_dies(tmp_path: Path) -> None:
    computer = Computer(wrong=frozenset({BEST}))
    assert processor(computer, tmp_path).permit([model()]).level == SECOND


def test_one_level_bounds_all_models_of_an_engine(tmp_path: Path) -> None:
    computer = Computer()
    found = processor(computer, tmp_path)
    found.permit([model()])
    computer.dies = {BEST: "SIGILL"}
    assert found.permit([model(), model("embedder", "b" * 64)]).level == SECOND


def test_a_model_that_runs_nowhere_is_named_and_the_others_keep_their_level(tmp_path: Path) -> None:
    computer = Computer()
    found = processor(computer, tmp_path)
    found.permit([model()])
    computer.dies = {level.name: "SIGSEGV" for level in levels()}
    permitted = found.permit([model(), model("generator", "c" * 64)])
    assert permitted.level == BEST
    assert permitted.failed["c" * 64].reason == "SIGSEGV"
    assert computer.ran.count(LAST) == 1


def test_a_refused_file_is_left_to_the_engine_to_tell(tmp_path: Path) -> None:
    found = processor(Computer(refused="model_missing"), tmp_path)
    permitted = found.permit([model()])
    assert not permitted.failed
    assert found.trial_of("a" * 64) is None


@pytest.mark.parametrize("reason", ["timeout", "SIGKILL", "no_backend"])
def test_what_may_be_of_the_moment_is_not_kept(tmp_path: Path, reason: str) -> None:
    found = processor(Computer(dies={BEST: reason}), tmp_path)
    assert found.permit([model()]).failed["a" * 64].reason == reason
    computer = Computer()
    assert not processor(computer, tmp_path).permit([model()]).failed
    assert computer.ran == [BEST]


def test_another_processor_kernel_or_library_is_tried_anew(tmp_path: Path) -> None:
    processor(Computer(dies={BEST: "SIGILL"}), tmp_path).permit([model()])
    computer = Computer()
    moved = processor(computer, tmp_path, identity="2" * 64)
    assert moved.permit([model()]).level == BEST
    assert computer.ran == [BEST]
    assert moved.findings.crashes == ()


def test_an_illegal_instruction_at_work_ends_the_level_for_good(tmp_path: Path) -> None:
    computer = Computer()
    found = processor(computer, tmp_path)
    found.permit([model()])
    assert found.crashed(-signal.SIGILL, level=BEST, proven=True)
    assert found.permit([model()]).level == SECOND
    assert processor(computer, tmp_path).ceiling == SECOND
    assert computer.ran == [BEST, SECOND]


def test_another_crash_at_work_counts_until_the_program_ends(tmp_path: Path) -> None:
    computer = Computer()
    found = processor(computer, tmp_path)
    found.permit([model()])
    assert not found.crashed(-signal.SIGSEGV, level=BEST, proven=True)
    assert found.crashed(-signal.SIGSEGV, level=BEST, proven=False)
    assert found.permit([model()]).level == SECOND
    assert processor(computer, tmp_path).permit([model()]).level == BEST


@pytest.mark.parametrize("status", [None, 0, 3, -signal.SIGKILL, -signal.SIGTERM])
def test_other_ends_of_an_engine_say_nothing_about_the_processor(status: int | None) -> None:
    assert not processor(Computer()).crashed(status, level=BEST, proven=False)


def test_each_level_is_left_once_and_the_last_is_kept() -> None:
    found = processor(Computer())
    steps = 0
    while found.crashed(-signal.SIGILL, level=found.ceiling, proven=False):
        steps += 1
    assert steps == len(levels()) - 1
    assert found.ceiling == LAST


def test_a_person_can_bound_the_level_and_nothing_of_that_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LEVEL_VARIABLE, LAST)
    computer = Computer()
    assert processor(computer, tmp_path).permit([model()]).environment[LEVEL_VARIABLE] == LAST
    assert computer.ran == [LAST]
    assert not (tmp_path / RECORD).exists()


def test_an_unknown_level_is_refused_with_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LEVEL_VARIABLE, "avx1024")
    with pytest.raises(InputRefused) as refused:
        processor(Computer())
    assert refused.value.code == "cpu_level_unknown"
    assert LAST in str(refused.value.params["known"])


def test_a_directory_that_cannot_be_written_leaves_it_to_the_next(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a directory")
    processor(Computer(), blocked, tmp_path / "own").permit([model()])
    assert json.loads((tmp_path / "own" / RECORD).read_text())["trials"]
    computer = Computer()
    assert processor(computer, blocked, tmp_path / "own").permit([model()]).level == BEST
    assert computer.ran == []


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[]",
        "{",
        '{"format": 2}',
        '{"format": 1, "identity": "x", "ceiling": "", "trials": {}, "crashes": []}',
        json.dumps({"format": 1, "identity": "1" * 64, "ceiling": "none", "trials": {}, "crashes": []}),
        *(
            json.dumps(
                {
                    "format": 1,
                    "identity": "1" * 64,
                    "ceiling": "",
                    "trials": {"a" * 64: {"works": True, "level": LAST, "day": "2026-01-01"} | odd},
                    "crashes": [],
                }
            )
            for odd in (
                {"level": "avx10"},
                {"tokens_per_s": 10**400},
                {"tokens_per_s": -1},
                {"reason": "SIGILL\nmodels: all is well"},
                {"method": "x" * 41},
                {"day": "tomorrow"},
            )
        ),
        json.dumps(
            {
                "format": 1,
                "identity": "1" * 64,
                "ceiling": "",
                "trials": {"a" * 64: {"works": "yes", "level": "x", "day": "2026-01-01"}},
                "crashes": [],
            }
        ),
    ],
)
def test_a_damaged_record_counts_as_none(tmp_path: Path, damage: str) -> None:
    (tmp_path / RECORD).write_text(damage)
    computer = Computer()
    assert processor(computer, tmp_path).permit([model()]).level == BEST
    assert computer.ran == [BEST]


def test_every_level_names_what_bounds_torch() -> None:
    for level in levels("x86_64", "Linux")[1:]:
        assert level.torch["ONEDNN_MAX_CPU_ISA"]
    assert level_named("").name == BEST


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in the file system")
def test_a_pipe_in_the_place_of_the_record_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / RECORD)
    computer = Computer()
    assert processor(computer, tmp_path).permit([model()]).level == BEST


def test_a_newer_record_in_the_shared_directory_takes_the_place_of_the_persons_own(tmp_path: Path) -> None:
    shared, own = tmp_path / "shared", tmp_path / "own"
    processor(Computer(), own).permit([model()])
    found = processor(Computer(), shared, own)
    assert found.crashed(-signal.SIGILL, level=BEST, proven=True)
    assert processor(Computer(), shared, own).ceiling == SECOND


def test_a_late_crash_does_not_raise_the_level_again() -> None:
    found = processor(Computer())
    assert found.crashed(-signal.SIGILL, level=SECOND, proven=False)
    assert found.ceiling == THIRD
    assert found.crashed(-signal.SIGILL, level=BEST, proven=False)
    assert found.ceiling == THIRD


def test_a_person_can_have_everything_tried_anew(tmp_path: Path) -> None:
    computer = Computer()
    found = processor(computer, tmp_path)
    found.permit([model()])
    found.crashed(-signal.SIGILL, level=BEST, proven=True)
    trial = found.try_model(model(), anew=True)
    assert trial is not None
    assert trial.level == BEST
    assert processor(computer, tmp_path).ceiling == BEST


def test_a_disk_error_does_not_lower_the_level_for_good(tmp_path: Path) -> None:
    assert processor(Computer(dies={BEST: "SIGBUS"}), tmp_path).permit([model()]).level == SECOND
    assert processor(Computer(), tmp_path).permit([model()]).level == BEST


def test_speeds_that_cannot_be_count_as_a_wrong_result() -> None:
    def absurd(_spec: ModelSpec, level: str) -> Outcome:
        return Outcome(level, Measured("", tokens_per_s=float("inf")))

    trial = Processor(run=absurd, identity=lambda: "1" * 64).try_model(model())
    assert trial is not None
    assert (trial.works, trial.reason) == (False, "wrong_result")
