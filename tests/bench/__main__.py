"""`python -m tests.bench`: every figure as a table and as JSON, with machine, model hashes and seed.

A table is printed as soon as its figures are there, with the seconds that it took; all of them take less
than ten minutes on two idle cores. How often each was measured stands among the figures.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.clock import utc_now
from core.database.access import Database
from core.database.cluster import Cluster
from core.database.migrator import migrate
from core.engine.catalogue import starter_models
from core.ids import WorkspaceId, new_id
from core.records.workspace import WorkspaceRepository
from core.security.keyring import KeyRing
from core.security.memory import random_key
from core.security.sealing import Sealer
from core.settings import Settings
from tests.bench.ask import measure_ask
from tests.bench.charts import measure_charts
from tests.bench.engine import measure_engine
from tests.bench.find import FIND_SIZES, LARGEST_FIND, measure_find
from tests.bench.history import HISTORY_SIZES, measure_history
from tests.bench.integrity import measure_integrity
from tests.bench.levels import measure_levels
from tests.bench.recall import measure_recall
from tests.bench.save import measure_save
from tests.bench.start import measure_start
from tests.bench.vault import measure_vault

SEED = 7


def main() -> int:
    """Runs the chosen measurements and prints them."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--only", choices=sorted([*_MEASUREMENTS, "recall"]), action="append")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--charts",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="charts with questions, for recall: NAME.jsonl and NAME_qa.jsonl; may be repeated",
    )
    parser.add_argument(
        "--large", action="store_true", help="find among 100,000 passages too, some three minutes more"
    )
    parser.add_argument(
        "--native",
        type=Path,
        metavar="DIR",
        help="for levels: a folder with a llama_cpp that was built for this processor alone",
    )
    arguments = parser.parse_args()
    if "recall" in (arguments.only or ()) and not arguments.charts:
        parser.error("recall is measured on charts with questions: name them with --charts DIR")
    began = time.monotonic()
    figures: dict[str, Any] = {"machine": _machine(), "seed": SEED}
    _table("machine", figures["machine"])
    usual = [name for name in sorted(_MEASUREMENTS) if name not in _ON_REQUEST]
    for name in arguments.only or [*usual, *(["recall"] if arguments.charts else [])]:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        if name == "recall":
            # It prints tables of its own.
            figures[name] = measure_recall(_settings(), arguments.charts)
            continue
        figures[name] = _measured(name, _MEASUREMENTS[name](arguments))
    figures["seconds"] = round(time.monotonic() - began)
    print(f"\nmeasured in {figures['seconds']} s", file=sys.stderr)
    document = json.dumps(figures, indent=1)
    print(document)
    if arguments.json is not None:
        arguments.json.write_text(document, "utf-8")
    return 0


Figures = Iterator[tuple[str, dict[str, Any]]]
"""The tables of one measurement, each as soon as it is there, with its name; one alone needs none."""


def _measured(name: str, tables: Figures) -> dict[str, Any]:
    """Prints each table when it comes; returns them all."""
    figures: dict[str, Any] = {}
    started = time.monotonic()
    for part, table in tables:
        _table(f"{name} {part}".rstrip() + f" ({time.monotonic() - started:.0f} s)", table)
        figures |= {part: table} if part else table
        started = time.monotonic()
    return figures


def _engine(arguments: argparse.Namespace) -> Figures:
    models = starter_models(_settings().models_dir)
    yield "", dataclasses.asdict(measure_engine(models, seed=SEED, charts=arguments.charts))


def _levels(arguments: argparse.Namespace) -> Figures:
    yield "", measure_levels(starter_models(_settings().models_dir), arguments.native)


def _find(arguments: argparse.Namespace) -> Figures:
    # The largest first: what it takes of memory must not come out of what a smaller one has left.
    sizes = sorted((*FIND_SIZES, LARGEST_FIND) if arguments.large else FIND_SIZES, reverse=True)
    figures = {}
    for passages in sizes:
        with _empty_practice() as (database, sealer):
            figures[passages] = measure_find(database, sealer, passages=passages, seed=SEED)
        yield f"{passages}_passages", dataclasses.asdict(figures[passages])
    largest, smallest = (figures[sizes[at]].find.p95_ms for at in (0, -1))
    yield "", {"find_p95_largest_over_smallest": largest / smallest}


