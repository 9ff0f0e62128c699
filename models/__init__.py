"""SQLAlchemy tables: what the private Postgres holds. Every clinical value in them is ciphertext."""

from models.audit import AuditEvent
from models.base import Base
from models.chart import ClientKeyRow, ClientRow, SessionRow, SessionVersionRow
from models.conversation import ConversationRow, MessageRow, MessageSourceRow
from models.index import IndexedSourceRow, OutboxRow, PassageRow, PassageVectorRow, ProfileRow
from models.workspace import WorkspaceRow

__all__ = [
    "AuditEvent",
    "Base",
    "ClientKeyRow",
    "ClientRow",
    "ConversationRow",
    "IndexedSourceRow",
    "MessageRow",
    "MessageSourceRow",
    "OutboxRow",
    "PassageRow",
    "PassageVectorRow",
    "ProfileRow",
    "SessionRow",
    "SessionVersionRow",
    "WorkspaceRow",
]
