"""Fills the fake workspace with clients, sessions and an assistant, unlocked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from core.clients.dto import Client, ClientDetails
from tests.fakes.assistant import FakeAssistant
from tests.fakes.attachments import FakeAttachments
from tests.fakes.clients import FakeClients, client_of
from tests.fakes.conversations import FakeConversations
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
    conversations: FakeConversations = field(default_factory=lambda: FakeConversations({}))

    def add_client(self, details: ClientDetails) -> Client:
        client = client_of(details)
        self.clients.stored[client.client_id] = client
        return client


@contextmanager
def furnished(workspace: FakeWorkspace) -> Iterator[FakePractice]:
    """Unlocks `workspace` with an empty practice; lets go of everything held at the end."""
    assistant = FakeAssistant()
    practice = FakePractice(
        FakeClients(), FakeSessions(), assistant, conversations=FakeConversations(assistant.stored)
    )
    workspace.prepared = replace(
        workspace.prepared,
        clients=practice.clients,
        merging=practice.clients,
        sessions=practice.sessions,
        assistant=practice.assistant,
        conversations=practice.conversations,
        attachments=practice.attachments,
        templates=practice.templates,
        spelling=FakeSpelling(),
        people=FakePeople(replace(member_named("Dr Noa Levi", "owner"), user_id=practice.sessions.author)),
    )
    workspace.state = "unlocked"
    yield practice
    held = (practice.clients, practice.sessions, practice.assistant, practice.templates)
    for service in (*held, practice.conversations):
        service.release_all()
