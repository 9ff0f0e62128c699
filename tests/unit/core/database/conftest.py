"""Clusters that a test may break: one made for the module, handed to each test stopped and whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import psycopg
import pytest

from core.database.cluster import Cluster


class ClusterAt(Protocol):
    def __call__(self, root: Path, *, durable: bool = False) -> Cluster: ...


@pytest.fixture(scope="session")
def cluster_at() -> ClusterAt:
    """Describes a cluster below a directory; makes nothing."""

    def describe(root: Path, *, durable: bool = False) -> Cluster:
        return Cluster(
            cluster_dir=root / "postgres",
            socket_dir=root / "run",
            secrets_dir=root / "secrets",
            log_dir=root / "logs",
            durable=durable,
        )

    return describe


@pytest.fixture(scope="module")
def breakable_root(tmp_path_factory: pytest.TempPathFactory, cluster_at: ClusterAt) -> Path:
    """The directory of a cluster of this module's own, with a table `saved` of numbers."""
    root = tmp_path_factory.mktemp("breakable")
    made = cluster_at(root, durable=True)
    made.create()
    made.start()
    try:
        with psycopg.connect(**made.admin_conninfo()) as admin:  # type: ignore[arg-type]
            admin.execute("CREATE TABLE saved (number int PRIMARY KEY)")
            admin.execute("GRANT SELECT, INSERT ON saved TO anamnesis_app")
    finally:
        made.stop()
    return root


@pytest.fixture
def breakable(breakable_root: Path, cluster_at: ClusterAt) -> Iterator[Cluster]:
    """That cluster, stopped; what a test leaves running, known to this object or not, is stopped again."""
    described = cluster_at(breakable_root, durable=True)
    yield described
    described.stop()
    if (described.cluster_dir / "postmaster.pid").exists():
        described.start()
        described.stop()
