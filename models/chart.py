"""Clients, their keys and manifests, sessions with their immutable versions, and a chart's other records."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, KeyPart, Sealed


class ClientRow(Base):
    """One client; names and all other details are one sealed record."""

    __tablename__ = "client"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),
        CheckConstraint("state IN ('active', 'archived', 'deleted', 'merged')", name="state"),
    )

    workspace_id: Mapped[KeyPart]
    client_id: Mapped[KeyPart]
    row_version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16))
    sealed_details: Mapped[Sealed]


class ClientKeyRow(Base):
    """A client's own data key, wrapped under an epoch key."""

    __tablename__ = "client_key"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "client_id"], ["client.workspace_id", "client.client_id"], ondelete="CASCADE"
        ),
    )

    workspace_id: Mapped[KeyPart]
    client_id: Mapped[KeyPart]
    key_version: Mapped[int] = mapped_column(Integer, primary_key=True)
    epoch: Mapped[int] = mapped_column(Integer)
    wrapped_key: Mapped[Sealed]


class ClientManifestRow(Base):
    """Which versions of a client's rows are the current ones, sealed; `counter` grows with every change."""

    __tablename__ = "client_manifest"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "client_id"], ["client.workspace_id", "client.client_id"], ondelete="CASCADE"
        ),
    )

    workspace_id: Mapped[KeyPart]
    client_id: Mapped[KeyPart]
    counter: Mapped[int] = mapped_column(Integer)
    sealed_manifest: Mapped[Sealed]


class SessionRow(Base):
    """A visit: its day, its state and which version is current. The words are in `SessionVersionRow`."""

    __tablename__ = "session"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "client_id"], ["client.workspace_id", "client.client_id"]),
        CheckConstraint("state IN ('draft', 'signed', 'retracted', 'deleted')", name="state"),
        Index(None, "workspace_id", "client_id", "day"),
    )

    workspace_id: Mapped[KeyPart]
    session_id: Mapped[KeyPart]
    client_id: Mapped[UUID] = mapped_column(Uuid)
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(16))
    current_version: Mapped[int] = mapped_column(Integer)


class SessionVersionRow(Base):
    """One immutable version of a session's text; the database refuses to change or delete it."""

    __tablename__ = "session_version"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "session_id"], ["session.workspace_id", "session.session_id"]),
    )

    workspace_id: Mapped[KeyPart]
    session_id: Mapped[KeyPart]
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    sealed_subjective: Mapped[Sealed]
    sealed_objective: Mapped[Sealed]
    sealed_assessment: Mapped[Sealed]
    sealed_plan: Mapped[Sealed]
    sealed_about: Mapped[Sealed]
    """Exact time of saving, author, external id, and the tag of the version before."""


class ChartRecordRow(Base):
    """What is in a chart and no note: attachment, appointment, letter, dismissal. Its content is sealed."""

    __tablename__ = "chart_record"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "client_id"], ["client.workspace_id", "client.client_id"]),
        ForeignKeyConstraint(["workspace_id", "session_id"], ["session.workspace_id", "session.session_id"]),
        CheckConstraint("kind IN ('attachment', 'appointment', 'letter', 'dismissal')", name="kind"),
        CheckConstraint("state IN ('live', 'deleted')", name="state"),
        Index(None, "workspace_id", "client_id", "kind"),
        Index(None, "workspace_id", "kind", "day"),
        Index(None, "workspace_id", "session_id"),
    )

    workspace_id: Mapped[KeyPart]
    record_id: Mapped[KeyPart]
    client_id: Mapped[UUID] = mapped_column(Uuid)
    session_id: Mapped[UUID | None] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(16))
    row_version: Mapped[int] = mapped_column(Integer)
    sealed_body: Mapped[Sealed]


class AttachmentChunkRow(Base):
    """A piece of an attachment's bytes; the record's sealed body says how many there are and their digest."""

    __tablename__ = "attachment_chunk"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "record_id"],
            ["chart_record.workspace_id", "chart_record.record_id"],
            ondelete="CASCADE",
        ),
    )

    workspace_id: Mapped[KeyPart]
    record_id: Mapped[KeyPart]
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    sealed_bytes: Mapped[Sealed]
