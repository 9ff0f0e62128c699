"""Saving a version of a session in one round trip: everything the save writes, if all is as it was assumed.

The function has the rights of whoever calls it, so row-level security and the triggers hold as for any other
statement.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TYPES = (
    "uuid, uuid, integer, date, bytea, bytea, bytea, bytea, bytea, bytea,"
    " integer, bytea, bytea,"
    " bigint, bytea, bytea, bytea, bytea, bytea, bytea,"
    " uuid, date, uuid, text, bytea, uuid, bytea"
)
SIGNATURE = f"save_session_version({_TYPES})"
SEALED = {
    "session_version": (
        "sealed_subjective",
        "sealed_objective",
        "sealed_assessment",
        "sealed_plan",
        "sealed_about",
    ),
    "client_manifest": ("sealed_manifest",),
}
"""What every save writes. Nobody compresses what is sealed, so the server need not try."""


def upgrade() -> None:
    for table, columns in SEALED.items():
        # A row of a page's size stays in its page: no second table to write to.
        op.execute(f"ALTER TABLE {table} SET (toast_tuple_target = 8160)")
        _set_storage(table, columns, "EXTERNAL")
    op.execute(SAVE)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO anamnesis_app")


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    for table, columns in SEALED.items():
        op.execute(f"ALTER TABLE {table} RESET (toast_tuple_target)")
        _set_storage(table, columns, "EXTENDED")


def _set_storage(table: str, columns: tuple[str, ...], storage: str) -> None:
    for column in columns:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE {storage}")


# Locks in everybody's order: the session, the client, the manifest, the chain; what changed while it waited
# for one of them is looked at again. All is looked at before anything is written, so that a wrong assumption
# is an answer and no error. The tag of the version before is computed as
# `core.audit.manifests.session_tag` does: a row that was put back meanwhile is no base to write on.
SAVE = """
CREATE FUNCTION save_session_version(
    p_session uuid, p_client uuid, p_before integer, p_day date, p_tag bytea,
    p_subjective bytea, p_objective bytea, p_assessment bytea, p_plan bytea, p_about bytea,
    p_counter integer, p_manifest_before bytea, p_manifest bytea,
    p_position bigint, p_head_before bytea, p_charts_before bytea, p_key_before bytea,
    p_head bytea, p_charts bytea, p_key bytea,
    p_event uuid, p_event_day date, p_user uuid, p_action text, p_details bytea, p_device uuid, p_mac bytea
) RETURNS boolean LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ws uuid := NULLIF(current_setting('anamnesis.workspace', true), '')::uuid;
BEGIN
    PERFORM 1
    FROM session s
    JOIN session_version v
        ON v.workspace_id = ws AND v.session_id = p_session AND v.version = p_before
    JOIN client k ON k.workspace_id = ws AND k.client_id = p_client AND k.state <> 'merged'
    JOIN client_manifest m ON m.workspace_id = ws AND m.client_id = p_client
    JOIN audit_chain c ON c.workspace_id = ws
    WHERE s.workspace_id = ws AND s.session_id = p_session AND s.client_id = p_client
        AND s.current_version = p_before AND s.state = 'draft'
        AND p_tag = substr(sha256(
            int4send(1) || '2'::bytea
            || int4send(octet_length(p_before::text)) || convert_to(p_before::text, 'UTF8')
            || int4send(octet_length(v.sealed_subjective)) || v.sealed_subjective
            || int4send(octet_length(v.sealed_objective)) || v.sealed_objective
            || int4send(octet_length(v.sealed_assessment)) || v.sealed_assessment
            || int4send(octet_length(v.sealed_plan)) || v.sealed_plan
            || int4send(octet_length(v.sealed_about)) || v.sealed_about), 1, 16)
        AND m.counter = p_counter AND sha256(m.sealed_manifest) = p_manifest_before
        AND c.position = p_position
        AND c.head = p_head_before AND c.charts = p_charts_before AND c.sealed_key = p_key_before
    FOR UPDATE OF s FOR SHARE OF k FOR UPDATE OF m FOR UPDATE OF c;
    IF NOT FOUND THEN RETURN false; END IF;

    UPDATE session s SET current_version = p_before + 1, day = p_day
    WHERE s.workspace_id = ws AND s.session_id = p_session;
    INSERT INTO session_version (workspace_id, session_id, version, sealed_subjective, sealed_objective,
        sealed_assessment, sealed_plan, sealed_about)
    VALUES (ws, p_session, p_before + 1, p_subjective, p_objective, p_assessment, p_plan, p_about);
    INSERT INTO outbox (workspace_id, source_kind, source_id, client_id)
    VALUES (ws, 'session', p_session, p_client);
    UPDATE client_manifest m SET counter = p_counter + 1, sealed_manifest = p_manifest
    WHERE m.workspace_id = ws AND m.client_id = p_client;
    INSERT INTO audit_event (workspace_id, event_id, day, user_id, action, object_kind, object_id, outcome,
        sealed_details, position, device_id, chain_hash, mac, charts)
    VALUES (ws, p_event, p_event_day, p_user, p_action, 'session', p_session, 'ok',
        p_details, p_position + 1, p_device, p_head, p_mac, p_charts);
    UPDATE audit_chain c SET position = p_position + 1, head = p_head, charts = p_charts, sealed_key = p_key
    WHERE c.workspace_id = ws;
    RETURN true;
END
$$
"""
