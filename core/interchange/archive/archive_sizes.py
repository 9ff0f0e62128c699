"""Estimates the size of an archive from the sealed rows, without opening them."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session as DatabaseSession

from core.ids import ClientId, WorkspaceId

_ABOUT_BYTES = 1024
"""The size of a row in JSON beside its sealed values."""
_CHART = """
    SELECT coalesce(sum(octet_length(sealed_details)), 0) + count(*) * :about FROM client
        WHERE workspace_id = :workspace AND (:client IS NULL OR client_id = :client)
    UNION ALL SELECT coalesce(sum(octet_length(v.sealed_subjective) + octet_length(v.sealed_objective)
        + octet_length(v.sealed_assessment) + octet_length(v.sealed_plan) + octet_length(v.sealed_about)), 0)
        + count(*) * :about FROM session_version v JOIN session s USING (workspace_id, session_id)
        WHERE workspace_id = :workspace AND (:client IS NULL OR s.client_id = :client)
    UNION ALL SELECT coalesce(sum(octet_length(sealed_body)), 0) + count(*) * :about FROM chart_record
        WHERE workspace_id = :workspace AND (:client IS NULL OR client_id = :client)
    UNION ALL SELECT coalesce(sum(octet_length(k.sealed_bytes)), 0) FROM attachment_chunk k
        JOIN chart_record r USING (workspace_id, record_id)
        WHERE workspace_id = :workspace AND (:client IS NULL OR r.client_id = :client)
    UNION ALL SELECT coalesce(sum(octet_length(m.sealed_body)), 0) + count(*) * :about FROM message m
        JOIN conversation c USING (workspace_id, conversation_id)
        WHERE workspace_id = :workspace AND (:client IS NULL OR c.client_id = :client)
    UNION ALL SELECT coalesce(sum(octet_length(o.sealed_detail)), 0) FROM message_source o
        WHERE workspace_id = :workspace AND (:client IS NULL OR o.client_id = :client)
"""
_PRACTICE = """
    SELECT coalesce(sum(octet_length(sealed_body)), 0) + count(*) * :about FROM practice_record
        WHERE workspace_id = :workspace
"""
_LOG = """
    SELECT coalesce(sum(octet_length(sealed_details)), 0) + count(*) * :about FROM audit_event
        WHERE workspace_id = :workspace
"""


def about_size(
    session: DatabaseSession, workspace_id: WorkspaceId, client_id: ClientId | None, *, log: bool
) -> int:
    """Of one client, or of the whole practice; a high estimate. `log`: including the audit log."""
    parts = [_CHART.replace(":client", "CAST(:client AS uuid)")]
    if client_id is None:
        parts.append(_PRACTICE)
    if log:
        parts.append(_LOG)
    bound = {"workspace": workspace_id, "client": client_id, "about": _ABOUT_BYTES}
    return sum(int(each) for each in session.scalars(text(" UNION ALL ".join(parts)), bound))
