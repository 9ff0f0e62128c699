"""Reading many things as of one moment, while others go on writing."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session as DatabaseSession


def hold_snapshot(session: DatabaseSession) -> None:
    """Every later query of this transaction sees the same moment, and writes are refused.

    It has to be the first thing the transaction does, so not with `Database.begin(statement_limit_s=…)`.
    """
    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
