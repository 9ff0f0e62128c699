"""The program's role may read the schema's revision, so that the superuser is needed for upgrades only."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("GRANT SELECT ON alembic_version TO anamnesis_app")


def downgrade() -> None:
    """The right stays: without it nobody could tell that there is something to upgrade."""
