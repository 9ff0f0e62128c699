"""Drops the function that saved a version of a session in one statement: a save is an ordinary transaction.

What the function wrote stays as it is: the rows are those that the transaction writes.
"""

from __future__ import annotations

from alembic import op

from migrations.versions.r0004_one_round_trip import SAVE, SIGNATURE

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(f"DROP FUNCTION {SIGNATURE}")


def downgrade() -> None:
    op.execute(SAVE)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO anamnesis_app")
