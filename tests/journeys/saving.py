"""Records what a saver reported as saved, and one run of it; shared by the interrupting journeys."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from core.sessions.dto import SoapText
from tests.journeys import processes
from tests.journeys.cradle import Cradle, Running
from tests.journeys.program import Program
from tests.journeys.saver import day_of, digest, note

READY_LIMIT_S = 30.0


@dataclass(slots=True)
class Ledger:
    """The acknowledged saves: (session, version) to digest, over all runs."""

    seed: int
    acknowledged: dict[tuple[str, int], str] = field(default_factory=dict)
    attempted: dict[tuple[str, int], str] = field(default_factory=dict)
    signed: set[tuple[str, int]] = field(default_factory=set)
    read_back: dict[tuple[str, int], str] = field(default_factory=dict)
    audited: dict[str, int] = field(default_factory=dict)
    last_number: int = 0
    verified: bool = False
    full: int = 0

    def note_line(self, line: str) -> None:
        """Parses one line of the saver."""
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
            case ["FULL"]:
                self.full += 1
            case ["READY" | "ROOM"]:
                pass
            case _:
                raise AssertionError(f"the saver said something else: {line!r}")

    def _digest(self, number: int) -> str:
        return digest(note(number, seed=self.seed), day_of(number))

    def lost(self) -> list[tuple[str, int]]:
        """Acknowledged, but read back differently or missing."""
        return [key for key, expected in self.acknowledged.items() if self.read_back.get(key) != expected]

    def invented(self) -> list[tuple[str, int]]:
        """Stored content that no save contained: a torn or mixed-up write."""
        wrong = []
        for (session, version), found in self.read_back.items():
            # A signature repeats the previous text; it may have been stored without an acknowledgement.
            before = self.read_back.get((session, version - 1))
            known = {self.attempted.get((session, version)), before}
            if found not in (known if version > 1 else {self.acknowledged.get((session, 1), found)}):
                wrong.append((session, version))
        return wrong

    def under_way(self) -> str:
        """The number of saves that a kill interrupted, as text: some kills should interrupt one."""
        open_ones = [key for key in self.attempted if key not in self.acknowledged]
        stored = sum(key in self.read_back for key in open_ones)
        return f"{len(open_ones)} under way when killed, {stored} of them stored"


class ModuleRun:
    """One run of the saver (or another `module`) from start to kill; collects its lines.

    With a `cradle` it is a fork of that; the saved start time is counted.
    """

    def __init__(
        self,
        program: Program,
        *arguments: str,
        module: str = "tests.journeys.saver",
        cradle: Cradle | None = None,
    ) -> None:
        self.data_dir = program.data_dir
        self.started = time.monotonic() - (cradle.imports_s if cradle else 0.0)
        given = (str(program.data_dir), str(program.passphrase_file), *arguments)
        self.process: Running = cradle.fork(given) if cradle else program.start_module(module, *given)
        self.lines: list[str] = []
        self.errors: list[str] = []
        self.ready_after_s: float | None = None
        self._over = False
        self._news = threading.Condition()
        self._readers = [
            threading.Thread(target=self._read_lines),
            threading.Thread(target=self._read_errors),
        ]
        for reader in self._readers:
            reader.start()

    def wait_for(self, word: str, *, timeout_s: float, after: int = 0) -> bool:
        """Waits for a line beginning with `word` after the first `after` lines; false if none came in time.

        Ends early, with false, when the process has closed its output.
        """
        with self._news:
            self._news.wait_for(lambda: self._over or self._said(word, after), timeout_s)
            return self._said(word, after)

    def _said(self, word: str, after: int) -> bool:
        return any(line.split(" ", 1)[0] == word for line in self.lines[after:])

    def _read_lines(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                if line.endswith("\n"):
                    self.lines.append(line.rstrip("\n"))
                if line == "READY\n":
                    self.ready_after_s = time.monotonic() - self.started
                self._news.notify_all()
        with self._news:
            self._over = True
            self._news.notify_all()

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        self.errors.extend(self.process.stderr)

    def finish(self) -> None:
        """Reads the rest of the pipes; the process must have been killed or be ending."""
        self.process.wait(READY_LIMIT_S)
        for reader in self._readers:
            reader.join(READY_LIMIT_S)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()

    @contextmanager
    def guarded(self, rng: random.Random) -> Iterator[ModuleRun]:
        """Kills this run whatever the test's result."""
        try:
            yield self
        except BaseException:
            killed = processes.kill_all(self.process.pid, self.data_dir, rng=rng)
            self.finish()
            processes.wait_until_gone(killed)
            raise
