"""Fills the fake workspace with clients, sessions and an assistant, unlocked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from core.clients.dto import Client, ClientDetails
from tests.fakes.assistant import FakeAssistant
from tests.fakes.attachments import FakeAttachments
from tests.fakes.clients import FakeClients, client_of
from tests.fakes.people import FakePeople, member_named
from tests.fakes.sessions import FakeSessions
from tests.fakes.templates import FakeSpelling, FakeTemplates
from tests.fakes.workspace import FakeWorkspace


@dataclass(frozen=True, slots=True)
class FakePractice:
    """The services behind the views of one test."""

    clients: FakeClients
    sessions: FakeSessions
    assistant: FakeAssistant
    attachments: FakeAttachments = field(default_factory=FakeAttachments)
    templates: FakeTemplates = field(default_factory=FakeTemplates)

    def add_client(self, details: ClientDetails) -> Client:
        client = client_of(details)
        self.clients.stored[client.client_id] = client
        return client


@contextmanager
def furnished(workspace: FakeWorkspace) -> Iterator[FakePractice]:
    """Unlocks `workspace` with an empty practice; lets go of everything held at the end."""
    practice = FakePractice(FakeClients(), FakeSessions(), FakeAssistant())
    workspace.prepared = replace(
        workspace.prepared,
        clients=practice.clients,
        sessions=practice.sessions,
        assistant=practice.assistant,
        attachments=practice.attachments,
        templates=practice.templates,
        spelling=FakeSpelling(),
        people=FakePeople(replace(member_named("Dr Noa Levi", "owner"), user_id=practice.sessions.author)),
    )
    workspace.state = "unlocked"
    yield practice
    for service in (practice.clients, practice.sessions, practice.assistant, practice.templates):
        service.release_all()
