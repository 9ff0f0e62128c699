"""Hints for the server's query planner in whole-table work."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session as DatabaseSession


def prefer_hash_joins(session: DatabaseSession) -> None:
    """Disables nested-loop joins for the rest of the transaction.

    Right after an import the server has no statistics yet, underestimates large tables, and a join of
    milliseconds takes minutes (measured: 20,000 rows with their 20,000 vectors, 128 s).
    """
    session.execute(text("SET LOCAL enable_nestloop = off"))
