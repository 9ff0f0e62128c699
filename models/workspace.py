"""The practice itself, and the texts that belong to it and not to a client."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, KeyPart, Sealed


class WorkspaceRow(Base):
    """One practice; its name is sealed."""

    __tablename__ = "workspace"

    workspace_id: Mapped[KeyPart]
    sealed_name: Mapped[Sealed]
    created_on: Mapped[date]


class PracticeRecordRow(Base):
    """A template, a snippet, a word of the dictionary or what an import stored, all sealed."""

    __tablename__ = "practice_record"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),
        Index(None, "workspace_id", "kind"),
    )

    workspace_id: Mapped[KeyPart]
    record_id: Mapped[KeyPart]
    kind: Mapped[str] = mapped_column(String(16))
    row_version: Mapped[int] = mapped_column(Integer)
    sealed_body: Mapped[Sealed]
