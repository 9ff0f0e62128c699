"""The practice itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from models.base import Base, KeyPart, Sealed


class WorkspaceRow(Base):
    """One practice; its name is sealed."""

    __tablename__ = "workspace"

    workspace_id: Mapped[KeyPart]
    sealed_name: Mapped[Sealed]
    created_on: Mapped[date]
