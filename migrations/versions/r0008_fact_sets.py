"""The facts of each source in one sealed piece, beside its index and dropped with it.

The facts follow from the notes: after the upgrade the program makes them in the background.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"


def upgrade() -> None:
    op.create_table(
        "fact_set",
        _uuid("workspace_id"),
        _uuid("source_id"),
        _uuid("client_id"),
        sa.Column("source_kind", sa.String(16), nullable=False),
        _integer("source_version"),
        _integer("set_version"),
        _integer("extractor_version"),
        sa.Column("sealed_facts", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "source_kind IN ('session', 'client', 'attachment')", name=op.f("ck_fact_set_source_kind")
        ),
        # Whatever takes the index of a source away takes its facts: a retraction, a deletion, an erase.
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source_index.workspace_id", "source_index.source_id"],
            name=op.f("fk_fact_set_workspace_id_source_id_source_index"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "source_id", name=op.f("pk_fact_set")),
    )
    op.create_index(op.f("ix_fact_set_workspace_id_client_id"), "fact_set", ["workspace_id", "client_id"])
    mine = "workspace_id = NULLIF(current_setting('anamnesis.workspace', true), '')::uuid"
    op.execute("ALTER TABLE fact_set ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE fact_set FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY workspace ON fact_set USING ({mine}) WITH CHECK ({mine})")
    op.execute(f"GRANT {_RIGHTS} ON fact_set TO anamnesis_app")
    # Nobody compresses what is sealed, so the server need not try.
    op.execute("ALTER TABLE fact_set ALTER sealed_facts SET STORAGE EXTERNAL")


def downgrade() -> None:
    op.drop_table("fact_set")


def _uuid(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _integer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)
