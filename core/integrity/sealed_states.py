"""Checks clear columns that decide whether and where a list shows a row against their sealed values."""

from __future__ import annotations

from core.audit.pending_audit import RowKind
from core.clients.repository import sealed_client_state
from core.errors import TamperedRecord
from core.ids import ClientId, SessionId
from core.integrity.chart_rows import StoredRow
from core.records.chart_records import sealed_record_columns
from core.security.sealed_json import open_json
from core.security.sealing import Sealer
from core.sessions.session_versions import version_address


def check_state(sealer: Sealer, client_id: ClientId, row: StoredRow) -> None:
    """Raises `TamperedRecord` if state or `about` differ from the sealed values, `VaultLocked`."""
    if _sealed_columns(sealer, client_id, row) != (row.state, row.about):
        raise TamperedRecord("tampered_record", column="state")


def _sealed_columns(sealer: Sealer, client_id: ClientId, row: StoredRow) -> tuple[str, str]:
    if row.kind is RowKind.CLIENT:
        return sealed_client_state(sealer, client_id, row.version, row.sealed[0]), ""
    if row.kind is RowKind.RECORD:
        return sealed_record_columns(sealer, client_id, row.row_id, row.version, row.sealed[0])
    at = version_address(SessionId(row.row_id), row.version, client_id, "sealed_about")
    about = open_json(sealer, row.sealed[-1], purpose="note", at=at)
    return str(about["state"]), str(about["day"])
