"""Fills the fake workspace with clients, sessions and an assistant, unlocked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from core.clients.dto import Client, ClientDetails
from tests.fakes.assistant import FakeAssistant
from tests.fakes.clients import FakeClients, client_of
from tests.fakes.sessions import FakeSessions
from tests.fakes.workspace import FakeWorkspace


@dataclass(frozen=True, slots=True)
class FakePractice:
    """The services behind the views of one test."""

    clients: FakeClients
    sessions: FakeSessions
    assistant: FakeAssistant

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
    )
    workspace.state = "unlocked"
    yield practice
    for service in (practice.clients, practice.sessions, practice.assistant):
        service.release_all()
