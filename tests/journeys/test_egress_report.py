"""The egress report, made by the program itself, over all its functions."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.egress.observing import Ways
from tests.fixtures.figures import figure
from tests.journeys.program import Program

pytestmark = [pytest.mark.journey, pytest.mark.engine]


def test_the_whole_journey_leaves_nothing_and_the_report_says_so(tmp_path: Path) -> None:
    ways = Ways.of_this_computer(tmp_path)
    if ways.namespace is None and ways.strace is None:
        pytest.skip(f"{ways.no_namespace}; {ways.no_trace}")
    program = Program(tmp_path / "place")
    out = tmp_path / "report.txt"
    said = program.must_json("egress-report", "--out", str(out))
    steps = {each["name"]: each for each in said["steps"]}
    assert said["verdict"] == "nothing_left", said
    assert {each["outcome"] for each in steps.values()} == {"done"}
    assert steps["index"]["details"]["passages"] > 0
    assert steps["index"]["details"]["waiting"] == 0
    assert steps["find"]["details"]["passages"] > 0
    assert steps["ask"]["details"]["words_of_the_model"] > 0, "the model did not write"
    assert min(steps[name]["details"]["bytes"] for name in ("export", "print", "backup")) > 500
    assert said["control"]["seen"] is True
    if ways.strace is not None:
        assert set(said["journey"]["socket_families"]) == {"AF_UNIX"}
    figure(f"egress report: {sum(each['duration_s'] for each in steps.values()):.0f} s of steps")
    checked = program.must_json("egress-report", "--verify", str(out))
    assert checked["intact"] is True
    assert checked["this_computer"] is True
    assert checked["report"]["steps"] == said["steps"]
    # Nothing of the fictional practice is left, and no practice of the user was created.
    assert list(program.temporary.iterdir()) == []
    assert not program.data_dir.exists()
