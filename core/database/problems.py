"""Converts the driver's errors into ours, by SQLSTATE.

A driver's message may quote a value, so the exception chain is cut: errors raised here may be logged.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.errors import AnamnesisError, DatabaseProblem, DiskFull, EditConflict

DISK_FULL = "53100"
_CONFLICTS = frozenset({"23505", "40001", "40P01"})
_CODES = {
    "23": "database_constraint",
    "53": "database_out_of_resources",
    "57014": "database_timeout",
    "40001": "database_busy",
    "40P01": "database_busy",
    "55P03": "database_busy",
    "53300": "database_busy",
    "42501": "database_refused",
    "XX001": "database_damaged",
    "XX002": "database_damaged",
    "28": "database_login_refused",
    "08": "database_unreachable",
    "57P": "database_unreachable",
}
_LOW_SPACE_BYTES = 32 * 1024 * 1024


@contextmanager
def translated(
    *, optimistic: bool = False, data_dir: Path | None = None, mistake: str | None = None
) -> Iterator[None]:
    """Raises our errors instead of SQLAlchemy's and psycopg's.

    `optimistic`: uniqueness and serialisation failures become `EditConflict`. `data_dir`: the server's files,
    to recognise a server lost to a full disk. `mistake`: the code for SQL that the server does not understand
    (class 42); None lets it propagate as a defect.
    """
    try:
        yield
    except PoolTimeout:
        raise DatabaseProblem("database_busy") from None
    except (DBAPIError, psycopg.Error) as error:
        problem = _problem(error, optimistic=optimistic, data_dir=data_dir)
        if problem is not None:
            raise problem from None
        if mistake is not None:
            raise DatabaseProblem(mistake, sqlstate=getattr(_original(error), "sqlstate", None)) from None
        raise


def _problem(
    error: DBAPIError | psycopg.Error, *, optimistic: bool, data_dir: Path | None
) -> AnamnesisError | None:
    original = _original(error)
    if not isinstance(original, psycopg.Error):
        return None
    state = original.sqlstate
    if state == DISK_FULL:
        return _full(data_dir)
    if state is None:
        return _without_state(original, data_dir)
    if optimistic and state in _CONFLICTS:
        return EditConflict()
    code = next((_CODES[key] for key in (state, state[:3], state[:2]) if key in _CODES), None)
    if code is None:
        return None if state.startswith("42") else DatabaseProblem("database_error", sqlstate=state)
    if code == "database_unreachable":
        return _lost(data_dir)
    if code == "database_constraint":
        return DatabaseProblem(code, sqlstate=state, constraint=original.diag.constraint_name)
    return DatabaseProblem(code, sqlstate=state)


def _original(error: DBAPIError | psycopg.Error) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def _without_state(original: psycopg.Error, data_dir: Path | None) -> AnamnesisError | None:
    # Without an SQLSTATE the connection broke or was never made. Other errors mean that the driver refused
    # our call, which is a defect.
    return _lost(data_dir) if isinstance(original, psycopg.OperationalError) else None


def _lost(data_dir: Path | None) -> AnamnesisError:
    # A server that cannot write its write-ahead log shuts down without notifying its sessions.
    if data_dir is not None and shutil.disk_usage(data_dir.parent).free < _LOW_SPACE_BYTES:
        return _full(data_dir)
    return DatabaseProblem("database_unreachable")


def _full(data_dir: Path | None) -> DiskFull:
    if data_dir is None:
        return DiskFull()
    return DiskFull(free_bytes=shutil.disk_usage(data_dir.parent).free, path=str(data_dir.parent))
