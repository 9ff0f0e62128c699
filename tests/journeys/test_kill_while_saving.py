"""Whatever was said to be saved is there after `kill -9` of everything, and the next start needs no help."""

from __future__ import annotations

import random
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.sessions.dto import SoapText
from tests.journeys import processes
from tests.journeys.program import Program
from tests.journeys.saver import day_of, digest, note

ROUNDS = 50
READY_LIMIT_S = 30.0
SAVING_LIMIT_S = 0.8
VERIFY_LIMIT_S = 120.0
ENGINE_EVERY = 10
STARTING_EVERY = 5
SEED_SPACE = 2**31

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to find every process to kill"),
]


@dataclass(slots=True)
class Ledger:
    """What the saver acknowledged: (session, version) to digest, over all its lives."""

    seed: int
    acknowledged: dict[tuple[str, int], str] = field(default_factory=dict)
    attempted: dict[tuple[str, int], str] = field(default_factory=dict)
    signed: set[tuple[str, int]] = field(default_factory=set)
    read_back: dict[tuple[str, int], str] = field(default_factory=dict)
    audited: dict[str, int] = field(default_factory=dict)
    last_number: int = 0
    verified: bool = False

    def note_line(self, line: str) -> None:
        """Takes one line of the saver."""
        match line.split():
            case ["TRY", number, session, version]:
                self.last_number = max(self.last_number, int(number))
                self.attempted[(session, int(version))] = self._digest(int(number))
            case ["SAVED", number, session, version]:
                self.acknowledged[(session, int(version))] = self._digest(int(number))
            case ["SIGNED", session, version]:
                key = (session, int(version))
                self.acknowledged[key] = self.acknowledged[(session, int(version) - 1)]
                self.signed.add(key)
            case ["HAVE", session, version, found]:
                self.read_back[(session, int(version))] = found
            case ["AUDITED", session, count]:
                self.audited[session] = int(count)
            case ["VERIFIED"]:
                self.verified = True
            case ["NEW", number, session]:
                self.acknowledged[(session, 1)] = digest(SoapText(), day_of(int(number)))
            case ["READY"]:
                pass
            case _:
                raise AssertionError(f"the saver said something else: {line!r}")

    def _digest(self, number: int) -> str:
        return digest(note(number, seed=self.seed), day_of(number))

    def lost(self) -> list[tuple[str, int]]:
        """Acknowledged and read back differently or not at all."""
        return [key for key, expected in self.acknowledged.items() if self.read_back.get(key) != expected]

    def invented(self) -> list[tuple[str, int]]:
        """Stored with bytes that nobody tried to save: a torn or mixed-up write."""
        wrong = []
        for (session, version), found in self.read_back.items():
            # A signature repeats the text before it; it may have been stored without being acknowledged.
            before = self.read_back.get((session, version - 1))
            known = {self.attempted.get((session, version)), before}
            if found not in (known if version > 1 else {self.acknowledged.get((session, 1), found)}):
                wrong.append((session, version))
        return wrong


class Life:
    """One run of the saver, from start to kill; its lines are collected as they come."""

    def __init__(self, program: Program, *arguments: str) -> None:
        self.data_dir = program.data_dir
        self.started = time.monotonic()
        self.process: subprocess.Popen[str] = program.start_module(
            "tests.journeys.saver", str(program.data_dir), str(program.passphrase_file), *arguments
        )
        self.lines: list[str] = []
        self.errors: list[str] = []
        self.ready_after_s: float | None = None
        self.ready_or_over = threading.Event()
        self._readers = [
            threading.Thread(target=self._read_lines),
            threading.Thread(target=self._read_errors),
        ]
        for reader in self._readers:
            reader.start()

    def _read_lines(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.lines.append(line.rstrip("\n"))
            if line == "READY\n":
                self.ready_after_s = time.monotonic() - self.started
                self.ready_or_over.set()
        self.ready_or_over.set()

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        self.errors.extend(self.process.stderr)

    def finish(self) -> None:
        """Reads what is left in the pipes; the process must have been killed or be ending."""
        self.process.wait(READY_LIMIT_S)
        for reader in self._readers:
            reader.join(READY_LIMIT_S)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()

    @contextmanager
    def guarded(self, rng: random.Random) -> Iterator[Life]:
        """Kills this life whatever becomes of the test."""
        try:
            yield self
        except BaseException:
            killed = processes.kill_all(self.process.pid, self.data_dir, rng=rng)
            self.finish()
            processes.wait_until_gone(killed)
            raise


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
                life.ready_or_over.wait(rng.uniform(0, statistics.median(restarts)))
            else:
                assert life.ready_or_over.wait(READY_LIMIT_S), "no start within the limit"
                assert life.ready_after_s is not None, f"restart {number} failed: {''.join(life.errors)}"
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
