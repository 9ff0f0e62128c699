"""Uses a practice for a long time: saves, questions and a lock, cycle after cycle, each with the same work.

Lines on standard output, each written whole: `READY`, then for every cycle `CYCLE n {…}` with the
milliseconds of its saves, its questions, its unlock and of a fixed piece of work that has nothing to do with
the practice, and `SAMPLE n {…}` with a footprint; at the end `CLOSED threads`. Every cycle asks the same
questions in the same way and saves notes of the same sizes into the same drafts (only every tenth
indexes them, which is not measured), so that a cycle that takes longer, or more memory, is slower, or has
leaked. What was saved stays: 100 versions and as many events more
in each cycle, of which neither an unlock nor a save reads more than the newest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from core.demo_questions import demo_questions
from core.ids import ClientId
from core.services import Services
from core.sessions.dto import Session
from core.settings import Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace
from tests.journeys.asking import LEAKS, begin, fewer_words, sample
from tests.journeys.saver import day_of, note, say

Value = TypeVar("Value")
DRAFTS = 20
SEED = 11
WRITTEN_EVERY = 4
"""One question in this many is written by the model; the others are answered without it."""
INDEXED_EVERY = 10
"""One cycle in this many indexes what was saved: it takes twice as long as everything that is measured."""
FIXED_BYTES = bytes(16 << 20)
"""Hashing this takes some tens of milliseconds, and longer beside other work."""


@dataclass(slots=True)
class Cycle:
    """The milliseconds of one cycle, by operation."""

    save: list[float] = field(default_factory=list)
    ask: list[float] = field(default_factory=list)
    unlock: list[float] = field(default_factory=list)
    computer: list[float] = field(default_factory=list)


def timed(into: list[float], work: Callable[[], Value]) -> Value:
    started = time.perf_counter()
    done = work()
    into.append(1000 * (time.perf_counter() - started))
    return done


def fixed_work(cycle: Cycle) -> None:
    """The current speed of this computer for one thread, independent of the practice."""
    timed(cycle.computer, lambda: hashlib.sha256(FIXED_BYTES).digest())


def save_all(services: Services, drafts: list[Session], cycle: Cycle, saves: int) -> list[Session]:
    """The drafts after `saves` more versions, spread over them evenly."""
    for number in range(saves):
        place = number % len(drafts)
        draft = drafts[place]
        # Different text of the same length in each cycle: an unchanged note stores nothing.
        text = note(number + 1, seed=SEED + draft.version % 2)
        drafts[place] = timed(
            cycle.save,
            lambda draft=draft, text=text, number=number: services.sessions.save_draft(  # type: ignore[misc]
                draft.session_id, text, day=day_of(number), expected_version=draft.version
            ),
        )
    return drafts


def ask_all(services: Services, cycle: Cycle, questions: int) -> None:
    """The first of the demo practice's questions, always the same ones."""
    ids: dict[str, ClientId] = {
        each.details.external_id: each.client_id
        for each in services.clients.list()
        if each.details.external_id
    }
    every = demo_questions()
    for number in range(questions):
        question = every[number % len(every)]
        scope = SearchScope(client_id=ids[question.client_id] if question.client_id else None)
        timed(
            cycle.ask,
            lambda question=question, scope=scope, number=number: services.assistant.ask(  # type: ignore[misc]
                question.question, scope, use_model=number % WRITTEN_EVERY == 0, regenerate=True
            ),
        )


def drafts_of(services: Services) -> list[Session]:
    """The drafts to save into; created the first time."""
    client_id = services.clients.list()[0].client_id
    drafts = [each for each in services.sessions.list_for_client(client_id) if each.state == "draft"]
    while len(drafts) < DRAFTS:
        drafts.append(services.sessions.start_draft(client_id, day=day_of(len(drafts))))
    return drafts


def endure(workspace: Workspace, arguments: argparse.Namespace) -> None:
    """All cycles, each ended by a lock and an unlock."""
    passphrase = arguments.passphrase_file.read_text("utf-8").splitlines()[0]
    services, _ = begin(workspace, passphrase)
    held: list[object] = []
    say("READY")
    for number in range(1, arguments.cycles + 1):
        cycle = Cycle()
        workspace.lock()
        fixed_work(cycle)
        services, _ = timed(cycle.unlock, lambda: begin(workspace, passphrase, index=False))
        fixed_work(cycle)
        save_all(services, drafts_of(services), cycle, arguments.saves)
        fixed_work(cycle)
        if number % INDEXED_EVERY == 1:
            services.index.run_pending()
        ask_all(services, cycle, arguments.questions)
        fixed_work(cycle)
        for leak in LEAKS if arguments.leak else ():
            leak(held)
        say("CYCLE", number, json.dumps({name: getattr(cycle, name) for name in Cycle.__slots__}))
        sample(number)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("passphrase_file", type=Path)
    parser.add_argument("--cycles", type=int, required=True)
    parser.add_argument("--saves", type=int, required=True, help="in each cycle")
    parser.add_argument("--questions", type=int, required=True, help="in each cycle")
    parser.add_argument("--leak", action="store_true", help="leak memory, files and threads on purpose")
    arguments = parser.parse_args()
    fewer_words()
    workspace = Workspace(Settings.load(arguments.data_dir))
    workspace.open()
    try:
        endure(workspace, arguments)
    finally:
        workspace.close()
    say("CLOSED", threading.active_count())


if __name__ == "__main__":
    main()
