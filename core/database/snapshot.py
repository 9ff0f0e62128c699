"""Reads many rows as of one moment while others write."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session as DatabaseSession


def hold_snapshot(session: DatabaseSession) -> None:
    """Makes every later query of this transaction see the same moment, and refuses writes.

    It must be the first statement of the transaction, so not with `Database.begin(statement_limit_s=…)`.
    """
    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
