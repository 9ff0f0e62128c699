"""Who did what to which record; appended in the transaction of the deed, never changed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Identity, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, KeyPart, Sealed


class AuditEvent(Base):
    """One event. Exact time, device and details are sealed; the database refuses to change or delete it."""

    __tablename__ = "audit_event"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),)

    workspace_id: Mapped[KeyPart]
    event_id: Mapped[KeyPart]
    sequence: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    day: Mapped[date]
    user_id: Mapped[UUID | None] = mapped_column(Uuid)
    action: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[str | None] = mapped_column(String(20))
    object_id: Mapped[UUID | None] = mapped_column(Uuid)
    outcome: Mapped[str] = mapped_column(String(20))
    sealed_details: Mapped[Sealed]
