"""Databases of earlier schemas, kept for ever as files: a practice's rows and vault file, an archive a
schema.

No program of those days can be run here, so they were made by `python -m tests.upgrade.earlier`, which takes
a practice of today's program back to each schema; the practice's passphrase is that of
`tests.workspace.practice`. What is made of notes (index, facts) is not in them, as a downgrade drops it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from core.atomic_file import write_atomically
from core.database.cluster import Cluster
from core.database.migrator import alembic_config, migrate_to
from core.database.table_rows import continue_counters, load_rows, row_runs, tables_of
from core.security.attempts import AttemptLimiter
from core.settings import Settings

ARCHIVES = Path(__file__).parent.parent / "data" / "schemas"
_VAULT, _SHAPE = "vault.json", "tables.json"


def cluster_of(settings: Settings) -> Cluster:
    return Cluster(
        cluster_dir=settings.cluster_dir,
        socket_dir=settings.socket_dir,
        secrets_dir=settings.secrets_dir,
        log_dir=settings.log_dir,
    )


def downgrade(settings: Settings, revision: str) -> None:
    """Takes a closed practice's database back to an earlier schema, with its rows."""
    cluster = cluster_of(settings)
    cluster.start()
    try:
        with cluster.upgrading():
            engine = create_engine(
                "postgresql+psycopg://",
                creator=lambda: psycopg.connect(**cluster.admin_conninfo()),  # type: ignore[arg-type]
                poolclass=NullPool,
            )
            with engine.begin() as connection, alembic_config(connection) as config:
                command.downgrade(config, revision)
    finally:
        cluster.stop()


def save(settings: Settings, revision: str) -> None:
    """Writes the archive of a closed practice whose database has this schema."""
    cluster = cluster_of(settings)
    cluster.start()
    shape = []
    content = io.BytesIO()
    try:
        with (
            cluster.upgrading(),
            psycopg.connect(**cluster.admin_conninfo()) as connection,  # type: ignore[arg-type]
            zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for table in tables_of(connection):
                rows = b"".join(run.content for run in row_runs(connection, table))
                shape.append([table.name, table.columns])
                archive.writestr(f"{table.name}.rows", rows)
            archive.writestr(_SHAPE, json.dumps(shape))
            archive.writestr(_VAULT, settings.vault_file.read_bytes())
    finally:
        cluster.stop()
    ARCHIVES.mkdir(exist_ok=True)
    write_atomically(ARCHIVES / f"{revision}.zip", content.getvalue(), mode=0o644)


def revisions() -> list[str]:
    """The schemas there is an archive of."""
    return sorted(path.stem for path in ARCHIVES.glob("*.zip"))


def lay(settings: Settings, revision: str) -> None:
    """Makes a data directory as a program of that schema left it, closed."""
    settings.data_dir.mkdir(mode=0o700, exist_ok=True)
    write_atomically(settings.format_file, b'{"format": 1}')
    with zipfile.ZipFile(ARCHIVES / f"{revision}.zip") as archive:
        cluster = cluster_of(settings)
        cluster.create()
        cluster.start()
        try:
            with cluster.upgrading():
                migrate_to(cluster, revision)
                with psycopg.connect(**cluster.admin_conninfo()) as connection:  # type: ignore[arg-type]
                    for name, columns in json.loads(archive.read(_SHAPE)):
                        load_rows(
                            connection, table=name, columns=columns, runs=[archive.read(f"{name}.rows")]
                        )
                    continue_counters(connection)
        finally:
            cluster.stop()
        write_atomically(settings.vault_file, archive.read(_VAULT))
    AttemptLimiter(settings.attempts_file).create()


def _make(root: Path) -> Iterator[str]:
    from tests.security.key_practice import CHEAP
    from tests.workspace.practice import Practice

    settings = Settings(data_dir=root / "data", state_dir=root / "state", argon2=CHEAP)

    def nothing(_settings: Settings) -> None:
        """The database is made by `initialise`."""

    practice = Practice(settings, nothing)
    client, session = practice.add("Miriam", plan="Physiotherapy weekly.")
    practice.services.sessions.sign(session.session_id, expected_version=session.version)
    practice.services.attachments.add(client.client_id, name="letter.txt", data=b"A letter.")
    practice.workspace.close()
    newest = "0010"
    save(settings, newest)
    yield newest
    for number in range(int(newest) - 1, 0, -1):
        revision = f"{number:04d}"
        downgrade(settings, revision)
        save(settings, revision)
        yield revision


if __name__ == "__main__":
    import tempfile

    from core.security import kdf
    from tests.security.key_practice import CHEAP as _CHEAP

    kdf._MIN_MEMORY_KIB = _CHEAP.memory_kib
    with tempfile.TemporaryDirectory() as made_in:
        Path(made_in).chmod(0o755)
        for made in _make(Path(made_in)):
            print(made, (ARCHIVES / f"{made}.zip").stat().st_size, "bytes")
