"""The index of one source in one sealed piece, and its vectors of one profile in another.

Read row by row, a hundred thousand passages took longer to load than to search a thousand times. The index
follows from the notes: what was there is dropped, and the program makes it anew after the upgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_PROFILE = ["workspace_id", "model", "revision", "dimension", "pooling", "normalised"]
_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"


def upgrade() -> None:
    for table in ("indexed_source", "passage_vector", "passage"):
        op.drop_table(table)
    # Of what they held nothing is left; from here on there is one of each, and one that is active.
    op.execute("TRUNCATE profile")
    op.create_index(
        op.f("uq_profile_active"),
        "profile",
        ["workspace_id"],
        unique=True,
        postgresql_where=sa.text("active"),
    )
    op.create_unique_constraint(op.f("uq_profile_workspace_id_model"), "profile", _PROFILE)
    op.create_table(
        "source_index",
        _uuid("workspace_id"),
        _uuid("source_id"),
        _uuid("client_id"),
        _short("source_kind"),
        _integer("source_version"),
        _integer("index_version"),
        _integer("layout"),
        _integer("passages"),
        _bytes("sealed_index"),
        sa.CheckConstraint(
            "source_kind IN ('session', 'client', 'attachment')", name=op.f("ck_source_index_source_kind")
        ),
        _of_client("source_index"),
        sa.PrimaryKeyConstraint("workspace_id", "source_id", name=op.f("pk_source_index")),
    )
    op.create_index(
        op.f("ix_source_index_workspace_id_client_id"), "source_index", ["workspace_id", "client_id"]
    )
    op.create_table(
        "source_vectors",
        _uuid("workspace_id"),
        _uuid("source_id"),
        _uuid("profile_id"),
        _integer("index_version"),
        _bytes("sealed_vectors"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source_index.workspace_id", "source_index.source_id"],
            name=op.f("fk_source_vectors_workspace_id_source_id_source_index"),
            ondelete="CASCADE",
        ),
        _of_profile("source_vectors"),
        sa.PrimaryKeyConstraint("workspace_id", "source_id", "profile_id", name=op.f("pk_source_vectors")),
    )
    for table, column in (("source_index", "sealed_index"), ("source_vectors", "sealed_vectors")):
        _fence(table)
        op.execute(f"GRANT {_RIGHTS} ON {table} TO anamnesis_app")
        # Nobody compresses what is sealed, so the server need not try.
        op.execute(f"ALTER TABLE {table} ALTER {column} SET STORAGE EXTERNAL")
    op.execute(_ERASE)


def downgrade() -> None:
    """The older program makes its own index anew as well."""
    op.drop_table("source_vectors")
    op.drop_table("source_index")
    op.drop_constraint(op.f("uq_profile_workspace_id_model"), "profile", type_="unique")
    op.drop_index(op.f("uq_profile_active"), "profile")
    _create_passages()
    op.execute(_ERASE_BEFORE)


def _uuid(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _bytes(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _integer(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _short(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.String(16), nullable=False)


def _of_client(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", "client_id"],
        ["client.workspace_id", "client.client_id"],
        name=op.f(f"fk_{table}_workspace_id_client_id_client"),
    )


def _of_profile(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", "profile_id"],
        ["profile.workspace_id", "profile.profile_id"],
        name=op.f(f"fk_{table}_workspace_id_profile_id_profile"),
    )


def _fence(table: str) -> None:
    mine = "workspace_id = NULLIF(current_setting('anamnesis.workspace', true), '')::uuid"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY workspace ON {table} USING ({mine}) WITH CHECK ({mine})")


def _create_passages() -> None:
    op.create_table(
        "passage",
        _uuid("workspace_id"),
        _uuid("passage_id"),
        _uuid("client_id"),
        _short("source_kind"),
        _uuid("source_id"),
        _integer("source_version"),
        _bytes("sealed_span"),
        sa.CheckConstraint(
            "source_kind IN ('session', 'client', 'attachment')", name=op.f("ck_passage_source_kind")
        ),
        _of_client("passage"),
        sa.PrimaryKeyConstraint("workspace_id", "passage_id", name=op.f("pk_passage")),
    )
    for column in ("source_id", "client_id"):
        op.create_index(op.f(f"ix_passage_workspace_id_{column}"), "passage", ["workspace_id", column])
    op.create_table(
        "passage_vector",
        _uuid("workspace_id"),
        _uuid("passage_id"),
        _uuid("profile_id"),
        _bytes("sealed_vector"),
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
    for table in ("passage", "passage_vector", "indexed_source"):
        _fence(table)
        op.execute(f"GRANT {_RIGHTS} ON {table} TO anamnesis_app")


# As in revision 0002, where the order of the locks is explained, with the index as it is now.
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
    DELETE FROM source_index i WHERE i.workspace_id = ws AND i.client_id = p_client;
    PERFORM 1 FROM client c WHERE c.workspace_id = ws AND c.client_id = p_client FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such client' USING ERRCODE = 'no_data_found';
    END IF;
    SELECT array_agg(v.session_id) INTO visits
    FROM session v WHERE v.workspace_id = ws AND v.client_id = p_client;
    SELECT array_agg(r.record_id) INTO records
    FROM chart_record r WHERE r.workspace_id = ws AND r.client_id = p_client;

    DELETE FROM outbox o WHERE o.workspace_id = ws AND o.client_id = p_client;
    DELETE FROM source_index i WHERE i.workspace_id = ws AND i.client_id = p_client;

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
