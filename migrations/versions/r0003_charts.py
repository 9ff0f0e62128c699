"""What a chart holds beside its notes: records of several kinds, attachments, the practice's own texts.

Clients and sessions get the states that a chart's life needs; erasing a client takes the new rows along.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RIGHTS = {
    "chart_record": "SELECT, INSERT, UPDATE",
    "attachment_chunk": "SELECT, INSERT",
    "practice_record": "SELECT, INSERT, UPDATE, DELETE",
}
"""The new tables and what the program may do with them; only `erase_client` deletes what is a client's."""


def upgrade() -> None:
    _widen_states()
    _create_chart_records()
    _create_practice_records()
    for table, rights in RIGHTS.items():
        _fence(table)
        op.execute(f"GRANT {rights} ON {table} TO anamnesis_app")
    op.execute(_ERASE)


def downgrade() -> None:
    """Refused by the older constraints while a chart uses one of the new states."""
    op.execute(_ERASE_BEFORE)
    for table in ("practice_record", "attachment_chunk", "chart_record"):
        op.drop_table(table)
    _replace_check("passage", "source_kind", "source_kind IN ('session', 'client')")
    _replace_check("session", "state", "state IN ('draft', 'signed')")
    op.drop_column("client", "state")


def _uuid(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _bytes(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _integer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _short(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.String(16), nullable=False)


def _replace_check(table: str, name: str, condition: str) -> None:
    constraint = op.f(f"ck_{table}_{name}")
    op.drop_constraint(constraint, table, type_="check")
    op.create_check_constraint(constraint, table, condition)


def _widen_states() -> None:
    _replace_check("session", "state", "state IN ('draft', 'signed', 'retracted', 'deleted')")
    _replace_check("passage", "source_kind", "source_kind IN ('session', 'client', 'attachment')")
    op.add_column("client", sa.Column("state", sa.String(16), nullable=False, server_default="active"))
    # Those there are are active; from here on whoever writes a client says so.
    op.alter_column("client", "state", server_default=None)
    op.create_check_constraint(
        op.f("ck_client_state"), "client", "state IN ('active', 'archived', 'deleted', 'merged')"
    )


def _create_chart_records() -> None:
    op.create_table(
        "chart_record",
        _uuid("workspace_id"),
        _uuid("record_id"),
        _uuid("client_id"),
        _uuid("session_id", nullable=True),
        _short("kind"),
        sa.Column("day", sa.Date(), nullable=False),
        _short("state"),
        _integer("row_version"),
        _bytes("sealed_body"),
        sa.CheckConstraint(
            "kind IN ('attachment', 'appointment', 'letter')", name=op.f("ck_chart_record_kind")
        ),
        sa.CheckConstraint("state IN ('live', 'deleted')", name=op.f("ck_chart_record_state")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["client.workspace_id", "client.client_id"],
            name=op.f("fk_chart_record_workspace_id_client_id_client"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "session_id"],
            ["session.workspace_id", "session.session_id"],
            name=op.f("fk_chart_record_workspace_id_session_id_session"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "record_id", name=op.f("pk_chart_record")),
    )
    for columns in (("client_id", "kind"), ("kind", "day"), ("session_id",)):
        name = "_".join(columns)
        op.create_index(
            op.f(f"ix_chart_record_workspace_id_{name}"), "chart_record", ["workspace_id", *columns]
        )
    op.create_table(
        "attachment_chunk",
        _uuid("workspace_id"),
        _uuid("record_id"),
        _integer("number"),
        _bytes("sealed_bytes"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "record_id"],
            ["chart_record.workspace_id", "chart_record.record_id"],
            name=op.f("fk_attachment_chunk_workspace_id_record_id_chart_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "record_id", "number", name=op.f("pk_attachment_chunk")),
    )


def _create_practice_records() -> None:
    op.create_table(
        "practice_record",
        _uuid("workspace_id"),
        _uuid("record_id"),
        _short("kind"),
        _integer("row_version"),
        _bytes("sealed_body"),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.workspace_id"],
            name=op.f("fk_practice_record_workspace_id_workspace"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "record_id", name=op.f("pk_practice_record")),
    )
    op.create_index(op.f("ix_practice_record_workspace_id_kind"), "practice_record", ["workspace_id", "kind"])


def _fence(table: str) -> None:
    mine = "workspace_id = NULLIF(current_setting('anamnesis.workspace', true), '')::uuid"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY workspace ON {table} USING ({mine}) WITH CHECK ({mine})")


# As in revision 0002, where the order of the locks is explained, with the chart's records.
_ERASE = """
CREATE OR REPLACE FUNCTION erase_client(
    p_client uuid, OUT sessions integer, OUT answers integer, OUT counter integer, OUT sealed_manifest bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ws uuid := NULLIF(current_setting('anamnesis.workspace', true), '')::uuid;
    quoting uuid[];
    visits uuid[];
    records uuid[];
BEGIN
    SELECT array_agg(DISTINCT m.conversation_id) INTO quoting
    FROM message_source s JOIN message m USING (workspace_id, message_id)
    WHERE s.workspace_id = ws AND s.client_id = p_client;
    PERFORM 1 FROM conversation c
    WHERE c.workspace_id = ws AND (c.client_id = p_client OR c.conversation_id = ANY (quoting))
    ORDER BY c.conversation_id FOR UPDATE;
    PERFORM 1 FROM session v
    WHERE v.workspace_id = ws AND v.client_id = p_client ORDER BY v.session_id FOR UPDATE;
    DELETE FROM outbox o WHERE o.workspace_id = ws AND o.client_id = p_client;
    DELETE FROM passage p WHERE p.workspace_id = ws AND p.client_id = p_client;
    PERFORM 1 FROM client c WHERE c.workspace_id = ws AND c.client_id = p_client FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such client' USING ERRCODE = 'no_data_found';
    END IF;
    SELECT array_agg(v.session_id) INTO visits
    FROM session v WHERE v.workspace_id = ws AND v.client_id = p_client;
    SELECT array_agg(r.record_id) INTO records
    FROM chart_record r WHERE r.workspace_id = ws AND r.client_id = p_client;

    DELETE FROM outbox o WHERE o.workspace_id = ws AND o.client_id = p_client;
    DELETE FROM passage p WHERE p.workspace_id = ws AND p.client_id = p_client;
    DELETE FROM indexed_source i
    WHERE i.workspace_id = ws
        AND (i.source_id = p_client OR i.source_id = ANY (visits) OR i.source_id = ANY (records));

    DELETE FROM conversation c WHERE c.workspace_id = ws AND c.client_id = p_client;
    DELETE FROM message m
    WHERE m.workspace_id = ws AND EXISTS (
        SELECT FROM message_source s
        WHERE s.workspace_id = ws AND s.message_id = m.message_id AND s.client_id = p_client);
    GET DIAGNOSTICS answers = ROW_COUNT;
    DELETE FROM conversation c
    WHERE c.workspace_id = ws AND c.conversation_id = ANY (quoting) AND NOT EXISTS (
        SELECT FROM message m WHERE m.workspace_id = ws AND m.conversation_id = c.conversation_id);

    DELETE FROM client_manifest d WHERE d.workspace_id = ws AND d.client_id = p_client
    RETURNING d.counter, d.sealed_manifest INTO counter, sealed_manifest;
    DELETE FROM attachment_chunk k WHERE k.workspace_id = ws AND k.record_id = ANY (records);
    DELETE FROM chart_record r WHERE r.workspace_id = ws AND r.client_id = p_client;
    PERFORM set_config('anamnesis.erasing', 'yes', true);
    DELETE FROM session_version v WHERE v.workspace_id = ws AND v.session_id = ANY (visits);
    PERFORM set_config('anamnesis.erasing', '', true);
    DELETE FROM session v WHERE v.workspace_id = ws AND v.client_id = p_client;
    GET DIAGNOSTICS sessions = ROW_COUNT;
    DELETE FROM client_key k WHERE k.workspace_id = ws AND k.client_id = p_client;
    DELETE FROM client c WHERE c.workspace_id = ws AND c.client_id = p_client;
END
$$
"""

_ERASE_BEFORE = """
CREATE OR REPLACE FUNCTION erase_client(
    p_client uuid, OUT sessions integer, OUT answers integer, OUT counter integer, OUT sealed_manifest bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ws uuid := NULLIF(current_setting('anamnesis.workspace', true), '')::uuid;
    quoting uuid[];
    visits uuid[];
BEGIN
    SELECT array_agg(DISTINCT m.conversation_id) INTO quoting
    FROM message_source s JOIN message m USING (workspace_id, message_id)
    WHERE s.workspace_id = ws AND s.client_id = p_client;
    PERFORM 1 FROM conversation c
    WHERE c.workspace_id = ws AND (c.client_id = p_client OR c.conversation_id = ANY (quoting))
    ORDER BY c.conversation_id FOR UPDATE;
    PERFORM 1 FROM session v
    WHERE v.workspace_id = ws AND v.client_id = p_client ORDER BY v.session_id FOR UPDATE;
    DELETE FROM outbox o WHERE o.workspace_id = ws AND o.client_id = p_client;
    DELETE FROM passage p WHERE p.workspace_id = ws AND p.client_id = p_client;
    PERFORM 1 FROM client c WHERE c.workspace_id = ws AND c.client_id = p_client FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such client' USING ERRCODE = 'no_data_found';
    END IF;
    SELECT array_agg(v.session_id) INTO visits
    FROM session v WHERE v.workspace_id = ws AND v.client_id = p_client;

    DELETE FROM outbox o WHERE o.workspace_id = ws AND o.client_id = p_client;
    DELETE FROM passage p WHERE p.workspace_id = ws AND p.client_id = p_client;
    DELETE FROM indexed_source i
    WHERE i.workspace_id = ws AND (i.source_id = p_client OR i.source_id = ANY (visits));

    DELETE FROM conversation c WHERE c.workspace_id = ws AND c.client_id = p_client;
    DELETE FROM message m
    WHERE m.workspace_id = ws AND EXISTS (
        SELECT FROM message_source s
        WHERE s.workspace_id = ws AND s.message_id = m.message_id AND s.client_id = p_client);
    GET DIAGNOSTICS answers = ROW_COUNT;
    DELETE FROM conversation c
    WHERE c.workspace_id = ws AND c.conversation_id = ANY (quoting) AND NOT EXISTS (
        SELECT FROM message m WHERE m.workspace_id = ws AND m.conversation_id = c.conversation_id);

    DELETE FROM client_manifest d WHERE d.workspace_id = ws AND d.client_id = p_client
    RETURNING d.counter, d.sealed_manifest INTO counter, sealed_manifest;
    PERFORM set_config('anamnesis.erasing', 'yes', true);
    DELETE FROM session_version v WHERE v.workspace_id = ws AND v.session_id = ANY (visits);
    PERFORM set_config('anamnesis.erasing', '', true);
    DELETE FROM session v WHERE v.workspace_id = ws AND v.client_id = p_client;
    GET DIAGNOSTICS sessions = ROW_COUNT;
    DELETE FROM client_key k WHERE k.workspace_id = ws AND k.client_id = p_client;
    DELETE FROM client c WHERE c.workspace_id = ws AND c.client_id = p_client;
END
$$
"""
