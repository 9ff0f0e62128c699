"""The observed run: a clinician's typical day, in a temporary practice of fictional clients."""

from __future__ import annotations

import dataclasses
import secrets
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from core.cancel import CancelToken
from core.clients.dto import Client
from core.demo import FIRST_CLIENT, prepare_demo
from core.demo_questions import demo_questions
from core.egress.dto import Step
from core.errors import AnamnesisError, Cancelled
from core.security.kdf import Argon2Cost
from core.services import Services
from core.settings import Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace

Details = Mapping[str, int | str]
Printing = Callable[[Services, Client, Path, CancelToken], int]
"""Lays out a chart as pages and writes them to a file, which needs Qt; returns the size in bytes."""
_SEARCHED = 2
"""A demo question that needs the model, because the record's structure does not answer it."""
_CLIENTS = (FIRST_CLIENT, "demo-quillfeather", "demo-geshem")
"""Of the demo practice, one in Hebrew: each function is observed, and more charts only take longer."""
_BALLAST_BYTES = 1024 * 1024
_PASSPHRASE_BYTES = 32
_OF_A_POLICY = frozenset(
    {"assistant_off", "export_forbidden", "print_forbidden", "backup_folder_not_allowed", "model_refused"}
)
"""Refusals by a policy, which are reported but do not count as failures."""


class Journey:
    """`run` performs every step and reports each; a failing step does not stop the others."""

    def __init__(
        self, settings: Settings, folder: Path, *, tell: Callable[[Step], None], printing: Printing
    ) -> None:
        """`folder` is empty and receives all files."""
        self._folder = folder
        self._workspace = Workspace(
            dataclasses.replace(
                settings,
                data_dir=folder / "data",
                state_dir=folder / "state",
                # The passphrase is too long to be guessed at any cost.
                argon2=Argon2Cost.floor(),
                ballast_bytes=_BALLAST_BYTES,
            )
        )
        self._tell = tell
        self._printing = printing
        self._passphrase = secrets.token_urlsafe(_PASSPHRASE_BYTES)

    def run(self, cancel: CancelToken) -> bool:
        """Whether nothing failed. Raises `Cancelled`."""
        try:
            done = self._step("create", self._create)
            done = done and self._step("lock", self._lock)
            done = done and self._step("unlock", self._unlock)
            if done:
                steps: tuple[tuple[str, Callable[[CancelToken], Details]], ...] = (
                    ("index", self._index),
                    ("find", self._find),
                    ("ask", self._ask),
                    ("export", self._export),
                    ("print", self._print),
                    ("backup", self._back_up),
                )
                for name, work in steps:
                    cancel.raise_if_cancelled()
                    done = self._step(name, partial(work, cancel)) and done
        finally:
            closed = self._step("close", self._close)
        return done and closed

    def _step(self, name: str, work: Callable[[], Details]) -> bool:
        began = time.monotonic()
        try:
            step = Step(name, "done", 0.0, work())
        except Cancelled:
            raise
        except AnamnesisError as error:
            refused = error.code in _OF_A_POLICY
            step = Step(name, "refused" if refused else "failed", 0.0, {}, error.code)
        self._tell(dataclasses.replace(step, duration_s=round(time.monotonic() - began, 2)))
        return step.outcome != "failed"

    def _create(self) -> Details:
        self._workspace.open()
        self._workspace.initialise(
            practice_name="Egress report", passphrase=self._passphrase, owner_name="Dr Robin Hale"
        )
        imported = prepare_demo(self._workspace.services, only=_CLIENTS).imported
        return {"clients": imported.clients, "sessions": imported.sessions}

    def _lock(self) -> Details:
        self._workspace.lock()
        return {}

    def _unlock(self) -> Details:
        self._workspace.unlock(self._passphrase)
        return {}

    def _close(self) -> Details:
        if self._workspace.state == "unlocked":
            self._workspace.lock()
        self._workspace.close()
        return {}

    def _index(self, cancel: CancelToken) -> Details:
        services = self._workspace.services
        services.engine.start()
        services.retrieval.load(cancel=cancel)
        status = services.index.run_pending(cancel=cancel)
        if status.problem is not None:
            raise AnamnesisError(status.problem)
        services.engine.embedder_info()
        return {"sources": status.indexed, "passages": status.passages, "waiting": status.pending}

    def _find(self, cancel: CancelToken) -> Details:
        found = self._workspace.services.search.find(
            demo_questions()[_SEARCHED].question, SearchScope(), cancel=cancel
        )
        return {"passages": len(found.hits)}

    def _ask(self, cancel: CancelToken) -> Details:
        services, asked = self._workspace.services, demo_questions()[_SEARCHED]
        client = next((each for each in self._clients() if each.details.external_id == asked.client_id), None)
        scope = SearchScope(client_id=None if client is None else client.client_id)
        services.engine.generator_info()
        answer = services.assistant.ask(asked.question, scope, cancel=cancel, use_model=True)
        if answer.usage.output_tokens == 0:
            # It was answered without the model, which was therefore not observed.
            raise AnamnesisError(answer.notice or "generation_failed")
        return {"sources": len(answer.sources), "words_of_the_model": answer.usage.output_tokens}

    def _export(self, cancel: CancelToken) -> Details:
        out = self._folder / "chart.jsonl"
        report = self._workspace.services.exporter.export_jsonl(self._client().client_id, out, cancel=cancel)
        return {"bytes": report.size_bytes}

    def _print(self, cancel: CancelToken) -> Details:
        out = self._folder / "chart.pdf"
        return {"bytes": self._printing(self._workspace.services, self._client(), out, cancel)}

    def _back_up(self, cancel: CancelToken) -> Details:
        target = self._folder / "backup"
        target.mkdir()
        made = self._workspace.services.backups.create_in(target, cancel=cancel)
        return {"bytes": made.written_bytes}

    def _clients(self) -> tuple[Client, ...]:
        return tuple(self._workspace.services.clients.list())

    def _client(self) -> Client:
        clients = self._clients()
        return next((each for each in clients if each.details.external_id == FIRST_CLIENT), clients[0])
