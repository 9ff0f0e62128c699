"""Types like a user into the real editor with the real services, to be killed at any moment.

Keys come in bursts, with corrections and pauses; occasionally the field loses the focus, or a save is
requested. Lines on standard output, each written whole: `READY` when unlocked, `HAVE session version digest`
(or `missing`), `BACK digest` with the restored text, `NEW session`, `KEY nanoseconds digest` before each key
reaches the editor, `SAVED session version digest` after the commit, `CONFLICT`, `FAILED code`, `VERIFIED`.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from core.ids import SessionId
from core.journal.dto import JournalFindings
from core.sessions.dto import SOAP_FIELDS, Session, SoapText
from core.settings import Settings
from core.workspace import Workspace
from tests.journeys.saver import WORDS, digest, read_wanted, say, tell_everything, tell_versions, the_client
from ui.jobs import Jobs
from ui.operations.journal import read_journal
from ui.sessions.draft_saver import DraftSaver, SaveState
from ui.sessions.unsaved_drafts import UnsavedDrafts

DAY = date(2024, 5, 6)
LONG_CHARS = 2_500
"""A note of this length is finished, and another begun."""


@dataclass(slots=True)
class Fingers:
    """Generates one key after another: the resulting text of the fields, and the pause until the next key
    (ms).
    """

    rng: random.Random
    field: str = SOAP_FIELDS[0]
    left: str = ""
    erase: int = 0

    def press(self, text: SoapText) -> tuple[SoapText, int]:
        before = text.field(self.field)
        if self.erase:
            self.erase -= 1
            return replace(text, **{self.field: before[:-1]}), self.rng.randint(15, 60)
        if not self.left:
            self.left = self.rng.choice(WORDS) + " "
        key, self.left = self.left[0], self.left[1:]
        after = replace(text, **{self.field: before + key})
        return after, self._gap()

    def _gap(self) -> int:
        drawn = self.rng.random()
        if drawn < 0.03:
            self.field = self.rng.choice(SOAP_FIELDS)
            return self.rng.randint(200, 500)
        if drawn < 0.06:
            self.erase = self.rng.randint(1, 8)
            return self.rng.randint(100, 300)
        if drawn < 0.09:
            return self.rng.randint(300, 1_500)
        return self.rng.randint(15, 120)


class Typist(QObject):
    """The user at the editor, from the restored journal to the kill."""

    def __init__(self, workspace: Workspace, session_id: SessionId | None, rng: random.Random) -> None:
        super().__init__()
        self._workspace = workspace
        self._rng = rng
        self._fingers = Fingers(rng)
        self._session_id = session_id
        self.jobs = Jobs(workspace, self)
        self.unsaved_drafts = UnsavedDrafts(self.jobs, self)
        self.unsaved_drafts.sign_in(workspace.services.user_id)
        self.unsaved_drafts.saved.connect(self._on_saved)
        self._saver: DraftSaver | None = None

    def start(self) -> None:
        """Continues from the state of the previous run, as the window does after an unlock."""
        self.jobs.run_workspace(self, "db", read_journal, on_done=self._on_journal)

    def _on_journal(self, findings: JournalFindings) -> None:
        for waiting in findings.waiting:
            self.unsaved_drafts.restore(waiting)
        if self._session_id is not None:
            saver = self._show(self._workspace.services.sessions.get(self._session_id))
            say("BACK", digest(saver.text, saver.day))
        self._type()

    def _show(self, session: Session) -> DraftSaver:
        if self._saver is not None:
            self._saver.changed.disconnect(self._on_changed)
        self._saver = self.unsaved_drafts.lend(session)
        self._saver.changed.connect(self._on_changed)
        return self._saver

    def _begin(self) -> DraftSaver:
        services = self._workspace.services
        draft = services.sessions.start_draft(the_client(services), day=DAY)
        say("NEW", draft.session_id)
        return self._show(draft)

    def _type(self) -> None:
        saver = self._saver
        if saver is None or len("".join(saver.text.field(name) for name in SOAP_FIELDS)) > LONG_CHARS:
            saver = self._begin()
        text, gap_ms = self._fingers.press(saver.text)
        say("KEY", time.monotonic_ns(), digest(text, saver.day))
        saver.edit(text, saver.day)
        if self._rng.random() < 0.03:
            # Ctrl+S, or the focus moved.
            saver.save_now()
        QTimer.singleShot(gap_ms, self, self._type)

    def _on_saved(self, session: Session) -> None:
        say("SAVED", session.session_id, session.version, digest(session.text, session.date))

    def _on_changed(self) -> None:
        assert self._saver is not None
        if self._saver.state is SaveState.CONFLICT:
            say("CONFLICT")
        elif self._saver.error is not None:
            say("FAILED", self._saver.error.code)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("passphrase_file", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--session", help="the session that was on screen")
    parser.add_argument("--check", type=Path, help="a file of `session version` lines to read back first")
    parser.add_argument("--verify", action="store_true", help="read everything back and end")
    arguments = parser.parse_args()

    app = QCoreApplication([])
    workspace = Workspace(Settings.load(arguments.data_dir))
    workspace.open()
    services = workspace.unlock(arguments.passphrase_file.read_text("utf-8").splitlines()[0])
    say("READY")
    if arguments.verify:
        try:
            tell_everything(workspace, the_client(services))
        finally:
            workspace.close()
        return
    tell_versions(services, read_wanted(arguments.check) if arguments.check else [])
    session_id = SessionId(UUID(arguments.session)) if arguments.session else None
    typist = Typist(workspace, session_id, random.Random(arguments.seed))
    typist.start()
    app.exec()


if __name__ == "__main__":
    main()
