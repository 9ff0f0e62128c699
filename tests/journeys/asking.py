"""Asks a practice question after question, while it is measured, stopped and its engine killed.

Lines on standard output, each written whole: `READY` once the model has loaded, `ASK n`, `SHOWN n` when the
evidence was, `WORD n` at the model's first word, then `ANSWER n kind notice milliseconds` or `ERROR n kind
code milliseconds`, and `STOPPED n way milliseconds` since the stop; `SAMPLE n {…}` with a footprint. At the
end, which SIGTERM brings about: `LAST kind notice` of an undisturbed question, `MIX {…}`, `KEPT said stored
readable` and `CLOSED threads`.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import gc
import json
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from core import wiring
from core.assistant.dto import Source
from core.cancel import CancelToken
from core.demo import load_demo
from core.demo_questions import demo_questions
from core.engine.client import EngineClient
from core.engine.dto import EngineState, GeneratorBudgets, ModelInfo
from core.engine.limits import EngineLimits
from core.errors import AnamnesisError, Cancelled, EngineProblem
from core.ids import ClientId, ConversationId
from core.services import Services
from core.settings import Settings
from core.sources.dto import Coverage, SearchScope
from core.workspace import Workspace
from tests.journeys.footprint import footprint
from tests.journeys.saver import say

MORE_QUESTIONS = (
    "What is the latest blood pressure?",
    "Which medicines does the client take?",
    "When was the last visit and what was planned?",
    "Is there any allergy?",
    "Was a referral made, and to whom?",
    "How is the sleep?",
    "Which side hurts?",
    "Who has diabetes?",
    "What was the weight at the first visit?",
    "מה תוכנן בביקור האחרון?",
    "אילו תרופות הוא נוטל?",
    "מתי הייתה בדיקת הדם האחרונה?",
    "האם יש אלרגיה לתרופות?",
    "מי סובל מלחץ דם גבוה?",
)
ANSWER_TOKENS = 12
NOTES_TOKENS = 120
"""Enough to read, write and be stopped in; a full answer takes far longer and shows nothing more."""
LEAK_BYTES = 2 << 20
QUICK_REST_S = 2.0
QUICK_LOAD_S = 30.0
IMPATIENT = {"embed_timeout_s": 4.0, "first_token_timeout_s": 8.0}
"""Below the settings' minimum; the handling of a hanging engine does not depend on the values."""
LAST_LIMIT_S = 120.0
MIXED = {"evidence": 0.6, "written": 0.25, "earned": 0.15}


@dataclass
class Asker:
    """Draws questions and asks them; records what must be readable at the end."""

    rng: random.Random
    stops: float
    shares: dict[str, float]
    mix: Counter[str] = field(default_factory=Counter)
    stored: int = 0
    conversations: dict[ClientId | None, ConversationId] = field(default_factory=dict)
    texts: tuple[str, ...] = field(
        default_factory=lambda: (*(one.question for one in demo_questions()), *MORE_QUESTIONS)
    )

    def ask(self, number: int, services: Services, clients: list[ClientId]) -> None:
        """One random question; prints every outcome."""
        client_id = self.rng.choice([*clients, None])
        (way,) = self.rng.choices(list(self.shares), list(self.shares.values()))
        goes_on = self.conversations.get(client_id) if self.rng.random() < 0.3 else None
        cancel = CancelToken() if self.rng.random() < self.stops else None
        stop = Stop(cancel) if cancel else None
        timer = threading.Timer(self.rng.uniform(0, 0.6), stop) if stop else None
        say("ASK", number, way)
        started = time.perf_counter()
        if timer is not None:
            timer.start()
        try:
            answer = services.assistant.ask(
                self.rng.choice(self.texts),
                SearchScope(client_id=client_id),
                conversation_id=goes_on,
                listener=Heard(number),
                cancel=cancel,
                use_model={"evidence": False, "written": True, "earned": None}[way],
                regenerate=self.rng.random() < 0.4,
            )
        except Cancelled:
            self._end("ERROR", number, "stopped", "cancelled", started)
        except AnamnesisError as error:
            self._end("ERROR", number, "error", error.code, started)
        else:
            self.stored += 1
            self.conversations[client_id] = answer.conversation_id
            kind = "again" if answer.cached else "absent" if answer.not_in_record else answer.mode
            self._end("ANSWER", number, kind, answer.notice or "whole", started)
        finally:
            if timer is not None:
                timer.cancel()
                timer.join()
            if stop is not None and stop.at is not None:
                say("STOPPED", number, way, round(1000 * (time.perf_counter() - stop.at)))

    def last(self, services: Services) -> None:
        """One question that the model must write for, without disturbance."""
        deadline = time.monotonic() + LAST_LIMIT_S
        while services.engine.state is not EngineState.READY and time.monotonic() < deadline:
            with contextlib.suppress(EngineProblem):
                services.engine.generator_info(timeout_s=0.2)
            threading.Event().wait(0.2)
        question = demo_questions()[2]
        client_id = next(
            each.client_id
            for each in services.clients.list()
            if each.details.external_id == question.client_id
        )
        answer = services.assistant.ask(
            question.question, SearchScope(client_id=client_id), use_model=True, regenerate=True
        )
        self.stored += 1
        say("LAST", answer.mode, answer.notice or "whole", answer.model or "none")

    def _end(self, word: str, number: int, kind: str, told: str, started: float) -> None:
        self.mix[f"{kind} {told}" if kind == "error" or told == "stopped" else kind] += 1
        say(word, number, kind, told, round(1000 * (time.perf_counter() - started)))


