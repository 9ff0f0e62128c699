"""SQLAlchemy tables: what the private Postgres holds. Every clinical value in them is ciphertext."""

from models.audit import AuditChainRow, AuditCheckpointRow, AuditEvent, AuditReaderRow
from models.base import Base
from models.chart import (
    AttachmentChunkRow,
    ChartRecordRow,
    ClientKeyRow,
    ClientManifestRow,
    ClientRow,
    SessionRow,
    SessionVersionRow,
)
from models.conversation import (
    ConversationRow,
    MessageFeedbackRow,
    MessageRow,
    MessageSourceRow,
    MessageVectorRow,
)
from models.index import FactSetRow, OutboxRow, ProfileRow, SourceIndexRow, SourceVectorsRow
from models.workspace import PracticeRecordRow, WorkspaceRow

__all__ = [
    "AttachmentChunkRow",
    "AuditChainRow",
    "AuditCheckpointRow",
    "AuditEvent",
    "AuditReaderRow",
    "Base",
    "ChartRecordRow",
    "ClientKeyRow",
    "ClientManifestRow",
    "ClientRow",
    "ConversationRow",
    "FactSetRow",
    "MessageFeedbackRow",
    "MessageRow",
    "MessageSourceRow",
    "MessageVectorRow",
    "OutboxRow",
    "PracticeRecordRow",
    "ProfileRow",
    "SessionRow",
    "SessionVersionRow",
    "SourceIndexRow",
    "SourceVectorsRow",
    "WorkspaceRow",
]
