"""Everything is killed at a random moment while a user types, and at most the last 750 ms are lost."""

from __future__ import annotations

import random
import statistics
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.sessions.dto import SoapText
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys import processes
from tests.journeys.cradle import Cradle
from tests.journeys.program import Program
from tests.journeys.saver import digest
from tests.journeys.saving import READY_LIMIT_S, ModuleRun
from tests.journeys.test_kill_while_saving import spread
from tests.journeys.typist import DAY

TYPING_LIMIT_S = 1.8
STARTING_EVERY = 4
MISSING_LIMIT_MS = 750
RESTART_LIMIT_S = 10.0
VERIFY_LIMIT_S = 300.0
SEED_SPACE = 2**31
EMPTY = digest(SoapText(), DAY)

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to find every process to kill"),
]


@dataclass(slots=True)
class Screen:
    """The displayed text of one session, key by key, as nanoseconds and digest, since it was last
    restored.
    """

    keys: list[tuple[int, str]] = field(default_factory=list)

    def missing_ms(self, back: str, died_ns: int) -> float | None:
        """From the first key that was not restored to the end; 0.0: all were; None: the restored text is
        unknown.
        """
        known = [number for number, (_, seen) in enumerate(self.keys) if seen == back]
        if not known:
            return None
        lost = self.keys[known[-1] + 1 :]
        return max(0, died_ns - lost[0][0]) / 1e6 if lost else 0.0


@dataclass(slots=True)
class Account:
    """The reports of all runs."""

    acknowledged: dict[tuple[str, int], str] = field(default_factory=dict)
    read_back: dict[tuple[str, int], str] = field(default_factory=dict)
    missing_ms: list[float] = field(default_factory=list)
    unknown: int = 0
    conflicts: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    keys: int = 0
    back_after_s: list[float] = field(default_factory=list)
    session: str | None = None
    screen: Screen = field(default_factory=Screen)
    died_ns: int = 0
    verified: bool = False

    def note_line(self, line: str) -> None:
        """Parses one line of the typist."""
        match line.split():
            case ["KEY", at_ns, seen]:
                self.keys += 1
                self.screen.keys.append((int(at_ns), seen))
            case ["SAVED", session, version, stored]:
                self.acknowledged[session, int(version)] = stored
            case ["NEW", session]:
                self.session, self.screen = session, Screen([(0, EMPTY)])
            case ["BACK", seen]:
                missing = self.screen.missing_ms(seen, self.died_ns)
                if missing is None:
                    self.unknown += 1
                else:
                    self.missing_ms.append(missing)
                self.screen = Screen([(0, seen)])
            case ["HAVE", session, version, found]:
                self.read_back[session, int(version)] = found
            case ["FAILED", code]:
                self.failed[code] = self.failed.get(code, 0) + 1
            case ["CONFLICT"]:
                self.conflicts += 1
            case ["VERIFIED"]:
                self.verified = True
            case ["READY"] | ["AUDITED", _, _]:
                pass
            case _:
                raise AssertionError(f"the typist said something else: {line!r}")

    def died(self, at_ns: int) -> None:
        """Ends the run, which may have continued for a moment after the kill was decided."""
        last = self.screen.keys[-1][0] if self.screen.keys else 0
        self.died_ns = max(at_ns, last)

    def lost(self) -> list[tuple[str, int]]:
        return [key for key, stored in self.acknowledged.items() if self.read_back.get(key) != stored]


def one_life(
    program: Program, cradle: Cradle, account: Account, rng: random.Random, *, dies_starting: bool
) -> None:
    """Starts, continues from the restored text, and is killed with its whole database."""
    options = ["--seed", str(rng.randrange(SEED_SPACE))]
    options += ["--session", account.session] if account.session else []
    module_run = ModuleRun(program, *options, cradle=cradle)
    with module_run.guarded(rng):
        if dies_starting:
            own_s = statistics.median(account.back_after_s) - cradle.imports_s
            threading.Event().wait(rng.uniform(0, own_s))
        else:
            # All other runs could lose what the first run saved.
            first = "BACK" if account.session else "SAVED"
            assert module_run.wait_for(first, timeout_s=READY_LIMIT_S), "".join(module_run.errors)
            account.back_after_s.append(time.monotonic() - module_run.started)
            threading.Event().wait(rng.uniform(0.05, TYPING_LIMIT_S))
            assert module_run.process.poll() is None, f"the typist ended: {''.join(module_run.errors)}"
        died_ns = time.monotonic_ns()
        processes.kill_all(module_run.process.pid, program.data_dir, rng=rng)
        module_run.finish()
    for line in module_run.lines:
        account.note_line(line)
    typed = any(line.startswith("KEY") for line in module_run.lines)
    if typed:
        account.died(died_ns)


@pytest.mark.proof("kill -9 while typing, at most 750 ms of typing missing", short=4, long=500)
def test_at_most_the_last_moment_of_typing_is_missing_after_a_kill(tmp_path: Path, proof: Proof) -> None:
    seed = random.SystemRandom().randrange(SEED_SPACE)
    rng, account = random.Random(seed), Account()
    program = Program(tmp_path / "practice")
    program.must("init", "--practice", "Killproof", "--quiet")
    with Cradle(program, "tests.journeys.typist") as cradle:
        for number in range(proof.repetitions):
            starting = number % STARTING_EVERY == STARTING_EVERY - 1
            one_life(program, cradle, account, rng, dies_starting=starting)
        last = ModuleRun(program, "--seed", "0", "--verify", cradle=cradle)
        with last.guarded(rng):
            last.process.wait(VERIFY_LIMIT_S)
            last.finish()
    for line in last.lines:
        account.note_line(line)
    figure(
        f"kill -9 while typing, seed {seed}: {proof.repetitions} kills, {account.keys} keys; "
        f"{len(account.acknowledged)} acknowledged saves, {len(account.lost())} lost; typing missing "
        f"min/median/max {spread(account.missing_ms, '.0f')} ms, all back after "
        f"{sum(each == 0 for each in account.missing_ms)} of {len(account.missing_ms)} kills; "
        f"start to the words on screen min/median/max {spread(account.back_after_s, '.1f')} s "
        f"({cradle.imports_s:.1f} s of it imports, paid for once); "
        f"conflicts {account.conflicts}, failed saves {account.failed}"
    )
    assert account.verified, "".join(last.errors)
    assert account.acknowledged, "nothing was saved: the kills hit nothing"
    assert account.lost() == []
    assert account.unknown == 0, "something came back that was never on the screen"
    assert account.conflicts == 0, "one's own words came back as somebody else's"
    assert max(account.missing_ms) <= MISSING_LIMIT_MS
    # The longest is only printed: it depends on other work of the machine. So do the imports.
    assert statistics.median(account.back_after_s) - cradle.imports_s <= RESTART_LIMIT_S


def test_the_account_sees_what_is_missing() -> None:
    account = Account()
    for line in ("NEW a", "KEY 1000000000 x1", "KEY 2000000000 x2", "SAVED a 2 x1", "KEY 2500000000 x3"):
        account.note_line(line)
    account.died(2_600_000_000)
    account.note_line("BACK x1")
    assert account.missing_ms == [600.0]
    account.note_line("BACK never-seen")
    assert account.unknown == 1
    assert account.lost() == [("a", 2)]
    account.note_line("HAVE a 2 x1")
    assert account.lost() == []
