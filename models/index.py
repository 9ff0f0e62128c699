"""The sealed index, vectors and facts of each source, and the outbox that keeps them in step with notes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    String,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, KeyPart, Sealed


class ProfileRow(Base):
    """One embedding model's space: vectors of different profiles are never compared."""

    __tablename__ = "profile"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),
        UniqueConstraint(
            "workspace_id",
            "model",
            "revision",
            "dimension",
            "pooling",
            "normalised",
            name="uq_profile_workspace_id_model",
        ),
        Index("uq_profile_active", "workspace_id", unique=True, postgresql_where=text("active")),
    )

    workspace_id: Mapped[KeyPart]
    profile_id: Mapped[KeyPart]
    model: Mapped[str] = mapped_column(String(200))
    revision: Mapped[str] = mapped_column(String(64))
    dimension: Mapped[int] = mapped_column(Integer)
    pooling: Mapped[str] = mapped_column(String(16))
    normalised: Mapped[bool] = mapped_column(Boolean)
    active: Mapped[bool] = mapped_column(Boolean)


class SourceIndexRow(Base):
    """The index of one source in its current version: texts, passages and lexemes, sealed as one.

    `index_version` grows whenever they are made anew, `layout` is how they were made.
    """

    __tablename__ = "source_index"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "client_id"], ["client.workspace_id", "client.client_id"]),
        CheckConstraint("source_kind IN ('session', 'client', 'attachment')", name="source_kind"),
        Index(None, "workspace_id", "client_id"),
    )

    workspace_id: Mapped[KeyPart]
    source_id: Mapped[KeyPart]
    client_id: Mapped[UUID] = mapped_column(Uuid)
    source_kind: Mapped[str] = mapped_column(String(16))
    source_version: Mapped[int] = mapped_column(Integer)
    index_version: Mapped[int] = mapped_column(Integer)
    layout: Mapped[int] = mapped_column(Integer)
    passages: Mapped[int] = mapped_column(Integer)
    sealed_index: Mapped[Sealed]


class SourceVectorsRow(Base):
    """The vectors of a source's passages in one profile, sealed (fp16); of one `index_version`."""

    __tablename__ = "source_vectors"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source_index.workspace_id", "source_index.source_id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["workspace_id", "profile_id"], ["profile.workspace_id", "profile.profile_id"]),
    )

    workspace_id: Mapped[KeyPart]
    source_id: Mapped[KeyPart]
    profile_id: Mapped[KeyPart]
    index_version: Mapped[int] = mapped_column(Integer)
    sealed_vectors: Mapped[Sealed]


class FactSetRow(Base):
    """The facts of one version of a source, sealed; none of a source that says none.

    `set_version` grows whenever they are made anew, `extractor_version` says by which extractor they were.
    """

    __tablename__ = "fact_set"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["source_index.workspace_id", "source_index.source_id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("source_kind IN ('session', 'client', 'attachment')", name="source_kind"),
        Index(None, "workspace_id", "client_id"),
    )

    workspace_id: Mapped[KeyPart]
    source_id: Mapped[KeyPart]
    client_id: Mapped[UUID] = mapped_column(Uuid)
    source_kind: Mapped[str] = mapped_column(String(16))
    source_version: Mapped[int] = mapped_column(Integer)
    set_version: Mapped[int] = mapped_column(Integer)
    extractor_version: Mapped[int] = mapped_column(Integer)
    sealed_facts: Mapped[Sealed]


class OutboxRow(Base):
    """A source that changed and has yet to be indexed; written in the transaction of the change."""

    __tablename__ = "outbox"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),)

    workspace_id: Mapped[KeyPart]
    sequence: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    source_kind: Mapped[str] = mapped_column(String(16))
    source_id: Mapped[UUID] = mapped_column(Uuid)
    client_id: Mapped[UUID] = mapped_column(Uuid)
