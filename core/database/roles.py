"""SQL statements for the roles of a new cluster and the initial content of a new database."""

from __future__ import annotations

from collections.abc import Iterator

from core.database.credentials import APP_ROLE, OWNER_ROLE
from core.database.superuser import scram_verifier

_DEFAULT_RIGHTS = {"TABLES": False, "SEQUENCES": False, "FUNCTIONS": True, "TYPES": True, "SCHEMAS": False}
"""Whether everybody may use what a role creates, as long as nothing was said. The creator always may."""


def role_statements(*, app_password: str) -> Iterator[str]:
    """Creates the owner (no login) and the program's role, which may not use the maintenance database."""
    yield f"CREATE ROLE {OWNER_ROLE} NOLOGIN"
    # The server gets the verifier; the password itself never leaves this process.
    yield (
        f"CREATE ROLE {APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
        f" NOINHERIT PASSWORD '{scram_verifier(app_password)}'"
    )
    # Allows the search session to forbid itself temporary files.
    yield f"GRANT SET ON PARAMETER temp_file_limit TO {APP_ROLE}"
    for database in ("postgres", "template1"):
        yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"


def reset_statements(*, database: str, app_password: str) -> Iterator[str]:
    """Undoes what a session of the program's role can change in it: settings, password, and the rights to
    what it creates, without which nobody could fill a temporary table. To be run in `database`, where these
    rights are stored.
    """
    yield f"ALTER ROLE {APP_ROLE} RESET ALL"
    yield f'ALTER ROLE {APP_ROLE} IN DATABASE "{database}" RESET ALL'
    yield f"ALTER ROLE {APP_ROLE} PASSWORD '{scram_verifier(app_password)}'"
    for kind, public in _DEFAULT_RIGHTS.items():
        change = f"ALTER DEFAULT PRIVILEGES FOR ROLE {APP_ROLE}"
        yield f"{change} REVOKE ALL ON {kind} FROM PUBLIC"
        yield f"{change} GRANT ALL ON {kind} TO {APP_ROLE}"
        if public:
            yield f"{change} GRANT ALL ON {kind} TO PUBLIC"


def database_statement(name: str) -> str:
    """Creates a database that belongs to the owner role; no transaction may be open."""
    quoted = name.replace('"', '""')
    return f'CREATE DATABASE "{quoted}" OWNER {OWNER_ROLE}'


def extension_statement() -> str:
    """Installs pgvector in the current database; the owner role may not."""
    return "CREATE EXTENSION IF NOT EXISTS vector"
