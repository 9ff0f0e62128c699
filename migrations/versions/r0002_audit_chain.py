"""The audit chain, its checkpoints, the manifests of charts, and the erasing of one client.

Audit events written before this stay as they are: without a position, "unchained".
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RIGHTS = {
    "audit_chain": "SELECT, INSERT, UPDATE",
    "audit_reader": "SELECT, INSERT, UPDATE, DELETE",
    "audit_checkpoint": "SELECT, INSERT",
    "client_manifest": "SELECT, INSERT, UPDATE",
}
"""The new tables and what the program may do with them."""

CHAIN_COLUMNS = ("position", "device_id", "chain_hash", "mac", "charts")


def upgrade() -> None:
    _chain_events()
    _create_chain()
    _create_checkpoints()
    _create_manifests()
    for table, rights in RIGHTS.items():
        _fence(table)
        op.execute(f"GRANT {rights} ON {table} TO anamnesis_app")
    _refuse_changes("audit_checkpoint", "refuse_change")
    op.create_index(op.f("ix_passage_workspace_id_client_id"), "passage", ["workspace_id", "client_id"])
    _allow_erasing()


def downgrade() -> None:
    op.execute("DROP FUNCTION erase_client(uuid)")
    op.execute("DROP TRIGGER refuse_change ON session_version")
    op.execute("DROP FUNCTION refuse_change_but_erase()")
    _refuse_changes("session_version", "refuse_change")
    op.drop_index(op.f("ix_passage_workspace_id_client_id"), "passage")
    for table in reversed(RIGHTS):
        op.drop_table(table)
    op.drop_constraint(op.f("uq_audit_event_workspace_id_position"), "audit_event")
    for column in reversed(CHAIN_COLUMNS):
        op.drop_column("audit_event", column)


def _uuid(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _big(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable, autoincrement=False)


def _in_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id"], ["workspace.workspace_id"], name=op.f(f"fk_{table}_workspace_id_workspace")
    )


def _chain_events() -> None:
    op.add_column("audit_event", _big("position", nullable=True))
    op.add_column("audit_event", sa.Column("device_id", sa.Uuid(), nullable=True))
    for name in ("chain_hash", "mac", "charts"):
        op.add_column("audit_event", _bytes(name, nullable=True))
    op.create_unique_constraint(
        op.f("uq_audit_event_workspace_id_position"), "audit_event", ["workspace_id", "position"]
    )


def _create_chain() -> None:
    op.create_table(
        "audit_chain",
        _uuid("workspace_id"),
        _big("position"),
        _bytes("head"),
        _bytes("charts"),
        _bytes("sealed_key"),
        _in_workspace("audit_chain"),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_audit_chain")),
    )
    op.create_table(
        "audit_reader",
        _uuid("workspace_id"),
        _uuid("user_id"),
        _bytes("wrapped_key"),
        _in_workspace("audit_reader"),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name=op.f("pk_audit_reader")),
    )


def _create_checkpoints() -> None:
    op.create_table(
        "audit_checkpoint",
        _uuid("workspace_id"),
        _big("position"),
        _bytes("head"),
        _bytes("charts"),
        _big("vault_sequence"),
        sa.Column("day", sa.Date(), nullable=False),
        _uuid("user_id"),
        _uuid("device_id"),
        _bytes("membership"),
        _bytes("signature"),
        _in_workspace("audit_checkpoint"),
        sa.PrimaryKeyConstraint("workspace_id", "position", name=op.f("pk_audit_checkpoint")),
    )


def _create_manifests() -> None:
    op.create_table(
        "client_manifest",
        _uuid("workspace_id"),
        _uuid("client_id"),
        sa.Column("counter", sa.Integer(), nullable=False, autoincrement=False),
        _bytes("sealed_manifest"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "client_id"],
            ["client.workspace_id", "client.client_id"],
            name=op.f("fk_client_manifest_workspace_id_client_id_client"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "client_id", name=op.f("pk_client_manifest")),
    )


def _fence(table: str) -> None:
    mine = "workspace_id = NULLIF(current_setting('anamnesis.workspace', true), '')::uuid"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY workspace ON {table} USING ({mine}) WITH CHECK ({mine})")


def _refuse_changes(table: str, function: str) -> None:
    op.execute(
        f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


def _allow_erasing() -> None:
    op.execute(_TRIGGER)
    op.execute("DROP TRIGGER refuse_change ON session_version")
    _refuse_changes("session_version", "refuse_change_but_erase")
    op.execute(_ERASE)
    op.execute("REVOKE ALL ON FUNCTION erase_client(uuid) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION erase_client(uuid) TO anamnesis_app")


# The setting alone lets nobody through: the program's role may set it but is never the table's owner, and
# the owner role has no login.
_TRIGGER = """
CREATE FUNCTION refuse_change_but_erase() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE'
        AND current_setting('anamnesis.erasing', true) = 'yes'
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
    THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'rows of this table are never changed' USING ERRCODE = 'insufficient_privilege';
END
$$
"""

# Locks are taken in the order in which everything else takes them: conversations, sessions, what waits to be
# indexed and is indexed (the indexer claims that first, and the client by its foreign keys only then), the
# client. What was queued between the first and the last of these goes with the second DELETE.
# Row-level security is forced on the owner too, so nothing of another workspace is in reach.
_ERASE = """
CREATE FUNCTION erase_client(
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
