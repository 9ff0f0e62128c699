"""The roles of a new cluster and what a new database contains before its first migration."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from core.database.credentials import APP_ROLE, OWNER_ROLE


def create_roles(admin: psycopg.Connection[Any], *, app_password: str) -> None:
    """Makes the owner (no login) and the program's role, and shuts the maintenance database to the latter."""
    owner, app = sql.Identifier(OWNER_ROLE), sql.Identifier(APP_ROLE)
    # The server gets the verifier; the password itself never leaves this process.
    verifier = admin.pgconn.encrypt_password(app_password.encode(), APP_ROLE.encode(), b"scram-sha-256")
    admin.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(owner))
    admin.execute(
        sql.SQL(
            "CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT"
            " PASSWORD {}"
        ).format(app, sql.Literal(verifier.decode()))
    )
    # Lets the search session forbid itself to spill to disk.
    admin.execute(sql.SQL("GRANT SET ON PARAMETER temp_file_limit TO {}").format(app))
    for database in ("postgres", "template1"):
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))


def create_empty_database(admin: psycopg.Connection[Any], name: str) -> None:
    """Makes a database that belongs to the owner role. `admin` is the superuser elsewhere, in autocommit."""
    admin.execute(
        sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER_ROLE))
    )


def add_extensions(admin: psycopg.Connection[Any]) -> None:
    """Puts pgvector into the database that `admin` is connected to; the owner role may not."""
    admin.execute("CREATE EXTENSION IF NOT EXISTS vector")
