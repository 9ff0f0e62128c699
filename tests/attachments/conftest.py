"""The service over a cloned database and the real confined process, and one client to add files to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.attachments.reader import ConfinedReader
from core.attachments.service import AttachmentService
from core.audit.log import AuditLog
from core.clients.dto import Client, ClientDetails
from core.clients.service import ClientService
from core.database.access import Database
from core.disk import DiskGuard
from core.errors import AnamnesisError
from core.interchange.export_file import ExportFiles
from core.security.roles import Access
from core.security.sealing import Sealer


@pytest.fixture
def reader() -> ConfinedReader:
    return ConfinedReader()


@pytest.fixture
def attachments(
    database: Database, sealer: Sealer, audit: AuditLog, disk: DiskGuard, access: Access, files: ExportFiles
) -> AttachmentService:
    return AttachmentService(
        database=database, sealer=sealer, audit=audit, disk=disk, access=access, files=files
    )


@pytest.fixture
def ada(clients: ClientService) -> Client:
    return clients.create(ClientDetails(first_name="Ada", last_name="Byron"))


Refusal = Callable[[Callable[[], object]], str]


@pytest.fixture
def refusal() -> Refusal:
    """The code that a call is refused with."""

    def of(call: Callable[[], object]) -> str:
        with pytest.raises(AnamnesisError) as refused:
            call()
        return refused.value.code

    return of
