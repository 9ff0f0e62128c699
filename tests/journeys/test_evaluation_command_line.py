"""`anamnesis eval` as a program: figures of a real run, and no files left however it ends."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.evaluation.practice import DIRECTORY_PREFIX
from tests.evaluation.material import FILED, QUESTIONS, gold, row, write_rows
from tests.journeys.program import Program

pytestmark = [pytest.mark.journey, pytest.mark.engine]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Without a practice: evaluation needs none, and no passphrase."""
    return Program(tmp_path_factory.mktemp("evaluation") / "installation")


@pytest.fixture
def files(program: Program) -> tuple[str, str]:
    charts = write_rows(program.secrets / "charts.jsonl", FILED)
    questions = write_rows(program.secrets / "qa.jsonl", QUESTIONS)
    return str(charts), str(questions)


@pytest.fixture(autouse=True)
def nothing_is_left(program: Program) -> Iterator[None]:
    yield
    left = [path.name for path in program.temporary.iterdir() if path.name.startswith(DIRECTORY_PREFIX)]
    for name in left:
        shutil.rmtree(program.temporary / name)
    assert left == []
    assert not program.data_dir.exists()


def test_the_figures_of_a_run(program: Program, files: tuple[str, str]) -> None:
    report = program.must_json("eval", *files)
    assert (report["questions"], report["answerable"], report["quotes"]) == (4, 3, 4)
    assert report["sessions"] == 3
    assert report["passages"] > 0
    assert set(report["finding"]) == {"fused", "literal", "meaning", "words"}
    fused = report["finding"]["fused"]
    assert fused["total"]["recall@10"] == {"share": 1.0, "of": 4}
    assert fused["total"]["clients_found"] == {"share": 1.0, "of": 2}
    assert set(fused["kinds"]) == {"fact", "medication", "practice"}
    assert [each["id"] for each in report["practice"]] == ["q3"]


def test_tables_for_people_and_several_files(program: Program, files: tuple[str, str]) -> None:
    charts, questions = files
    told = program.must("eval", f"{charts},{charts}", f"{questions},{questions}", "--limit", "1")
    assert told.count("1 questions, 1 answerable, 1 quotes") == 2
    assert told.count("meaning only") == 2


def test_a_wrong_line_is_named_before_anything_is_made(program: Program, files: tuple[str, str]) -> None:
    charts, questions = files
    wrong = row("q5", gold=[gold("s2", "plan", "not there")])
    write_rows(Path(questions), [*QUESTIONS, wrong])
    done = program.run("eval", charts, questions)
    assert done.returncode == 5
    assert "ine 5 of qa.jsonl" in done.stderr
    assert "not there" not in done.stderr
    assert program.run("eval", charts).returncode == 2
    assert program.run("eval", f"{charts},{charts}", questions).returncode == 2


def test_without_an_embedder_there_are_no_figures(
    program: Program, files: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "models").mkdir()
    without = Program(program.root, extra_environment={"ANAMNESIS_MODELS_DIR": str(tmp_path / "models")})
    done = without.run("--json", "eval", *files)
    assert done.returncode == 4
    assert done.stdout == ""


def test_stopped_half_way_it_clears_up(program: Program, files: tuple[str, str]) -> None:
    process = program.start_module("app", "eval", *files)
    try:
        made = None
        while made is None and process.poll() is None:
            made = next(program.temporary.glob(f"{DIRECTORY_PREFIX}*/data/postgres/PG_VERSION"), None)
            time.sleep(0.05)  # another process's progress cannot be waited for on an event
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert made is not None, err
    assert process.returncode == 130, err
    assert out == ""
