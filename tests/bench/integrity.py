"""What it costs to compare charts with their manifests: at a read, at the next one, and all at an unlock."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.audit.anchor import Anchors
from core.clients.dto import Client
from core.database.access import Database
from core.database.chart_reads import mismatches
from core.database.snapshot import hold_snapshot
from core.ids import ClientId
from core.integrity.service import IntegrityService
from core.integrity.verifying import ChartVerifier
from core.security.sealing import Sealer
from core.service_context import ServiceContext
from tests.bench.charts import ChartBench, timed
from tests.fixtures.context import make_context

_ROUNDS, _OF_AN_ANSWER = 300, 15


@dataclass(frozen=True, slots=True)
class IntegrityFigures:
    """Milliseconds. `open`: a chart as the window reads it, nobody comparing; `open_first`: compared for the
    first time; `open_again`: compared before and unchanged. `check_15`: the charts of one answer about the
    practice. `unlock_before`: anchors and keys alone; `unlock`: with all charts.
    """

    clients: int
    sessions: int
    open_p50_ms: float
    open_p95_ms: float
    open_first_p50_ms: float
    open_first_p95_ms: float
    open_again_p50_ms: float
    open_again_p95_ms: float
    check_first_p50_ms: float
    check_again_p50_ms: float
    check_15_first_p50_ms: float
    check_15_again_p50_ms: float
    unlock_before_ms: float
    unlock_ms: float


def measure_integrity(
    database: Database, sealer: Sealer, *, seed: int, clients: int = 2_000, sessions_each: int = 10
) -> IntegrityFigures:
    """Half a minute, most of it for making the practice."""
    bench = ChartBench(database, sealer, seed=seed)
    bench.build(clients=clients, sessions_each=sessions_each)
    with database.dedicated_connection() as connection:
        connection.execute("ANALYZE")
    everybody = bench.clients.list()
    chosen = random.Random(seed).choices(everybody, k=_ROUNDS)
    context = make_context(database, sealer, access=bench.access)
    before, unlock = _unlocks(context)
    verifier = ChartVerifier(context)
    plain, first, again = _openings(database, verifier, bench, chosen)
    ids = [one.client_id for one in everybody]
    return IntegrityFigures(
        clients=clients,
        sessions=clients * sessions_each,
        open_p50_ms=_p(plain, 50),
        open_p95_ms=_p(plain, 95),
        open_first_p50_ms=_p(first, 50),
        open_first_p95_ms=_p(first, 95),
        open_again_p50_ms=_p(again, 50),
        open_again_p95_ms=_p(again, 95),
        check_first_p50_ms=_checked(database, verifier, ids, 1, first=True),
        check_again_p50_ms=_checked(database, verifier, ids, 1, first=False),
        check_15_first_p50_ms=_checked(database, verifier, ids, _OF_AN_ANSWER, first=True),
        check_15_again_p50_ms=_checked(database, verifier, ids, _OF_AN_ANSWER, first=False),
        unlock_before_ms=before,
        unlock_ms=unlock,
    )


def _openings(
    database: Database, verifier: ChartVerifier, bench: ChartBench, chosen: list[Client]
) -> tuple[list[float], list[float], list[float]]:
    """Each chart in turn without a comparison, with its first and with its second: in the same moment, since
    other programs take their share of the machine.
    """
    measured: tuple[list[float], list[float], list[float]] = ([], [], [])
    for one in chosen:
        for way, verifying in enumerate((None, verifier, verifier)):
            database._read_verifier = verifying
            if way == 1:
                verifier.forget()
            measured[way].append(timed(partial(bench.open_chart, one))[0])
    return measured


def _checked(
    database: Database, verifier: ChartVerifier, ids: list[ClientId], count: int, *, first: bool
) -> float:
    """The comparison alone, of `count` charts at once."""
    rng, measured = random.Random(count), []
    for _ in range(100):
        wanted = rng.sample(ids, count)
        with database.begin() as session:
            verifier.forget() if first else verifier.verify(session, wanted, verifier.known())
            measured.append(timed(lambda: mismatches(session, wanted))[0])  # noqa: B023 - called at once
    return _p(measured, 50)


def _unlocks(context: ServiceContext) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="anamnesis-bench-") as name:
        anchors = Anchors([Path(name) / "anchor.json"], workspace_id=context.sealer.workspace_id)
        service = IntegrityService(context, anchors=anchors, vault_sequence=lambda: 0)

        def before() -> None:
            with context.database.begin() as session:
                hold_snapshot(session)
                list(service._log_and_anchors(session))
                list(service._without_key(session))

        return _median(before), _median(service.check_at_unlock)


def _median(call: Callable[[], object]) -> float:
    return statistics.median(timed(call)[0] for _ in range(7))


def _p(measured: list[float], percent: int) -> float:
    return statistics.quantiles(measured, n=100)[percent - 1]
