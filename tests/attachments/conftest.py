"""The service over a cloned database and the real confined process, and one client to add files to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.attachments.reader import ConfinedReader
from core.attachments.service import AttachmentService
from core.clients.dto import Client, ClientDetails
from core.clients.service import ClientService
from core.errors import AnamnesisError
from core.export_file import ExportFiles
from core.service_context import ServiceContext


@pytest.fixture
def reader() -> ConfinedReader:
    return ConfinedReader()


@pytest.fixture
def attachments(context: ServiceContext, files: ExportFiles) -> AttachmentService:
    return AttachmentService(context, files=files)


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
