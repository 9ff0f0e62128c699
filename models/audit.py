"""Who did what to which record; appended in the transaction of the change, never changed, and chained."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Identity,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, KeyPart, Sealed


class AuditEvent(Base):
    """One event. Exact time, device and details are sealed; the database refuses to change or delete it.

    Events written before there was a chain have no `position`.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),
        UniqueConstraint("workspace_id", "position"),
    )

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
    position: Mapped[int | None] = mapped_column(BigInteger)
    device_id: Mapped[UUID | None] = mapped_column(Uuid)
    chain_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    mac: Mapped[bytes | None] = mapped_column(LargeBinary)
    charts: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The state of all charts after this event: see `core.audit.manifests`."""


class AuditChainRow(Base):
    """The end of a workspace's chain: the last position, its hash, and the key of the next event, sealed."""

    __tablename__ = "audit_chain"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),)

    workspace_id: Mapped[KeyPart]
    position: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[bytes] = mapped_column(LargeBinary)
    charts: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_key: Mapped[Sealed]


class AuditReaderRow(Base):
    """The first key of the chain, wrapped for one who may read the log: with it every code can be checked."""

    __tablename__ = "audit_reader"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),)

    workspace_id: Mapped[KeyPart]
    user_id: Mapped[KeyPart]
    wrapped_key: Mapped[Sealed]


class AuditCheckpointRow(Base):
    """A signed statement of where the chain was; the database refuses to change or delete it."""

    __tablename__ = "audit_checkpoint"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),)

    workspace_id: Mapped[KeyPart]
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    head: Mapped[bytes] = mapped_column(LargeBinary)
    charts: Mapped[bytes] = mapped_column(LargeBinary)
    vault_sequence: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[date]
    user_id: Mapped[UUID] = mapped_column(Uuid)
    device_id: Mapped[UUID] = mapped_column(Uuid)
    membership: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
