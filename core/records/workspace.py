"""The practice's own row."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session as DatabaseSession

from core.damage import content_of
from core.errors import NotFound
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from models import WorkspaceRow


class WorkspaceRepository:
    """Stores and reads the name of the practice."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def add(self, name: str, *, created_on: date) -> None:
        self._session.add(
            WorkspaceRow(
                workspace_id=self._sealer.workspace_id,
                sealed_name=seal_json(self._sealer, {"name": name}, purpose="meta", at=self._address()),
                created_on=created_on,
            )
        )

    def exists(self) -> bool:
        return self._session.get(WorkspaceRow, self._sealer.workspace_id) is not None

    def name(self) -> str:
        """Raises `NotFound` if the database has no such workspace."""
        row = self._session.get(WorkspaceRow, self._sealer.workspace_id)
        if row is None:
            raise NotFound("workspace_not_found")
        opened = open_json(self._sealer, row.sealed_name, purpose="meta", at=self._address())
        with content_of("workspace", "sealed_name"):
            return str(opened["name"])

    def _address(self) -> Address:
        return Address(table="workspace", row=(self._sealer.workspace_id,), column="sealed_name")
