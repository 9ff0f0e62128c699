"""Vectors of answers, so that earlier turns can be recalled, and what people thought of an answer.

Both hang on the message and go with it. An answer without a vector is one that nobody embedded yet.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"


def upgrade() -> None:
    op.create_table(
        "message_vector",
        _uuid("workspace_id"),
        _uuid("message_id"),
        _uuid("profile_id"),
        sa.Column("sealed_vector", sa.LargeBinary(), nullable=False),
        _of_message("message_vector"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "profile_id"],
            ["profile.workspace_id", "profile.profile_id"],
            name=op.f("fk_message_vector_workspace_id_profile_id_profile"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "message_id", "profile_id", name=op.f("pk_message_vector")),
    )
    op.create_table(
        "message_feedback",
        _uuid("workspace_id"),
        _uuid("message_id"),
        sa.Column("sealed_feedback", sa.LargeBinary(), nullable=False),
        _of_message("message_feedback"),
        sa.PrimaryKeyConstraint("workspace_id", "message_id", name=op.f("pk_message_feedback")),
    )
    for table in ("message_vector", "message_feedback"):
        _fence(table)
        op.execute(f"GRANT {_RIGHTS} ON {table} TO anamnesis_app")


def downgrade() -> None:
    op.drop_table("message_feedback")
    op.drop_table("message_vector")


def _uuid(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _of_message(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", "message_id"],
        ["message.workspace_id", "message.message_id"],
        name=op.f(f"fk_{table}_workspace_id_message_id_message"),
        ondelete="CASCADE",
    )


def _fence(table: str) -> None:
    mine = "workspace_id = NULLIF(current_setting('anamnesis.workspace', true), '')::uuid"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY workspace ON {table} USING ({mine}) WITH CHECK ({mine})")
