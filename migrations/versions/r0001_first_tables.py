"""The first tables: practice, clients, sessions, index, conversations, audit.

Every table is fenced by row-level security to the workspace the connection names. Versions of sessions and
audit events can be added and read, never changed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "workspace",
    "client",
    "client_key",
    "session",
    "session_version",
    "profile",
    "passage",
    "passage_vector",
    "indexed_source",
    "outbox",
    "conversation",
    "message",
    "message_source",
    "audit_event",
)
"""In an order in which each refers only to earlier ones."""

APPEND_ONLY = ("session_version", "audit_event")
KEPT = ("workspace", "client", "client_key", "session")


def upgrade() -> None:
    _create_practice_and_clients()
    _create_sessions()
    _create_index()
    _create_conversations()
    _create_audit()
    for table in TABLES:
        _fence(table)
        _grant(table)
    _refuse_changes()
    _grant_database()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_change()")
    op.execute("REVOKE USAGE ON SCHEMA public FROM anamnesis_app")
    _on_this_database("GRANT CONNECT, TEMPORARY ON DATABASE %I TO PUBLIC")
    _on_this_database("REVOKE ALL ON DATABASE %I FROM anamnesis_app")


def _uuid(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _sealed(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _integer(name: str) -> sa.Column[object]:
    # Nothing here counts by itself; without this a key's last integer would become a serial.
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _in_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id"], ["workspace.workspace_id"], name=op.f(f"fk_{table}_workspace_id_workspace")
    )


def _of_client(table: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", "client_id"],
        ["client.workspace_id", "client.client_id"],
        name=op.f(f"fk_{table}_workspace_id_client_id_client"),
        ondelete=ondelete,
    )


def _of_profile(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", "profile_id"],
        ["profile.workspace_id", "profile.profile_id"],
        name=op.f(f"fk_{table}_workspace_id_profile_id_profile"),
    )


def _create_practice_and_clients() -> None:
    op.create_table(
        "workspace",
        _uuid("workspace_id"),
        _sealed("sealed_name"),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "client",
        _uuid("workspace_id"),
        _uuid("client_id"),
        _integer("row_version"),
        _sealed("sealed_details"),
        _in_workspace("client"),
        sa.PrimaryKeyConstraint("workspace_id", "client_id", name=op.f("pk_client")),
    )
    op.create_table(
        "client_key",
        _uuid("workspace_id"),
        _uuid("client_id"),
        _integer("key_version"),
        _integer("epoch"),
        _sealed("wrapped_key"),
        _of_client("client_key", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace_id", "client_id", "key_version", name=op.f("pk_client_key")),
    )


def _create_sessions() -> None:
    op.create_table(
        "session",
        _uuid("workspace_id"),
        _uuid("session_id"),
        _uuid("client_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        _integer("current_version"),
        sa.CheckConstraint("state IN ('draft', 'signed')", name=op.f("ck_session_state")),
        _of_client("session"),
        sa.PrimaryKeyConstraint("workspace_id", "session_id", name=op.f("pk_session")),
    )
    op.create_index(
        op.f("ix_session_workspace_id_client_id_day"), "session", ["workspace_id", "client_id", "day"]
    )
    op.create_table(
        "session_version",
        _uuid("workspace_id"),
        _uuid("session_id"),
        _integer("version"),
        _sealed("sealed_subjective"),
        _sealed("sealed_objective"),
        _sealed("sealed_assessment"),
        _sealed("sealed_plan"),
        _sealed("sealed_about"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "session_id"],
            ["session.workspace_id", "session.session_id"],
            name=op.f("fk_session_version_workspace_id_session_id_session"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "session_id", "version", name=op.f("pk_session_version")),
    )


def _create_index() -> None:
    op.create_table(
        "profile",
        _uuid("workspace_id"),
        _uuid("profile_id"),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        _integer("dimension"),
        sa.Column("pooling", sa.String(16), nullable=False),
        sa.Column("normalised", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        _in_workspace("profile"),
        sa.PrimaryKeyConstraint("workspace_id", "profile_id", name=op.f("pk_profile")),
    )
    op.create_table(
        "passage",
        _uuid("workspace_id"),
        _uuid("passage_id"),
        _uuid("client_id"),
        sa.Column("source_kind", sa.String(16), nullable=False),
        _uuid("source_id"),
        _integer("source_version"),
        _sealed("sealed_span"),
        sa.CheckConstraint("source_kind IN ('session', 'client')", name=op.f("ck_passage_source_kind")),
        _of_client("passage"),
        sa.PrimaryKeyConstraint("workspace_id", "passage_id", name=op.f("pk_passage")),
    )
    op.create_index(op.f("ix_passage_workspace_id_source_id"), "passage", ["workspace_id", "source_id"])
    op.create_table(
        "passage_vector",
        _uuid("workspace_id"),
        _uuid("passage_id"),
        _uuid("profile_id"),
        _sealed("sealed_vector"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "passage_id"],
            ["passage.workspace_id", "passage.passage_id"],
            name=op.f("fk_passage_vector_workspace_id_passage_id_passage"),
            ondelete="CASCADE",
        ),
        _of_profile("passage_vector"),
        sa.PrimaryKeyConstraint("workspace_id", "passage_id", "profile_id", name=op.f("pk_passage_vector")),
    )
    op.create_table(
        "indexed_source",
        _uuid("workspace_id"),
        _uuid("profile_id"),
        _uuid("source_id"),
        _integer("source_version"),
        _of_profile("indexed_source"),
        sa.PrimaryKeyConstraint("workspace_id", "profile_id", "source_id", name=op.f("pk_indexed_source")),
    )
    op.create_table(
        "outbox",
        _uuid("workspace_id"),
        sa.Column("sequence", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("source_kind", sa.String(16), nullable=False),
        _uuid("source_id"),
        _uuid("client_id"),
        _in_workspace("outbox"),
        sa.PrimaryKeyConstraint("workspace_id", "sequence", name=op.f("pk_outbox")),
    )


def _create_conversations() -> None:
    op.create_table(
        "conversation",
        _uuid("workspace_id"),
        _uuid("conversation_id"),
        _uuid("client_id", nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        _in_workspace("conversation"),
        _of_client("conversation"),
        sa.PrimaryKeyConstraint("workspace_id", "conversation_id", name=op.f("pk_conversation")),
    )
    op.create_index(
        op.f("ix_conversation_workspace_id_client_id"), "conversation", ["workspace_id", "client_id"]
    )
    op.create_table(
        "message",
        _uuid("workspace_id"),
        _uuid("message_id"),
        _uuid("conversation_id"),
        _integer("ordinal"),
        _sealed("sealed_body"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "conversation_id"],
            ["conversation.workspace_id", "conversation.conversation_id"],
            name=op.f("fk_message_workspace_id_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "message_id", name=op.f("pk_message")),
    )
    op.create_index(
        op.f("ix_message_workspace_id_conversation_id_ordinal"),
        "message",
        ["workspace_id", "conversation_id", "ordinal"],
        unique=True,
    )
    op.create_table(
        "message_source",
        _uuid("workspace_id"),
        _uuid("message_id"),
        _integer("number"),
        sa.Column("used", sa.Boolean(), nullable=False),
        _uuid("client_id"),
        _uuid("source_id"),
        _integer("source_version"),
        _sealed("sealed_detail"),
        sa.CheckConstraint("number > 0", name=op.f("ck_message_source_number")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "message_id"],
            ["message.workspace_id", "message.message_id"],
            name=op.f("fk_message_source_workspace_id_message_id_message"),
            ondelete="CASCADE",
        ),
        _of_client("message_source"),
        sa.PrimaryKeyConstraint("workspace_id", "message_id", "number", name=op.f("pk_message_source")),
    )


def _create_audit() -> None:
    op.create_table(
        "audit_event",
        _uuid("workspace_id"),
        _uuid("event_id"),
        sa.Column("sequence", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _uuid("user_id", nullable=True),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("object_kind", sa.String(20), nullable=True),
        _uuid("object_id", nullable=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        _sealed("sealed_details"),
        _in_workspace("audit_event"),
        sa.PrimaryKeyConstraint("workspace_id", "event_id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("sequence", name=op.f("uq_audit_event_sequence")),
    )


def _fence(table: str) -> None:
    # NULLIF: a setting that was made and undone reads as an empty string, which is no UUID.
    mine = "workspace_id = NULLIF(current_setting('anamnesis.workspace', true), '')::uuid"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY workspace ON {table} USING ({mine}) WITH CHECK ({mine})")


def _grant(table: str) -> None:
    rights = "SELECT, INSERT"
    if table not in APPEND_ONLY:
        rights += ", UPDATE"
        if table not in KEPT:
            rights += ", DELETE"
    op.execute(f"GRANT {rights} ON {table} TO anamnesis_app")


def _refuse_changes() -> None:
    # For roles that have the right, the owner included. The message is the same for every row.
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            RAISE EXCEPTION 'rows of this table are never changed' USING ERRCODE = 'insufficient_privilege';
        END
        $$
        """
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _grant_database() -> None:
    _on_this_database("REVOKE ALL ON DATABASE %I FROM PUBLIC")
    # Temporary tables hold the search session's vectors.
    _on_this_database("GRANT CONNECT, TEMPORARY ON DATABASE %I TO anamnesis_app")
    op.execute("GRANT USAGE ON SCHEMA public TO anamnesis_app")


def _on_this_database(statement: str) -> None:
    op.execute(f"DO $$ BEGIN EXECUTE format('{statement}', current_database()); END $$")
