"""Whatever was said to be saved is there after `kill -9` of everything, and the next start needs no help."""

from __future__ import annotations

import random
import statistics
import threading
from pathlib import Path

import pytest

from core.sessions.dto import SoapText
from tests.journeys import processes
from tests.journeys.program import Program
from tests.journeys.saver import day_of, digest, note
from tests.journeys.saving import READY_LIMIT_S, Ledger, Life

ROUNDS = 50
SAVING_LIMIT_S = 0.8
VERIFY_LIMIT_S = 120.0
ENGINE_EVERY = 10
STARTING_EVERY = 5
SEED_SPACE = 2**31

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to find every process to kill"),
]


def test_no_acknowledged_save_is_lost_to_fifty_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = random.SystemRandom().randrange(SEED_SPACE)
    rng = random.Random(seed)
    with capsys.disabled():
        print(f"\nkill while saving: seed {seed}")
    program = Program(tmp_path / "practice")
    program.must("init", "--practice", "Killproof", "--quiet")
    ledger = Ledger(seed=seed)
    restarts: list[float] = []
    killed_processes: list[processes.Process] = []
    saves_by_round: list[int] = []
    check = program.secrets / "check"
    previous: list[tuple[str, int]] = []

    for number in range(ROUNDS):
        check.write_text("".join(f"{session} {version}\n" for session, version in previous), "ascii")
        options = ["--seed", str(seed), "--first-number", str(ledger.last_number), "--check", str(check)]
        if number % ENGINE_EVERY == 0:
            options.append("--engine")
        life = Life(program, *options)
        with life.guarded(rng):
            if restarts and number % STARTING_EVERY == STARTING_EVERY - 1:
                life.wait_for("READY", timeout_s=rng.uniform(0, statistics.median(restarts)))
            else:
                ready = life.wait_for("READY", timeout_s=READY_LIMIT_S)
                assert ready, f"restart {number} failed: {''.join(life.errors)}"
                threading.Event().wait(rng.uniform(0, SAVING_LIMIT_S))
                assert life.process.poll() is None, f"the saver ended: {''.join(life.errors)}"
            killed_processes += processes.kill_all(life.process.pid, program.data_dir, rng=rng)
            # Nothing is waited for here: the next start comes at once, as an impatient person's would.
            life.finish()
        before = set(ledger.acknowledged)
        for line in life.lines:
            ledger.note_line(line)
        if life.ready_after_s is not None:
            restarts.append(life.ready_after_s)
        fresh = [key for key in ledger.acknowledged if key not in before]
        saves_by_round.append(len(fresh))
        read = {key for key in previous if key in ledger.read_back}
        assert [key for key in read if ledger.read_back[key] != ledger.acknowledged[key]] == []
        previous = [key for key in previous if key not in read] + fresh

    last = Life(program, "--seed", str(seed), "--first-number", "0", "--verify")
    with last.guarded(rng):
        last.process.wait(VERIFY_LIMIT_S)
        last.finish()
    for line in last.lines:
        ledger.note_line(line)
    assert ledger.verified, "".join(last.errors)

    postgres = sum(process.command.startswith("postgres") for process in killed_processes)
    with capsys.disabled():
        print(
            f"  {ROUNDS} kills of {len(killed_processes)} processes ({postgres} of Postgres); "
            f"{len(ledger.acknowledged)} acknowledged saves, {len(ledger.lost())} lost, "
            f"{len(ledger.invented())} torn; saves a round min/median/max {min(saves_by_round)}/"
            f"{statistics.median(saves_by_round):.0f}/{max(saves_by_round)}; restart min/median/max "
            f"{min(restarts):.1f}/{statistics.median(restarts):.1f}/{max(restarts):.1f} s"
        )
    assert ledger.lost() == []
    assert ledger.invented() == []
    assert len(ledger.acknowledged) > ROUNDS
    assert postgres > 2 * ROUNDS
    versions: dict[str, int] = {}
    for session, version in ledger.read_back:
        versions[session] = max(version, versions.get(session, 0))
    assert processes.wait_until_gone(killed_processes) == []
    assert ledger.audited == versions, "each version has its audit event and no event is without its version"


def test_the_ledger_sees_a_loss_and_a_torn_save() -> None:
    ledger = Ledger(seed=7)
    for line in (
        "NEW 0 a",
        "TRY 1 a 2",
        "SAVED 1 a 2",
        "TRY 2 a 3",
        "SAVED 2 a 3",
        "SIGNED a 4",
        "TRY 3 b 2",
    ):
        ledger.note_line(line)
    first, second = (digest(note(number, seed=7), day_of(number)) for number in (1, 2))
    ledger.note_line(f"HAVE a 1 {digest(SoapText(), day_of(0))}")
    ledger.note_line(f"HAVE a 2 {first}")
    ledger.note_line(f"HAVE a 3 {second}")
    assert ledger.lost() == [("a", 4)]
    ledger.note_line(f"HAVE a 4 {second}")
    assert ledger.lost() == ledger.invented() == []
    ledger.note_line(f"HAVE a 3 {first}")
    assert ledger.lost() == [("a", 3)]
    ledger.note_line(f"HAVE b 2 {'0' * 64}")
    assert ("b", 2) in ledger.invented()
