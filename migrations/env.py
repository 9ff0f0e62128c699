"""Alembic's entry: runs revisions on the connection it is handed, inside that connection's transaction."""

from __future__ import annotations

from alembic import context

from models import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
