"""Advice to the server's planner for whole-table work."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session as DatabaseSession


def prefer_hash_joins(session: DatabaseSession) -> None:
    """Keeps the rest of the transaction from joining row by row.

    Right after an import the server has no statistics yet, takes large tables for small ones, and a join that
    should take milliseconds takes minutes (measured: 20,000 rows with their 20,000 vectors, 128 s).
    """
    session.execute(text("SET LOCAL enable_nestloop = off"))
