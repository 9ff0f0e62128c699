"""A practice of 2,000 clients and 20,000 sessions: what opening, filtering, reading and saving take in it."""

from __future__ import annotations

import os
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from core.clients.dto import Client, ClientDetails
from core.clients.repository import ClientRepository
from core.clients.service import ClientService
from core.clock import utc_now
from core.database.access import Database
from core.database.epoch_lock import hold_epoch
from core.ids import ClientId, SessionId, new_id
from core.security.sealing import Sealer
from core.sessions.dto import Session, SoapText
from core.sessions.repository import SessionRepository
from core.sessions.service import SessionService
from tests.bench.save import SaveFigures, measure_saves
from tests.fixtures.context import make_context

CLIENTS, SESSIONS_EACH = 2_000, 10
_BATCH = 100
_FIRST_DAY = date(2023, 1, 1)
_FIRST = ("Miriam", "Noa", "Ada", "Yosef", "Lena", "Omar", "Tamar", "David", "Ruth", "Amir", "מרים", "יוסף")
_LAST = ("Adler", "Levi", "Cohen", "Byron", "Haddad", "Katz", "Mizrahi", "Stern", "Okafor", "Weiss", "לוי")
_SENTENCES = (
    "Right knee pain for two weeks, worse on stairs.",
    "Ibuprofen 400 mg three times a day with food.",
    "No fever, no swelling; sleeps poorly since the move.",
    "Blood pressure 128/82, pulse 68, weight 74.5 kg.",
    "כאב גב תחתון, מוקרן לרגל שמאל.",
    "Exercises twice a day, review in two weeks.",
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChartFigures:
    """Milliseconds, megabytes; the list is read, then shown; `filter` is one key in the search box."""

    clients: int
    sessions: int
    build_s: float
    list_read_p50_ms: float
    list_read_p95_ms: float
    list_shown_p50_ms: float
    list_shown_p95_ms: float
    filter_p50_ms: float
    filter_p95_ms: float
    chart_p50_ms: float
    chart_p95_ms: float
    memory_mb: float
    memory_peak_mb: float
    save: SaveFigures


class ChartBench:
    """The services over a big practice, made here."""

    def __init__(self, database: Database, sealer: Sealer, *, seed: int) -> None:
        self._rng = random.Random(seed)
        self._database, self._sealer = database, sealer
        self.context = make_context(database, sealer)
        self.access, self._audit = self.context.access, self.context.audit
        self.clients = ClientService(self.context)
        self.sessions = SessionService(self.context)

    def build(self, *, clients: int, sessions_each: int) -> None:
        """In batches, each one transaction."""
        for first in range(0, clients, _BATCH):
            numbers = range(first, min(first + _BATCH, clients))
            with self._database.begin() as session:
                hold_epoch(session)
                repository = ClientRepository(session, self._sealer)
                made: list[Session] = []
                for number in numbers:
                    client_id = ClientId(new_id())
                    key = self._sealer.keyring.add_client(client_id)
                    repository.add(client_id, self._details(number), key)
                    made += self._sessions(client_id, sessions_each)
                SessionRepository(session, self._sealer).add_all(made, author=self.access.user_id)
                self._audit.record(session, action="import", details={"clients": len(numbers)})

    def _details(self, number: int) -> ClientDetails:
        rng = self._rng
        return ClientDetails(
            first_name=rng.choice(_FIRST),
            last_name=f"{rng.choice(_LAST)}-{number}",
            birth_date=date(1930, 1, 1) + timedelta(days=rng.randrange(30_000)),
            phone=f"555 {number:04}",
            medical_history=" ".join(rng.choices(_SENTENCES, k=8)),
        )

    def _sessions(self, client_id: ClientId, count: int) -> Iterator[Session]:
        for number in range(count):
            yield Session(
                session_id=SessionId(new_id()),
                client_id=client_id,
                date=_FIRST_DAY + timedelta(days=30 * number),
                state="draft",
                version=1,
                text=SoapText(*(" ".join(self._rng.choices(_SENTENCES, k=4)) for _ in range(4))),
                saved_at=utc_now(),
            )

    def open_chart(self, client: Client) -> None:
        """What the window reads when a client is chosen: the client, recorded as seen, and all sessions."""
        self.clients.view(client.client_id)
        self.sessions.list_for_client(client.client_id)


def measure_charts(
    database: Database,
    sealer: Sealer,
    *,
    seed: int,
    clients: int = CLIENTS,
    sessions_each: int = SESSIONS_EACH,
) -> ChartFigures:
    """Builds the practice and measures in it; the widgets are offscreen."""
    bench = ChartBench(database, sealer, seed=seed)
    build_ms, _ = timed(lambda: bench.build(clients=clients, sessions_each=sessions_each))
    with database.dedicated_connection() as connection:
        connection.execute("ANALYZE")
    read = [timed(bench.clients.list) for _ in range(12)]
    listed = read[-1][1]
    shown, filtered = list_figures(listed)
    chosen = random.Random(seed).choices(listed, k=60)
    charts = [timed(partial(bench.open_chart, client))[0] for client in chosen]
    saved = measure_saves(database, sealer, bench.sessions, listed[0].client_id)
    read_ms = [each for each, _ in read]
    return ChartFigures(
        clients=len(listed),
        sessions=len(listed) * sessions_each,
        build_s=build_ms / 1000,
        list_read_p50_ms=statistics.median(read_ms),
        list_read_p95_ms=p95(read_ms),
        list_shown_p50_ms=statistics.median(shown),
        list_shown_p95_ms=p95(shown),
        filter_p50_ms=statistics.median(filtered),
        filter_p95_ms=p95(filtered),
        chart_p50_ms=statistics.median(charts),
        chart_p95_ms=p95(charts),
        memory_mb=_resident_mb(),
        memory_peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        save=saved,
    )


def list_figures(clients: list[Client]) -> tuple[list[float], list[float]]:
    """Milliseconds to fill the list's widget, and to narrow it by one more key."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QListView

    from ui.clients.list_model import ClientListModel
    from ui.clients.row_delegate import ClientRowDelegate

    app = QApplication.instance() or QApplication([])
    model, view = ClientListModel(), QListView()
    view.setModel(model)
    view.setItemDelegate(ClientRowDelegate(view))
    view.setUniformItemSizes(True)
    view.resize(320, 700)
    view.show()

    def show(change: Callable[[], None]) -> float:
        def run() -> None:
            change()
            app.processEvents()
            view.grab()

        return timed(run)[0]

    show(lambda: None)
    filled = [show(partial(model.set_clients, clients)) for _ in range(12)]
    typed = ("", "k", "ka", "kat", "katz", "", "m", "mi", "mir", "1", "19", "195", "לו")
    narrowed = [show(partial(model.set_filter, text)) for _ in range(4) for text in typed]
    view.hide()
    return filled, narrowed


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds, and what came of it."""
    started = time.perf_counter()
    result = work()
    return (time.perf_counter() - started) * 1000, result


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2
