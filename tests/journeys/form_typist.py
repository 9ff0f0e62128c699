"""Types an addendum into the real dialog over the real services, to be killed at any moment.

Lines on standard output: `READY` when unlocked, `BACK digest…` with what the journal offers, `KEY nanoseconds
digest` before each key reaches the form.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from core.cancel import CancelToken
from core.services import Services
from core.sessions.dto import Session, SoapText
from core.settings import Settings
from core.workspace import Workspace
from tests.journeys.saver import WORDS, say, the_client
from ui.jobs import Jobs
from ui.operations.journal import read_journal
from ui.sessions.addendum_dialog import AddendumDialog
from ui.shell.form_keeper import FormKeeper
from ui.widgets.form_dialog import FormWords

DAY = date(2024, 5, 6)


def form_digest(text: str) -> str:
    """Identifies typed text without containing it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def signed_session(services: Services) -> Session:
    """The one signed session of the client."""
    client_id = the_client(services)
    known = services.sessions.list_for_client(client_id)
    if known:
        return known[0]
    draft = services.sessions.start_draft(client_id, day=DAY, text=SoapText(plan="Rest."))
    return services.sessions.sign(draft.session_id, expected_version=draft.version)


class FormTypist:
    """Opens the form with the restored text, and continues typing."""

    def __init__(self, workspace: Workspace, rng: random.Random) -> None:
        self._rng = rng
        self._jobs = Jobs(workspace)
        services = workspace.services
        session = signed_session(services)
        self._dialog = AddendumDialog(self._jobs, session, services.clients.get(session.client_id))
        forms = read_journal(workspace, CancelToken(), lambda _done, _total: None).forms
        say("BACK", *[form_digest(form.fields["text"]) for form in forms])
        for form in forms:
            self._dialog.entry_id = form.entry_id
            self._dialog.take_words(FormWords(form.fields, form.client_id, form.ids))
        self._dialog.text.moveCursor(QTextCursor.MoveOperation.End)
        self._keeper = FormKeeper(self._jobs)
        self._keeper.begin(services.user_id)
        self._dialog.show()
        self._type()

    def _type(self) -> None:
        key = self._rng.choice("".join(WORDS) + " ")
        say("KEY", time.monotonic_ns(), form_digest(self._dialog.text.text() + key))
        self._dialog.text.insertPlainText(key)
        QTimer.singleShot(self._rng.randint(15, 120), self._type)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("passphrase_file", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    app = QApplication(["form-typist", "-platform", "offscreen"])
    workspace = Workspace(Settings.load(arguments.data_dir))
    workspace.open()
    workspace.unlock(arguments.passphrase_file.read_text("utf-8").splitlines()[0])
    say("READY")
    _typist = FormTypist(workspace, random.Random(arguments.seed))
    app.exec()


if __name__ == "__main__":
    main()