def _charts(_arguments: argparse.Namespace) -> Figures:
    with _empty_practice() as (database, sealer):
        yield "", dataclasses.asdict(measure_charts(database, sealer, seed=SEED))


def _history(_arguments: argparse.Namespace) -> Figures:
    for messages in HISTORY_SIZES:
        with _empty_practice() as (database, sealer):
            found = measure_history(database, sealer, messages=messages)
        yield f"{messages}_messages", dataclasses.asdict(found)


def _save(_arguments: argparse.Namespace) -> Figures:
    with _empty_practice() as (database, sealer):
        yield "", dataclasses.asdict(measure_save(database, sealer))


def _ask(_arguments: argparse.Namespace) -> Figures:
    with _empty_practice() as (database, sealer):
        for name, found in measure_ask(database, sealer, starter_models(_settings().models_dir)):
            yield name, dataclasses.asdict(found)


def _integrity(_arguments: argparse.Namespace) -> Figures:
    with _empty_practice() as (database, sealer):
        yield "", dataclasses.asdict(measure_integrity(database, sealer, seed=SEED))


def _vault(_arguments: argparse.Namespace) -> Figures:
    yield "", dataclasses.asdict(measure_vault())


def _start(_arguments: argparse.Namespace) -> Figures:
    yield from measure_start()


_MEASUREMENTS: dict[str, Callable[[argparse.Namespace], Figures]] = {
    "ask": _ask,
    "charts": _charts,
    "engine": _engine,
    "find": _find,
    "history": _history,
    "levels": _levels,
    "integrity": _integrity,
    "save": _save,
    "start": _start,
    "vault": _vault,
}

_ON_REQUEST = ("levels",)
"""Measured with --only: every level of instructions takes minutes and changes with the processor alone."""


@contextmanager
def _empty_practice() -> Iterator[tuple[Database, Sealer]]:
    """A durable cluster as users have it, with one empty workspace."""
    with tempfile.TemporaryDirectory(prefix="anamnesis-bench-") as name:
        root = Path(name)
        cluster = Cluster(
            cluster_dir=root / "postgres",
            socket_dir=root / "run",
            secrets_dir=root / "secrets",
            log_dir=root / "logs",
        )
        cluster.create()
        cluster.start()
        try:
            migrate(cluster)
            workspace_id = WorkspaceId(new_id())
            keyring = KeyRing(
                workspace_id=workspace_id,
                workspace_keys={1: random_key()},
                epochs={1: random_key()},
            )
            database = Database(cluster.app_conninfo(), workspace_id=workspace_id)
            try:
                with database.begin() as session:
                    _add_workspace(session, Sealer(keyring))
                yield database, Sealer(keyring)
            finally:
                database.dispose()
        finally:
            cluster.stop()


def _add_workspace(session: Any, sealer: Sealer) -> None:
    WorkspaceRepository(session, sealer).add("Bench", created_on=utc_now().date())


def _machine() -> dict[str, Any]:
    models = starter_models(_settings().models_dir)
    return {
        "platform": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_at_start": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "embedder": f"{models.embedder.name} {models.embedder.sha256}",
        "generator": f"{models.generator.name} {models.generator.sha256}",
    }


def _settings() -> Settings:
    return Settings.load(Path(tempfile.gettempdir()) / "anamnesis-bench-unused")


def _table(title: str, figures: dict[str, Any]) -> None:
    print(f"\n{title}")
    for name, value in _flat(figures):
        shown = f"{value:.3g}" if isinstance(value, float) and abs(value) < 1000 else str(value)
        print(f"  {name:42} {shown}")
    sys.stdout.flush()


def _flat(figures: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


if __name__ == "__main__":
    sys.exit(main())
