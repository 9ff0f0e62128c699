"""Questions, answers and the sources each answer was offered and used."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, ForeignKeyConstraint, Index, Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, KeyPart, Sealed


class ConversationRow(Base):
    """Questions about one client, or about the practice when `client_id` is NULL."""

    __tablename__ = "conversation"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], ["workspace.workspace_id"]),
        ForeignKeyConstraint(["workspace_id", "client_id"], ["client.workspace_id", "client.client_id"]),
        Index(None, "workspace_id", "client_id"),
    )

    workspace_id: Mapped[KeyPart]
    conversation_id: Mapped[KeyPart]
    client_id: Mapped[UUID | None] = mapped_column(Uuid)
    started_on: Mapped[date]


class MessageRow(Base):
    """One question with its answer, sealed as one record."""

    __tablename__ = "message"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "conversation_id"],
            ["conversation.workspace_id", "conversation.conversation_id"],
            ondelete="CASCADE",
        ),
        Index(None, "workspace_id", "conversation_id", "ordinal", unique=True),
    )

    workspace_id: Mapped[KeyPart]
    message_id: Mapped[KeyPart]
    conversation_id: Mapped[UUID] = mapped_column(Uuid)
    ordinal: Mapped[int] = mapped_column(Integer)
    sealed_body: Mapped[Sealed]


class MessageSourceRow(Base):
    """One source of an answer; the quote, its span and the reason are sealed under its client's key."""

    __tablename__ = "message_source"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "message_id"], ["message.workspace_id", "message.message_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["workspace_id", "client_id"], ["client.workspace_id", "client.client_id"]),
        CheckConstraint("number > 0", name="number"),
    )

    workspace_id: Mapped[KeyPart]
    message_id: Mapped[KeyPart]
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    used: Mapped[bool] = mapped_column(Boolean)
    client_id: Mapped[UUID] = mapped_column(Uuid)
    source_id: Mapped[UUID] = mapped_column(Uuid)
    source_version: Mapped[int] = mapped_column(Integer)
    sealed_detail: Mapped[Sealed]


class MessageVectorRow(Base):
    """The vector of a question with its answer in one profile, sealed (fp16); none until it was embedded."""

    __tablename__ = "message_vector"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "message_id"], ["message.workspace_id", "message.message_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["workspace_id", "profile_id"], ["profile.workspace_id", "profile.profile_id"], ondelete="CASCADE"
        ),
    )

    workspace_id: Mapped[KeyPart]
    message_id: Mapped[KeyPart]
    profile_id: Mapped[KeyPart]
    sealed_vector: Mapped[Sealed]


class MessageFeedbackRow(Base):
    """What a person thought of an answer, sealed as the answer is."""

    __tablename__ = "message_feedback"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "message_id"], ["message.workspace_id", "message.message_id"], ondelete="CASCADE"
        ),
    )

    workspace_id: Mapped[KeyPart]
    message_id: Mapped[KeyPart]
    sealed_feedback: Mapped[Sealed]
