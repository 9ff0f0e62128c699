"""A record of a chart may be a dismissed contradiction: rows of a new kind, nothing else changes."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _allow("'attachment', 'appointment', 'letter', 'dismissal'")


def downgrade() -> None:
    """Refused by the older constraint while a chart has one."""
    _allow("'attachment', 'appointment', 'letter'")


def _allow(kinds: str) -> None:
    op.drop_constraint(op.f("ck_chart_record_kind"), "chart_record", type_="check")
    op.create_check_constraint(op.f("ck_chart_record_kind"), "chart_record", f"kind IN ({kinds})")
