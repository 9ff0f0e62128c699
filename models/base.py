"""The declarative base: naming convention for constraints and the aliases for repeated columns."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from sqlalchemy import LargeBinary, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


KeyPart = Annotated[UUID, mapped_column(Uuid, primary_key=True)]
"""A part of the primary key; `workspace_id` comes first in every table."""

Sealed = Annotated[bytes, mapped_column(LargeBinary)]
"""An envelope of `core.security.envelope`; never plaintext."""