@dataclass
class Stop:
    """Stops a question, and records when."""

    cancel: CancelToken
    at: float | None = None

    def __call__(self) -> None:
        self.at = time.perf_counter()
        self.cancel.cancel()


@dataclass
class Heard:
    """Prints what a user would see."""

    number: int
    words: int = 0

    def on_evidence(self, sources: tuple[Source, ...], searched: Coverage) -> None:
        say("SHOWN", self.number)

    def on_text(self, delta: str) -> None:
        self.words += 1
        if self.words == 1:
            say("WORD", self.number)


def leak_memory(held: list[object]) -> None:
    held.append(bytearray(os.urandom(4096) * (LEAK_BYTES // 4096)))


def leak_files(held: list[object]) -> None:
    held.append(Path("/dev/null").open("rb"))  # noqa: SIM115 - left open on purpose


def leak_threads(held: list[object]) -> None:
    threading.Thread(target=threading.Event().wait, daemon=True).start()


LEAKS = (leak_memory, leak_files, leak_threads)


def begin(workspace: Workspace, passphrase: str, *, index: bool = True) -> tuple[Services, list[ClientId]]:
    """Unlocks like a window; the first time imports the demo practice. `index`: what is not indexed yet."""
    services = workspace.unlock(passphrase)
    services.engine.start()
    if not services.clients.list():
        load_demo(services.importer)
    if index:
        services.index.run_pending()
    services.retrieval.load()
    services.engine.generator_info()
    return services, [client.client_id for client in services.clients.list()]


def sample(number: int) -> None:
    gc.collect()
    say("SAMPLE", number, json.dumps(asdict(footprint(os.getpid()))))


def kept(services: Services, clients: list[ClientId]) -> tuple[int, int]:
    """The number of stored messages, and of those that are readable and complete."""
    stored = readable = 0
    for client_id in [*clients, None]:
        for summary in services.conversations.list(client_id):
            for answer in services.conversations.open(summary.conversation_id):
                stored += 1
                readable += bool(answer.question and (answer.answer or answer.not_in_record))
    return stored, readable


def fewer_words() -> None:
    """Lets the model read and write only a little."""
    told = EngineClient.generator_info
    fewer = GeneratorBudgets(answer_tokens=ANSWER_TOKENS, notes_tokens=NOTES_TOKENS)

    def lowered(engine: EngineClient, *arguments: Any, **options: Any) -> ModelInfo:
        info = told(engine, *arguments, **options)
        assert info.budgets is not None
        return dataclasses.replace(info, budgets=fewer)

    setattr(EngineClient, "generator_info", lowered)  # noqa: B010 - mypy takes no other method in its place


def quick_to_rest(**others: float) -> None:
    """A breaker with a short rest, so that a run of kills sees it open and close again."""
    made = EngineLimits.from_settings
    setattr(  # noqa: B010 - the class is frozen to its users
        wiring,
        "EngineLimits",
        type("Quick", (), {"from_settings": staticmethod(partial(_quick, made, others))}),
    )


def _quick(made: Callable[..., EngineLimits], others: dict[str, float], **times: float) -> EngineLimits:
    quick: dict[str, Any] = {"breaker_rest_s": QUICK_REST_S, "load_timeout_s": QUICK_LOAD_S, **others}
    return dataclasses.replace(made(**times), **quick)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("passphrase_file", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--questions", type=int, required=True)
    parser.add_argument("--lock-every", type=int, default=200)
    parser.add_argument("--sample-every", type=int, default=50)
    parser.add_argument("--stops", type=float, default=0.08)
    parser.add_argument("--written", type=float, help="share of questions the model is to write for")
    parser.add_argument("--leak", action="store_true", help="leak memory, files and threads on purpose")
    parser.add_argument("--quick-to-rest", action="store_true")
    parser.add_argument("--impatient", action="store_true", help="quick to rest, and to take time as hanging")
    arguments = parser.parse_args()

    fewer_words()
    if arguments.quick_to_rest or arguments.impatient:
        quick_to_rest(**(IMPATIENT if arguments.impatient else {}))
    shares = MIXED
    if arguments.written is not None:
        shares = {"evidence": 1 - arguments.written, "written": arguments.written}
    asker = Asker(random.Random(arguments.seed), arguments.stops, shares)
    enough = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: enough.set())
    workspace = Workspace(Settings.load(arguments.data_dir))
    workspace.open()
    try:
        ask_all(workspace, asker, arguments, enough)
    finally:
        workspace.close()
    say("CLOSED", threading.active_count())


def ask_all(
    workspace: Workspace, asker: Asker, arguments: argparse.Namespace, enough: threading.Event
) -> None:
    passphrase = arguments.passphrase_file.read_text("utf-8").splitlines()[0]
    held: list[object] = []
    services, clients = begin(workspace, passphrase)
    say("READY")
    for number in range(1, arguments.questions + 1):
        asker.ask(number, services, clients)
        for leak in LEAKS if arguments.leak else ():
            leak(held)
        if number % arguments.sample_every == 0:
            sample(number)
        if enough.is_set():
            break
        if number % arguments.lock_every == 0 and number < arguments.questions:
            workspace.lock()
            services, clients = begin(workspace, passphrase)
    asker.last(services)
    say("MIX", json.dumps(asker.mix))
    say("KEPT", asker.stored, *kept(services, clients))


if __name__ == "__main__":
    main()
